"""Which acts of the history are about a record, and about what belongs to it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.asset import Asset
from county_desk.models.audit import Event
from county_desk.models.base import Kept
from county_desk.models.case import Case, CaseStep
from county_desk.models.clue import Clue
from county_desk.models.department import AskedPerson, HitDecision
from county_desk.models.disclosure import Disclosure, Entry, Objection
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.event_record import EventRecord
from county_desk.models.exit import Exit
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.household_change import HouseholdChange
from county_desk.models.inspection import InspectedHousehold, InspectionFinding
from county_desk.models.measure import AssistanceMeasure, MeasureStage, Need
from county_desk.models.misconduct import Appraisal
from county_desk.models.monitored import Monitored
from county_desk.models.notice import Notice
from county_desk.models.office_name import OfficeName
from county_desk.models.official import Pairing
from county_desk.models.place import Place, PlaceCode
from county_desk.models.plan import VillagePlan
from county_desk.models.project import Payment, Project
from county_desk.models.signal import FoundSignal
from county_desk.models.team import Team, Training, Undertaking
from county_desk.models.user import User
from county_desk.models.village import VillageRecord, VillageYear
from county_desk.models.visit import Visit
from county_desk.models.waiting_change import WaitingChange
from county_desk.tables.history.record_names import RecordKey, names_of
from county_desk.tables.listing import Narrow

type Numbers = Sequence[int]
type Numbered = Select[str, int]  # the tables and numbers of records


class NamedNumber(int):
    """The number of a record that is shown by its name."""

    name: str

    def __new__(cls, number: int, name: str) -> "NamedNumber":
        """The number with its name."""
        made = super().__new__(cls, number)
        made.name = name
        return made

    def __str__(self) -> str:
        return self.name


def named_number(session: Session, record: str, number: int) -> NamedNumber:
    """The number of a record with its name, for a filter in words."""
    name = names_of(session, [(record, number)]).get((record, number), "")
    return NamedNumber(number, name or repr(int(number)))


def belonging(session: Session, record: str, number: int) -> frozenset[RecordKey]:
    """The record itself and those that belong to it, by table and number."""
    found: set[RecordKey] = set()
    for those in _BELONGING[record]([number]):
        found |= {(table, one) for table, one in session.execute(those)}
    return frozenset(found)


def touching(record: str, numbers: int | Numbers) -> ColumnElement[bool]:
    """Whether an event touched one of some records of a table, or what belongs to them."""
    wanted = [numbers] if isinstance(numbers, int) else list(numbers)
    return _touching(union_all(*_BELONGING[record]([int(number) for number in wanted])))


def touching_alone(table: str, number: int) -> ColumnElement[bool]:
    """Whether an event touched one record of a table."""
    return _touching(select(literal(table), literal(number)))


def _touching(records: Numbered | CompoundSelect[str, int]) -> ColumnElement[bool]:
    about = records.subquery()
    table, number = about.c
    alone = and_(EventRecord.low == number, EventRecord.record == table)
    run = and_(
        EventRecord.high > EventRecord.low,
        EventRecord.low < number,
        EventRecord.high >= number,
        EventRecord.record == table,
    )
    return Event.id.in_(select(EventRecord.event_id).join(about, or_(alone, run)))


def _those(mapped: type[Kept | PlaceCode], where: ColumnElement[bool]) -> Numbered:
    return select(literal(mapped.__tablename__), mapped.id).where(where)


def _of_cases(cases: Select[int]) -> list[Numbered]:
    entries = select(Entry.id).where(Entry.case_id.in_(cases))
    return [
        _those(Case, Case.id.in_(cases)),
        _those(CaseStep, CaseStep.case_id.in_(cases)),
        _those(Entry, Entry.case_id.in_(cases)),
        _those(Objection, or_(Objection.case_id.in_(cases), Objection.entry_id.in_(entries))),
        _those(Exit, Exit.case_id.in_(cases)),
    ]


def _of_households(numbers: Numbers) -> list[Numbered]:
    members = select(Member.id).where(among(Member.household_id, numbers))
    measures = select(AssistanceMeasure.id).where(among(AssistanceMeasure.household_id, numbers))
    return [
        _those(Household, among(Household.id, numbers)),
        _those(Member, among(Member.household_id, numbers)),
        _those(HouseholdYear, among(HouseholdYear.household_id, numbers)),
        _those(MemberYear, MemberYear.member_id.in_(members)),
        _those(HouseholdChange, among(HouseholdChange.household_id, numbers)),
        _those(WaitingChange, among(WaitingChange.household_id, numbers)),
        _those(Clue, among(Clue.household_id, numbers)),
        _those(FoundSignal, among(FoundSignal.household_id, numbers)),
        _those(Monitored, among(Monitored.household_id, numbers)),
        _those(Need, among(Need.household_id, numbers)),
        _those(MeasureStage, MeasureStage.measure_id.in_(measures)),
        _those(AssistanceMeasure, among(AssistanceMeasure.household_id, numbers)),
        _those(Pairing, among(Pairing.household_id, numbers)),
        _those(Visit, among(Visit.household_id, numbers)),
        _those(Payment, among(Payment.household_id, numbers)),
        _those(InspectedHousehold, among(InspectedHousehold.household_id, numbers)),
        _those(InspectionFinding, among(InspectionFinding.household_id, numbers)),
        _those(AskedPerson, among(AskedPerson.household_id, numbers)),
        _those(
            HitDecision, or_(among(HitDecision.household_id, numbers), HitDecision.member_id.in_(members))
        ),
        *_of_cases(select(Case.id).where(among(Case.household_id, numbers))),
    ]


def _of_members(numbers: Numbers) -> list[Numbered]:
    return [
        _those(Member, among(Member.id, numbers)),
        _those(MemberYear, among(MemberYear.member_id, numbers)),
        _those(HouseholdChange, among(HouseholdChange.member_id, numbers)),
        _those(AssistanceMeasure, among(AssistanceMeasure.member_id, numbers)),
        _those(FoundSignal, among(FoundSignal.member_id, numbers)),
        _those(AskedPerson, among(AskedPerson.member_id, numbers)),
        _those(HitDecision, among(HitDecision.member_id, numbers)),
        _those(
            DuplicateRuling,
            or_(among(DuplicateRuling.one_id, numbers), among(DuplicateRuling.other_id, numbers)),
        ),
    ]


def _of_places(numbers: Numbers) -> list[Numbered]:
    return [
        _those(Place, among(Place.id, numbers)),
        _those(VillagePlan, among(VillagePlan.village_id, numbers)),
        _those(Team, among(Team.village_id, numbers)),
        _those(VillageRecord, among(VillageRecord.village_id, numbers)),
        _those(VillageYear, among(VillageYear.village_id, numbers)),
        _those(InspectionFinding, among(InspectionFinding.village_id, numbers)),
        _those(Appraisal, among(Appraisal.place_id, numbers)),
        _those(Project, among(Project.place_id, numbers)),
        _those(Asset, among(Asset.place_id, numbers)),
        _those(Training, among(Training.place_id, numbers)),
        _those(Undertaking, among(Undertaking.place_id, numbers)),
        _those(OfficeName, among(OfficeName.place_id, numbers)),
        _those(PlaceCode, among(PlaceCode.place_id, numbers)),
        _those(Disclosure, among(Disclosure.place_id, numbers)),
        _those(Notice, among(Notice.place_id, numbers)),
        *_of_cases(select(Case.id).where(among(Case.village_id, numbers))),
    ]


_BELONGING: Mapping[str, Callable[[Numbers], list[Numbered]]] = {
    "household": _of_households,
    "case": lambda numbers: _of_cases(select(Case.id).where(among(Case.id, numbers))),
    "member": _of_members,
    "place": _of_places,
    "user": lambda numbers: [_those(User, among(User.id, numbers))],
}
ABOUT = tuple(_BELONGING)  # tables whose records have a history of their own
NARROWINGS: Mapping[str, Narrow] = {record: partial(touching, record) for record in ABOUT}
