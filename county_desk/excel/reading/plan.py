"""How the cells of one sheet are read: worked out once for its columns, and then followed row by row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from county_desk.excel.delivery import Level, Terms
from county_desk.excel.reading.amounts import (
    read_count,
    read_measure,
    read_money,
    read_months,
    read_percent,
)
from county_desk.excel.reading.book import Cell, Row
from county_desk.excel.reading.dates import read_date, read_period
from county_desk.excel.reading.draft import Draft
from county_desk.excel.reading.headers import Header, said_of_open
from county_desk.excel.reading.names import read_name
from county_desk.excel.reading.numbers import read_card, read_household_number, read_id, read_phone
from county_desk.excel.reading.values import (
    Found,
    Note,
    read_serial,
    read_text,
    read_word,
    read_words,
    read_yes_no,
    text_of,
)
from county_desk.excel.reading.vocabulary import Title, Unit, declared
from county_desk.text import _

type Reader = Callable[[Cell, str], Found]

READERS: Mapping[str, Callable[..., Found]] = {
    "serial": read_serial,
    "text": read_text,
    "name": read_name,
    "word": read_word,
    "words": read_words,
    "count": read_count,
    "measure": read_measure,
    "months": read_months,
    "money": read_money,
    "group": read_money,
    "percent": read_percent,
    "yes_no": read_yes_no,
    "date": read_date,
    "period": read_period,
    "plan": read_period,
    "id": read_id,
    "household_number": read_household_number,
    "phone": read_phone,
    "card": read_card,
}
_MEASURED = frozenset({"count", "measure", "months", "money", "group", "percent"})
_ADDED = frozenset({"count", "measure", "money", "group"})
_DATED = frozenset({"date", "period"})
_LIKE_EACH_OTHER = frozenset({str, int, float})  # not bool: True would be found where 1 was read
_WIPED = Found(notes=(Note("cleared", "", Level.WARN),))  # the cell asks for what is on record to go
_KEPT = 4_000  # different texts of one column whose reading is kept


def reader_of(title: Title, unit: Unit | None, latest: date | None) -> Reader:
    """How a cell of a column is read; `latest` is the last day that can have been."""
    read = READERS[title.kind]
    if title.kind in _MEASURED:
        return partial(read, unit=unit)
    return partial(read, latest=latest) if title.kind in _DATED else read


@dataclass(slots=True)
class Column:
    """One column of a sheet: how its cells are read, and what was read of those seen before."""

    title: str
    place: int
    read: Reader
    seen: dict[Cell, Found] = field(default_factory=dict)  # texts and numbers
    plain: dict[Cell, Any] = field(default_factory=dict)  # texts of them about which there is nothing to say

    def __post_init__(self) -> None:
        for word in declared("erase")["words"]:
            self.seen[word] = _WIPED

    def found(self, cell: Cell) -> Found:
        """What a cell holds that is not blank."""
        if cell.__class__ not in _LIKE_EACH_OTHER:
            return self.read(cell, self.title)
        found = self.seen.get(cell)
        if found is None:
            found = self.read(cell, self.title)
            if len(self.seen) < _KEPT:
                self.seen[cell] = found
                if cell.__class__ is str and not found.notes and found.plain is found.value:
                    self.plain[cell] = found.value
        return found


class Plan:
    """How the rows of one sheet are read."""

    def __init__(self, header: Header, terms: Terms) -> None:
        latest = terms.today or date(terms.year, 12, 31)
        self.header = header
        self.columns = [
            Column(title, column - 1, reader_of(header.titles[title], header.units.get(title), latest))
            for title, column in header.columns.items()
        ]
        self.width = max(header.columns.values(), default=0)
        # the readings stand in the inner loop of every row: plain tuples are what Python is quickest with
        self._loop = [(column.title, column.place, column.plain, column) for column in self.columns]
        self._never = frozenset(declared("erase")["never"])
        self._kept = list(header.kept.items())

    def read(self, draft: Draft, cells: Row) -> None:
        """Read the cells of a row of data."""
        self._cells(draft, cells if len(cells) >= self.width else [*cells, *[""] * self.width])
        if self._kept or self.header.open:
            self._keep(draft, cells)
        draft.household = draft.text("户编号")

    def _cells(self, draft: Draft, cells: Row) -> None:
        values = draft.values
        for title, place, plain, column in self._loop:
            cell = cells[place]
            if cell == "":
                continue
            value = plain.get(cell)
            if value is not None:
                values[title] = value
                continue
            found = column.found(cell)
            if not found.notes and found.plain is found.value:
                if found.plain is not None:
                    values[title] = found.value
            elif found is _WIPED:
                self._wipe(draft, title, str(cell))
            else:
                draft.keep(title, cell, found)

    def _wipe(self, draft: Draft, title: str, text: str) -> None:
        draft.original[title] = text
        if title in self._never:
            draft.ask(title, "missing", _("“{title}” cannot be cleared.").format(title=title))
        else:
            draft.erase.append(title)
            draft.warn(
                title, "cleared", _("What is on record for “{title}” will be cleared.").format(title=title)
            )

    def _keep(self, draft: Draft, cells: Row) -> None:
        """Keep the cells of columns that are not read under their own title, and ask about the open ones."""
        for column, text in self._kept:
            if column <= len(cells) and (kept := text_of(cells[column - 1]).strip()):
                draft.original[text] = kept
                if column in self.header.open:
                    message = said_of_open(text, self.header.open[column])
                    draft.say_at(column, "header_unknown", message, Level.ASK)
        for column, seeming in self.header.open.items():
            if seeming and (seeming in draft.values or seeming in draft.original):
                message = said_of_open(self.header.texts[column], seeming)
                draft.say_at(column, "header_unknown", message, Level.ASK)

    def totals(self, draft: Draft, cells: Row) -> None:
        """Read the amounts and numbers of a row of totals, without a word about how they are written."""
        for title, column in self.header.columns.items():
            if self.header.titles[title].kind in _ADDED and column <= len(cells) and cells[column - 1] != "":
                found = read_money(cells[column - 1], title, self.header.units.get(title))
                if found.value is not None:
                    draft.put(title, found.value, found.plain or "")
