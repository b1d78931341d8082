"""Writing outgoing lists as a workbook, a text table or a paper; it is there whole or not at all."""

from collections.abc import Callable, Sequence
from pathlib import Path

from county_desk.progress import Progress, share, silent
from county_desk.reports.lists.form import ListForm
from county_desk.reports.lists.outgoing import OutgoingList
from county_desk.reports.lists.paper import lists_document
from county_desk.sheets.writing.csv_rows import write_csv
from county_desk.sheets.writing.saving import whole
from county_desk.sheets.writing.sheet import Sheet
from county_desk.sheets.writing.writer import write_sheets_to


def write_lists[R](
    path: Path,
    form: ListForm,
    lists: Sequence[OutgoingList[R]],
    progress: Progress = silent,
    before_placing: Callable[[], object] = lambda: None,
) -> None:
    """Write lists into one file in the language in force; the same lists always give the same bytes.

    `before_placing` is called when the file is written but cannot be seen yet: an error from it leaves no
    file. A text table holds the first list alone. Raises `CannotWrite` in words, and then a file that was
    there before is untouched.
    """
    first = lists[0]
    with whole(path) as file:
        match form:
            case ListForm.XLSX:
                sheets = [
                    Sheet(each.table, each.rows, facts=each.facts, masked=each.masked) for each in lists
                ]
                write_sheets_to(file, sheets, day=first.day, progress=progress)
            case ListForm.CSV:
                write_csv(file, first.table, first.rows, masked=first.masked, progress=progress)
            case _:
                document = lists_document(lists, share(progress, 0, 1, 2))
                file.write(document.as_pdf(share(progress, 1, 2, 2)))
        before_placing()
