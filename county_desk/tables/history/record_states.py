"""Two states of a household, a person, a case or a village, side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.audit import Event, records_in
from county_desk.models.json_text import Json
from county_desk.tables.history.acts_about import belonging, touching
from county_desk.tables.history.record_labels import RECORD_LABELS
from county_desk.tables.history.record_names import RecordKey, names_of
from county_desk.tables.history.record_words import (
    column_label,
    is_shown,
    points_to,
    record_name,
    value_words,
)
from county_desk.text import _

type State = dict[RecordKey, dict[str, Json]]


@dataclass(frozen=True, slots=True)
class StateLine:
    """One column of one record in words, after the earlier and after the later act; "" where it was blank."""

    record: str
    label: str
    earlier: str
    later: str

    @property
    def differs(self) -> bool:
        """Whether the two states differ in this column."""
        return self.earlier != self.later


def record_states(session: Session, record: str, number: int, acts: tuple[int, int]) -> list[StateLine]:
    """The columns of a record, and of the records that belong to it, after two acts of the history.

    `record` is a table of `ABOUT`. Columns that are blank in both states are left out.
    """
    wanted = belonging(session, record, number)
    first, last = sorted(acts)
    earlier, later = _states(session, record, number, wanted, (first, last))
    pairs = [(key, earlier.get(key, {}), later.get(key, {})) for key in _in_order({*earlier, *later})]
    names = names_of(session, {*(key for key, _one, _other in pairs), *_pointed(pairs)})
    return [line for key, one, other in pairs for line in _lines(key, one, other, names)]


def _states(
    session: Session, record: str, number: int, wanted: frozenset[RecordKey], acts: tuple[int, int]
) -> tuple[State, State]:
    """The columns of the wanted records after the first and after the last of two acts."""
    first, last = acts
    state: State = {}
    earlier: State | None = None
    events = (
        select(Event.id, Event.changes).where(touching(record, number), Event.id <= last).order_by(Event.id)
    )
    for event, changes in session.execute(events):
        if event > first and earlier is None:
            earlier = _copied(state)
        for table, place, values in records_in(changes):
            if (table, int(place)) in wanted:
                state.setdefault((table, int(place)), {}).update(values)
    return _copied(state) if earlier is None else earlier, state


def _copied(state: State) -> State:
    return {key: dict(values) for key, values in state.items()}


def _in_order(keys: set[RecordKey]) -> list[RecordKey]:
    order = {table: place for place, table in enumerate(RECORD_LABELS)}
    return sorted(keys, key=lambda key: (order.get(key[0], len(order)), key[1]))


def _pointed(pairs: list[tuple[RecordKey, dict[str, Json], dict[str, Json]]]) -> Iterator[RecordKey]:
    for (table, _number), *states in pairs:
        for state in states:
            for column, value in state.items():
                if (other := points_to(table, column)) and isinstance(value, int):
                    yield other, value


def _lines(
    key: RecordKey, one: Mapping[str, Json], other: Mapping[str, Json], names: Mapping[RecordKey, str]
) -> Iterator[StateLine]:
    table = key[0]
    title = " ".join(filter(None, (record_name(table), names.get(key, ""))))
    for column in dict.fromkeys((*one, *other)):
        if not is_shown(table, column):
            continue
        before, after = (_words(table, column, state.get(column), names) for state in (one, other))
        if before or after:
            yield StateLine(title, column_label(table, column), before, after)


def _words(table: str, column: str, value: Json, names: Mapping[RecordKey, str]) -> str:
    other = points_to(table, column)
    if other and isinstance(value, int):
        return names.get((other, value), _("another record"))
    return value_words(table, column, value)
