"""R12: the data problems found in a period, and how each was corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Choice, Term, Text
from county_desk.models.department import DepartmentEntry, DepartmentList, HitDecision, HitOutcome
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.household import Household, Member
from county_desk.models.inspection import InspectionFinding, Severity
from county_desk.models.user import User
from county_desk.tables.county import County, CountyVillage
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.returns.page import PageKind
from county_desk.tables.supervision.inspections import FindingState
from county_desk.tables.usual_fields import LineNumber
from county_desk.text import N_, _n


class FoundBy(Term):
    """The source of a data problem."""

    INSPECTION = "inspection", N_("Finding of an inspection")
    DEPARTMENT = "department", N_("List of a department")
    UNLISTED = "unlisted", N_("Registered, on no department’s list")
    DUPLICATE = "duplicate", N_("Two records, perhaps one person")


class MendResult(Term):
    """The state of a data problem at the end of a period."""

    OPEN = FindingState.OPEN.value, FindingState.OPEN.label
    MENDED = FindingState.MENDED.value, FindingState.MENDED.label
    CONFIRMED = FindingState.CONFIRMED.value, FindingState.CONFIRMED.label
    NOTHING = HitOutcome.NOTHING.value, HitOutcome.NOTHING.label
    VISIT = HitOutcome.VISIT.value, HitOutcome.VISIT.label
    CORRECT = HitOutcome.CORRECT.value, HitOutcome.CORRECT.label
    REEXAMINE = HitOutcome.REEXAMINE.value, HitOutcome.REEXAMINE.label
    OTHER_PERSON = HitOutcome.OTHER_PERSON.value, HitOutcome.OTHER_PERSON.label
    JOINED = "joined", N_("One person, records joined")
    TWO = "two", N_("Two persons, both stay")


class MendingRow(ShownRow):
    """One data problem; `found_on` is None where the register keeps only the day of its settlement."""

    position: LineNumber
    township: Annotated[str | None, Shown(label=N_("Township"), kind=Text(width=10))]
    village: Annotated[str | None, Shown(label=N_("Village"), kind=Text(width=12))]
    number: Annotated[str | None, Shown(Household.number)]
    head: Annotated[str | None, Shown(Household.head)]
    source: Annotated[FoundBy, Shown(label=N_("How it was found"), kind=Choice(terms=FoundBy, width=16))]
    severity: Annotated[Severity | None, Shown(InspectionFinding.severity, width=8)]
    problem: Annotated[str | None, Shown(InspectionFinding.words, width=30)]
    found_on: Annotated[date | None, Shown(InspectionFinding.found_on, width=11)]
    mender: Annotated[str | None, Shown(InspectionFinding.mender, width=10)]
    due_on: Annotated[date | None, Shown(InspectionFinding.due_on, width=11)]
    result: Annotated[MendResult, Shown(label=N_("Result"), kind=Choice(terms=MendResult, width=16))]
    how: Annotated[str | None, Shown(InspectionFinding.proof, N_("Proof or explanation"), width=26)]
    done_on: Annotated[date | None, Shown(InspectionFinding.mended_on, N_("Mended or settled on"), width=11)]
    confirmed_on: Annotated[date | None, Shown(InspectionFinding.confirmed_on, width=11)]


MENDING = table_of("mending", N_("Ledger of data to be mended"), MendingRow)


@dataclass(frozen=True)
class _Doubt:
    """One data problem before it becomes a row; `village` and `household` are record numbers."""

    village: int | None
    household: Household | None
    source: FoundBy
    problem: str
    result: MendResult
    how: str
    mender: str
    severity: Severity | None = None
    found_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    confirmed_on: date | None = None

    @property
    def day(self) -> date:
        return self.found_on or self.done_on or date.min


def mending_page(session: Session, county: County, period: Period) -> ReturnPage[MendingRow]:
    """The findings open in the period, the hits decided and the duplicates ruled on in it, by day."""
    villages = {village.id: village for village in county.villages}
    doubts = [*_findings(session, period), *_hits(session, period), *_rulings(session, period)]
    doubts.sort(key=lambda doubt: doubt.day)
    lines = []
    for position, doubt in enumerate(doubts, start=1):
        household = doubt.household
        row = _row(position, doubt, villages.get(doubt.village or 0))
        lines.append(FigureLine(row, {"number": (household.id,)} if household else {}, doubt.village))
    return ReturnPage(MENDING, "households", tuple(lines))


def _row(position: int, doubt: _Doubt, village: CountyVillage | None) -> MendingRow:
    household = doubt.household
    return MendingRow(
        position=position,
        township=village.township if village else None,
        village=village.name if village else None,
        number=household.number if household else None,
        head=household.head if household else None,
        source=doubt.source,
        severity=doubt.severity,
        problem=doubt.problem or None,
        found_on=doubt.found_on,
        mender=doubt.mender or None,
        due_on=doubt.due_on,
        result=doubt.result,
        how=doubt.how or None,
        done_on=doubt.done_on,
        confirmed_on=doubt.confirmed_on,
    )


def _findings(session: Session, period: Period) -> Iterator[_Doubt]:
    """The findings of inspections that were open in the period, as they stood at its end."""
    wanted = (
        select(InspectionFinding, Household)
        .outerjoin(Household, Household.id == InspectionFinding.household_id)
        .where(
            InspectionFinding.found_on <= period.last,
            or_(InspectionFinding.confirmed_on.is_(None), InspectionFinding.confirmed_on >= period.first),
            InspectionFinding.withdrawn_on.is_(None),
        )
        .order_by(InspectionFinding.id)
    )
    for finding, household in session.execute(wanted):
        mended, confirmed = (
            day if day and day <= period.last else None for day in (finding.mended_on, finding.confirmed_on)
        )
        result = MendResult.CONFIRMED if confirmed else MendResult.MENDED if mended else MendResult.OPEN
        yield _Doubt(
            village=finding.village_id,
            household=household,
            source=FoundBy.INSPECTION,
            problem=finding.words,
            result=result,
            how=finding.proof if mended else "",
            mender=finding.mender,
            severity=finding.severity,
            found_on=finding.found_on,
            due_on=finding.due_on,
            done_on=mended,
            confirmed_on=confirmed,
        )


def _hits(session: Session, period: Period) -> Iterator[_Doubt]:
    """The decisions of the period on lists of departments; a hit comes in with its decision."""
    wanted = (
        select(HitDecision, DepartmentEntry, DepartmentList, Household, User.name)
        .join(User, User.id == HitDecision.decided_by)
        .outerjoin(DepartmentEntry, DepartmentEntry.id == HitDecision.entry_id)
        .outerjoin(DepartmentList, DepartmentList.id == DepartmentEntry.list_id)
        .outerjoin(Member, Member.id == HitDecision.member_id)
        .outerjoin(
            Household, or_(Household.id == Member.household_id, Household.id == HitDecision.household_id)
        )
        .where(HitDecision.decided_on.between(period.first, period.last), HitDecision.withdrawn_on.is_(None))
        .order_by(HitDecision.id)
    )
    for decision, entry, listed, household, decided_by in session.execute(wanted):
        of_list = (listed.name, entry.name, entry.kind) if entry and listed else ()
        village = household.village_id if household else entry.village_id if entry else None
        yield _Doubt(
            village=village,
            household=household,
            source=FoundBy.DEPARTMENT if entry else FoundBy.UNLISTED,
            problem=" ".join(filter(None, of_list)),
            result=MendResult.named(decision.outcome.value),
            how=decision.explanation,
            mender=decided_by,
            found_on=listed.received_on if listed else None,
            done_on=decision.decided_on,
        )


def _rulings(session: Session, period: Period) -> Iterator[_Doubt]:
    """The rulings of the period on two records that may be one person."""
    one, other = aliased(Member), aliased(Member)
    here, there = aliased(Household), aliased(Household)
    wanted = (
        select(DuplicateRuling, one.name, here, other.name, there.number, User.name)
        .join(one, one.id == DuplicateRuling.one_id)
        .join(other, other.id == DuplicateRuling.other_id)
        .join(here, here.id == one.household_id)
        .join(there, there.id == other.household_id)
        .join(User, User.id == DuplicateRuling.settled_by)
        .where(
            DuplicateRuling.settled_on.between(period.first, period.last),
            DuplicateRuling.withdrawn_on.is_(None),
        )
        .order_by(DuplicateRuling.id)
    )
    for ruling, name, household, other_name, other_number, settled_by in session.execute(wanted):
        yield _Doubt(
            village=household.village_id,
            household=household,
            source=FoundBy.DUPLICATE,
            problem=f"{name} {household.number} / {other_name} {other_number}",
            result=MendResult.JOINED if ruling.same else MendResult.TWO,
            how=ruling.reason,
            mender=settled_by,
            done_on=ruling.settled_on,
        )


MENDING_PAGE = PageKind(
    table=MENDING,
    collect=mending_page,
    title=N_("Ledger of data to be mended of {county}, {period}"),
    units=N_("items"),
    counts=("problem", lambda count: _n("{count} item", "{count} items", count)),
)
