"""A household in the registry: its card, and the way to the pairs of its members without a ruling."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QWidget

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.tables.duplicates import OpenDuplicate
from county_desk.tables.households import HOUSEHOLDS, HouseholdRow
from county_desk.text import _
from county_desk.views.widgets.acts_box import ActsBox
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.parts import heading, in_column

_FIRST = ("number", "village")
_LAST = ("standing", "registered_on", "exited_on")


class HouseholdCard(QWidget):
    """A household as the records know it; personal numbers are masked until `masked` is False."""

    def __init__(self, row: HouseholdRow, parent: QWidget | None = None, *, masked: bool = True) -> None:
        super().__init__(parent)
        self.row, self.masked = row, masked
        self.acts = ActsBox((), self)  # for what can be done for the household
        name = _("Household of {head}").format(head=row.head)
        facts = FactsTable((_("What"), _("Value")), self, name)
        facts.show_rows(self._own_facts())
        self.box = in_column(heading(name, self, 1.25), self.acts, facts, on=self, gap=0.5, margins=0)

    def _own_facts(self) -> list[tuple[str, str]]:
        """The known facts of the household itself, with the usual facts that are unknown."""
        of = facts_of(FactSubject.HOUSEHOLD)
        usual = [fact.key for fact in of if fact.usual]
        others = [
            fact.key for fact in of if not fact.usual and fact.key != "head" and getattr(self.row, fact.key)
        ]
        columns = [HOUSEHOLDS[key] for key in (*_FIRST, *usual, *_LAST, *others)]
        return [(_(column.title), column.shown(self.row, masked=self.masked)) for column in columns]


def show_duplicates(
    box: QBoxLayout, found: Sequence[OpenDuplicate], go: Callable[[tuple[int, int]], object], parent: QWidget
) -> None:
    """Name the members who are perhaps on record elsewhere, under the heading of a household."""
    for place, pair in enumerate(found, 1):
        words = _("{name} is perhaps also in household {number} of {head} in {village}.").format(
            name=pair.name, number=pair.household, head=pair.head, village=pair.village
        )
        banner = Banner("warn", words, parent)
        banner.offer(_("Compare…"), partial(go, (pair.member_id, pair.other_id)))
        box.insertWidget(place, banner)
