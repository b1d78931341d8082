"""Reading the XML of one .xlsx sheet: its cells, and all that is hidden, merged or computed in it."""

import re
from collections.abc import Iterable

from county_desk.sheets.formats.book import Row, Unreadable
from county_desk.sheets.formats.markup import MAIN, no_child_of_text, strange, truth
from county_desk.sheets.formats.memory_budget import LetterCount, Memory
from county_desk.sheets.formats.table_limits import COLUMNS, place, twice
from county_desk.sheets.formats.visibility import is_flat, is_narrow
from county_desk.sheets.formats.xlsx.conditional_formats import XlsxSheetRules
from county_desk.sheets.formats.xlsx.fonts import Rich, number_of
from county_desk.sheets.formats.xlsx.plain_rows import NotPlain, Pieces, WrittenPiece, written
from county_desk.sheets.formats.xlsx.repeated_elements import Units
from county_desk.sheets.formats.xlsx.table import XlsxTable, filled
from county_desk.sheets.formats.xlsx.values import Values
from county_desk.text import _

_NUMBER = re.compile(r"[1-9][0-9]{0,6}", re.ASCII)
_TOGETHER, _AFTER_ODD = 128, 16  # rows that are taken at once; fewer after one that was not plain
_ROW, _CELLS, _INSIDE = 3, 4, 5  # depths in a sheet


def read_sheet(blocks: Iterable[bytes], values: Values, table: XlsxTable) -> None:
    """Read a sheet into a table; raises `Unreadable` when readers would disagree on it."""
    _Sheet(values, table).read(blocks)


class _Sheet(Units):
    """Takes plain rows by pattern, and hears of all others from the parser."""

    opening = re.compile(rb"<sheetData>")
    name = b"row"

    def __init__(self, values: Values, table: XlsxTable) -> None:
        super().__init__()
        self._values, self._table = values, table
        self._rules = XlsxSheetRules(values.styles, table.rules)
        self._pieces = Pieces(values)
        self._together = _TOGETHER
        self._heads = Memory[bytes, bool]()  # ways to write the attributes of a row
        self._inside = self._seen = self._rows_hidden = False
        self._cells: Row = []
        self._path: list[str] = []
        self._column, self._given = 0, dict[str, str]()
        self._texts: dict[str, str] = {}
        self._words: list[str] = []
        self._letters = LetterCount()
        self._rich = Rich(values.styles.theme)
        parser = self._parser
        parser.CharacterDataHandler = self._text
        parser.StartCdataSectionHandler = self._no_cdata
        parser.CommentHandler = parser.ProcessingInstructionHandler = self._no_comment

    # plain rows

    def between(self) -> bool:
        """Whether the next row can begin here."""
        return self._inside and self.depth == _ROW - 1

    def take(self, buffer: bytes, at: int) -> int:
        """Take the plain rows, those together that are written alike."""
        pieces = self._pieces
        while rows := list(written(buffer, at, self._heads, self._together)):
            try:
                for row, cells in zip(rows, pieces.rows(rows), strict=True):
                    self._take(row, cells)
                    at = row.end
            except NotPlain:
                self._together = _AFTER_ODD
                return at
            self._together = min(2 * self._together, _TOGETHER)
        return at

    def _take(self, row: WrittenPiece, cells: Row) -> None:
        self._table.begin(row.number, row.hidden)
        self._table.put(cells)
        for column, odd in self._pieces.marks(row) if self._pieces.odd else ():
            self._table.noted.odd(row.number - 1, column - 1, odd)

    # all other rows, and what stands around them

    def start(self, space: str, name: str, given: dict[str, str]) -> None:
        """One element begins."""
        if not self._inside:
            self._around(space, name, given)
        elif self.depth == _ROW:
            self._row(space, name, given)
        elif self.depth == _CELLS:
            self._cell(space, name, given)
        else:
            self._in_cell(space, name, given)

    def _around(self, space: str, name: str, given: dict[str, str]) -> None:
        self._rules.start(name, given)
        if name == "sheetData":
            if self._seen or space not in MAIN or self.depth != _ROW - 1:
                raise strange()
            self._inside = self._seen = True
        elif name == "row" or name == "c":
            raise strange()
        elif name == "col" and (truth(given.get("hidden")) or is_narrow(number_of(given.get("width"), 9))):
            first, last = int(given.get("min", 1)), int(given.get("max", 1))
            self._table.noted.hide_columns(first, last)
        elif name == "mergeCell":
            first_cell, _colon, last_cell = given.get("ref", "").partition(":")
            self._table.noted.merge((*place(first_cell), *place(last_cell or first_cell)))
        elif name == "sheetFormatPr":
            self._rows_hidden = truth(given.get("zeroHeight")) or is_flat(
                number_of(given.get("defaultRowHeight"), 15)
            )

    def _row(self, space: str, name: str, given: dict[str, str]) -> None:
        if name != "row" or space not in MAIN:
            raise strange()
        said = given.get("r", str(self._table.row + 1))
        if not _NUMBER.fullmatch(said):
            raise strange()
        height = given.get("ht")
        hidden = truth(given.get("hidden")) or (self._rows_hidden and height is None)
        hidden |= is_flat(number_of(height, 15))
        self._table.begin(int(said), hidden)
        self._cells, self._column = [], 0

    def _cell(self, space: str, name: str, given: dict[str, str]) -> None:
        self._texts.clear()
        if name == "extLst":
            return
        if name != "c" or space not in MAIN:
            raise strange()
        row, column = place(given["r"]) if "r" in given else (self._table.row, self._column + 1)
        if row != self._table.row or column <= self._column or column > COLUMNS:
            raise twice(row, column)
        self._column, self._given = column, given

    def _in_cell(self, space: str, name: str, given: dict[str, str]) -> None:
        self._path.append(name)
        if self.depth == _INSIDE:
            if space not in MAIN or name in self._texts or name not in ("v", "is", "f", "extLst"):
                raise strange()
            self._words = []
            self._letters.begin()
            self._texts[name] = ""
        elif self._path[0] in ("v", "f"):
            raise strange()
        else:
            no_child_of_text(self._path)
            self._rich.start(self._path[1:], given)

    def end(self, name: str) -> None:
        """One element ends."""
        if not self._inside:
            self._rules.end(name)
            return
        if self.depth >= _INSIDE:
            self._path.pop()
            if self.depth == _INSIDE:
                self._texts[name] = "".join(self._words)
        elif self.depth == _CELLS and name == "c":
            self._put()
        elif self.depth == _ROW:
            self._table.put(self._cells)
        elif self.depth == _ROW - 1:
            self._inside = False

    def _put(self) -> None:
        kind, style = self._given.get("t", "n"), self._given.get("s", "0")
        wanted, other = ("is", "v") if kind == "inlineStr" else ("v", "is")
        if not style.isdecimal() or len(style) > 7 or other in self._texts:
            raise strange()
        pieces = self._rich.taken()
        value, odd = self._values.read(int(style), kind, self._texts.get(wanted), "f" in self._texts, pieces)
        if value != "":
            filled(self._cells, self._column, value)
        if odd:
            self._table.noted.odd(self._table.row - 1, self._column - 1, odd)

    def odd_unit(self, unit: bytes) -> None:
        """Remember how the row that went through the parser was written, and whether that hid it."""
        found = re.match(rb'[ \t\r\n]*<row r="[0-9]+"([^<>&]*)(?<!/)>', unit)
        if found:
            self._heads.put(found[1], self._table.hidden)

    def _text(self, words: str) -> None:
        if not self._inside:
            self._rules.words(words)
        elif self._path == ["v"] or (self._path[-1:] == ["t"] and "rPh" not in self._path):
            self._letters.count(len(words))
            self._words.append(words)
            self._rich.words(words)

    def _no_cdata(self) -> None:
        if self._inside:
            raise strange()

    def _no_comment(self, *_given: object) -> None:
        # readers take different values of <v>28<!-- -->50</v>
        if self._inside and self.depth >= _ROW:
            raise Unreadable("file_corrupt", _("The file hides comments inside of its cells."))
