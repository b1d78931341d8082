"""A text table (CSV) as a sheet: its encoding and its delimiter found, never guessed in silence."""

import csv
from io import StringIO

from county_desk.excel.reading.book import Book, Cell, Grid, Unreadable
from county_desk.text import _

_SAMPLE = 20


def read_csv(raw: bytes) -> Book:
    """The rows of a text table. A tab before a value is the sender's mark for text, not part of it.

    Raises `Unreadable` when the encoding is unclear or quotes do not close.
    """
    text = _decoded(raw)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error:
        raise Unreadable("csv_structure", _("The quotation marks of the table do not close.")) from None
    return Book((Grid("", [_row(cells) for cells in rows]),))


def _row(cells: list[str]) -> list[Cell]:
    return [cell.removeprefix("\t") for cell in cells]


def _decoded(raw: bytes) -> str:
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and "\ufffd" not in text:
            return text
    raise Unreadable(
        "encoding_unclear", _("The encoding of the text is unclear; save the table as .xlsx or as UTF-8.")
    )


def _delimiter(text: str) -> str:
    lines = text.splitlines()[:_SAMPLE]
    return max(",\t;", key=lambda mark: sum(line.count(mark) for line in lines))
