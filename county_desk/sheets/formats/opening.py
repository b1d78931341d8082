"""Opening a delivered file: what it really is, whether it is sound, and its cells."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from county_desk.sheets.formats import foreign
from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.book import Book, Grid, Unreadable
from county_desk.sheets.formats.county_additions import with_additions
from county_desk.sheets.formats.csv_text import looks_like_a_table, read_csv
from county_desk.sheets.formats.ole import MAGIC
from county_desk.sheets.formats.table_limits import MARKED, check
from county_desk.sheets.formats.workbook_notes import Note, named_otherwise
from county_desk.sheets.formats.xls.reader import read_xls
from county_desk.sheets.formats.xlsx.reader import MAY_RUN, read_xlsx
from county_desk.text import _

_TEXT = (".csv", ".txt")
PACKAGE = (b"PK\3\4", b"PK\5\6", b"PK\7\x08")


def open_book(name: str, raw: bytes) -> Book:
    """The sheets of a file, with the county's own additions marked as ours.

    `name` only serves to notice an extension that contradicts the content. Raises `Unreadable` with the
    reason and the sender's remedy.
    """
    path = PurePath(name)
    if foreign.is_trace(path.name):
        raise foreign.a_trace()
    if not raw.strip(b"\0 \t\r\n"):
        raise Unreadable("file_empty", _("The file is empty."))
    book = _read(path.suffix.lower(), raw)
    return with_additions(replace(book, grids=tuple(map(_with_covered, book.grids))))


def _read(suffix: str, raw: bytes) -> Book:
    if raw.startswith(MAGIC):
        return _named(read_xls(suffix, raw), suffix, ".xls")
    if raw.startswith(PACKAGE):
        return _open_package(suffix, raw)
    if refusal := foreign.named(suffix, raw):
        raise refusal
    if suffix in _TEXT:
        return read_csv(raw)
    if not looks_like_a_table(raw):
        raise foreign.unknown(raw)
    message = _("The file is named {suffix} but is a text table; it was read as one.")
    return _noted(read_csv(raw), ("file_type", message.format(suffix=suffix or "…")))


def _open_package(suffix: str, raw: bytes) -> Book:
    archive = Archive(raw)
    if any(name.startswith("xl/") for name in archive.names()) and foreign.BINARY not in archive:
        return _named(read_xlsx(suffix, archive), suffix, ".xlsx", ".xltx", *MAY_RUN)
    raise foreign.packed(suffix, archive)


def _named(book: Book, suffix: str, kind: str, *others: str) -> Book:
    """The book, with a word when its file is named otherwise than such files are."""
    return book if suffix in (kind, *others) else _noted(book, named_otherwise(suffix, kind))


def _noted(book: Book, note: Note) -> Book:
    return replace(book, notes=(note, *book.notes))


def _with_covered(grid: Grid) -> Grid:
    """The sheet; cells under a merged one count as invisible."""
    covered = frozenset(islice(covered_in(grid), MARKED + 1))
    check(covered, "cell_hidden_value")
    if covered <= grid.marks.unseen:
        return grid
    return replace(grid, marks=replace(grid.marks, unseen=grid.marks.unseen | covered))


def covered_in(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places under merged cells at which something stands."""
    for top, left, bottom, right in grid.marks.merged:
        for row, cells in enumerate(grid.rows[top - 1 : bottom], top):
            for column, cell in enumerate(cells[left - 1 : right], left):
                if cell != "" and (row, column) != (top, left):
                    yield row, column
