"""Writing an outgoing list as a workbook, a text table or a paper; it is there whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from county_desk.progress import Progress, share, silent
from county_desk.reports.lists.form import ListForm
from county_desk.reports.lists.outgoing import OutgoingList
from county_desk.reports.lists.paper import list_document
from county_desk.sheets.writing.csv_rows import write_csv
from county_desk.sheets.writing.saving import whole
from county_desk.sheets.writing.sheet import Sheet
from county_desk.sheets.writing.writer import write_sheets_to


def write_list[R](
    path: Path,
    form: ListForm,
    listed: OutgoingList[R],
    progress: Progress = silent,
    before_placing: Callable[[], object] = lambda: None,
) -> None:
    """Write a list in the language in force; the same list always gives the same bytes.

    `before_placing` is called when the file is written but cannot be seen yet: an error from it leaves no
    file. Raises `CannotWrite` in words, and then a file that was there before is untouched.
    """
    with whole(path) as file:
        match form:
            case ListForm.XLSX:
                sheet = Sheet(listed.table, listed.rows, facts=listed.facts, masked=listed.masked)
                write_sheets_to(file, (sheet,), day=listed.day, progress=progress)
            case ListForm.CSV:
                write_csv(file, listed.table, listed.rows, masked=listed.masked, progress=progress)
            case _:
                document = list_document(listed, share(progress, 0, 1, 2))
                file.write(document.as_pdf(share(progress, 1, 2, 2)))
        before_placing()
