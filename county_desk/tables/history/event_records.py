"""The records that an event touched, derived from its notes in the history."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy import Row

from county_desk.models.audit import MANY
from county_desk.models.event_record import EventRecord
from county_desk.models.json_text import Json, canonical
from county_desk.tables.history.history_state import Columns, HistoryState

LONGEST = 1000  # characters of a value that is kept to be shown

type Before = Callable[[str, str], Columns]
UNREADABLE = (ValueError, TypeError, AttributeError, ArithmeticError, LookupError)


@dataclass(frozen=True, order=True)
class TouchedRecords:
    """A record, or a run of records alike, that an event touched: the columns of `EventRecord`."""

    record: str
    low: int
    high: int
    made: bool
    before: str = ""
    after: str = ""

    def as_row(self, event: int) -> dict[str, object]:
        """The row of the table; "" becomes NULL."""
        return {
            "event_id": event,
            "record": self.record,
            "low": self.low,
            "high": self.high,
            "made": self.made,
            "before": self.before or None,
            "after": self.after or None,
        }


@dataclass(frozen=True)
class WrittenAtOnce:
    """Records of one table that were made or changed in bulk."""

    record: str
    numbers: Sequence[int]
    made: bool


def touched(
    noted: Mapping[str, Mapping[str, Json]], bulk: Iterable[WrittenAtOnce], before: Before
) -> list[TouchedRecords]:
    """The records of one event in order. `before(table, number)` gives the columns that a record had."""
    alone = (
        _single(table, number, values, before)
        for table, rows in noted.items()
        for number, values in rows.items()
        if number != MANY
    )
    together = (
        TouchedRecords(each.record, low, high, each.made)
        for each in bulk
        for low, high in _runs(each.numbers)
    )
    return sorted([*_joined(alone), *together])


def history_records(
    events: Iterable[tuple[int, str]], state: HistoryState
) -> Iterator[tuple[int, list[TouchedRecords] | None]]:
    """The records of each event by its number, in the order given; `state` follows what they leave.

    None stands for an event that cannot be read; it changes nothing more.
    """
    for number, changes in events:
        try:
            yield number, _follow(json.loads(changes), state)
        except UNREADABLE:
            yield number, None


def stored(rows: Iterable[EventRecord | Row[*tuple[Json, ...]]]) -> list[TouchedRecords]:
    """The records of one event as the table has them, in order."""
    return sorted(
        TouchedRecords(row.record, row.low, row.high, row.made, row.before or "", row.after or "")
        for row in rows
    )


def made_at_once(same: Mapping[str, object]) -> bool:
    """Whether records that were written at once were made: those that were changed have a later version."""
    return same.get("version", 1) == 1


def _follow(changes: Mapping[str, Json], state: HistoryState) -> list[TouchedRecords]:
    bulk = []
    for table, rows in changes.items():
        for told in rows.get(MANY, ()):
            place = told["columns"].index("id")
            numbers = [int(row[place]) for row in told["rows"]]
            bulk.append(WrittenAtOnce(table, numbers, made_at_once(told["same"])))
            written = (told["same"] | dict(zip(told["columns"], row, strict=True)) for row in told["rows"])
            records = zip(numbers, written, strict=True)
            state.put(table, ((number, state.get(table, number) | each) for number, each in records))
    known = {
        (table, number): state.get(table, int(number))
        for table, rows in changes.items()
        for number in rows
        if number != MANY
    }
    found = touched(changes, bulk, lambda *record: known[record])
    for (table, number), before in known.items():
        state.put(table, [(int(number), before | changes[table][number])])
    return found


def _single(table: str, number: str, values: Columns, before: Before) -> TouchedRecords:
    """One record that was noted by itself: the whole record has its number among its columns."""
    made = "id" in values
    known = {} if made else before(table, number)
    old, new = {}, {}
    for name, value in values.items():
        if name in ("id", "version") or (made and value in (None, "")):
            continue
        was = known.get(name)
        if _too_long(value) or _too_long(was):
            continue
        old[name], new[name] = was, value
    place = int(number)
    return TouchedRecords(table, place, place, made, "" if made else canonical(old), canonical(new))


def _too_long(value: object) -> bool:
    if isinstance(value, dict | list):
        return len(canonical(value)) > LONGEST
    return isinstance(value, str) and len(value) > LONGEST


def _joined(records: Iterable[TouchedRecords]) -> Iterator[TouchedRecords]:
    """Records that follow each other with equal notes, joined into runs."""
    for _same, some in groupby(sorted(records), key=_run_key()):
        group = list(some)
        yield replace(group[0], high=group[-1].high)


def _run_key() -> Callable[[TouchedRecords], object]:
    """A key that changes where a run ends."""
    last: list[TouchedRecords] = []
    runs = 0

    def key(one: TouchedRecords) -> object:
        nonlocal runs
        if not last or replace(last[0], low=one.low, high=one.high) != one or last[0].high + 1 != one.low:
            runs += 1
        last[:] = [one]
        return runs

    return key


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of numbers that follow each other."""
    ordered = sorted(numbers)
    start = 0
    for place in range(1, len(ordered) + 1):
        if place == len(ordered) or ordered[place] != ordered[place - 1] + 1:
            yield ordered[start], ordered[place - 1]
            start = place
