"""The cells of one sheet of an .xlsb workbook, and all that it says besides, in one walk of its records."""

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence

from county_desk.sheets.formats.grid_maker import GridMaker
from county_desk.sheets.formats.ole import damaged
from county_desk.sheets.formats.room import LONGEST
from county_desk.sheets.formats.sight import is_flat, is_narrow
from county_desk.sheets.formats.styles import FontLook
from county_desk.sheets.formats.table import COLUMNS, ROWS, too_far
from county_desk.sheets.formats.xls.sheet import ShortNumbers
from county_desk.sheets.formats.xlsb.records import records, rich_text, wide_text
from county_desk.sheets.formats.xlsb.rules import XlsbSheetRules

_DATA, _DATA_END, _SHEET_END = 145, 146, 130
_COMMENT = 635
_HIDDEN, _OWN_HEIGHT = 0x10, 0x20


def read_sheet(
    blocks: Iterable[bytes], texts: Sequence[str], odd: Mapping[int, Sequence[FontLook]], maker: GridMaker
) -> None:
    """Walk one sheet from its begin to its end; raises `Unreadable` when it is damaged or cut short.

    `odd` are the odd letters in some of the texts that cells share.
    """
    walk = _Walk(texts, odd, maker)
    for kind, content in records(blocks):
        reader = _READERS.get(kind)
        if reader is not None and (walk.within or kind not in _CELLS):
            try:
                reader(walk, content)
            except (struct.error, IndexError):
                raise damaged() from None
    if not walk.is_whole:
        raise damaged()


def read_comments(blocks: Iterable[bytes], maker: GridMaker) -> None:
    """Note the cells that bear a remark."""
    for kind, content in records(blocks):
        if kind == _COMMENT and len(content) >= 20:
            _author, top, _bottom, left, _right = struct.unpack_from("<5I", content)
            maker.noted.comment(top, left)


class _Walk:
    """Puts the cells of one sheet into a grid while its records go by."""

    def __init__(self, texts: Sequence[str], odd: Mapping[int, Sequence[FontLook]], maker: GridMaker) -> None:
        self._texts, self._odd, self._maker = texts, odd, maker
        self._rules = XlsbSheetRules(maker.looks.rules, maker.rules)
        self._numbers = ShortNumbers(maker.room)
        self._row, self._last = -1, -1
        self._styles = max(len(maker.looks.styles), 1)
        self.within = self._had_data = self.is_whole = False

    def begin(self, _content: bytes) -> None:
        """BrtBeginSheetData."""
        if self._had_data:
            raise damaged()
        self.within = self._had_data = True

    def end(self, _content: bytes) -> None:
        """BrtEndSheetData."""
        self.within = False

    def close(self, _content: bytes) -> None:
        """BrtEndSheet."""
        self.is_whole = self._had_data and not self.within

    def row(self, content: bytes) -> None:
        """BrtRowHdr; each row stands below the one before."""
        number = struct.unpack_from("<I", content)[0]
        if number >= ROWS:
            raise too_far(number)
        if number <= self._row:
            raise damaged()
        self._row, self._last = number, -1
        if number < LONGEST:
            self._maker.noted.seen_rows.add(number + 1)
        height = struct.unpack_from("<H", content, 8)[0]
        points = height / 20 if content[11] & _OWN_HEIGHT else None
        if content[11] & _HIDDEN or (points is not None and is_flat(points)):
            self._maker.noted.hide_rows(number + 1, number + 1)
        elif points is not None:
            self._maker.noted.size_rows(number + 1, number + 1, points)

    def _place(self, content: bytes) -> tuple[int, int, int]:
        """Row, column and style of a cell, each to the right of the one before."""
        column, style = struct.unpack_from("<II", content)
        if column >= COLUMNS:
            raise too_far(self._row)
        style &= 0xFFFFFF
        if self._row < 0 or column <= self._last or style >= self._styles:
            raise damaged()
        self._last = column
        return self._row, column, style

    def blank(self, content: bytes) -> None:
        """BrtCellBlank."""
        self._place(content)

    def short(self, content: bytes) -> None:
        """BrtCellRk."""
        self._maker.put(*self._place(content), self._numbers[struct.unpack_from("<I", content, 8)[0]])

    def error(self, content: bytes) -> None:
        """BrtCellError."""
        row, column, _style = self._place(content)
        self._maker.error(row, column, content[8])

    def truth(self, content: bytes) -> None:
        """BrtCellBool."""
        row, column, _style = self._place(content)
        self._maker.truth(row, column, content[8] != 0)

    def number(self, content: bytes) -> None:
        """BrtCellReal."""
        self._maker.number(*self._place(content), struct.unpack_from("<d", content, 8)[0])

    def text(self, content: bytes) -> None:
        """BrtCellSt."""
        self._maker.put(*self._place(content), self._maker.room.text(wide_text(content, 8)[0]))

    def rich_text(self, content: bytes) -> None:
        """BrtCellRString."""
        text, fonts = rich_text(content, 8)
        place = self._place(content)
        self._maker.put(*place, self._maker.room.text(text))
        if letters := self._maker.looks.odd_letters(fonts):
            self._maker.look(*place, text, letters)

    def shared_text(self, content: bytes) -> None:
        """BrtCellIsst."""
        number = struct.unpack_from("<I", content, 8)[0]
        if number >= len(self._texts):
            raise damaged()
        place = self._place(content)
        self._maker.put(*place, self._texts[number])
        if number in self._odd:
            self._maker.look(*place, self._texts[number], self._odd[number])

    def usual_height(self, content: bytes) -> None:
        """BrtWsFmtInfo, which can hide all rows that have no height of their own."""
        height, flags = struct.unpack_from("<HB", content, 6)
        self._maker.noted.others_hidden = bool(flags & 2) or is_flat(height / 20)

    def columns(self, content: bytes) -> None:
        """BrtColInfo."""
        first, last, width, _style, flags = struct.unpack_from("<4IH", content)
        if flags & 1 or is_narrow(width / 256):
            self._maker.noted.hide_columns(first + 1, min(last, COLUMNS) + 1)
        else:
            self._maker.noted.size_columns(first + 1, min(last, COLUMNS) + 1, width / 256)

    def merge(self, content: bytes) -> None:
        """BrtMergeCell."""
        top, bottom, left, right = struct.unpack_from("<4I", content)
        self._maker.noted.merge((top + 1, left + 1, bottom + 1, right + 1))


def _computed(reader: Callable[[_Walk, bytes], None]) -> Callable[[_Walk, bytes], None]:
    """The reader of a value that a formula gave when the workbook was saved."""

    def read(walk: _Walk, content: bytes) -> None:
        reader(walk, content)
        walk._maker.noted.formula(walk._row, walk._last)

    return read


_CELLS: dict[int, Callable[[_Walk, bytes], None]] = {
    0: _Walk.row,
    1: _Walk.blank,
    2: _Walk.short,
    3: _Walk.error,
    4: _Walk.truth,
    5: _Walk.number,
    6: _Walk.text,
    7: _Walk.shared_text,
    8: _computed(_Walk.text),
    9: _computed(_Walk.number),
    10: _computed(_Walk.truth),
    11: _computed(_Walk.error),
    62: _Walk.rich_text,
}
_READERS: dict[int, Callable[[_Walk, bytes], None]] = {
    **_CELLS,
    _DATA: _Walk.begin,
    _DATA_END: _Walk.end,
    _SHEET_END: _Walk.close,
    485: _Walk.usual_height,
    60: _Walk.columns,
    176: _Walk.merge,
    461: lambda walk, content: walk._rules.cells(content),
    463: lambda walk, content: walk._rules.rule(content),
}
