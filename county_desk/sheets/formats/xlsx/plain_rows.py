"""Plain rows of an .xlsx sheet, cut at the names of their cells; each way to write a cell is read once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from county_desk.sheets.formats.book import Cell, Row, Unreadable, letters
from county_desk.sheets.formats.memory_budget import VALUE, Memory
from county_desk.sheets.formats.styles import Odd
from county_desk.sheets.formats.xlsx.repeated_elements import PLAIN
from county_desk.sheets.formats.xlsx.strings import shown
from county_desk.sheets.formats.xlsx.table import filled
from county_desk.sheets.formats.xlsx.values import Values

_WIDEST = 256  # columns of a plain row
_KEPT = 60_000  # pieces that are remembered
_LONG_PIECES = 8_000_000  # bytes of them
_LENGTHS = frozenset(range(1, 10))  # digits of the number of a shared string
_NAME = b'<c r="'  # what stands before the column of a cell
_COLUMNS = {letters(column).encode(): column for column in range(1, _WIDEST + 1)}
_NEXT = {b"": 0, **{_NAME + name: column for name, column in _COLUMNS.items()}}
_ROW = re.compile(rb'[ \t\r\n]*<row r="([1-9][0-9]{0,6})"([^<>&]*)(?<!/)>' + _NAME + rb'([A-Z]{1,3})\1"')
_END, _VALUE_END = b"</row>", b"</v></c>"
_NAMED = re.compile(_NAME + rb"[A-Z]{1,3}\Z")
_LONG = 3  # digits of a number that hardly stands in a row but in the names of its cells
_FEW = 8  # rows that are not worth to be taken by columns
_DECIMAL = re.compile(rb"-?[0-9]{1,15}(?:\.[0-9]{1,17})?")
_INLINE = re.compile(rb"<is><t>(" + PLAIN + rb")</t></is></c>")
_HEAD = re.compile(rb'(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]{1,9})")?(?: s="([0-9]{1,6})")?/?')
_CELL = re.compile(
    rb"[^<>]*(?:/>|(?<!/)>"
    rb'(<f(?: t="shared" si="[0-9]{1,9}")?(?:/>|>' + PLAIN + rb"</f>))?"
    rb"(?:<v>(" + PLAIN + rb')</v>|<is><t(?: xml:space="preserve")?>(' + PLAIN + rb")</t></is>)?</c>)"
)


class NotPlain(Exception):
    """A cell is written in another way than plain ones are; the parser has to read its row."""


class WrittenPiece(NamedTuple):
    """A written row: its number, whether it is hidden, the column of its first cell, and its pieces.

    A piece reaches from behind the name of a cell to the row number in the name of the next. Each piece
    ends within a cell name, because the row number is part of it. `end` is where the row ends in the
    buffer.
    """

    number: int
    hidden: bool
    column: int
    pieces: list[bytes]
    end: int


def written(buffer: bytes, at: int, heads: Mapping[bytes, bool], most: int) -> Iterator[WrittenPiece]:
    """The rows that stand there one after the other and have as many cells as the first; at most so many.

    `heads` are the attributes that rows can have, and whether they hide a row.
    """
    shape = None
    while most and (found := _ROW.match(buffer, at)) and (end := buffer.find(_END, at)) >= 0:
        number, head, name = found.groups()
        pieces = buffer[found.end() : end].split(number + b'"')
        column, at = _COLUMNS.get(name, 0), end + len(_END)
        if len(number) < _LONG and shape != (column, len(pieces)):
            pieces = _whole(pieces, number + b'"')
        if head not in heads or not column or shape not in (None, (column, len(pieces))):
            return
        shape, most = (column, len(pieces)), most - 1
        yield WrittenPiece(int(number), heads[head], column, pieces, at)


def _whole(pieces: list[bytes], cut: bytes) -> list[bytes]:
    """The pieces of a row if its number also stands within them, as that of row 3 in s="13"."""
    whole = [b""]
    for piece in pieces:
        whole[-1] += piece
        if _NAMED.search(piece):
            whole.append(b"")
        else:
            whole[-1] += cut
    whole[-1] = whole[-1].removesuffix(cut)
    return whole


@dataclass(frozen=True, slots=True)
class _Manner:
    """The head of a cell before its value: its type and style, and whether that style changes nothing."""

    kind: str
    style: int
    plain: bool


class Pieces(dict[bytes, tuple[Cell, int]]):
    """The content of pieces of rows: the value of their cell, and the column of the next (0 behind the last).

    `odd` maps a piece to its oddities, which hold at each row that contains it.
    """

    def __init__(self, values: Values) -> None:
        super().__init__()
        self._values, self._strings = values, values.strings
        self._manners = Memory[bytes, _Manner]()
        self.odd: dict[bytes, Odd] = {}
        self._size = 0  # bytes of all pieces

    def rows(self, rows: Sequence[WrittenPiece]) -> Iterable[Row]:
        """The cells of rows that `written` found.

        Raises `NotPlain` at the first one that is not, `Unreadable` at that on which readers would disagree.
        """
        if len(self) > _KEPT or self._size > _LONG_PIECES:
            self.clear()
            self.odd.clear()
            self._size = 0
        if len(rows) > _FEW:
            with suppress(NotPlain, Unreadable):  # it is not known in which row
                return self._by_columns(rows)
        return map(self._row, rows)

    def marks(self, row: WrittenPiece) -> Iterator[tuple[int, Odd]]:
        """The columns of a row in which cells have oddities."""
        if self.odd.keys().isdisjoint(row.pieces):
            return
        column = row.column
        for piece in row.pieces:
            if piece in self.odd:
                yield column, self.odd[piece]
            _cell, column = self[piece]

    def _row(self, row: WrittenPiece) -> Row:
        cells: Row = []
        last, column = 0, row.column
        for piece in row.pieces:
            if column <= last:
                raise NotPlain
            cell, following = self[piece]
            if cell != "":
                filled(cells, column, cell)
            last, column = column, following
        if column:
            raise NotPlain
        return cells

    def _by_columns(self, rows: Sequence[WrittenPiece]) -> list[Row]:
        """The cells of rows in which none is left out, column by column."""
        first, count = rows[0].column, len(rows[0].pieces)
        found: list[Sequence[Cell]] = [[""] * len(rows)] * (first - 1)
        for column, pieces in enumerate(zip(*(row.pieces for row in rows), strict=True), first):
            following = column + 1 if column - first + 1 < count else 0
            found.append(self._column(pieces, following))
        return list(map(list, zip(*found, strict=True)))

    def _column(self, pieces: Sequence[bytes], following: int) -> Sequence[Cell]:
        # what begins with a piece that was met goes on like that; names and numbers are new in each row
        met = pieces[0] in self
        if self[pieces[0]][1] != following:
            raise NotPlain
        if not met and (texts := self._strings_of(pieces)):
            return texts
        cells, next_columns = zip(*map(self.__getitem__, pieces), strict=True)
        if set(next_columns) != {following}:
            raise NotPlain
        return cells

    def _strings_of(self, pieces: Sequence[bytes]) -> Sequence[Cell]:
        """The shared strings of pieces that are all written like the first; nothing for any others."""
        head, value, rest = pieces[0].partition(b"><v>")
        _number, end, name = rest.partition(_VALUE_END)
        manner, begins, ends = self._manners.get(head), head + value, end + name
        if manner is None or manner.kind != "s" or not manner.plain or not pieces[-1].endswith(ends):
            return ()
        # a piece that is written otherwise would leave something else than digits
        numbers = b"\0".join(pieces)[len(begins) : -len(ends)].split(ends + b"\0" + begins)
        if len(numbers) != len(pieces) or not b"".join(numbers).isdigit():
            return ()
        if not _LENGTHS.issuperset(map(len, numbers)):
            return ()
        places = list(map(int, numbers))
        return [self._strings[place] for place in places] if max(places) < len(self._strings) else ()

    def __missing__(self, piece: bytes) -> tuple[Cell, int]:
        """Read a piece; raises `NotPlain`, and `Unreadable` when readers would disagree on it."""
        head, _value, rest = piece.partition(b"><v>")
        text, end, name = rest.partition(_VALUE_END)
        manner = self._manners.get(head)
        cell = self._simple(manner.kind, text) if end and manner and manner.plain else None
        if cell is None:
            written, mark, name = piece.partition(_NAME)
            cell, name = self._other(piece, written), mark + name
        if name not in _NEXT:
            raise NotPlain
        self._size += len(piece)
        self[piece] = found = cell, _NEXT[name]
        return found

    def _simple(self, kind: str, text: bytes) -> Cell | None:
        """The value of the most usual ways to write a cell; None for all others."""
        if kind == "s" and text.isdigit() and len(text) in _LENGTHS:
            place = int(text)
            return self._strings[place] if place < len(self._strings) else None
        if kind != "n" or not _DECIMAL.fullmatch(text):
            return None
        self._values.budget.take(VALUE)
        return float(text)

    def _other(self, piece: bytes, written: bytes) -> Cell:
        head, _mark, rest = written.partition(b">")
        manner = self._manners.get(head) or self._manner(head)
        if manner.kind == "inlineStr" and manner.plain and (text := _INLINE.fullmatch(rest)):
            return self._values.budget.text(shown(_decoded(text[1])))
        cell, odd = self._any(written, manner)
        if odd:
            self.odd[piece] = odd
        return cell

    def _any(self, written: bytes, manner: _Manner) -> tuple[Cell, Odd]:
        found = _CELL.fullmatch(written)
        if found is None:
            raise NotPlain
        formula, value, inline = found.groups()
        text, other = (inline, value) if manner.kind == "inlineStr" else (value, inline)
        if other is not None:
            raise NotPlain
        words = None if text is None else _decoded(text)
        return self._values.read(manner.style, manner.kind, words, formula is not None)

    def _manner(self, head: bytes) -> _Manner:
        found = _HEAD.fullmatch(head)
        if found is None or (found[1] and found[3]):
            raise NotPlain
        kind, style = found[2].decode() if found[2] else "n", int(found[1] or found[3] or 0)
        plain = self._values.style(style).plain and not head.endswith(b"/")
        plain = plain and not (kind == "s" and self._values.pieces)  # each string has to be looked up
        return self._manners.put(head, _Manner(kind, style, plain))


def _decoded(raw: bytes) -> str:
    if b"\xef\xbf" in raw:  # among these are two characters that XML forbids
        raise NotPlain
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise NotPlain from None
