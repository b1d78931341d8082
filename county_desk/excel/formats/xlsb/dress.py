"""How the sheets of an .xlsb workbook look, in one more walk of their records after they were read."""

import struct
from collections.abc import Callable
from dataclasses import replace

from county_desk.excel.formats.archive import Archive
from county_desk.excel.formats.dress import Dress, Paper, Style
from county_desk.excel.formats.room import Room
from county_desk.excel.formats.styled_cells import StyledCells
from county_desk.excel.formats.table import COLUMNS, ROWS
from county_desk.excel.formats.widths import Widths
from county_desk.excel.formats.xlsb.looks import styles_of
from county_desk.excel.formats.xlsb.reader import MAIN_PART, parts_of, worksheets
from county_desk.excel.formats.xlsb.records import records
from county_desk.excel.formats.xlsb.workbook import sheets_of
from county_desk.excel.formats.xlsx.parts import relations_of

_OWN_HEIGHT = 0x20
_FROZEN, _FITS, _SIDEWAYS, _NO_SIDE = 0x01, 0x01, 0x02, 0x40
_USUAL = 0xFFFFFFFF  # the width of columns that is told in digits instead


def dress_of_xlsb(archive: Archive) -> dict[str, Dress]:
    """The look of each sheet by its name, of a workbook that was read before.

    Raises `Unreadable`, struct.error or IndexError where the looks are damaged.
    """
    related = relations_of(archive, MAIN_PART)
    sheets, _from_1904 = sheets_of(archive.blocks(MAIN_PART))
    styles: list[Style] = []
    for part in parts_of(related, "styles"):
        styles = styles_of(archive.blocks(part))
    dressed = {}
    for sheet, part in worksheets(related, sheets):
        walk = _Walk(styles, archive.room)
        for kind, content in records(archive.blocks(part)):
            if reader := _READERS.get(kind):
                reader(walk, content)
        dressed[sheet.name] = walk.dress()
    return dressed


class _Walk:
    """Collects the looks of one sheet while its records go by."""

    def __init__(self, styles: list[Style], room: Room) -> None:
        self._styles = styles
        self._cells = StyledCells(room)
        self._widths = Widths(styles[0] if styles else Style())
        self._heights: dict[int, float] = {}
        self._row = self._last = 0
        self._paper = Paper()

    def row(self, content: bytes) -> None:
        """BrtRowHdr, with the height in twips."""
        number, _style, height = struct.unpack_from("<IIH", content)
        self._row = number + 1
        if content[11] & _OWN_HEIGHT and height:
            self._heights[self._row] = height / 20

    def cell(self, content: bytes) -> None:
        """Any record of a cell, which begins with column and style."""
        column, style = struct.unpack_from("<II", content)
        style &= 0xFFFFFF
        if column < COLUMNS and style < len(self._styles):
            self._cells.put(self._row, column + 1, style)
            self._last = max(self._last, column + 1)

    def columns(self, content: bytes) -> None:
        """BrtColInfo."""
        first, last, width = struct.unpack_from("<3I", content)
        self._widths.put(first + 1, min(last, COLUMNS - 1) + 1, width)

    def usual(self, content: bytes) -> None:
        """BrtWsFmtInfo."""
        width, digits = struct.unpack_from("<IH", content)
        if width == _USUAL:
            self._widths.usual_digits(digits)
        else:
            self._widths.usual(width)

    def pane(self, content: bytes) -> None:
        """BrtPane, where it is frozen."""
        columns, rows, _top, _left, _active, flags = struct.unpack_from("<ddIIIB", content)
        if flags & _FROZEN and 0 <= rows < ROWS and 0 <= columns < COLUMNS:
            self._paper = replace(self._paper, frozen=(int(rows), int(columns)))

    def page(self, content: bytes) -> None:
        """BrtPageSetup."""
        size, flags = struct.unpack_from("<I28xH", content)
        sideways = flags & _SIDEWAYS and not flags & _NO_SIDE
        self._paper = replace(self._paper, size=size, landscape=bool(sideways))

    def kind(self, content: bytes) -> None:
        """BrtWsProp."""
        self._paper = replace(self._paper, fits=bool(content[1] & _FITS))

    def dress(self) -> Dress:
        """All of it."""
        widths = self._widths.found(self._last)
        return Dress(self._styles, self._cells, widths, self._heights, self._paper)


_READERS: dict[int, Callable[[_Walk, bytes], None]] = {
    0: _Walk.row,
    **dict.fromkeys((*range(1, 12), 62), _Walk.cell),
    60: _Walk.columns,
    485: _Walk.usual,
    151: _Walk.pane,
    478: _Walk.page,
    147: _Walk.kind,
}
