"""One file made ready to be shown: all that takes long is worked out off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from county_desk.intake.taking_in.opening_lists import opening_preview
from county_desk.tables.opening_counts import OpeningCount
from county_desk.views.garbage_collection import collection_suspended
from county_desk.views.importing.column_questions import (
    OpenColumn,
    form_changes,
    open_columns,
    settled_columns,
)
from county_desk.views.importing.import_files import FileQuestion, FileRow, FileState, questions
from county_desk.views.importing.import_reading import compared_again, intake_trouble, taken_words
from county_desk.views.importing.list_looks import ListLook, look_at_lists
from county_desk.views.importing.sheet_rows import SheetTable, Spot, sheets_of, spots
from county_desk.views.types import Desk


@dataclass(frozen=True)
class FileLook:
    """A file compared with the register, as the page shows it.

    It holds the sheets, the cells with problems, and the questions of its rows. It also holds the columns
    that are unknown or were answered, the changes in the sender's form, and the reason against taking it in.
    `opening` are the counts of an opening balance, where it goes in as one. `lists` are its lists of acts.
    """

    row: FileRow
    sheets: Sequence[SheetTable] = ()
    spots: Sequence[Spot] = ()
    asked: Sequence[FileQuestion] = ()
    columns: Sequence[OpenColumn] = ()
    settled: Sequence[OpenColumn] = ()
    changes: Sequence[str] = ()
    trouble: str = ""
    opening: Sequence[OpeningCount] = ()
    lists: Sequence[ListLook] = ()

    def of(self, row: FileRow, trouble: str = "") -> "FileLook":
        """The same sheets, of a file in another state."""
        return replace(self, row=row, trouble=trouble)


def look_into(desk: Desk, row: FileRow, before: FileLook | None = None) -> FileLook:
    """Compare the current content of a file with the register.

    A file that was taken in keeps the look that it had `before`.
    """
    if not row.arrival.delivery.read:
        return FileLook(row)
    if row.state is FileState.TAKEN:
        if before is not None and before.row.arrival.delivery is row.arrival.delivery:
            return replace(before.of(row, taken_words(row)), columns=())
        return _look(desk, row, taken_words(row))
    with collection_suspended():
        fresh = compared_again(desk, row)
        look = _look(desk, fresh, intake_trouble(desk, fresh))
        delivery, found = fresh.arrival.delivery, fresh.arrival.found
        counts = desk.read(opening_preview, delivery) if found and found.opening else ()
        settled = settled_columns(desk, delivery)
        return replace(look, changes=form_changes(desk, delivery), settled=settled, opening=counts)


def _look(desk: Desk, row: FileRow, trouble: str) -> FileLook:
    delivery = row.arrival.delivery
    sheets = sheets_of(delivery)
    columns = open_columns(delivery) if row.state is not FileState.TAKEN else ()
    lists = look_at_lists(desk, row)
    return FileLook(row, sheets, spots(sheets), questions(row), columns, trouble=trouble, lists=lists)
