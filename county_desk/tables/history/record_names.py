"""The names of records, in no language: a household by its head and number, a paper by its number."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from county_desk.models.among import among
from county_desk.models.asset import Asset, AssetYear
from county_desk.models.batch import Batch
from county_desk.models.case import Case, CaseStep
from county_desk.models.check import CheckSetting
from county_desk.models.closed_year import ClosedYear
from county_desk.models.clue import Clue
from county_desk.models.county_exit import CountyRecord, EvaluationResult
from county_desk.models.department import (
    AskedPerson,
    DepartmentEntry,
    DepartmentList,
    DepartmentRequest,
    HitDecision,
)
from county_desk.models.disclosure import Disclosure, Entry, Objection
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.exit import Exit
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.household_change import HouseholdChange
from county_desk.models.inspection import InspectedHousehold, InspectionFinding, InspectionRound
from county_desk.models.json_text import Json
from county_desk.models.measure import AssistanceMeasure, MeasureStage, Need
from county_desk.models.misconduct import Appraisal, MisconductReport
from county_desk.models.monitored import Monitored
from county_desk.models.notice import Notice
from county_desk.models.office_name import OfficeName
from county_desk.models.official import Official, Pairing
from county_desk.models.original import Original
from county_desk.models.place import Place, PlaceCode
from county_desk.models.plan import VillagePlan
from county_desk.models.project import Fund, FundShare, Payment, Project
from county_desk.models.register import OwnYear, Register
from county_desk.models.return_ import Return
from county_desk.models.signal import FoundSignal
from county_desk.models.team import Team, TeamMember, TeamWeek, Training, Undertaking
from county_desk.models.user import User
from county_desk.models.village import VillageRecord, VillageYear
from county_desk.models.visit import Visit
from county_desk.models.waiting_change import WaitingChange
from county_desk.tables.assistance.measure_titles import measure_title

type RecordKey = tuple[str, int]  # table and number
type Names = Select[*tuple[Json, ...]]

_other = aliased(Member)
# the names of some records depend on the language in force
_NAMES: Mapping[str, Names | Callable[[], Names]] = {
    "asset": select(Asset.id, Asset.title),
    "asset_year": select(AssetYear.id, Asset.title, AssetYear.year).join(Asset),
    "batch": select(Batch.id, Batch.file_name),
    "case": select(Case.id, Case.subject),
    "case_step": select(CaseStep.id, Case.subject).join(Case),
    "check_setting": select(CheckSetting.id, CheckSetting.number, CheckSetting.year),
    "closed_year": select(ClosedYear.id, ClosedYear.year),
    "clue": select(Clue.id, Clue.head, Clue.found_on),
    "appraisal": select(Appraisal.id, Place.name, Appraisal.name, Appraisal.year).join(
        Place, Place.id == Appraisal.place_id
    ),
    "misconduct_report": select(MisconductReport.id, MisconductReport.id),
    "asked_person": select(AskedPerson.id, AskedPerson.name),
    "county_record": select(CountyRecord.id, Place.name).join(Place, Place.id == CountyRecord.county_id),
    "evaluation_result": select(EvaluationResult.id, EvaluationResult.year, EvaluationResult.round),
    "department_entry": select(DepartmentEntry.id, DepartmentEntry.name),
    "department_list": select(DepartmentList.id, DepartmentList.name),
    "department_request": select(DepartmentRequest.id, DepartmentRequest.asked_on),
    "disclosure": select(Disclosure.id, Place.name, Disclosure.opened_on).join(Place),
    "duplicate_ruling": select(DuplicateRuling.id, Member.name, _other.name)
    .join(Member, Member.id == DuplicateRuling.one_id)
    .join(_other, _other.id == DuplicateRuling.other_id),
    "entry": select(Entry.id, Entry.subject),
    "exit": select(Exit.id, Case.subject).join(Case),
    "fund": select(Fund.id, Fund.title),
    "fund_share": select(FundShare.id, Project.title).join(Project),
    "hit_decision": select(HitDecision.id, HitDecision.explanation),
    "household": select(Household.id, Household.head, Household.number),
    "household_year": select(HouseholdYear.id, Household.head, HouseholdYear.year).join(Household),
    "household_change": select(HouseholdChange.id, Household.head, HouseholdChange.happened_on).join(
        Household, Household.id == HouseholdChange.household_id
    ),
    "waiting_change": select(WaitingChange.id, Household.head, WaitingChange.happened_on).join(
        Household, Household.id == WaitingChange.household_id
    ),
    "inspected_household": select(InspectedHousehold.id, Household.head).join(
        Household, Household.id == InspectedHousehold.household_id
    ),
    "inspection_finding": select(InspectionFinding.id, Place.name, InspectionFinding.found_on).join(
        Place, Place.id == InspectionFinding.village_id
    ),
    "inspection_round": select(InspectionRound.id, InspectionRound.title),
    "measure": lambda: select(AssistanceMeasure.id, measure_title(), Household.head).join(
        Household, Household.id == AssistanceMeasure.household_id
    ),
    "measure_stage": lambda: select(MeasureStage.id, measure_title(), MeasureStage.done_on).join(
        AssistanceMeasure, AssistanceMeasure.id == MeasureStage.measure_id
    ),
    "member": select(Member.id, Member.name),
    "member_year": select(MemberYear.id, Member.name, MemberYear.year).join(Member),
    "monitored": select(Monitored.id, Monitored.head),
    "need": select(Need.id, Household.head, Need.wants).join(Household, Household.id == Need.household_id),
    "notice": select(Notice.id, Notice.number),
    "objection": select(
        Objection.id, func.coalesce(Entry.subject, Objection.omitted_head, Place.name), Objection.received_on
    )
    .outerjoin(Entry, Entry.id == Objection.entry_id)
    .join(Disclosure, Disclosure.id == Objection.disclosure_id)
    .join(Place, Place.id == Disclosure.place_id),
    "office_name": select(OfficeName.id, Place.name).join(Place, Place.id == OfficeName.place_id),
    "original": select(Original.id, Original.name),
    "official": select(Official.id, Official.name, Official.unit),
    "pairing": select(Pairing.id, Official.name, Household.head)
    .join(Official, Official.id == Pairing.official_id)
    .join(Household, Household.id == Pairing.household_id),
    "own_year": select(OwnYear.id, OwnYear.year),
    "payment": select(Payment.id, Payment.payee, Payment.paid_on),
    "place": select(Place.id, Place.name),
    "place_code": select(PlaceCode.id, Place.name).join(Place),
    "project": select(Project.id, Project.title),
    "register": select(Register.id, Register.name),
    "return": select(Return.id, Return.name, Return.period),
    "signal": select(FoundSignal.id, Household.head, FoundSignal.found_on).join(Household),
    "team": select(Team.id, Place.name, Team.unit).join(Place, Place.id == Team.village_id),
    "team_member": select(TeamMember.id, TeamMember.name),
    "team_week": select(TeamWeek.id, TeamMember.name, TeamWeek.monday).join(TeamMember),
    "training": select(Training.id, Training.title, Training.held_on),
    "undertaking": select(Undertaking.id, Undertaking.target),
    "user": select(User.id, User.name),
    "village_plan": select(VillagePlan.id, Place.name, VillagePlan.year).join(Place),
    "village_record": select(VillageRecord.id, Place.name).join(Place, Place.id == VillageRecord.village_id),
    "watch_visit": select(Visit.id, func.coalesce(Household.head, Monitored.head), Visit.visited_on)
    .outerjoin(Household, Household.id == Visit.household_id)
    .outerjoin(Monitored, Monitored.id == Visit.monitored_id),
    "village_year": select(VillageYear.id, Place.name, VillageYear.year).join(
        Place, Place.id == VillageYear.village_id
    ),
}


def names_of(session: Session, wanted: Iterable[RecordKey]) -> dict[RecordKey, str]:
    """The names of these records by table and number; one without a name is left out."""
    by_table: dict[str, set[int]] = defaultdict(set)
    for table, number in wanted:
        by_table[table].add(number)
    found: dict[RecordKey, str] = {}
    for table, numbers in by_table.items():
        if (named := _NAMES.get(table)) is None:
            continue
        rows = named() if callable(named) else named
        own = next(iter(rows.selected_columns))
        for number, *parts in session.execute(rows.where(among(own, numbers))):
            found[table, number] = " ".join(str(part) for part in parts if part not in (None, ""))
    return found
