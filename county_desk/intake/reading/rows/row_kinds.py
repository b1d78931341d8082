"""Which rows of a sheet are data, and what the others are: titles, totals, notes, examples, blanks."""

import re
from collections.abc import Mapping
from functools import cache

from county_desk.identity import id_trouble
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.columns.header_rows import FIGURES, LONG
from county_desk.intake.reading.columns.titles import known_title
from county_desk.intake.vocabulary import bare, declared
from county_desk.sheets.formats.book import Cell, Grid, Row, text_of
from county_desk.text import N_, _

REASONS: Mapping[str, str] = {
    "blank": N_("The row is blank."),
    "no header": N_("The columns over this row are of no list that is known, so it was not read."),
    "title": N_("A title above the table."),
    "header": N_("The header of the table."),
    "totals": N_("A row of totals."),
    "footer": N_("A note or signature below the table."),
    "header again": N_("The header stands here once more."),
    "other header": N_("Here begins a table with other columns, or with the same in another order."),
    "alone": N_("Nothing but this one cell is filled in."),
    "numbers": N_("The numbers of the columns."),
    "example": N_("An example of how to fill in the form."),
    "nothing": N_("Nothing is filled in but where the row belongs, or what formulas made of blanks."),
}
_ID_PLACES = 15  # the shortest number of a person
_FOOTER_CELLS = 3
_TITLES = 3  # that make a row a header
_WIDE = 2  # columns that are merged with a cell which stands for no single column
_NOTE = 20  # characters of a text that stands alone and is no value
_COUNTED = frozenset({"栏次", "栏目", "栏号", "列次", "列号", "编号", "序号"})
_MADE_OF = re.compile(r"\(?(\d{1,3})\)?=[\d()+\-*/×÷]+")
_COUNTS = ("甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "一二三四五六七八九十")


def reason_in_words(reason: str) -> str:
    """The reason why a row is not data, in words."""
    return _(REASONS[reason])


def is_somebodys(cells: Row) -> bool:
    """Whether a row above the header, or without one, is a person's: an identity number among other cells."""
    numbers = (cell for cell in cells if isinstance(cell, str) and len(cell) >= _ID_PLACES)
    return _filled(cells) > _FOOTER_CELLS and any(id_trouble(cell.strip()) is None for cell in numbers)


class RowKinds:
    """Classifies the rows of one sheet; a look at the first cells is enough for the usual row of data."""

    def __init__(self, grid: Grid, header: Header | None) -> None:
        self.header = header
        self._minor: frozenset[int] = frozenset()
        self._titles: dict[int, frozenset[str]] = {}
        self._computed: dict[int, set[int]] = {}
        self._across: frozenset[int] = frozenset()
        self._serial, self._identity, self._names = 0, -1, tuple[int, ...]()
        if header is not None:
            self._learn(grid, header)

    def _learn(self, grid: Grid, header: Header) -> None:
        of_row = {title for title, known in header.titles.items() if known.of == "row"}
        self._minor = frozenset(header.columns[title] - 1 for title in of_row)
        self._serial = header.columns.get("序号", 1) - 1
        self._names = tuple(
            header.columns[name] - 1 for name in ("姓名", "户主姓名") if name in header.columns
        )
        self._identity = header.columns.get("身份证号", 0) - 1
        self._across = frozenset(
            top for top, left, bottom, right in grid.marks.merged if top == bottom and right - left >= _WIDE
        )
        for row, column in grid.marks.formulas:
            self._computed.setdefault(row, set()).add(column - 1)
        for cells in grid.rows[header.first - 1 : header.last]:
            for place, cell in enumerate(cells):
                if isinstance(cell, str) and cell.strip():
                    self._titles[place] = self._titles.get(place, frozenset()) | {bare(cell)}

    def why_no_data(self, number: int, cells: Row) -> str:
        """The reason why a row is not data, or "" for one that is."""
        header = self.header
        if header is None or number <= header.last:
            return self._above(number, cells)
        if self._is_plainly_data(number, header.last, cells):
            return ""
        first = _first(cells, 0)
        if first < 0:
            return "blank"
        cell = cells[first]
        if isinstance(cell, str) and (reason := self._by_text(cell, first, cells)):
            return reason
        if number <= header.last + 2 and _counts_columns(cells):
            return "numbers"
        return self._by_rest(number, first, cells)

    def _is_plainly_data(self, number: int, last: int, cells: Row) -> bool:
        """Whether a row well below the header has an identity number and does not begin like a note."""
        place = self._identity
        if not 0 <= place < len(cells) or number <= last + 2:
            return False
        cell, begins = cells[place], cells[0]
        if not isinstance(cell, str) or len(cell) < _ID_PLACES or not cell[0].isdigit():
            return False
        return not isinstance(begins, str) or begins[:1] not in _starts()

    def _by_rest(self, number: int, first: int, cells: Row) -> str:
        """Whether more than the row's own number and place is filled in."""
        minor = self._minor | self._computed[number] if number in self._computed else self._minor
        more = _first(cells, first + 1)
        if more < 0 and (first in minor or first in (0, self._serial) or number in self._across):
            return "alone"
        while first in minor:
            if more < 0:
                return "nothing"
            first, more = more, _first(cells, more + 1)
        for place in self._names:
            if place < len(cells) and cells[place] in _total_words() and not self._is_somebody(cells):
                return "totals"
        return ""

    def _is_somebody(self, cells: Row) -> bool:
        """Whether an identity number stands in the row, which no total has."""
        return 0 <= self._identity < len(cells) and bool(text_of(cells[self._identity]).strip())

    def _above(self, number: int, cells: Row) -> str:
        if _first(cells, 0) < 0:
            return "blank"
        if self.header is None:
            return "no header"
        if number >= self.header.first:
            return "header"
        return "" if is_somebodys(cells) else "title"

    def _by_text(self, cell: str, first: int, cells: Row) -> str:
        """The kind of a row by its first text."""
        text = cell.strip()
        if text[0] in _starts():
            if _totals().match(bare(text)) and not self._is_somebody(cells):
                return "totals"
            if _examples().match(text):
                return "example"
            if _footers().match(text + ":") and _filled(cells) <= _FOOTER_CELLS:
                return "footer"
        if text.endswith(_sums()) and not self._is_somebody(cells):  # 柳湾村小计
            return "totals"
        if len(text) > _NOTE and _filled(cells) == 1:
            return "footer"
        return self._as_header(cells)

    def _as_header(self, cells: Row) -> str:
        """Whether a row is a header: that of the table once more, or another one."""
        texts: list[tuple[int, str]] = []
        for place, cell in enumerate(cells):
            if cell == "":
                continue
            if not isinstance(cell, str) or len(cell) > LONG or FIGURES.search(cell):
                return ""
            if not cell.isspace():
                texts.append((place, cell))
        if len(texts) < _TITLES:
            return ""
        strange = [(place, text) for place, text in texts if not self._stands(place, text)]
        if not strange:
            return "header again"
        moved = sum(1 for _place, text in strange if known_title(text))
        named = len(texts) - len(strange) + moved
        if named < _TITLES or named * 2 <= len(texts):
            return ""
        return "other header" if moved else "header again"

    def _stands(self, place: int, text: str) -> bool:
        """Whether a title stands where the header of the table has it."""
        if bare(text) in self._titles.get(place, ()):
            return True
        known = known_title(text)
        return (
            known is not None
            and self.header is not None
            and self.header.columns.get(known.title) == place + 1
        )


def _first(cells: Row, start: int) -> int:
    """The first cell that holds something, from a place on; -1 for none."""
    for place in range(start, len(cells)):
        cell = cells[place]
        if cell != "" and (not isinstance(cell, str) or not cell.isspace()):
            return place
    return -1


def _filled(cells: Row) -> int:
    return sum(1 for cell in cells if cell != "" and text_of(cell).strip())


def _counts_columns(cells: Row) -> bool:
    """Whether a row numbers the columns: 1 2 3 …, (1) (2) (3) …, 甲 乙 1 2 … or 栏次 1 2=3+4 …."""
    texts = [_place(bare(text_of(cell))) for cell in cells if cell != "" and text_of(cell).strip()]
    texts = texts[1:] if texts and texts[0] in _COUNTED else texts
    if len(texts) < 3:
        return False
    letters = next((i for i, text in enumerate(texts) if text.isdigit()), len(texts))
    named = "".join(texts[:letters])
    if named and not any(known.startswith(named) for known in _COUNTS):
        return False
    numbers = [int(text) if text.isdigit() and len(text) < 4 else -1 for text in texts[letters:]]
    start = numbers[0] if numbers else 1
    return start in (1, letters + 1) and numbers == list(range(start, start + len(numbers)))


def _place(text: str) -> str:
    """The number of a column, without the formula behind it."""
    found = _MADE_OF.fullmatch(text)
    return found[1] if found else text.strip("()")


@cache
def _starts() -> frozenset[str]:
    said = declared("rows")
    return frozenset(word[0] for words in said.values() for word in words) | set("(（[【")


@cache
def _total_words() -> frozenset[Cell]:
    return frozenset(declared("rows")["totals"])


@cache
def _totals() -> re.Pattern[str]:
    return re.compile("|".join(map(bare, declared("rows")["totals"])))


@cache
def _sums() -> tuple[str, ...]:
    return tuple(declared("rows")["totals"])


@cache
def _footers() -> re.Pattern[str]:
    words = "|".join(map(re.escape, declared("rows")["footers"]))
    return re.compile(rf"({words})[\s(（:：]")


@cache
def _examples() -> re.Pattern[str]:
    words = "|".join(map(re.escape, declared("rows")["examples"]))
    return re.compile(rf"[(（\[【]?({words})\s*\d*[)）\]】:：]?$")
