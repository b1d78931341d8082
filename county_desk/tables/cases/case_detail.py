"""One case in full: its subject, the facts, and every step, posting and objection so far."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.facts.fields_of import with_facts
from county_desk.models.batch import Batch
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, DisclosureOutcome, Entry, Objection, ObjectionFinding
from county_desk.models.household import Household, HouseholdYear
from county_desk.models.notice import Notice
from county_desk.models.place import Place
from county_desk.models.user import User
from county_desk.models.village import Source, VillageYear
from county_desk.tables.batch_report import rows_by_record, rows_in
from county_desk.tables.cases.case_list import LISTING as CASES
from county_desk.tables.cases.case_list import CaseRow
from county_desk.tables.households import LISTING as HOUSEHOLDS
from county_desk.tables.households import MEMBERS_LISTING, HouseholdRow, MemberRow
from county_desk.tables.listing import Query, one, page
from county_desk.tables.registered import registered_households, registered_left
from county_desk.text import _


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step that stands: how it ended, when, by whom, and what it rested on."""

    step: str
    outcome: StepOutcome
    done_on: date
    actor: str
    opinion: str
    facts: Mapping[str, Any]
    finding: Mapping[str, object] | None
    disclosure_id: int | None
    notice: str
    recorded_on: date
    late_reason: str
    confirmed_by: str

    @property
    def unconfirmed(self) -> bool:
        """Whether it is a late entry that no second person has confirmed."""
        return bool(self.late_reason) and not self.confirmed_by

    @property
    def recording(self) -> str:
        """The day of recording in words; "" for a step that was recorded on its day."""
        if self.recorded_on == self.done_on:
            return ""
        if not self.late_reason:
            return _("recorded on {day}").format(day=self.recorded_on)
        words = _("late entry of {day}: {reason}, not confirmed yet")
        if self.confirmed_by:
            words = _("late entry of {day}: {reason}, confirmed by {name}")
        return words.format(day=self.recorded_on, reason=self.late_reason, name=self.confirmed_by)


@dataclass(frozen=True, slots=True)
class Objected:
    """An objection to this case or to the whole of its list; `finding` is None until it is settled."""

    received_on: date
    words: str
    whole_list: bool
    finding: ObjectionFinding | None
    reply: str


@dataclass(frozen=True, slots=True)
class Posting:
    """One list on which the case was posted.

    `persons` and `found` are frozen with its entry: the printed number, and the outcome of the rule.
    """

    id: int
    step: str
    place: str
    opened_on: date
    last_day: date
    closed_on: date | None
    outcome: DisclosureOutcome | None
    struck_on: date | None
    objections: tuple[Objected, ...]
    persons: int | None = None
    found: str = ""


@dataclass(frozen=True, slots=True)
@with_facts(facts_of(FactSubject.HOUSEHOLD_YEAR))
class YearKnown:
    """Every declared fact of a household in the year of the case; money is yuan, area is m²."""

    persons: int | None
    expense: Decimal | None
    net_income: Decimal | None
    income_per_head: Decimal | None


@dataclass(frozen=True, slots=True)
@with_facts(facts_of(FactSubject.VILLAGE_YEAR))
class VillageFigures:
    """Every declared fact of a village in the year of the case, as one source gave it; income is yuan.

    `facts` are the further values of a table of villages, by title.
    """

    source: Source
    persons: int | None
    poor_persons: int | None
    indicators: Mapping[str, object] | None
    remark: str
    facts: Mapping[str, object] | None
    surveyed_poor: int | None
    surveyed_words: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that brought a household: its name, and its rows as (sheet, row) in the file."""

    batch: int
    file_name: str
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case with all its facts; the steps are in the order in which they were taken.

    `registered_poor` and `registered_households` count the poor of its village who have not left.
    """

    row: CaseRow
    steps: tuple[StepDone, ...]
    postings: tuple[Posting, ...]
    household: HouseholdRow | None
    members: tuple[MemberRow, ...]
    year: YearKnown | None
    registered_poor: int | None
    registered_households: int | None
    figures: tuple[VillageFigures, ...]
    origin: Origin | None

    @property
    def last(self) -> StepDone | None:
        """The step that was taken last."""
        return self.steps[-1] if self.steps else None

    @property
    def posted(self) -> Posting | None:
        """Return the list on which the case is posted now."""
        hangs = self.last is not None and self.last.outcome is StepOutcome.POSTED
        return self.postings[-1] if hangs and self.postings else None


def case_detail(session: Session, number: int) -> CaseDetail | None:
    """One case in full; None when there is none of that number, or it was undone."""
    row = one(session, CASES, number)
    if row is None:
        return None
    about = Query(where={"household_id": row.household_id})
    household = one(session, HOUSEHOLDS, row.household_id) if row.household_id else None
    poor = registered_left(session, row.village_id) if row.village_id else None
    return CaseDetail(
        row=row,
        steps=tuple(_steps(session, number)),
        postings=tuple(_postings(session, number)),
        household=household,
        members=tuple(page(session, MEMBERS_LISTING, about)) if household else (),
        year=_year(session, row),
        registered_poor=poor,
        registered_households=None if poor is None else registered_households(session, row.village_id),
        figures=tuple(_figures(session, row)),
        origin=_origin(session, number, row.household_id) if household else None,
    )


def _steps(session: Session, number: int) -> list[StepDone]:
    second = aliased(User)
    found = (
        select(CaseStep, User.name, Notice.number, second.name)
        .join(User, User.id == CaseStep.actor_id)
        .outerjoin(second, second.id == CaseStep.confirmed_by)
        .outerjoin(Notice, Notice.id == CaseStep.notice_id)
        .where(CaseStep.case_id == number, CaseStep.withdrawn_on.is_(None))
        .order_by(CaseStep.id)
    )
    return [
        StepDone(
            step=step.step,
            outcome=step.outcome,
            done_on=step.done_on,
            actor=name,
            opinion=step.opinion,
            facts=step.facts or {},
            finding=step.finding,
            disclosure_id=step.disclosure_id,
            notice=notice or "",
            recorded_on=_recorded(step),
            late_reason=step.late_reason or "",
            confirmed_by=confirmer or "",
        )
        for step, name, notice, confirmer in session.execute(found)
    ]


def _recorded(step: CaseStep) -> date:
    """The day on which a step was recorded; an older step has it in the time of this computer."""
    if step.late_days is None:
        return step.recorded_at.astimezone().date()
    return step.done_on + timedelta(days=step.late_days)


def _postings(session: Session, number: int) -> list[Posting]:
    found = (
        select(Disclosure, Place.name, Entry.id, Entry.struck_on, Entry.frozen)
        .join(Entry, Entry.disclosure_id == Disclosure.id)
        .join(Place, Place.id == Disclosure.place_id)
        .where(Entry.case_id == number, Entry.withdrawn_on.is_(None))
        .order_by(Disclosure.id)
    )
    return [
        Posting(
            id=posted.id,
            step=posted.step,
            place=place,
            opened_on=posted.opened_on,
            last_day=posted.last_day,
            closed_on=posted.closed_on,
            outcome=posted.outcome,
            struck_on=struck_on,
            objections=tuple(_objections(session, posted.id, entry)),
            persons=_frozen(frozen)[0],
            found=_frozen(frozen)[1],
        )
        for posted, place, entry, struck_on, frozen in session.execute(found)
    ]


def _frozen(kept: Mapping[str, Mapping[str, object] | None] | None) -> tuple[int | None, str]:
    """The persons and the outcome that an entry froze; nothing for an older entry."""
    printed, finding = (kept["printed"] or {}, kept["finding"] or {}) if kept else ({}, {})
    persons = printed.get("poor_persons", printed.get("persons"))
    return persons if isinstance(persons, int) else None, str(finding.get("outcome", ""))


def _objections(session: Session, disclosure: int, entry: int) -> list[Objected]:
    found = select(Objection).where(
        Objection.disclosure_id == disclosure,
        Objection.withdrawn_on.is_(None),
        (Objection.entry_id == entry) | Objection.against_list(),
    )
    return [
        Objected(one.received_on, one.public_words or one.words, one.entry_id is None, one.finding, one.reply)
        for one in session.scalars(found.order_by(Objection.id))
    ]


def _year(session: Session, row: CaseRow) -> YearKnown | None:
    if row.household_id is None:
        return None
    columns = (getattr(HouseholdYear, field.name) for field in fields(YearKnown))
    found = select(*columns).where(
        HouseholdYear.household_id == row.household_id,
        HouseholdYear.year == row.year,
        HouseholdYear.withdrawn_on.is_(None),
    )
    known = session.execute(found).one_or_none()
    return YearKnown(*known) if known else None


def _figures(session: Session, row: CaseRow) -> list[VillageFigures]:
    if row.village_id is None:
        return []
    columns = (getattr(VillageYear, field.name) for field in fields(VillageFigures))
    found = select(*columns).where(
        VillageYear.village_id == row.village_id,
        VillageYear.year == row.year,
        VillageYear.withdrawn_on.is_(None),
    )
    known = [VillageFigures(*figures) for figures in session.execute(found)]
    return sorted(known, key=lambda figures: list(Source).index(figures.source))


def _origin(session: Session, case: int, household: int | None) -> Origin | None:
    found = select(Batch).join(Case, Case.batch_id == Batch.id).where(Case.id == case)
    batch = session.scalar(found)
    if batch is None:
        return None
    where = rows_by_record(batch.report, Household.__tablename__).get(household or 0, ())
    rows = tuple((sheet, row) for sheet, text in where for row in rows_in(text))
    return Origin(batch.id, batch.file_name, rows)
