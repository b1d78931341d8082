"""How the cells of one sheet are read: worked out once for its columns, and then followed row by row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

from county_desk.intake.delivery import Level, ReadingTerms
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.rows.ditto import SAME, ditto_in, ditto_words, same_as_above
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.values.amounts import (
    read_count,
    read_measure,
    read_money,
    read_months,
    read_percent,
)
from county_desk.intake.reading.values.cards import read_card
from county_desk.intake.reading.values.cell_value import (
    Found,
    Note,
    asked,
    read_serial,
    read_text,
    read_word,
    read_words,
    read_yes_no,
)
from county_desk.intake.reading.values.dates import Span, read_date, read_period
from county_desk.intake.reading.values.names import read_name
from county_desk.intake.reading.values.numbers import read_certificate, read_household_number, read_id
from county_desk.intake.reading.values.phones import read_phone
from county_desk.intake.reading.values.plain_cells import PLAIN, blank_in, read_as_blank
from county_desk.intake.vocabulary import Title, Unit, declared
from county_desk.sheets.formats.book import Cell, Row, text_of
from county_desk.text import _, current

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
    "certificate": read_certificate,
    "household_number": read_household_number,
    "phone": read_phone,
    "card": read_card,
}
_MEASURED = frozenset({"count", "measure", "months", "money", "group", "percent"})
_ADDED = frozenset({"count", "measure", "money", "group"})
_DATED = frozenset({"date", "period", "plan"})
_TO_COME = "plan"  # a planned day may be to come
_TWO_FORMS = _MEASURED | {"date", "yes_no"}
_LIKE_EACH_OTHER = frozenset({str, int, float})
_WIPED = Found(notes=(Note("cleared", "", Level.WARN),))  # the cell asks to clear the record
_LONGEST = 1_000  # characters of a cell; no reader looks at more
_KEPT = 4_000  # different texts of one column that are read once
_COLUMNS = 64  # columns of which readings are kept from file to file


def reader_of(title: Title, unit: Unit | None, latest: date | None, from_1904: bool = False) -> Reader:
    """How a cell of a column is read; `latest` is the last day that can have been."""
    read = READERS[title.kind]
    if title.kind in _MEASURED:
        return partial(read, unit=unit, of=title)
    if title.kind in _DATED:
        last = date.max if latest is None or title.kind == _TO_COME else latest
        return partial(read, span=Span(date(title.since, 1, 1), last, from_1904))
    return read


class Readings(dict[Cell, object]):
    """The readings of the cells of one column; looking a cell up reads it.

    An item is the value. With `both`, it is the whole reading if JSON carries the value in another form. A
    cell with notes is not stored; it goes into `odd` each time it is read.
    """

    def __init__(self, title: Title, read: Reader, ditto: Found | None = None) -> None:
        super().__init__({"": None})
        self.title, self.both = title.title, title.kind in _TWO_FORMS
        self.odd: list[tuple[Cell, Found]] = []
        self._read, self._quick = read, PLAIN.get(title.kind)
        self._erase = frozenset(declared("erase")["words"])
        self._same = ditto_words() if ditto else frozenset[str]()
        self._ditto, self._blank = ditto, blank_in(title)

    def of(self, cells: Sequence[Cell]) -> tuple[list[Any], dict[int, tuple[Cell, Found]]]:
        """Return the values of consecutive cells, and the readings with notes by their place."""
        if self._quick:
            self._learn(cells)
        # this is done for every cell of a delivery: looked up, not looped over
        found = list(map(self.__getitem__, cells))
        if not self.odd:
            return found, {}
        self.odd.clear()
        odd = {}
        for place, cell in enumerate(cells):
            found[place] = self[cell]
            if self.odd:
                odd[place] = self.odd.pop()
        return found, odd

    def _learn(self, cells: Iterable[Cell]) -> None:
        """Keep those of many cells that a quick look knows to be right as they stand."""
        # looked up one by one: the difference of sets would walk all that is kept
        new = [cell for cell in set(cells) if isinstance(cell, str) and cell not in self]
        new = [cell for cell in new if cell not in self._erase and cell not in self._same]
        right = list(filter(self._quick, new))
        self._forget(len(right))
        self.update(zip(right, right, strict=True))

    def __missing__(self, cell: Cell) -> object:
        """Read a cell that was not met before."""
        found = self._found(cell)
        if found.notes or (found.plain is not found.value and not self.both):
            self.odd.append((cell, found))
            return None if self.both or found.plain is None else found.value
        return self._keep(cell, found if self.both and found.plain is not None else found.value)

    def _found(self, cell: Cell) -> Found:
        if isinstance(cell, str) and len(cell) > _LONGEST:
            message = _("The text has {n} characters; {most} fit.").format(n=len(cell), most=_LONGEST)
            return asked("text_too_long", message)
        if cell in self._same and self._ditto:
            return self._ditto
        if isinstance(cell, str) and cell.strip() in self._blank:
            return read_as_blank(cell)
        return _WIPED if cell in self._erase else self._read(cell, self.title)

    def _keep(self, cell: Cell, found: object) -> object:
        # True would be found where 1 was read
        if cell.__class__ in _LIKE_EACH_OTHER and cell not in (0, 1):
            self._forget(1)
            self[cell] = found
        return found

    def _forget(self, more: int) -> None:
        """Make room for so many more readings."""
        if len(self) + more > _KEPT:
            self.clear()
            self[""] = None


@lru_cache(_COLUMNS)
def _readings(
    title: Title, unit: Unit | None, latest: date, kind: SheetKind, _language: str, from_1904: bool
) -> Readings:
    """The stored readings of the cells of such a column; the files of a county share many cells."""
    return Readings(title, reader_of(title, unit, latest, from_1904), ditto_in(title, kind))


class Plan:
    """How the rows of one sheet are read."""

    def __init__(self, header: Header, terms: ReadingTerms, from_1904: bool = False) -> None:
        latest = terms.today or date(terms.year, 12, 31)
        self.header = header
        self._readings = [
            _readings(title, header.units.get(title.title), latest, header.kind, current(), from_1904)
            for title in map(header.titles.__getitem__, header.columns)
        ]
        places = [column - 1 for column in header.columns.values()]
        self._cells_of = itemgetter(*places) if len(places) > 1 else lambda cells: (cells[places[0]],)
        self.width = max(header.columns.values(), default=0)
        self._never = frozenset(declared("erase")["never"])
        self._kept = list(header.kept.items())
        self._before: Sequence[Draft] = ()

    def read(self, drafts: Sequence[Draft], rows: Sequence[Row]) -> None:
        """Read the cells of some rows of data, column by column."""
        self._columns(
            drafts, [cells if len(cells) >= self.width else [*cells, *[""] * self.width] for cells in rows]
        )
        keeps = bool(self._kept or self.header.awaited)
        for draft, cells in zip(drafts, rows, strict=True):
            if keeps:
                self._keep(draft, cells)
            draft.household = draft.text("户编号")
        self._before = drafts or self._before

    def _columns(self, drafts: Sequence[Draft], rows: Iterable[Row]) -> None:
        values: dict[str, list[object]] = {}
        plain: dict[str, list[object]] = {}
        odd: dict[int, list[tuple[str, Cell, Found]]] = {}
        for readings, cells in zip(
            self._readings, zip(*map(self._cells_of, rows), strict=True), strict=False
        ):
            found, strange = readings.of(cells)
            if found.count(None) < len(found):  # columns in which nothing stands are many
                if readings.both:
                    plain[readings.title] = [each and each.plain for each in found]
                    found = [each and each.value for each in found]
                values[readings.title] = found
            for place, (cell, read) in strange.items():
                odd.setdefault(place, []).append((readings.title, cell, read))
        titles, both = tuple(values), tuple(plain)
        for draft, row in zip(drafts, zip(*values.values(), strict=True), strict=False):
            draft.values = _filled(titles, row)
        for draft, row in zip(drafts, zip(*plain.values(), strict=True), strict=False):
            draft.odd = _filled(both, row)
        for place in sorted(odd):
            self._keep_odd(drafts, place, odd[place])

    def _keep_odd(self, drafts: Sequence[Draft], place: int, odd: Iterable[tuple[str, Cell, Found]]) -> None:
        """Keep the cells of a row about which there is something to say, in the order of the columns."""
        draft = drafts[place]
        for title, cell, found in odd:
            if found is _WIPED:
                self._wipe(draft, title, str(cell))
            elif found is SAME:
                before = self._before, drafts[:place]
                same_as_above(draft, title, str(cell), before, passing=self.header.kind is SheetKind.PERSONS)
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
        """Keep the cells of columns that are not read, and ask about those columns that rows need."""
        for column, text in self._kept:
            if column <= len(cells) and (kept := text_of(cells[column - 1]).strip()):
                draft.original[text] = kept
                if column in self.header.awaited:
                    draft.note_at(column, "header_unknown", self.header.question(column), Level.ASK)
        for column in self.header.awaited:
            seeming = self.header.open[column]
            if seeming and (seeming in draft.values or seeming in draft.original):
                draft.note_at(column, "header_unknown", self.header.question(column), Level.ASK)

    def totals(self, draft: Draft, cells: Row) -> None:
        """Read the amounts and numbers of a row of totals, without a word about how they are written."""
        for title, column in self.header.columns.items():
            known = self.header.titles[title]
            if known.kind in _ADDED and column <= len(cells) and cells[column - 1] != "":
                found = read_money(cells[column - 1], title, self.header.units.get(title), known)
                if found.value is not None:
                    draft.put(title, found.value, found.plain or "")


def _filled(titles: Sequence[str], values: Sequence[object]) -> dict[str, Any]:
    """Values by title, without those that are blank."""
    pairs = zip(titles, values, strict=True)
    if None in values:
        return {title: value for title, value in pairs if value is not None}
    return dict(pairs)
