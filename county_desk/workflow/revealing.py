"""Full personal numbers: each look, copy, print and export of them is an act with a purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from county_desk.fields import Choice, Code, Count, Text
from county_desk.models.user import Permission
from county_desk.privacy import holds_number
from county_desk.tables.lists import LISTS
from county_desk.text import N_, _, _n
from county_desk.ways import RevealWay
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.rights import refusal


@dataclass(frozen=True, kw_only=True)
class RevealNumbers(Command):
    """Full personal numbers of a list were shown, copied, printed or exported for a purpose.

    `list` is the key of a declared list, `rows` how many of its rows are revealed, and `narrowed` the
    filter in words. The right that it needs is declared with the list.
    """

    permission: ClassVar = Permission.READ
    title: ClassVar = N_("Show full numbers")
    listed: ClassVar = False

    list: Annotated[str, Ask(Code(), N_("List"))]
    way: Annotated[RevealWay, Ask(Choice(terms=RevealWay), N_("Way"))]
    rows: Annotated[int, Ask(Count(), N_("Rows"))]
    purpose: Annotated[str, Ask(Text(width=40), N_("Purpose"))]
    narrowed: Annotated[str, Ask(Text(width=40), N_("Filter"))] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        listing = LISTS.get(self.list)
        if listing is None:
            return {"list": _("There is no list {name}").format(name=self.list)}
        if denied := refusal(work.actor, listing.reveals):
            return {"": denied}
        return {} if self.purpose.strip() else {"purpose": _("Write what the full numbers are needed for")}

    def run(self, work: Work) -> Change:
        rows = _n("{count} row", "{count} rows", self.rows).format(count=self.rows)
        parts = [rows, self.narrowed] if self.narrowed else [rows]
        summary = _("Full numbers {way}: {list} ({rows}); purpose: {purpose}").format(
            way=_(self.way.label),
            list=_(LISTS[self.list].table.title),
            rows=_("; ").join(parts),
            purpose=self.purpose.strip(),
        )
        return Change(frozenset(), summary)


def recordable(narrowed: str) -> str:
    """The filter in words as the history keeps it; a number of a person that was searched is left out."""
    return _("a number that was searched") if holds_number(narrowed) else narrowed
