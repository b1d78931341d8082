"""Opening an .xlsx or .xlsm workbook: whether it is sound, its cells, and all that its cells do not show."""

from collections.abc import Iterator
from io import BytesIO

from county_desk.excel.reading.archive import Archive
from county_desk.excel.reading.book import Book, Grid, Unreadable
from county_desk.excel.reading.sheet_xml import SheetPart, marks_of, sheets_of, walk
from county_desk.text import _


def read_xlsx(suffix: str, raw: bytes) -> Book:
    """The sheets of a package that begins with PK; `suffix` is what the file is named (".xlsx").

    Raises `Unreadable` with the reason and what the sender can do.
    """
    archive = Archive(raw)
    if "xl/workbook.xml" not in archive:
        raise Unreadable(
            "file_type",
            _("This is not a workbook but another kind of document; copy its table into an .xlsx workbook."),
        )
    notes = list(_notes(archive, suffix))
    parts = sheets_of(archive)
    for name in archive.names():
        if name.endswith((".xml", ".rels")) and name not in {part.part for part in parts}:
            walk(archive.part(name))
    grids = tuple(_grids(archive, parts, raw))
    return Book(grids, tuple(notes))


def _notes(archive: Archive, suffix: str) -> Iterator[tuple[str, str]]:
    names = [name.casefold() for name in archive.names()]
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise Unreadable("has_macros", _("The workbook holds macros; save it as .xlsx without them."))
    if suffix not in (".xlsx", ".xlsm"):
        message = _("The file is named {suffix} but is an .xlsx workbook; it was read as one.")
        yield "file_type", message.format(suffix=suffix or "…")
    if any("/externallinks/" in name for name in names):
        yield "external_link", _("The workbook refers to other files; nothing was taken from them.")
    if any("/embeddings/" in name for name in names):
        yield "embedded_object", _("Other documents are embedded in the workbook; they were not opened.")


def _grids(archive: Archive, parts: list[SheetPart], raw: bytes) -> Iterator[Grid]:
    from python_calamine import CalamineError, CalamineWorkbook

    marks = [marks_of(archive.part(part.part)) for part in parts]
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(raw))
        for part, mark in zip(parts, marks, strict=True):
            sheet = workbook.get_sheet_by_name(part.name)
            yield Grid(part.name, sheet.to_python(skip_empty_area=False), part.hidden, mark)
    except CalamineError as error:
        raise Unreadable(
            "file_corrupt", _("The workbook cannot be read: {words}").format(words=error)
        ) from None
