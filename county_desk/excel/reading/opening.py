"""Opening a delivered file: what it really is, whether it is sound, and its cells."""

from pathlib import PurePath

from county_desk.excel.reading.book import Book, Unreadable
from county_desk.excel.reading.csv_text import read_csv
from county_desk.excel.reading.xlsx import read_xlsx
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
        return read_xlsx(suffix, raw)
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
