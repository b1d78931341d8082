"""The sender's remarks on the cells of an OpenDocument spreadsheet, in words and with their author.

The same walkers go over the file that read it before, and keep what hangs on its cells.
"""

from collections.abc import Mapping

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.grid_maker import GridMaker
from county_desk.sheets.formats.markup import SPACE
from county_desk.sheets.formats.moved import Place
from county_desk.sheets.formats.ods.content import Tables
from county_desk.sheets.formats.ods.names import OFFICE, TEXT
from county_desk.sheets.formats.ods.reader import read_into
from county_desk.sheets.formats.ods.styles import Styles
from county_desk.sheets.formats.ods.table import OdsTable
from county_desk.sheets.formats.ods.text import Paragraphs
from county_desk.sheets.formats.remark import Remark, Remarks
from county_desk.sheets.formats.room import Room

_REMARK, _PARAGRAPH = f"{OFFICE}annotation", f"{TEXT}p"
_AUTHOR = f"http://purl.org/dc/elements/1.1/{SPACE}creator"


def remarks_of_ods(archive: Archive) -> Mapping[str, Remarks]:
    """The remarks by sheet and place, from a package that was not read from yet; raises `Unreadable`."""
    tables = _Tables(Styles(archive.room), archive.room)
    read_into(tables, archive)
    return tables.remarks


class _Tables(Tables):
    """Walks the content of a spreadsheet for its remarks."""

    def __init__(self, styles: Styles, room: Room) -> None:
        super().__init__(styles, room)
        self.remarks: dict[str, dict[Place, Remark]] = {}

    def _new(self, name: str, hidden: bool, maker: GridMaker) -> OdsTable:
        return _Sheet(name, hidden, self.styles, maker, self.remarks.setdefault(name, {}))


class _Sheet(OdsTable):
    """One table; its remarks are kept as well."""

    def __init__(
        self, name: str, hidden: bool, styles: Styles, maker: GridMaker, remarks: dict[Place, Remark]
    ) -> None:
        super().__init__(name, hidden, styles, maker)
        self._remarks, self._said = remarks, _Said({})
        self.paragraphs = self._said

    def _end_cell(self) -> None:
        if (remark := self._said.remark()) is not None:
            self._remarks[self._row + 1, self._column + 1] = remark
        super()._end_cell()


class _Said(Paragraphs):
    """Collects the text of a cell, and apart from it the remark that hangs on it."""

    def clear(self) -> None:
        """A cell begins."""
        super().clear()
        self._inside = 0  # at which depth the remark began
        self._within = ""
        self._author: list[str] = []
        self._lines: list[str] = []

    def start(self, name: str, given: Mapping[str, str], depth: int) -> None:
        """An element begins `depth` deep in the cell."""
        super().start(name, given, depth)
        if name == _REMARK and not self._inside:
            self._inside = depth
        elif self._inside and depth == self._inside + 1:
            self._within = name
            self._lines += [""] * (name == _PARAGRAPH)

    def words(self, words: str) -> None:
        """Characters between two elements."""
        super().words(words)
        if self._inside and self._within == _AUTHOR:
            self._author.append(words)
        elif self._inside and self._within == _PARAGRAPH:
            self._lines[-1] += words

    def end(self, name: str, depth: int) -> None:
        """An element ends."""
        super().end(name, depth)
        if depth == self._inside + 1:
            self._within = ""
        elif depth == self._inside:
            self._inside = 0

    def remark(self) -> Remark | None:
        """The remark on the cell, if there is one that says something."""
        text = "\n".join(self._lines)
        return Remark(text, "".join(self._author)) if text else None
