"""Finding the header of a sheet: in which rows it stands, and which known column each cell names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from county_desk.excel.delivery import Layout
from county_desk.excel.reading.book import Cell, Grid, Row, letters
from county_desk.excel.reading.header_meaning import meaning, under_others
from county_desk.excel.reading.header_rows import Block, block_of
from county_desk.excel.reading.lists import NO_LIST, ListKind, SheetKind, fitting, list_of
from county_desk.excel.reading.titles import known_title, seeming_title, unit_in
from county_desk.excel.reading.vocabulary import Title, Unit, bare, is_our_column, money_unit, standard_title

_TOP = 200  # rows in which a header may begin
_ENOUGH = 3  # known titles that make a row a header
_LEAST = 2  # of them those that are known for sure
_NEAR_ROWS = 20  # rows in which titles that are only near to known ones count as well
_GUESSED = 100  # columns for which a meaning is guessed: a guess takes its time
_LONG = 60  # characters of a title
_RELATION = "与户主关系"  # with it, each row is a person
_BLANK = re.compile(r"\(([A-Z]{1,3})\)")  # the text of a column that has none: its letter
_ASKS = (":", "：")  # at the end of a text, they say that the answer stands beside it
_FIGURES = re.compile(r"\d{5}")  # so many digits are of a value
_BANNER_UNIT = re.compile(r"单位[:：]\s*([^\s]*)")


@dataclass(frozen=True)
class Header:
    """Where the header is and what it says. `columns` are the places, from 1, of the known titles.

    `texts` are the titles as they stand, by column; one that stands twice bears "#2", and one that is
    lacking over filled cells is its letter in brackets. `open` are the columns whose meaning a person has to
    tell, with the title that each seems to mean or "". `passed` are those that a person passed over, `twice`
    those of a title that stands before. The cells of all of them are kept under their text. `ours` are the
    columns that the county itself added to the file.
    """

    list: ListKind
    first: int
    last: int
    columns: Mapping[str, int]
    titles: Mapping[str, Title]
    texts: Mapping[int, str] = field(default_factory=dict)
    open: Mapping[int, str] = field(default_factory=dict)
    passed: tuple[int, ...] = ()
    twice: tuple[tuple[int, str], ...] = ()
    units: Mapping[str, Unit] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    ours: tuple[int, ...] = ()

    @property
    def kind(self) -> SheetKind:
        """What a row below it is."""
        return self.list.kind

    @cached_property
    def sorts(self) -> frozenset[str]:
        """Whose facts the columns hold, see `Title.of`; a figure a head alone makes no sheet of incomes."""
        return frozenset(title.of for title in self.titles.values() if title.group != "head")

    @property
    def called(self) -> Mapping[str, int]:
        """The columns by the titles that the list itself has for them."""
        return {self.list.calls.get(title, title): column for title, column in self.columns.items()}

    @property
    def kept(self) -> Mapping[int, str]:
        """The columns that are not read, with the text under which their cells are kept."""
        read = set(self.columns.values())
        return {column: text for column, text in self.texts.items() if column not in read}

    def with_blank(self, columns: Iterable[int]) -> "Header":
        """The same header when columns without a title are filled in: each is asked about."""
        blank = {column: f"({letters(column)})" for column in columns}
        asked = {column: "" for column, text in blank.items() if column not in self.passed}
        return replace(self, texts={**self.texts, **blank}, open={**self.open, **asked})


def find_header(grid: Grid, layouts: Sequence[Layout] = ()) -> Header | None:
    """The header of a sheet, or None when no row near the top names known columns.

    `layouts` are what persons decided about the columns of forms; one that has the same titles is followed.
    """
    for number, row in enumerate(grid.rows[:_TOP], 1):
        if _names_columns(row, number) or (layouts and _is_of_layout(row, layouts)):
            block = block_of(grid, number)
            header = _Finder(block, {}).header()
            layout = _layout_of(header, layouts)
            if layout is None:
                return _with_banner_unit(header, grid)
            followed = _Finder(block, layout.meanings, layout.list).header()
            return _with_banner_unit(followed, grid)
    return None


def unknown_header(grid: Grid) -> Header | None:
    """What may be the header of a sheet of which nothing is known: the first row of short texts alone."""
    for number, row in enumerate(grid.rows[:_NEAR_ROWS], 1):
        cells = [cell for cell in row if cell != ""]
        if len(cells) < _ENOUGH or not all(_may_be_title(cell) for cell in cells):
            continue
        found = _Finder(block_of(grid, number), {}).header()
        return replace(found, list=NO_LIST, missing=())
    return None


def _may_be_title(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONG and not _FIGURES.search(cell)


def _names_columns(row: Row, number: int) -> bool:
    texts = [cell for cell in row if isinstance(cell, str) and 0 < len(cell) <= _LONG]
    texts = [text for text in texts if not text.rstrip().endswith(_ASKS)]
    if len(texts) < _LEAST:
        return False
    known = sum(1 for text in texts if known_title(text))
    if known >= _ENOUGH or known < _LEAST or number > _NEAR_ROWS:
        return known >= _ENOUGH
    unknown = [text for text in texts if not known_title(text)][:_GUESSED]
    return known + sum(1 for text in unknown if seeming_title(text)) >= _ENOUGH


def _is_of_layout(row: Row, layouts: Sequence[Layout]) -> bool:
    texts = {bare(cell) for cell in row if isinstance(cell, str) and cell}
    return any(texts and texts == {*layout.texts} for layout in layouts)


def _layout_of(header: Header, layouts: Sequence[Layout]) -> Layout | None:
    texts = tuple(header.texts.values())
    for layout in layouts:
        known = tuple(text for text in layout.texts if not _BLANK.fullmatch(text))
        if known == texts and (header.list is NO_LIST or layout.list == header.list.key):
            return layout
    return None


def _with_banner_unit(header: Header, grid: Grid) -> Header:
    """Above a table stands 单位：万元 for all amounts that say no unit themselves."""
    found = [
        unit
        for row in grid.rows[: header.first - 1]
        for cell in row
        if isinstance(cell, str) and (said := _BANNER_UNIT.search(cell))
        for name in re.split("[、,，/]", said[1])
        if (unit := money_unit(bare(name)))
    ]
    if not found or found[-1].factor == 1:
        return header
    money = [name for name, title in header.titles.items() if title.kind in ("money", "group")]
    return replace(header, units={**dict.fromkeys(money, found[-1]), **header.units})


@dataclass
class _Finder:
    """Puts a header together from its rows; `meanings` are what a person decided about its titles."""

    block: Block
    meanings: Mapping[str, str]
    key: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    titles: dict[str, Title] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    open: dict[int, str] = field(default_factory=dict)
    passed: list[int] = field(default_factory=list)
    twice: list[tuple[int, str]] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)

    def header(self) -> Header:
        """The finished header."""
        doubtful: list[tuple[int, str]] = []
        ours: list[int] = []
        for column, path in self.block.paths():
            if is_our_column(path[-1]):
                ours.append(column)
            else:
                self._column(column, path, doubtful)
        self._told_blank()
        for number, (column, text) in enumerate(doubtful):
            seeming = seeming_title(text) if number < _GUESSED else None
            self.open[column] = seeming.title if seeming and seeming.title not in self.titles else ""
            if self.open[column] and seeming:
                self._put(column, text, seeming)
        self._stand_in()
        found = list_of(self.key) if self.key else NO_LIST
        found = found if found is not NO_LIST else fitting(self.titles)
        self._settle(found)
        return Header(
            found,
            self.block.first,
            self.block.last,
            self.columns,
            self.titles,
            self.texts,
            dict(sorted(self.open.items())),
            tuple(self.passed),
            tuple(self.twice),
            self.units,
            tuple(name for name in found.needs if name not in self.columns),
            tuple(ours),
        )

    def _told_blank(self) -> None:
        """Columns without a title, of which a person said what they hold."""
        for text, meant in self.meanings.items():
            if (blank := _BLANK.fullmatch(text)) is None:
                continue
            column = sum(26**place * (ord(sign) - 64) for place, sign in enumerate(reversed(blank[1])))
            title = standard_title(meant)
            if title is None:
                self.passed.append(column)
            elif column not in self.texts and title.title not in self.titles:
                self.texts[column] = text
                self._put(column, "", title)

    def _column(self, column: int, path: tuple[str, ...], doubtful: list[tuple[int, str]]) -> None:
        text = self._text(path)
        self.texts[column] = text
        if text in self.meanings:
            meant = standard_title(self.meanings[text])
            if meant is None or meant.title in self.titles:
                self.passed.append(column)
            else:
                self._put(column, path[-1], meant)
            return
        title = meaning(path)
        if title is None:
            doubtful.append((column, "".join(path[-2:]) if under_others(path) else path[-1]))
        elif title.title not in self.titles:
            self._put(column, path[-1], title, "".join(path[-2:]))
        elif len(path) > 1 and not known_title(path[-2]):
            self.open[column] = ""
        else:
            self.twice.append((column, path[-1]))

    def _text(self, path: tuple[str, ...]) -> str:
        text = "/".join(bare(part) for part in path)
        self.times[text] += 1
        return text if self.times[text] == 1 else f"{text}#{self.times[text]}"

    def _put(self, column: int, text: str, title: Title, whole: str = "") -> None:
        self.columns[title.title], self.titles[title.title] = column, title
        if unit := unit_in(text, title) or unit_in(whole, title):
            self.units[title.title] = unit

    def _stand_in(self) -> None:
        """Take columns for others that are lacking; where each row is a person, not the head's for theirs."""
        for title in list(self.titles.values()):
            meant = standard_title(title.instead)
            if meant is None or meant.title in self.titles:
                continue
            if title.of == meant.of or _RELATION not in self.titles:
                self._rename(title.title, meant)

    def _settle(self, found: ListKind) -> None:
        """Give columns the title that they have in this list: names, groups that have lines."""
        other = {"户主姓名": "姓名", "姓名": "户主姓名"}.get(found.name, "")
        if other in self.titles and found.name not in self.titles:
            self._rename(other, standard_title(found.name))
        lines = {title.group for title in self.titles.values() if title.kind == "money"}
        for name, title in self.titles.items():
            if title.kind == "group":
                self.titles[name] = replace(
                    title, kind="money", group="" if title.group in lines else title.group
                )

    def _rename(self, name: str, title: Title | None) -> None:
        if title is not None:
            self.columns[title.title], self.titles[title.title] = self.columns.pop(name), title
            self.titles.pop(name)
            if name in self.units:
                self.units[title.title] = self.units.pop(name)
