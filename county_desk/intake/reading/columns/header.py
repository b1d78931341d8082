"""The header of one sheet as it was understood: where it stands, and what each column is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from county_desk.intake.reading.columns.header_meaning import question_of_open
from county_desk.intake.reading.columns.income_columns import IncomeColumns
from county_desk.intake.reading.columns.list_kinds import ListKind, SheetKind
from county_desk.intake.vocabulary import Title, Unit
from county_desk.sheets.formats.book import letters

_AMOUNTS = frozenset({"money", "group"})
_BESIDE = 3  # titles that stand twice before a table is taken for two


@dataclass(frozen=True)
class Header:
    """The header of a sheet. `columns` are the places, from 1, of the known titles.

    `texts` are the titles as written, by column. A repeated title ends in "#2"; a missing title over
    filled cells is its letter in brackets. `open` maps columns with a meaning that a person must choose
    to their likely title or "". `passed` are columns that a person passed over, `twice` those with a
    repeated title. The cells of all these are kept under their text. `ours` are columns that the county
    added to the file. `empty` are unknown columns without values. No row goes in without the open columns
    in `awaited`; cells of other open columns are only kept. `why` holds the question about an open column
    if its title does not explain it. `unit_of` holds the standard titles of open columns with an unknown
    unit.
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
    empty: tuple[int, ...] = ()
    awaited: frozenset[int] = frozenset()
    why: Mapping[int, str] = field(default_factory=dict)
    unit_of: Mapping[int, str] = field(default_factory=dict)

    @property
    def kind(self) -> SheetKind:
        """The kind of the rows below it."""
        return self.list.kind

    @property
    def beside(self) -> bool:
        """Whether these are two tables side by side: the titles begin once more."""
        return len(self.twice) >= _BESIDE and len(self.twice) * 2 >= len(self.columns)

    @cached_property
    def sorts(self) -> frozenset[str]:
        """The subjects of the columns, see `Title.of`; a figure a head alone makes no sheet of incomes."""
        return frozenset(title.of for title in self.titles.values() if title.group != "head")

    @cached_property
    def incomes(self) -> IncomeColumns:
        """The columns that hold a household's income."""
        return IncomeColumns.of(self.titles)

    @property
    def called(self) -> Mapping[str, int]:
        """The columns by the titles that the list itself has for them."""
        return {self.list.calls.get(title, title): column for title, column in self.columns.items()}

    @property
    def kept(self) -> Mapping[int, str]:
        """The columns that are not read, with the text under which their cells are kept."""
        read = set(self.columns.values())
        return {column: text for column, text in self.texts.items() if column not in read}

    def is_weighty(self, title: str) -> bool:
        """Whether a row rests on a column: it is needed, or holds an amount."""
        known = self.titles[title]
        return known.kind in _AMOUNTS or self.list.waits_for(known)

    def question(self, column: int) -> str:
        """Return the question about an open column."""
        return self.why.get(column) or question_of_open(self.texts[column], self.open[column])

    def with_blank(self, columns: Iterable[int]) -> "Header":
        """Return the same header with a question about each of these filled columns without a title."""
        blank = {column: f"({letters(column)})" for column in columns}
        asked = {column: "" for column, text in blank.items() if column not in self.passed}
        return replace(self, texts={**self.texts, **blank}, open={**self.open, **asked})
