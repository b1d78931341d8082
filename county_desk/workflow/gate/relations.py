"""Relations that keep a person from an act on a record: of its household, or of those who entered it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import null, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from county_desk.models.among import among, listed
from county_desk.models.base import Base, Kept, mapped_class
from county_desk.models.case import Case
from county_desk.models.disclosure import Entry, Objection
from county_desk.models.household import Household, Member
from county_desk.models.tie import Tie, TieKind
from county_desk.models.user import User
from county_desk.names import compared
from county_desk.text import N_
from county_desk.workflow.command import Command, Work
from county_desk.workflow.gate.law import OF_MONEY, Apart, Law
from county_desk.workflow.gate.place import pointing
from county_desk.workflow.gate.records import named_records
from county_desk.workflow.gate.states import first_record
from county_desk.workflow.gate.taken_back import writing

_M, _H, _T = Member.__table__.c, Household.__table__.c, Tie.__table__.c
# made once: they are carried out for most acts
_PEOPLE = (
    select(User.__table__.c.name, _T.kind)
    .join_from(_T.kind.table, User.__table__, User.__table__.c.id == _T.account_id)
    .where(among(_T.household_id, "households"), _T.ended_on.is_(None))
    .union_all(
        select(_M.name, null()).where(among(_M.household_id, "households"), _M.withdrawn_on.is_(None)),
        select(_H.head, null()).where(among(_H.id, "households")),
    )
)


def _people_of_households(work: Work, command: Command) -> Iterable[str]:
    """The people of the households of the named records."""
    return people_of_households(work, _records(work, command))


def people_of_households(work: Work, records: Iterable[Base]) -> Iterable[str]:
    """The people of the households of some records."""
    return people_of(
        work.session, {number for record in records for number in _households(work.session, record)}
    )


def people_of(session: Session, households: Collection[int]) -> Iterator[str]:
    """The members of some households, and the accounts that are tied to these.

    Accounts declared as namesakes of a member are left out.
    """
    if not households:
        return
    found = session.execute(_PEOPLE, {"households": listed(households)}).all()
    others = {compared(name) for name, kind in found if kind is TieKind.NAMESAKE}
    names = {name for name, kind in found if kind is None}
    yield from (name for name in names if compared(name) not in others)
    yield from (name for name, kind in found if kind is TieKind.HOUSEHOLD)


def _people_who_entered(work: Work, command: Command) -> Iterable[str]:
    """The persons who entered the named records."""
    found = {getattr(each, name, None) for each in _records(work, command) for name in _ENTERING}
    return work.session.scalars(select(User.name).where(User.id.in_(found - {None})))


_ENTERING = ("entered_by", "recorded_by", "proposed_by", "taken_by")

OF_THE_HOUSEHOLD = Apart(
    "household",
    _people_of_households,
    N_(
        "{name} belongs to this household, or has the name of a member; another person does this. Where they "
        "only share the name, an administrator declares it"
    ),
)
OF_HELP_BY_OTHERS = Law(apart=(OF_THE_HOUSEHOLD,))  # who is helped records no help of their own
OF_MONEY_BY_OTHERS = replace(OF_MONEY, apart=(OF_THE_HOUSEHOLD,))
WHO_ENTERED = Apart(
    "entered", _people_who_entered, N_("{name} entered this record; another person does this")
)


def withdrawing(
    field: str = "", column: str = "", *, counted_on: InstrumentedAttribute[date | None] | None = None
) -> Law:
    """The law of an act that takes back the records in a field, else in the first one, or a column of them.

    Its record counts in the year of the day `counted_on`.
    """

    def years(work: Work, command: Command) -> Iterable[int]:
        day = getattr(first_record(work, command), counted_on.key) if counted_on else None
        return [day.year] if day else []

    known = years if counted_on else None
    return Law(apart=(OF_THE_HOUSEHOLD,), years=known, takes_back=writing(field, column))


def _records(work: Work, command: Command) -> Iterator[Kept]:
    """The records that an act names and that there are."""
    for _field, table, number in named_records(command):
        if (record := work.session.get(mapped_class(table), number)) is not None:
            yield record


def _households(session: Session, record: Base) -> Iterable[int]:
    """The household of a record; of an objection to a whole list, all that are on the list."""
    if number := household_of(session, record):
        return [number]
    if not isinstance(record, Objection):
        return []
    listed = select(Case.household_id).join(Entry, Entry.case_id == Case.id)
    on_list = Entry.disclosure_id == record.disclosure_id, Case.household_id.is_not(None)
    return [number for number in session.scalars(listed.where(*on_list)) if number is not None]


def household_of(session: Session, record: Base) -> int | None:
    """The number of the household of a record, or of the first record with one that it points to."""
    if isinstance(record, Household):
        return record.id
    for column, target in pointing(record.__tablename__):
        number = getattr(record, column)
        if number is not None and (
            found := household_of(session, session.get_one(mapped_class(target), number))
        ):
            return found
    return None
