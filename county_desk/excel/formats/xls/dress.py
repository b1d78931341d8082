"""How the sheets of an .xls workbook look, in one more walk of their records after they were read."""

import struct
from collections.abc import Callable
from dataclasses import replace

from county_desk.excel.formats.dress import Dress, Paper, Style
from county_desk.excel.formats.room import Room
from county_desk.excel.formats.styled_cells import StyledCells
from county_desk.excel.formats.widths import Widths
from county_desk.excel.formats.xls.looks import styles_of
from county_desk.excel.formats.xls.reader import stream_of, worksheets
from county_desk.excel.formats.xls.records import SHARED, SHORT, records
from county_desk.excel.formats.xls.workbook import globals_of

_CELLS = struct.Struct("<4xHHH4x")  # of a run of records, heads and all
_SIZE_OF_SHORT = 6  # bytes of a short number with its style
_OWN_HEIGHT = 0x40
_FROZEN, _FITS = 0x08, 0x100
_UPRIGHT, _NO_PAPER, _NO_SIDE = 0x02, 0x04, 0x40
_COLUMNS = 256


def dress_of_xls(raw: bytes) -> dict[str, Dress]:
    """The look of each sheet by its name, of a workbook that was read before.

    Raises `Unreadable`, struct.error, IndexError or KeyError where the looks are damaged.
    """
    stream = stream_of(raw)
    room = Room()
    found = globals_of(stream, room)
    styles = styles_of(stream, found)
    dressed = {}
    for sheet, last in worksheets(stream, found):
        walk = _Walk(stream, styles, room)
        for kind, at, end in records(stream, sheet.at, found.version, last):
            if reader := _READERS.get(kind):
                reader(walk, at, end)
        dressed[sheet.name] = walk.dress()
    return dressed


class _Walk:
    """Collects the looks of one sheet while its records go by."""

    def __init__(self, stream: bytes, styles: list[Style], room: Room) -> None:
        self._stream, self._styles = stream, styles
        self._cells = StyledCells(room)
        self._widths = Widths(styles[0] if styles else Style())
        self._heights: dict[int, float] = {}
        self._last = 0
        self._paper = Paper()
        self._is_frozen = False

    def _put(self, row: int, column: int, style: int) -> None:
        if column < _COLUMNS and style < len(self._styles):
            self._cells.put(row + 1, column + 1, style)
            self._last = max(self._last, column + 1)

    def run(self, begin: int, end: int) -> None:
        """A run of records of shared texts and short numbers."""
        for row, column, style in _CELLS.iter_unpack(self._stream[begin:end]):
            self._put(row, column, style)

    def cell(self, begin: int, _end: int) -> None:
        """Any record of one cell, which begins with row, column and style."""
        self._put(*struct.unpack_from("<3H", self._stream, begin))

    def numbers(self, begin: int, end: int) -> None:
        """MULRK: a style and a number for each cell, then the last column."""
        self._many(begin, end, _SIZE_OF_SHORT)

    def blanks(self, begin: int, end: int) -> None:
        """MULBLANK: a style for each cell, then the last column."""
        self._many(begin, end, 2)

    def _many(self, begin: int, end: int, size: int) -> None:
        row, column = struct.unpack_from("<HH", self._stream, begin)
        for place, at in enumerate(range(begin + 4, end - 1 - size, size), column):
            self._put(row, place, *struct.unpack_from("<H", self._stream, at))

    def row(self, begin: int, _end: int) -> None:
        """ROW, with its height in twips."""
        number, _first, _last, height = struct.unpack_from("<4H", self._stream, begin)
        if self._stream[begin + 12] & _OWN_HEIGHT and height & 0x7FFF:
            self._heights[number + 1] = (height & 0x7FFF) / 20

    def columns(self, begin: int, _end: int) -> None:
        """COLINFO."""
        first, last, width = struct.unpack_from("<3H", self._stream, begin)
        self._widths.put(first + 1, min(last, _COLUMNS - 1) + 1, width)

    def usual_digits(self, begin: int, _end: int) -> None:
        """DEFCOLWIDTH."""
        self._widths.usual_digits(*struct.unpack_from("<H", self._stream, begin))

    def usual_width(self, begin: int, _end: int) -> None:
        """STANDARDWIDTH, which goes before DEFCOLWIDTH."""
        self._widths.usual(*struct.unpack_from("<H", self._stream, begin))

    def window(self, begin: int, _end: int) -> None:
        """WINDOW2, which says whether a PANE behind it is frozen."""
        self._is_frozen = bool(self._stream[begin] & _FROZEN)

    def pane(self, begin: int, _end: int) -> None:
        """PANE: columns and rows that stay in sight, where it is frozen."""
        columns, rows = struct.unpack_from("<HH", self._stream, begin)
        if self._is_frozen:
            self._paper = replace(self._paper, frozen=(rows, columns))

    def page(self, begin: int, _end: int) -> None:
        """SETUP; without a printer its paper counts for nothing."""
        size, _scale, _first, _width, _height, flags = struct.unpack_from("<6H", self._stream, begin)
        if not flags & _NO_PAPER:
            self._paper = replace(self._paper, size=size, landscape=not flags & (_UPRIGHT | _NO_SIDE))

    def kind(self, begin: int, _end: int) -> None:
        """WSBOOL."""
        flags = struct.unpack_from("<H", self._stream, begin)[0]
        self._paper = replace(self._paper, fits=bool(flags & _FITS))

    def dress(self) -> Dress:
        """All of it."""
        widths = self._widths.found(self._last)
        return Dress(self._styles, self._cells, widths, self._heights, self._paper)


_READERS: dict[int, Callable[[_Walk, int, int], None]] = {
    SHARED: _Walk.run,
    SHORT: _Walk.run,
    **dict.fromkeys((0x203, 0x204, 0xD6, 0x205, 0x06, 0x201), _Walk.cell),
    0xBD: _Walk.numbers,
    0xBE: _Walk.blanks,
    0x208: _Walk.row,
    0x7D: _Walk.columns,
    0x55: _Walk.usual_digits,
    0x99: _Walk.usual_width,
    0x23E: _Walk.window,
    0x41: _Walk.pane,
    0xA1: _Walk.page,
    0x81: _Walk.kind,
}
