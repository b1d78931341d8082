"""Acts that meet an act of another desk: both change a column, or both are about a record."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.audit import Event, records_in
from county_desk.models.base import Base
from county_desk.models.event_record import EventRecord
from county_desk.text import _
from county_desk.workflow.audit import head
from county_desk.workflow.command import Command, Refused
from county_desk.workflow.gate.records import table_of
from county_desk.workflow.journal import Changes
from county_desk.workflow.submission import Submission

_E, _R = Event.__table__.c, EventRecord.__table__.c

OTHER = "changed by"  # no field: the change of another desk that a refusal may come from
SUBJECTS = ("household_id", "village_id", "project_id")  # of a case or another record: what it is about
OF_VILLAGES = ("case", "village_year", "village_record")  # their villages are subjects, and not only places

type Columns = dict[tuple[str, int], set[str]]
type Records = set[tuple[str, int]]


class Overtaken(Refused):
    """Another desk changed a record of this act after the page of the act was read.

    `seen` is the last event now; an act that names it counts as having seen that change.
    """

    def __init__(self, words: str, seen: int) -> None:
        super().__init__({"": words})
        self.seen = seen


def refuse_overtaken(
    session: Session, own: Collection[str], submission: Submission, command: Command, changes: Changes
) -> None:
    """Raise `Overtaken` when a later act of another desk meets this one, which has just run.

    `own` are the seals of the acts of this desk. Two acts meet when they change the same column. They also
    meet when the other one touched a record that this one names, its household, or one that belongs to them.
    """
    event = _meeting(session, own, submission, command, _changed(changes))
    if event is not None:
        words = _(
            "{name} changed this at {moment}: {summary}. What you typed is kept: check it, then submit "
            "it again to put it in place."
        )
        words = words.format(name=event.actor, moment=_moment(event), summary=event.summary)
        raise Overtaken(words, head(session).id)


def name_the_other(
    session: Session,
    own: Collection[str],
    submission: Submission,
    command: Command,
    problems: Mapping[str, str],
) -> Mapping[str, str]:
    """The problems, and the person who changed the record of the act after its page was read."""
    event = _meeting(session, own, submission, command, {})
    if event is None:
        return problems
    words = _("{name} changed this at {moment}: {summary}")
    words = words.format(name=event.actor, moment=_moment(event), summary=event.summary)
    return {**problems, OTHER: words}


def _meeting(
    session: Session, own: Collection[str], submission: Submission, command: Command, mine: Columns
) -> Event | None:
    """The last act of another desk since a page was read that meets an act; None for most acts."""
    touched = _touched(session, own, submission.seen) if submission.seen is not None else {}
    if not touched:
        return None
    about = _records_of(session, command)
    every = set[tuple[str, int]]().union(*touched.values())
    if not (about & _with_owners(session, every) or mine.keys() & every):
        return None
    for number in sorted(touched, reverse=True):
        event = session.get_one(Event, number)
        if about & _with_owners(session, touched[number]) or _overlap(event, mine):
            return event
    return None


def _touched(session: Session, own: Collection[str], seen: int) -> dict[int, Records]:
    """The records that each act of another desk after an event touched, by the number of the act."""
    later = select(_E.id, _E.seal, _R.record, _R.low, _R.high).join_from(
        _E.id.table, _R.id.table, _R.event_id == _E.id
    )
    found: dict[int, Records] = defaultdict(set)
    for number, seal, record, low, high in session.execute(later.where(_E.id > seen)):
        if seal not in own:
            found[number] |= {(record, each) for each in range(low, high + 1)}
    return found


def _records_of(session: Session, command: Command) -> Records:
    """The records that a command names, and the subjects of these."""
    named: Records = set()
    for name, ask in command.asks().items():
        value = getattr(command, name)
        if table := table_of(ask):
            numbers = value if isinstance(value, tuple) else (value,)
            named |= {(table, number) for number in numbers if isinstance(number, int)}
    return named | _owners(session, named, SUBJECTS)


def _with_owners(session: Session, records: Records) -> Records:
    """Some records with all that they belong to, as a year to its member, and a member to its household."""
    found, new = set(records), records
    while new:
        new = _owners(session, new) - found
        found |= new
    return found


def _owners(session: Session, records: Records, named: Collection[str] = ()) -> Records:
    """The records that columns of some records point to: those columns that are `named`, or all."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for table, number in records:
        numbers[table].append(number)
    found: Records = set()
    for table, some in numbers.items():
        columns = [pair for pair in _pointing(table) if not named or pair[0].name in named]
        if not columns:
            continue
        wanted = select(*(column for column, _target in columns)).where(
            among(Base.metadata.tables[table].c.id, some)
        )
        for row in session.execute(wanted):
            pairs = zip(columns, row, strict=True)
            found |= {(target, value) for (_column, target), value in pairs if value is not None}
    return found


@cache
def _pointing(table: str) -> tuple[tuple[Column[int], str], ...]:
    """The columns that name the owner of a record, each with its table; a person or place owns nothing."""
    if table not in Base.metadata.tables:  # of an earlier version
        return ()
    columns = Base.metadata.tables[table].c
    keys = [(column, key.column.table.name) for column in columns for key in column.foreign_keys]
    villages = ("village_id",) if table in OF_VILLAGES else ()
    return tuple(
        (column, target)
        for column, target in keys
        if target not in ("user", "place") or column.name in villages
    )


def _moment(event: Event) -> str:
    return event.at.astimezone().strftime("%Y-%m-%d %H:%M")


def _changed(changes: Changes) -> Columns:
    """The columns that an act changes of records that were there before."""
    found: Columns = {}
    for table, rows in changes.tables.items():
        for number, values in rows.items():
            if isinstance(values, dict) and "id" not in values:  # a new record is noted with its id
                found[table, int(number)] = set(values) - {"version"}
    return found


def _overlap(event: Event, mine: Columns) -> bool:
    noted = records_in(event.changes)
    return any(mine.get((table, int(number)), set()) & set(values) for table, number, values in noted)
