"""The history as a list: each act in one sentence, found by its actor or its subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session

from county_desk.fields import Code, Column, Count, Moment, Record, Table, Text
from county_desk.models.audit import Event
from county_desk.models.base import Kept
from county_desk.models.case import Case, CaseStep
from county_desk.models.disclosure import Entry, Objection
from county_desk.models.event_record import EventRecord
from county_desk.models.exit import Exit
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.place import Place
from county_desk.models.village import VillageRecord, VillageYear
from county_desk.tables.act_sentences import ActSentence
from county_desk.tables.act_words import ActName
from county_desk.tables.listing import Listing, Narrowing, Rows
from county_desk.tables.told_acts import ToldAct, told_acts
from county_desk.tables.words import RoleName
from county_desk.text import N_

type Numbered = Select[str, int]  # the tables and numbers of records


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of the history; `summary` is the act, or the sentence in which it was recorded."""

    id: int
    at: datetime
    actor: str
    role: str
    command: str
    summary: str | ToldAct
    seal: str


EVENTS = Table(
    key="history",
    title=N_("History"),
    row=EventRow,
    columns=(
        Column("id", N_("No."), Count(width=7)),
        Column("at", N_("Time"), Moment()),
        Column("actor", N_("Person"), Text(width=10)),
        Column("role", N_("Role"), RoleName()),
        Column("command", N_("Act"), ActName(width=18)),
        Column("summary", N_("What was done"), ActSentence()),
        Column("seal", N_("Seal"), Code(width=20), hidden=True),
    ),
)


def _events() -> Rows:
    return select(
        Event.id.label("id"),
        Event.at.label("at"),
        Event.actor.label("actor"),
        Event.role.label("role"),
        Event.command.label("command"),
        Event.summary.label("summary"),
        Event.seal.label("seal"),
    )


def _told(session: Session, rows: Sequence[EventRow]) -> list[EventRow]:
    """The rows with the content of each act, for a sentence in the language of the reader."""
    told = told_acts(session, [row.id for row in rows])
    return [replace(row, summary=told.get(row.id, row.summary)) for row in rows]


def _touched(*records: Numbered) -> ColumnElement[bool]:
    """Whether an event touched one of some records, given as selects of a table's name and a number."""
    about = union_all(*records).subquery()
    record, number = about.c
    alone = and_(EventRecord.low == number, EventRecord.record == record)
    run = and_(
        EventRecord.high > EventRecord.low,
        EventRecord.low < number,
        EventRecord.high >= number,
        EventRecord.record == record,
    )
    found = select(EventRecord.event_id).join(about, or_(alone, run))
    return Event.id.in_(found)


def _one(mapped: type[Kept], number: int) -> Numbered:
    return select(literal(mapped.__tablename__), literal(int(number)))


def _those(mapped: type[Kept], where: ColumnElement[bool]) -> Numbered:
    return select(literal(mapped.__tablename__), mapped.id).where(where)


def _about_case(number: int) -> ColumnElement[bool]:
    return _touched(
        _one(Case, number),
        _those(CaseStep, CaseStep.case_id == number),
        _those(Entry, Entry.case_id == number),
        _those(Exit, Exit.case_id == number),
        _those(Objection, Objection.case_id == number),
        _those(Objection, Objection.entry_id.in_(select(Entry.id).where(Entry.case_id == number))),
    )


def _about_household(number: int) -> ColumnElement[bool]:
    members = select(Member.id).where(Member.household_id == number)
    cases = select(Case.id).where(Case.household_id == number)
    entries = select(Entry.id).where(Entry.case_id.in_(cases))
    return _touched(
        _one(Household, number),
        _those(Member, Member.household_id == number),
        _those(HouseholdYear, HouseholdYear.household_id == number),
        _those(MemberYear, MemberYear.member_id.in_(members)),
        _those(Case, Case.household_id == number),
        _those(CaseStep, CaseStep.case_id.in_(cases)),
        _those(Entry, Entry.case_id.in_(cases)),
        _those(Objection, or_(Objection.case_id.in_(cases), Objection.entry_id.in_(entries))),
        _those(Exit, Exit.household_id == number),
    )


def _about_member(number: int) -> ColumnElement[bool]:
    return _touched(_one(Member, number), _those(MemberYear, MemberYear.member_id == number))


def _about_village(number: int) -> ColumnElement[bool]:
    cases = select(Case.id).where(Case.village_id == number)
    return _touched(
        _one(Place, number),
        _those(VillageRecord, VillageRecord.village_id == number),
        _those(VillageYear, VillageYear.village_id == number),
        _those(Case, Case.village_id == number),
        _those(CaseStep, CaseStep.case_id.in_(cases)),
    )


ABOUT: Mapping[str, Narrowing] = {
    "household": Narrowing(Column("household", N_("Household"), Record()), _about_household, "households"),
    "case": Narrowing(Column("case", N_("Case"), Record()), _about_case, "cases"),
    "member": Narrowing(Column("member", N_("Member"), Record()), _about_member, "members"),
    "village": Narrowing(Column("village", N_("Village"), Record()), _about_village, "villages"),
}

EVENTS_LISTING = Listing(
    EVENTS,
    _events,
    search=("actor", "summary"),
    order=("-id",),
    complete=_told,
    narrowings=ABOUT,
)
