"""Acts of the history as language-independent data: their objects, and the columns that they changed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.case import Case, CaseStep
from county_desk.models.disclosure import Disclosure
from county_desk.models.event_record import EventRecord
from county_desk.models.json_text import Json
from county_desk.tables.history.act_words import (
    ACTS,
    BACKS,
    PROPOSING,
    SILENT,
    TAKING_BACK,
    requested,
)
from county_desk.tables.history.acts_done import DoneAct, MovedProposal, acts_of
from county_desk.tables.history.record_names import RecordKey, names_of
from county_desk.tables.history.record_words import is_shown, points_to
from county_desk.tables.procedure_words import step_in

# the versions of the procedures in which records stand at a step
_PROCEDURES = {
    "case": select(Case.id, Case.procedure),
    "case_step": select(CaseStep.id, Case.procedure).join(Case),
    "disclosure": select(Disclosure.id, Disclosure.procedure),
}
IN_A_LINE = 4  # rows of the index read for each table that an act touched, in a list
IN_FULL = 200  # the same for a single act
OBJECTS = 3  # records that are named; any more are only counted


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """One changed column: its value before and after, with record numbers replaced by names.

    `made` is true if the act created the record, so that there was no value before.
    """

    table: str
    record: str
    column: str
    old: Json
    new: Json
    made: bool


@dataclass(frozen=True, slots=True)
class ActDetails:
    """One act: its command, its objects by name and how many more, and the columns that it changed.

    `keys` are the tables and numbers of the objects. `counts` are its records by table and whether they were
    made, `bulk` those of them that were written at once. `asked` are the answers of the request that no
    record holds. `proposer` is the person who proposed the act, where another put it in force. `proposal`
    is the one that it made, declined or took back.
    """

    act: str
    about: tuple[str, ...] = ()
    keys: tuple[RecordKey, ...] = ()
    others: int = 0
    changes: tuple[ColumnChange, ...] = ()
    counts: tuple[tuple[str, bool, int], ...] = ()
    bulk: tuple[tuple[str, bool, int], ...] = ()
    asked: tuple[tuple[str, Json], ...] = ()
    proposer: str = ""
    proposal: MovedProposal | None = None

    def is_about(self, table: str) -> bool:
        """Whether the act is about records of a table."""
        known = ACTS.get(self.act)
        return known is not None and table in known.about


class RecordedAct(str):
    """The recorded sentence of an act, together with its details.

    It sorts, filters and compares as its text, like the value of any other text column.
    """

    act: ActDetails

    def __new__(cls, text: str, act: ActDetails) -> Self:
        """Return the text with its act."""
        made = super().__new__(cls, text)
        made.act = act
        return made


@dataclass(frozen=True, slots=True)
class _Touched:
    """One row of the index with its JSON columns parsed."""

    table: str
    low: int
    high: int
    made: bool
    before: dict[str, Json]
    after: dict[str, Json] | None

    @property
    def key(self) -> RecordKey:
        return self.table, self.low


def details_of_acts(session: Session, numbers: Sequence[int], most: int = IN_A_LINE) -> dict[int, ActDetails]:
    """Return the acts by event number, each with at most `most` records of a table."""
    acts = acts_of(session, numbers)
    touched = _touched(session, numbers, most)
    _name_procedures(session, [row for rows in touched.values() for row in rows])
    counted = _counted(session, numbers)
    wanted = {key for rows in touched.values() for row in rows for key in _named(row)}
    wanted |= {key for rows in touched.values() for row in rows for key in _spread(row)}
    names = names_of(session, wanted)
    words = _names_of_words(session, acts)
    return {
        number: ActDetails(SILENT[0])
        if act.name in SILENT
        else _details(words[number], act, touched.get(number, []), counted.get(number, ()), names)
        for number, act in acts.items()
    }


def _names_of_words(session: Session, acts: Mapping[int, DoneAct]) -> dict[int, str]:
    """The name that leads to the words of each act; for taking back it depends on the act taken back."""
    taken = {number: act.request["event"] for number, act in acts.items() if act.name == TAKING_BACK}
    before = acts_of(session, set(taken.values())) if taken else {}
    found = {number: act.name for number, act in acts.items()}
    for number, event in taken.items():
        if event in before and (words := BACKS.get(before[event].name)):
            found[number] = words.name
    return found


def details_of_act(session: Session, number: int) -> ActDetails | None:
    """Return one act in full; None if there is no event with that number."""
    return details_of_acts(session, [number], IN_FULL).get(number)


def _touched(session: Session, numbers: Sequence[int], most: int) -> dict[int, list[_Touched]]:
    """Return the first rows of the index for each act, by table."""
    table = EventRecord.__table__
    place = func.row_number().over(partition_by=(table.c.event_id, table.c.record), order_by=table.c.id)
    rows = select(table, place.label("place")).where(among(table.c.event_id, numbers)).subquery()
    wanted = select(rows).where(rows.c.place <= most).order_by(rows.c.id)
    found: dict[int, list[_Touched]] = defaultdict(list)
    for row in session.execute(wanted):
        before = json.loads(row.before) if row.before else {}
        after = json.loads(row.after) if row.after else None
        found[row.event_id].append(_Touched(row.record, row.low, row.high, row.made, before, after))
    return found


def _name_procedures(session: Session, rows: Iterable[_Touched]) -> None:
    """Say with each step of the rows in which version of its procedure it stands."""
    stepped = [row for row in rows if row.table in _PROCEDURES and "step" in (row.after or {})]
    for table, wanted in _PROCEDURES.items():
        own = next(iter(wanted.selected_columns))
        asked = {row.low for row in stepped if row.table == table}
        rows_of = session.execute(wanted.where(among(own, asked))) if asked else ()
        known = {number: version for number, version in rows_of}
        for row in stepped:
            if row.table == table and row.low in known:
                for values in (row.before, row.after or {}):
                    if step := values.get("step"):
                        values["step"] = step_in(known[row.low], str(step))


def _counted(session: Session, numbers: Sequence[int]) -> dict[int, list[tuple[str, bool, int]]]:
    """Return how many records each act created or changed in each table."""
    many = func.sum(EventRecord.high - EventRecord.low + 1)
    wanted = (
        select(EventRecord.event_id, EventRecord.record, EventRecord.made, many)
        .where(among(EventRecord.event_id, numbers))
        .group_by(EventRecord.event_id, EventRecord.record, EventRecord.made)
        .order_by(EventRecord.record, EventRecord.made.desc())
    )
    found: dict[int, list[tuple[str, bool, int]]] = defaultdict(list)
    for number, record, made, count in session.execute(wanted):
        found[number].append((record, made, int(count)))
    return found


def _spread(row: _Touched) -> Iterator[RecordKey]:
    """Return the first records of a row of the index."""
    return ((row.table, number) for number in range(row.low, min(row.high, row.low + OBJECTS) + 1))


def _named(row: _Touched) -> Iterator[RecordKey]:
    """Return the records that the columns of a row refer to."""
    for values in (row.before, row.after or {}):
        for column, value in values.items():
            table = points_to(row.table, column)
            if table and isinstance(value, int):
                yield table, value


def _details(
    command: str,
    act: DoneAct,
    rows: Sequence[_Touched],
    counted: Iterable[tuple[str, bool, int]],
    names: Mapping[RecordKey, str],
) -> ActDetails:
    known = ACTS.get(command)
    counts = tuple(counted)
    about, keys, others = _named_records(known.about if known else (), rows, counts, names)
    changes = tuple(_changes(_in_order(known.about if known else (), rows), names))
    asked = {} if act.name == PROPOSING else act.request  # the sentence names the proposed act
    answers = ((key, asked[key]) for key in requested(command) if asked.get(key) not in (None, "", [], {}))
    alone = {(row.table, row.made) for row in rows if row.after is not None}
    bulk = tuple(each for each in counts if (each[0], each[1]) not in alone)
    told = (about, keys, others, changes, counts, bulk, tuple(answers))
    return ActDetails(command, *told, act.proposer, act.proposal)


def _named_records(
    tables: Sequence[str],
    rows: Sequence[_Touched],
    counts: Iterable[tuple[str, bool, int]],
    names: Mapping[RecordKey, str],
) -> tuple[tuple[str, ...], tuple[RecordKey, ...], int]:
    """Return the names of the first records of an act, and how many more there are."""
    for table in tables:
        keys = [key for row in rows if row.table == table for key in _spread(row)]
        count = sum(number for record, _made, number in counts if record == table)
        if not keys:  # a step names its case, a member the household
            keys = list(dict.fromkeys(key for row in rows for key in _named(row) if key[0] == table))
            count = len(keys)
        if keys:
            named = tuple(key for key in keys[:OBJECTS] if key in names)
            return tuple(names[key] for key in named), named, count - len(keys[:OBJECTS])
    return (), (), 0


def _in_order(tables: Sequence[str], rows: Sequence[_Touched]) -> list[_Touched]:
    """The subjects of the act first, then its changes, then its new records."""
    return sorted(rows, key=lambda row: (row.table not in tables, row.made))


def _changes(rows: Iterable[_Touched], names: Mapping[RecordKey, str]) -> Iterator[ColumnChange]:
    for row in rows:
        for column, new in (row.after or {}).items():
            if is_shown(row.table, column):
                old = row.before.get(column)
                name = names.get(row.key, "")
                change = ColumnChange(row.table, name, column, old, new, row.made)
                if table := points_to(row.table, column):
                    change = replace(change, old=_name(names, table, old), new=_name(names, table, new))
                if change.old not in (None, "") or change.new not in (None, ""):
                    yield change


def _name(names: Mapping[RecordKey, str], table: str, number: Json) -> str | None:
    """The name of the record that a column points to; its number when it has none."""
    return None if number is None else names.get((table, number), str(number))
