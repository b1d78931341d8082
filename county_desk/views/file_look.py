"""One file made ready to be shown: all that takes long is worked out off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from county_desk.views.import_files import FileRow, FileState, Question, questions
from county_desk.views.import_reading import looked_again, taken_words, trouble_with
from county_desk.views.quiet import quiet
from county_desk.views.sheet_rows import SheetTable, Spot, sheets_of, spots

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


@dataclass(frozen=True)
class Look:
    """A file compared with the register, its sheets, the cells with something wrong, what its rows ask, and
    why it cannot be taken in now ("" when it can).
    """

    row: FileRow
    sheets: Sequence[SheetTable] = ()
    spots: Sequence[Spot] = ()
    asked: Sequence[Question] = ()
    trouble: str = ""

    def of(self, row: FileRow, trouble: str = "") -> "Look":
        """The same sheets, of a file in another state."""
        return Look(row, self.sheets, self.spots, self.asked, trouble)


def look_into(desk: "Desk", row: FileRow, *, all_or_none: bool) -> Look:
    """Look at a file as it stands against the register now; one that was taken in stays as it was."""
    if row.form is not None or not row.arrival.delivery.read:
        return Look(row)
    if row.state is FileState.TAKEN:
        return _look(row, taken_words(row))
    with quiet():
        fresh = looked_again(desk, row)
        return _look(fresh, trouble_with(desk, fresh, all_or_none=all_or_none))


def _look(row: FileRow, trouble: str) -> Look:
    sheets = sheets_of(row.arrival.delivery)
    return Look(row, sheets, spots(sheets), questions(row), trouble)
