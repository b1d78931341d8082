"""The counts of an opening balance by township and standing, and the button that confirms it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.tables.opening_counts import OpeningCount, opening_counts
from county_desk.text import _
from county_desk.views.widgets.action_row import ActionRow
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.parts import bare, heading
from county_desk.workflow.desk import Desk
from county_desk.workflow.openings import ConfirmOpening


@dataclass(frozen=True)
class OpeningLook:
    """The counts of one opening balance, and why this person cannot confirm it ("" when that can be done)."""

    counts: Sequence[OpeningCount]
    trouble: str


def look_at_opening(desk: Desk, batch: int) -> OpeningLook:
    """Read the counts of a batch, and ask whether the person at the desk may confirm it."""
    trouble = "\n".join(desk.problems(ConfirmOpening(batches=(batch,))).values())
    return OpeningLook(desk.read(opening_counts, batch), trouble)


class OpeningBox(QWidget):
    """Shows an opening balance; `confirm` opens the form that confirms it."""

    def __init__(self, look: OpeningLook, confirm: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        titles = (_("Township"), _("Standing"), _("Households or villages"), _("Persons"))
        self.table = FactsTable(titles, self, _("Opening balance by township and standing"))
        self.table.show_rows([*map(_row, look.counts), *_sums(look.counts)])
        self.confirm = ActionRow(_("Confirm this opening balance…"), confirm, look.trouble, parent=self)
        box = bare(QVBoxLayout(self), 0.4)
        box.addWidget(heading(_("Opening balance by township and standing"), self, 1.0))
        box.addWidget(self.table)
        box.addWidget(self.confirm)


def _row(each: OpeningCount) -> tuple[str, ...]:
    persons = "—" if each.persons is None else f"{each.persons:,}"
    return each.township, _(each.standing.label), f"{each.count:,}", persons


def _sums(counts: Sequence[OpeningCount]) -> list[tuple[str, ...]]:
    """A line for the whole county and each standing, where several townships are there."""
    if len({each.township for each in counts}) < 2:
        return []
    found = []
    for standing in dict.fromkeys(each.standing for each in counts):
        some = [each for each in counts if each.standing is standing]
        persons = [each.persons for each in some if each.persons is not None]
        whole = OpeningCount(_("Total"), standing, sum(each.count for each in some), sum(persons) or None)
        found.append(_row(whole))
    return found
