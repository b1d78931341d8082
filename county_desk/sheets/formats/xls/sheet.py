"""The cells of one sheet of an .xls workbook, and all that it says besides, in one walk of its records."""

import struct
from collections.abc import Callable, Mapping, Sequence

from county_desk.sheets.formats.book import Cell
from county_desk.sheets.formats.memory_budget import VALUE, Memory, MemoryBudget
from county_desk.sheets.formats.ole import damaged
from county_desk.sheets.formats.styles import FontLook
from county_desk.sheets.formats.visibility import is_flat, is_narrow
from county_desk.sheets.formats.xls.grid_maker import GridMaker
from county_desk.sheets.formats.xls.records import SHARED, SHORT, continued, records
from county_desk.sheets.formats.xls.strings import continued_text
from county_desk.sheets.formats.xls.workbook import Globals

_CELLS = struct.Struct("<HxxHHHI")
_MANY = struct.Struct("<HI")
_ROWS, _COLUMNS = 65_536, 256
_HIDDEN_ROW, _OWN_HEIGHT = 0x20, 0x40
_TEXT, _TRUTH, _ERROR = 0, 1, 2  # what a formula gives, where it is no number


def short_number(raw: int) -> float:
    """The number that 30 bits stand for (RK)."""
    if raw & 2:
        value = float((raw >> 2) - ((raw & 0x80000000) >> 1))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))[0]
    return value / 100 if raw & 1 else value


class ShortNumbers(Memory[int, float]):
    """The numbers that 30 bits stand for."""

    def __init__(self, budget: MemoryBudget) -> None:
        super().__init__()
        self._budget = budget

    def __missing__(self, raw: int) -> float:
        """Make one."""
        self._budget.take(VALUE)
        return self.put(raw, short_number(raw))


def read_sheet(
    stream: bytes, at: int, last: int, book: Globals, odd: Mapping[int, Sequence[FontLook]], maker: GridMaker
) -> None:
    """Walk one sheet from its BOF on; raises `Unreadable` when it is damaged or goes on beyond `last`.

    `odd` are the odd letters in some of the shared texts.
    """
    walk = _Walk(stream, book, odd, maker)
    for kind, begin, end in records(stream, at, last):
        if reader := _READERS.get(kind):
            try:
                reader(walk, begin, end)
            except (struct.error, IndexError):
                raise damaged() from None


class _Walk:
    """Puts the cells of one sheet into a grid while its records go by."""

    def __init__(
        self, stream: bytes, book: Globals, odd: Mapping[int, Sequence[FontLook]], maker: GridMaker
    ) -> None:
        self._stream, self._book, self._odd, self._maker = stream, book, odd, maker
        self._numbers = ShortNumbers(maker.budget)
        self._open: tuple[int, int, int] | None = None  # the formula that still waits for its text

    def run(self, begin: int, end: int) -> None:
        """A run of records of shared texts and short numbers, heads and all."""
        texts, numbers, maker = self._book.texts, self._numbers, self._maker
        odd_styles, last, line = maker.looks.odd, -1, maker.line(0)
        for kind, row, column, style, raw in _CELLS.iter_unpack(self._stream[begin:end]):
            if kind == SHARED:
                if raw >= len(texts):
                    raise damaged()
                value: Cell = texts[raw]
            else:
                value = numbers[raw]
            if row != last or column >= _COLUMNS:
                self._check(row, column)
                last, line = row, maker.line(row)
            if style in odd_styles:
                value = maker.looked_at(row, column, style, value)
            if column == len(line):
                line.append(value)
            else:
                maker.place(line, row, column, value)
        if self._odd:
            self._look_at_letters(begin, end)

    def _look_at_letters(self, begin: int, end: int) -> None:
        """A run once more, for texts in which some letters are odd."""
        for kind, row, column, style, raw in _CELLS.iter_unpack(self._stream[begin:end]):
            if kind == SHARED and raw in self._odd:
                self._maker.look(row, column, style, self._book.texts[raw], self._odd[raw])

    def _check(self, row: int, column: int) -> None:
        if row >= _ROWS or column >= _COLUMNS:
            raise damaged()

    def _place(self, begin: int) -> tuple[int, int, int]:
        row, column, style = struct.unpack_from("<3H", self._stream, begin)
        self._check(row, column)
        return row, column, style

    def _within(self, begin: int, end: int, size: int) -> None:
        if end - begin < size:
            raise damaged()

    def number(self, begin: int, end: int) -> None:
        """NUMBER."""
        self._within(begin, end, 14)
        self._maker.number(*self._place(begin), struct.unpack_from("<d", self._stream, begin + 6)[0])

    def numbers(self, begin: int, end: int) -> None:
        """MULRK."""
        self._within(begin, end, 6)
        row, column = struct.unpack_from("<HH", self._stream, begin)
        cells = self._stream[begin + 4 : begin + 4 + (end - begin - 6) // 6 * 6]
        self._check(row, column + len(cells) // 6 - 1)
        numbers, maker, line = self._numbers, self._maker, self._maker.line(row)
        odd_styles = maker.looks.odd
        for style, raw in _MANY.iter_unpack(cells):
            value: Cell = numbers[raw]
            if style in odd_styles:
                value = maker.looked_at(row, column, style, value)
            if column == len(line):
                line.append(value)
            else:
                maker.place(line, row, column, value)
            column += 1

    def label(self, begin: int, end: int) -> None:
        """LABEL and RSTRING: a text that stands in its cell."""
        self._within(begin, end, 8)
        text, fonts = self._text(begin + 6, end)
        self._maker.put(*self._place(begin), self._maker.budget.text(text))
        if letters := self._maker.looks.odd_letters(fonts):
            self._maker.look(*self._place(begin), text, letters)

    def _text(self, begin: int, end: int) -> tuple[str, frozenset[int]]:
        """A text, and the fonts within it."""
        return continued_text(continued(self._stream, begin, end))

    def truth(self, begin: int, end: int) -> None:
        """BOOLERR."""
        self._within(begin, end, 8)
        row, column, _style = self._place(begin)
        self._maker.once(row, column)
        self._truth(row, column, self._stream[begin + 6], self._stream[begin + 7] != 0)

    def _truth(self, row: int, column: int, value: int, is_error: bool) -> None:
        if is_error:
            self._maker.error(row, column, value)
        elif value > 1:
            raise damaged()
        else:
            self._maker.truth(row, column, value != 0)

    def formula(self, begin: int, end: int) -> None:
        """FORMULA, with the value it had when the workbook was saved."""
        self._within(begin, end, 20)
        place = self._place(begin)
        self._maker.once(*place[:2])
        self._maker.noted.formula(*place[:2])
        result = self._stream[begin + 6 : begin + 14]
        self._open = None
        if result[6:] != b"\xff\xff":
            self._maker.number(*place, struct.unpack("<d", result)[0])
        elif result[0] == _TEXT:
            self._open = place
        elif result[0] in (_TRUTH, _ERROR):
            self._truth(*place[:2], result[2], result[0] == _ERROR)

    def result(self, begin: int, end: int) -> None:
        """STRING: the text that the formula before it gave."""
        if self._open is not None:
            self._maker.put(*self._open, self._maker.budget.text(self._text(begin, end)[0]))
            self._open = None

    def row(self, begin: int, end: int) -> None:
        """ROW."""
        self._within(begin, end, 16)
        number, _first, _last, height = struct.unpack_from("<4H", self._stream, begin)
        flags = self._stream[begin + 12]
        self._maker.noted.seen_rows.add(number + 1)
        if flags & _HIDDEN_ROW or (flags & _OWN_HEIGHT and is_flat((height & 0x7FFF) / 20)):
            self._maker.noted.hide_rows(number + 1, number + 1)

    def usual_height(self, begin: int, end: int) -> None:
        """DEFAULTROWHEIGHT, which can hide all rows that have no height of their own."""
        self._within(begin, end, 4)
        flags, height = struct.unpack_from("<HH", self._stream, begin)
        self._maker.noted.others_hidden = bool(flags & 2) or is_flat(height / 20)

    def columns(self, begin: int, end: int) -> None:
        """COLINFO."""
        self._within(begin, end, 10)
        first, last, width, _style, flags = struct.unpack_from("<5H", self._stream, begin)
        if flags & 1 or is_narrow(width / 256):
            self._maker.noted.hide_columns(first + 1, last + 1)

    def merges(self, begin: int, end: int) -> None:
        """MERGEDCELLS."""
        count = struct.unpack_from("<H", self._stream, begin)[0]
        self._within(begin, end, 2 + 8 * count)
        for one in range(count):
            top, bottom, left, right = struct.unpack_from("<4H", self._stream, begin + 2 + 8 * one)
            self._maker.noted.merge((top + 1, left + 1, bottom + 1, right + 1))

    def comment(self, begin: int, end: int) -> None:
        """NOTE; one that goes on from the note before it names no cell."""
        self._within(begin, end, 4)
        row, column = struct.unpack_from("<HH", self._stream, begin)
        if row < _ROWS and column < _COLUMNS:
            self._maker.noted.comment(row, column)

    def source(self, _begin: int, _end: int) -> None:
        """DCON, DCONREF, DCONNAME, QSI: the sheet is filled from elsewhere when it is opened."""
        self._book.linked = True


_READERS: dict[int, Callable[[_Walk, int, int], None]] = {
    SHARED: _Walk.run,
    SHORT: _Walk.run,
    0x203: _Walk.number,
    0xBD: _Walk.numbers,
    0x204: _Walk.label,
    0xD6: _Walk.label,
    0x205: _Walk.truth,
    0x06: _Walk.formula,
    0x207: _Walk.result,
    0x208: _Walk.row,
    0x225: _Walk.usual_height,
    0x7D: _Walk.columns,
    0xE5: _Walk.merges,
    0x1C: _Walk.comment,
    **dict.fromkeys((0x50, 0x51, 0x52, 0x1AD), _Walk.source),
}
