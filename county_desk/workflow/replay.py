"""The proof of the state: every record, kept file and paper against the history."""

import hashlib
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Integer, Select, String, Text, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from county_desk.models.audit import FIRST, Event, records_in
from county_desk.models.base import Base
from county_desk.models.event_record import EventRecord
from county_desk.models.json_text import Json, canonical
from county_desk.models.notice import Notice
from county_desk.models.original import Original
from county_desk.models.policy_text import PolicyText
from county_desk.models.return_ import Return
from county_desk.models.sounding import is_key, keys_of
from county_desk.rules.own_files import digest_of
from county_desk.tables.figures import digest as figures_digest
from county_desk.tables.history.acts_about import touching_alone
from county_desk.tables.history.event_records import UNREADABLE, TouchedRecords, history_records, stored
from county_desk.tables.history.history_state import HistoryState, KnownRecord, Names, known_records
from county_desk.tables.history.record_names import names_of
from county_desk.tables.history.record_words import column_label, record_name
from county_desk.tables.many_rows import FEW
from county_desk.text import _
from county_desk.trouble import Cause, cause_of
from county_desk.workflow.command import Refused, plain
from county_desk.workflow.journal import COMMITTED, GUARDING, UNTOLD, Row, noted

_ONE_BY_ONE = {"yield_per": 1}  # the changes of one event can be those of a whole file
_PLAIN = (String, Integer, Boolean, Text)  # the history writes values of such columns as they are
NAMED = 20  # records of a table that get their names
ADDED, REMOVED = "+", "-"  # in the place of a column: a record that should not be there, or should be


def replay_breaks(session: Session, skipped: Collection[str] = ()) -> Iterator[str]:
    """The differences between the state and the history, as sentences; `skipped` tables cannot be read."""
    with HistoryState() as state:
        breaks = list(_index_breaks(session, state))
        untold = UNTOLD if committed(session) else UNTOLD | COMMITTED
        for table in Base.metadata.sorted_tables:
            if table.name not in (Event.__tablename__, EventRecord.__tablename__, *skipped):
                columns = [c for c in table.c if not is_key(c) and (table.name, c.name) not in untold]
                yield from compare(session, table.name, columns, state.records(table.name))
        words = _("the history knows records of a kind that this register has not: {table}")
        for name in state.tables():
            if name not in Base.metadata.tables:
                yield words.format(table=record_name(name))
    yield from () if EventRecord.__tablename__ in skipped else breaks


def _index_breaks(session: Session, state: HistoryState) -> Iterator[str]:
    """The events with other records in the index than in the history; `state` follows their changes."""
    words = _("event {number}: the index of the history does not fit it")
    noted = select(Event.id, Event.changes).order_by(Event.id)
    with session.execute(noted, execution_options=_ONE_BY_ONE) as read:
        events = ((number, changes) for number, changes in read)
        indexed = _indexed(session)
        ahead = next(indexed, None)
        for event, records in history_records(events, state):
            found: list[TouchedRecords] = []
            while ahead and ahead[0] <= event:
                if ahead[0] < event:
                    yield words.format(number=ahead[0])
                else:
                    found = ahead[1]
                ahead = next(indexed, None)
            if records is not None and records != found:
                yield words.format(number=event)
        while ahead:
            yield words.format(number=ahead[0])
            ahead = next(indexed, None)


def _indexed(session: Session) -> Iterator[tuple[int, list[TouchedRecords]]]:
    """The records of each event as the index has them, by the number of the event."""
    table = EventRecord.__table__
    wanted = select(table).order_by(table.c.event_id, table.c.id).execution_options(yield_per=1000)
    with session.execute(wanted) as every:
        for number, rows in groupby(every, key=lambda row: row.event_id):
            yield number, stored(rows)


def committed(session: Session) -> bool:
    """Whether the history holds a commitment of each password: it does since the second algorithm."""
    newer = select(Event.id).where(Event.command.in_(GUARDING), Event.algorithm != FIRST).limit(1)
    return session.scalar(newer) is not None


def replayed(session: Session, events: Select[Any] | None = None) -> dict[str, dict[str, Row]]:
    """Every record as the history, or the `events` given, left it; an unreadable event changes nothing."""
    state: dict[str, dict[str, Row]] = {}
    wanted = select(Event.changes).order_by(Event.id) if events is None else events
    with session.scalars(wanted.execution_options(yield_per=1000)) as read:
        for changes in read:
            try:
                for table, number, values in records_in(changes):
                    state.setdefault(table, {}).setdefault(number, {}).update(values)
            except UNREADABLE:
                continue
    return state


def refuse_altered(session: Session, name: str, number: int) -> None:
    """Raise `Refused` for a frozen paper, a record of a table, that is not the one of the history.

    Only the events that touched it are read.
    """
    events = select(Event.changes).where(touching_alone(name, number)).order_by(Event.id)
    known = replayed(session, events).get(name, {})
    columns = [column for column in Base.metadata.tables[name].c if not is_key(column)]
    expected = {key: row for key, row in known.items() if key == str(number)}
    if found := next(compare(session, name, columns, known_records(expected), number), ""):
        words = _("{found}. It was changed outside the program, and is not written; verify the register.")
        raise Refused({"": words.format(found=found)})


def compare(
    session: Session,
    name: str,
    columns: list[Any],
    expected: Iterable[KnownRecord],
    only: int | None = None,
) -> Iterator[str]:
    """Compare the records of a table, or `only` one, in the columns given; yields differences as sentences.

    The first `NAMED` records bear the names that the register gives them now.
    """
    words = {
        ADDED: _("{table} {number} is not in the history"),
        REMOVED: _("{table} {number} is in the history but not in the register"),
    }
    changed = _("{table} {number}: {column} is not what the history says")
    try:
        found = list(differing(session.connection(), columns, expected, name, only))
        names = _names(session, name, {number for number, _column in found[:NAMED]})
        for number, column in found:
            label, told = column_label(name, column), f"{number} {names.get(number, '')}".rstrip()
            yield words.get(column, changed).format(table=record_name(name), number=told, column=label)
    except UNREADABLE:
        yield _("{table} holds a value that nobody can read").format(table=record_name(name))


def _names(session: Session, name: str, numbers: Collection[str]) -> dict[str, str]:
    """The names of some records of a table; none where a damaged text is among them."""
    try:
        with decoding():
            named = names_of(session, ((name, int(number)) for number in numbers))
    except UNREADABLE:
        return {}
    return {str(number): words for (_table, number), words in named.items()}


def differing(
    connection: Connection,
    columns: list[Any],
    expected: Iterable[KnownRecord],
    name: str,
    only: int | None = None,
) -> Iterator[tuple[str, str]]:
    """The number and the column of each difference; `ADDED` and `REMOVED` stand for a whole record.

    Register and history are read side by side, by the numbers of their records. Raises one of `UNREADABLE`
    when a value cannot be read.
    """
    names = tuple(column.name for column in columns)
    for number, values, known in _side_by_side(_rows(connection, columns, name, only), expected):
        if known is None:
            yield str(number), ADDED
        elif values is None:
            yield str(number), REMOVED
        elif _in_order(known.names, names)((*known.values, None)) != values:  # hardly any record
            told = dict(zip(known.names, known.values, strict=True))
            yield from ((str(number), column) for column in _differing_columns(told, names, values))


def _rows(
    connection: Connection, columns: Sequence[Column[object]], name: str, only: int | None
) -> Iterator[tuple[int, tuple[Json, ...]]]:
    """The records of a table by number, or `only` one, with their values in the form of the history."""
    number = Base.metadata.tables[name].c.id
    wanted = select(number, *columns).order_by(number)
    if only is not None:
        wanted = wanted.where(number == only)
    written = [
        (at, _writer(name, column)) for at, column in enumerate(columns) if not _is_plain(name, column)
    ]
    with decoding(), connection.execute(wanted, execution_options=FEW) as rows:
        for place, *values in rows:
            for at, write in written:
                values[at] = write(values[at])
            yield place, tuple(values)


def _side_by_side(
    rows: Iterable[tuple[int, tuple[Json, ...]]], known: Iterable[KnownRecord]
) -> Iterator[tuple[int, tuple[Json, ...] | None, KnownRecord | None]]:
    """The number of each record with its values in the register and in the history; None where it lacks it.

    Both come by their numbers.
    """
    others = iter(known)
    ahead = next(others, None)
    for number, values in rows:
        while ahead is not None and ahead.number < number:
            yield ahead.number, None, ahead
            ahead = next(others, None)
        if ahead is not None and ahead.number == number:
            yield number, values, ahead
            ahead = next(others, None)
        else:
            yield number, values, None
    while ahead is not None:
        yield ahead.number, None, ahead
        ahead = next(others, None)


@cache
def _in_order(names: Names, columns: Names) -> Callable[[Sequence[Json]], Json]:
    """The function that gives the values of two `columns` or more from those of `names` and a None."""
    return itemgetter(*(names.index(each) if each in names else len(names) for each in columns))


def _differing_columns(known: Row, names: Iterable[str], values: Iterable[object]) -> Iterator[str]:
    """The columns in which a record differs from the history."""
    return (
        column for column, value in zip(names, values, strict=True) if not _same(value, known.get(column))
    )


def _is_plain(name: str, column: Column[Any]) -> bool:
    """Whether the history writes the values of a column as they are."""
    return type(column.type) in _PLAIN and (name, column.name) not in COMMITTED


def _writer(name: str, column: Column[Any]) -> Callable[[object], object]:
    """The function that gives the values of a column in the form of the history, equal ones made once."""
    write = partial(noted, name, column.name)
    return write if isinstance(column.type, JSON) else lru_cache(maxsize=20_000, typed=True)(write)


@contextmanager
def decoding() -> Iterator[None]:
    """Raise ValueError where SQLite meets a text that is no text, as other values that cannot be read do."""
    try:
        yield
    except OperationalError as error:
        if cause_of(error.orig) is not Cause.DAMAGED:
            raise
        raise ValueError("a damaged text") from error


def _same(found: object, known: object) -> bool:
    """Whether two values are one; the first histories wrote a fraction in JSON as text ("0.0" for 0.0)."""
    return found == known or (isinstance(found, dict | list) and plain(found) == plain(known))


def key_breaks(session: Session) -> Iterator[str]:
    """The keys for sorting and finding that do not match their names, as sentences."""
    words = _("{table} {number}: the sorting key does not fit {name}; the record is sorted or found wrongly")
    for table in Base.metadata.sorted_tables:
        for name, key, make in keys_of(table):
            try:
                with decoding():
                    wanted = select(table.c.id, table.c[name], table.c[key])
                    with session.execute(wanted, execution_options=FEW) as rows:
                        wrong = [number for number, text, found in rows if make(text) != found]
            except UNREADABLE:  # `replay_breaks` names the table
                continue
            for number in wrong:
                title = column_label(table.name, name)
                yield words.format(table=record_name(table.name), number=number, name=title)


def original_breaks(session: Session) -> Iterator[str]:
    """The kept files that differ from the delivered ones, as sentences."""
    for number in session.scalars(select(Original.id).order_by(Original.id)).all():
        wanted = select(Original.digest, Original.name, Original.content).where(Original.id == number)
        digest, name, content = session.execute(wanted).one()
        try:
            whole = hashlib.sha256(zlib.decompress(content)).hexdigest() == digest
        except (zlib.error, TypeError):
            whole = False
        if not whole:
            yield _("the file {name} ({digest}) is not the one that was delivered").format(
                name=name, digest=digest[:16]
            )


def text_breaks(session: Session) -> Iterator[str]:
    """The kept policy texts that were changed, as sentences.

    `replay_breaks` names a table with texts that cannot be read.
    """
    wanted = select(PolicyText.kind, PolicyText.name, PolicyText.text, PolicyText.digest)
    try:
        with decoding():
            rows = session.execute(wanted.order_by(PolicyText.id)).all()
    except UNREADABLE:
        return
    for kind, name, text, digest in rows:
        if digest_of(str(text)) != digest:
            words = _("the text of the policy file {file} ({digest}) was changed in the register")
            yield words.format(file=f"{kind}/{name}.toml", digest=digest[:16])


def paper_breaks(session: Session) -> Iterator[str]:
    """The notices and returns with a code that is in no event, or a wrong digest.

    `replay_breaks` names a table with papers that cannot be read.
    """
    seals = {"", *session.scalars(select(Event.seal))}
    for breaks in (_notice_breaks, _return_breaks):
        try:
            yield from breaks(session, seals)
        except UNREADABLE:
            continue


def _notice_breaks(session: Session, seals: Collection[str]) -> Iterator[str]:
    notices = select(Notice.number, Notice.anchor, Notice.digest, Notice.facts).order_by(Notice.id)
    for number, anchor, digest, facts in session.execute(notices):
        if anchor not in seals or facts.get("anchor") != anchor:
            yield _("notice {number}: the code on its paper is in no event of the history").format(
                number=number
            )
        if digest != hashlib.sha256(canonical(facts).encode()).hexdigest():
            yield _("notice {number}: its digest is not that of its text").format(number=number)


def _return_breaks(session: Session, seals: Collection[str]) -> Iterator[str]:
    returns = select(Return.name, Return.period, Return.edition, Return.anchor, Return.digest, Return.figures)
    for name, period, edition, anchor, digest, figures in session.execute(returns.order_by(Return.id)):
        about = {"name": name, "period": period, "edition": edition}
        if anchor not in seals:
            yield _(
                "return {name} of {period}, edition {edition}: the code on its paper is in no event of the "
                "history"
            ).format(**about)
        if digest != figures_digest(figures):
            yield _(
                "return {name} of {period}, edition {edition}: its digest is not that of its figures"
            ).format(**about)
