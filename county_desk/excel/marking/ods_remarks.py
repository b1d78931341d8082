"""The sender's remarks on the cells of an OpenDocument spreadsheet, in words and with their author.

The reader only notes where there are some; here the file is walked once more, by the same walkers.
"""

from collections.abc import Mapping

from openpyxl.comments import Comment

from county_desk.excel.formats.archive import Archive
from county_desk.excel.formats.book import Unreadable
from county_desk.excel.formats.grid_maker import GridMaker
from county_desk.excel.formats.markup import SPACE
from county_desk.excel.formats.moved import Place
from county_desk.excel.formats.ods.content import Tables
from county_desk.excel.formats.ods.names import OFFICE, TEXT
from county_desk.excel.formats.ods.reader import is_ods, read_into
from county_desk.excel.formats.ods.styles import Styles
from county_desk.excel.formats.ods.table import Table
from county_desk.excel.formats.ods.text import Paragraphs
from county_desk.excel.formats.opening import PACKAGE
from county_desk.excel.formats.room import Room

_REMARK, _PARAGRAPH = f"{OFFICE}annotation", f"{TEXT}p"
_AUTHOR = f"http://purl.org/dc/elements/1.1/{SPACE}creator"


def remarks_of_ods(raw: bytes) -> Mapping[str, Mapping[Place, Comment]]:
    """The remarks by sheet and place; none where the file is of another format or a remark is damaged."""
    if not raw.startswith(PACKAGE):
        return {}
    try:
        archive = Archive(raw)
        if not is_ods(archive):
            return {}
        tables = _Tables(Styles(archive.room), archive.room)
        read_into(tables, archive)
    except Unreadable:
        return {}
    return tables.remarks


class _Tables(Tables):
    """Walks the content of a spreadsheet for its remarks."""

    def __init__(self, styles: Styles, room: Room) -> None:
        super().__init__(styles, room)
        self.remarks: dict[str, dict[Place, Comment]] = {}

    def _new(self, name: str, hidden: bool, maker: GridMaker) -> Table:
        return _Sheet(name, hidden, self.styles, maker, self.remarks.setdefault(name, {}))


class _Sheet(Table):
    """One table, of which the remarks are kept as well."""

    def __init__(
        self, name: str, hidden: bool, styles: Styles, maker: GridMaker, remarks: dict[Place, Comment]
    ) -> None:
        super().__init__(name, hidden, styles, maker)
        self._remarks, self._said = remarks, _Said(styles.odd_spans)
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

    def remark(self) -> Comment | None:
        """The remark on the cell, if there is one that says something."""
        text = "\n".join(self._lines)
        return Comment(text, "".join(self._author)) if text else None
