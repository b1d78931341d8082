"""Opening a delivered file: what it really is, whether it is sound, and its cells."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath

from county_desk.excel.reading.archive import Archive
from county_desk.excel.reading.book import Book, Grid, Unreadable
from county_desk.excel.reading.csv_text import read_csv
from county_desk.excel.reading.sheet_xml import SheetPart, marks_of, sheets_of, walk
from county_desk.text import _

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_TEXT = (".csv", ".txt")


def open_book(name: str, raw: bytes) -> Book:
    """The sheets of a file; `name` is only used to notice that it says something else than the content.

    Raises `Unreadable` with the reason and what the sender can do.
    """
    suffix = PurePath(name).suffix.lower()
    if not raw.strip(b"\0 \t\r\n"):
        raise Unreadable("file_empty", _("The file is empty."))
    if raw.startswith(_OLE):
        raise _old_format(raw)
    if raw.startswith(b"PK"):
        return _open_workbook(suffix, raw)
    if suffix in _TEXT and not raw.lstrip().startswith((b"%PDF", b"<")):
        return read_csv(raw)
    raise Unreadable(
        "file_unsupported", _("This is not a workbook; open it in WPS or Excel and save it as .xlsx.")
    )


def _old_format(raw: bytes) -> Unreadable:
    if _LOCKED in raw:
        return Unreadable("file_encrypted", _("The workbook is locked with a password; save it without one."))
    return Unreadable(
        "file_unsupported", _("This is the old format of workbooks; open it and save it as .xlsx.")
    )


def _open_workbook(suffix: str, raw: bytes) -> Book:
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
