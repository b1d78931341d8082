"""Full personal numbers: each look, copy, print and export of them is an act with a purpose."""

from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar

from county_desk.fields import Choice, Code, Count, Text
from county_desk.models.user import Actor, Permission
from county_desk.privacy import holds_mobile, holds_number
from county_desk.reveal_ways import RevealWay
from county_desk.tables.all_lists import LISTS
from county_desk.tables.area import area_of, within
from county_desk.tables.figures import Figures
from county_desk.tables.filter_words import filter_words
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.listing import Listing, Query
from county_desk.tables.return_names import ReturnName, return_named
from county_desk.text import N_, _, _n
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.desk import Desk
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.rights import Denial, refusal


class RevealNumbers(Command):
    """Full personal numbers of a list or a return were shown, copied, printed or exported for a purpose.

    `list` is the key of a declared list or the name of a return. `rows` counts the revealed rows, and
    `narrowed` is the filter in words. The right that it needs is declared with the list. A return needs a
    person who acts for the whole county.
    """

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Show full numbers"), N_("Showed full numbers"))
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False

    list: Annotated[str, Ask(Code(), N_("List"))]
    way: Annotated[RevealWay, Ask(Choice(terms=RevealWay), N_("Way"))]
    rows: Annotated[int, Ask(Count(), N_("Rows"))]
    purpose: Annotated[str, Ask(Text(width=40), N_("Purpose"))]
    narrowed: Annotated[str, Ask(Text(width=40), N_("Filter"))] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        listing, name = LISTS.get(self.list), return_named(self.list)
        if listing is None and name is None:
            return {"list": _("There is no list {name}").format(name=self.list)}
        denied = refusal(work.actor, listing.reveals) if listing else return_refusal(work.actor)
        if denied:
            return {"": denied}
        return {} if self.purpose.strip() else {"purpose": _("State the purpose of the full numbers")}

    def run(self, work: Work) -> Change:
        rows = _n("{count} row", "{count} rows", self.rows).format(count=self.rows)
        parts = [rows, self.narrowed] if self.narrowed else [rows]
        name = return_named(self.list)
        summary = _("Full numbers {way}: {list} ({rows}); purpose: {purpose}").format(
            way=_(self.way.label),
            list=_(name.label) if name else _(LISTS[self.list].table.title),
            rows=_("; ").join(parts),
            purpose=self.purpose.strip(),
        )
        return Change(summary)


def return_refusal(actor: Actor) -> str:
    """Check that this person may have the full numbers of a return; return the refusal, "" without one."""
    if denied := refusal(actor, Permission.FULL_NUMBERS):
        return denied
    if actor.place_id is None:
        return ""
    words = _(
        "A return holds the persons of the whole county, and {name} acts for one place: "
        "it goes out with covered numbers, or take the list of your own area."
    )
    return Denial(words.format(name=actor.name))


def reveal(desk: Desk, key: str, way: RevealWay, rows: int, purpose: str, narrowed: str = "") -> Change:
    """Record that full numbers of a list or return go out. Raises `Refused`, and then they must not."""
    return desk.do(RevealNumbers(list=key, way=way, rows=rows, purpose=purpose, narrowed=narrowed))


def reveal_rows[R](
    desk: Desk, listing: Listing[R], query: Query, way: RevealWay, rows: int, purpose: str
) -> Change:
    """Record that full numbers of the rows of a query go out. Raises `Refused`, and then they must not."""
    narrowed = recordable(filter_words(listing.table, query))
    return reveal(desk, listing.table.key, way, rows, purpose, narrowed)


def recordable(narrowed: str) -> str:
    """The filter in words as the history keeps it; a number of a person that was searched is left out."""
    private = holds_number(narrowed) or holds_mobile(narrowed)
    return _("a number that was searched") if private else narrowed


def own_rows[R](desk: Desk, listing: Listing[R], query: Query) -> Query:
    """The query narrowed to the area of the person at the desk: only its rows may leave the program."""
    return within(listing, query, desk.read(area_of, desk.actor.place_id))


def is_personal(name: ReturnName) -> bool:
    """Whether a return holds personal numbers."""
    from county_desk.tables.returns import KINDS  # here, for the pages of all returns take their time

    return any(column.kind.personal for page in KINDS[name].pages for column in page.table.columns)


def revealing(desk: Desk, figures: Figures, purpose: str | None) -> Callable[[], object] | None:
    """The act that must come before the full numbers of a return can be seen in a file.

    None without a purpose, or for a return without personal numbers: its numbers stay covered.
    """
    if purpose is None or not is_personal(ReturnName.named(figures.name)):
        return None
    edition = figures.frozen.edition if figures.frozen else None
    words = _("{period}, edition {edition}") if edition else _("{period}, draft")
    said = words.format(period=figures.period, edition=edition)
    rows = sum(len(page.lines) for page in figures.pages)
    return lambda: reveal(desk, figures.name, RevealWay.XLSX, rows, purpose, said)
