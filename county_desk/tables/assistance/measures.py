"""Measures of assistance, with the household that each is for, and one measure in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from county_desk.facts.kinds import Word
from county_desk.fields import Choice, Code, Column, Count, Day, Money, Record, Table, Text, YesNo
from county_desk.models.household import Household, Member
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.models.place import Place
from county_desk.rules.programmes import programmes
from county_desk.tables.assistance.measure_life import next_stages, owed
from county_desk.tables.assistance.measure_titles import measure_title
from county_desk.tables.assistance.programme_words import ProgrammeName, ProgrammeStageName, stage_key
from county_desk.tables.assistance.stages import STAGES_LISTING, StageRow, last_stage
from county_desk.tables.listing import Listing, Query, Rows, page
from county_desk.tables.monitoring.clues import RISK
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure as listed; `delivered_on` is None until the household has it."""

    id: int
    head: str
    number: str
    township: str
    village: str
    risk: str
    kind: MeasureClass
    programme: str | None
    title: str
    person: str
    stage: str | None
    since: date
    until: date | None
    delivered_on: date | None
    responsible: str
    unit: str
    amount: Decimal | None
    result: str
    months: int | None
    ended_on: date | None
    departure: str | None
    answers: bool
    need_id: int | None
    household_id: int
    village_id: int


MEASURES = Table(
    key="measures",
    title=N_("Measures"),
    row=MeasureRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("number", N_("Household number"), Code(width=20), hidden=True),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("risk", N_("Risk that it answers"), Word(title=RISK, width=12)),
        Column("kind", N_("Class of measure"), Choice(terms=MeasureClass, width=14)),
        Column("programme", N_("Programme"), ProgrammeName(width=14)),
        Column("title", N_("Measure"), Text(width=20)),
        Column("person", N_("Beneficiary"), Text(width=10)),
        Column("stage", N_("Last stage"), ProgrammeStageName()),
        Column("since", N_("From"), Day()),
        Column("until", N_("Until"), Day()),
        Column("delivered_on", N_("Delivered on"), Day()),
        Column("responsible", N_("Official responsible"), Text(width=10)),
        Column("unit", N_("Unit responsible"), Text(width=14)),
        Column("amount", N_("Amount (yuan)"), Money()),
        Column("result", N_("Result"), Text(width=20)),
        Column("months", N_("Term (months)"), Count(width=8), hidden=True),
        Column("ended_on", N_("Ended on"), Day(), hidden=True),
        Column("departure", N_("Given against the rule because"), Text(width=20), hidden=True),
        Column("answers", N_("Answers a need"), YesNo()),
        Column("need_id", N_("Need"), Record(), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _measures() -> Rows:
    village, township = aliased(Place), aliased(Place)
    return (
        select(
            AssistanceMeasure.id.label("id"),
            Household.head.label("head"),
            Household.number.label("number"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            AssistanceMeasure.risk.label("risk"),
            AssistanceMeasure.kind.label("kind"),
            AssistanceMeasure.programme.label("programme"),
            measure_title().label("title"),
            func.coalesce(Member.name, "").label("person"),
            last_stage().label("stage"),
            AssistanceMeasure.since.label("since"),
            AssistanceMeasure.until.label("until"),
            AssistanceMeasure.delivered_on.label("delivered_on"),
            AssistanceMeasure.responsible.label("responsible"),
            AssistanceMeasure.unit.label("unit"),
            AssistanceMeasure.amount.label("amount"),
            AssistanceMeasure.result.label("result"),
            AssistanceMeasure.months.label("months"),
            AssistanceMeasure.ended_on.label("ended_on"),
            AssistanceMeasure.departure.label("departure"),
            AssistanceMeasure.need_id.is_not(None).label("answers"),
            AssistanceMeasure.need_id.label("need_id"),
            AssistanceMeasure.household_id.label("household_id"),
            Household.village_id.label("village_id"),
        )
        .join(Household, Household.id == AssistanceMeasure.household_id)
        .outerjoin(Member, Member.id == AssistanceMeasure.member_id)
        .join(village, village.id == Household.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .where(AssistanceMeasure.withdrawn_on.is_(None))
    )


LISTING = Listing(
    MEASURES, _measures, search=("head", "village", "title"), order=("-id",), named=("head", "title", "id")
)


@dataclass(frozen=True, slots=True)
class MeasureDetail:
    """The parts of a measure that its list leaves out: the finding of its programme, as JSON, and the stages.

    `nexts` are the stages that can be recorded now, each as its key and title. One that `ends` is closed by
    a stage; `owed` yuan of a loan are not repaid yet.
    """

    finding: Mapping[str, object] | None
    stages: tuple[StageRow, ...] = ()
    nexts: tuple[tuple[str, str], ...] = ()
    ends: bool = False
    owed: Decimal = Decimal(0)


def measure_detail(session: Session, number: int) -> MeasureDetail | None:
    """One measure in full; None when there is none."""
    measure = session.get(AssistanceMeasure, number)
    if measure is None:
        return None
    rows = page(session, STAGES_LISTING, Query(where={"measure_id": number}))
    programme = programmes().get(measure.programme or "")
    if programme is None:
        return MeasureDetail(measure.finding, tuple(rows))
    nexts = ((stage_key(programme, each), each.shown()) for each in next_stages(measure))
    ends = any(stage.ends for stage in programme.stages)
    return MeasureDetail(measure.finding, tuple(rows), tuple(nexts), ends, owed(measure))


def overdue_measures(session: Session, today: date) -> int:
    """How many delivered measures of programmes with an end are past their last day and have not ended."""
    ending = [key for key, each in programmes().items() if any(stage.ends for stage in each.stages)]
    late = (
        AssistanceMeasure.programme.in_(ending),
        AssistanceMeasure.delivered_on.is_not(None),
        AssistanceMeasure.until < today,
        AssistanceMeasure.ended_on.is_(None),
        AssistanceMeasure.withdrawn_on.is_(None),
    )
    return session.scalar(select(func.count(AssistanceMeasure.id)).where(*late)) or 0
