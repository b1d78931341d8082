"""Measures of assistance, with the household that each is for, and one measure in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from county_desk.fields import Text, YesNo
from county_desk.models.household import Household, Member
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.rules.programmes import programmes
from county_desk.tables.area import Area, is_in
from county_desk.tables.assistance.measure_life import next_stages, owed
from county_desk.tables.assistance.measure_titles import measure_title
from county_desk.tables.assistance.programme_words import ProgrammeName, ProgrammeStageName, stage_key
from county_desk.tables.assistance.stages import STAGES_LISTING, StageRow, last_stage
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Query, Rows, page
from county_desk.tables.usual_fields import HeadName, TownshipName, VillageName, VillageRecord, by_village
from county_desk.text import N_


class MeasureRow(ShownRow):
    """One measure as listed; `delivered_on` is None until the household has it."""

    id: Annotated[int, Shown(AssistanceMeasure.id, N_("Record"))]
    head: HeadName
    number: Annotated[str, Shown(Household.number, hidden=True)]
    township: TownshipName
    village: VillageName
    risk: Annotated[str, Shown(AssistanceMeasure.risk)]
    kind: Annotated[MeasureClass, Shown(AssistanceMeasure.kind, width=14)]
    programme: Annotated[str | None, Shown(AssistanceMeasure.programme, kind=ProgrammeName(width=14))]
    title: Annotated[str, Shown(measure_title, N_("Measure"), Text(width=20))]
    person: Annotated[str, Shown(Member.name, N_("Beneficiary"), blank=True)]
    stage: Annotated[str | None, Shown(last_stage, N_("Last stage"), ProgrammeStageName())]
    since: Annotated[date, Shown(AssistanceMeasure.since)]
    until: Annotated[date | None, Shown(AssistanceMeasure.until)]
    delivered_on: Annotated[date | None, Shown(AssistanceMeasure.delivered_on)]
    responsible: Annotated[str, Shown(AssistanceMeasure.responsible, width=10)]
    unit: Annotated[str, Shown(AssistanceMeasure.unit, width=14)]
    amount: Annotated[Decimal | None, Shown(AssistanceMeasure.amount)]
    result: Annotated[str, Shown(AssistanceMeasure.result, width=20)]
    months: Annotated[int | None, Shown(AssistanceMeasure.months, hidden=True)]
    ended_on: Annotated[date | None, Shown(AssistanceMeasure.ended_on, hidden=True)]
    departure: Annotated[str | None, Shown(AssistanceMeasure.departure, width=20, hidden=True)]
    answers: Annotated[bool, Shown(AssistanceMeasure.need_id.is_not(None), N_("Answers a need"), YesNo())]
    need_id: Annotated[int | None, Shown(AssistanceMeasure.need_id)]
    household_id: Annotated[int, Shown(AssistanceMeasure.household_id)]
    village_id: VillageRecord


MEASURES = table_of("measures", N_("Measures"), MeasureRow)


def _measures() -> Rows:
    rows = select_of(MeasureRow).join(Household, Household.id == AssistanceMeasure.household_id)
    found = rows.outerjoin(Member, Member.id == AssistanceMeasure.member_id)
    return by_village(found, Household.village_id).where(AssistanceMeasure.withdrawn_on.is_(None))


LISTING = Listing(
    MEASURES,
    _measures,
    search=("head", "village", "title"),
    order=("-id",),
    named=("head", "title", "id"),
    large=True,
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


def overdue_measures(session: Session, today: date, area: Area | None = None) -> int:
    """How many delivered measures of an area are past their last day and have not ended.

    Only programmes with an end are counted.
    """
    ending = [key for key, each in programmes().items() if any(stage.ends for stage in each.stages)]
    late = (
        AssistanceMeasure.programme.in_(ending),
        AssistanceMeasure.delivered_on.is_not(None),
        AssistanceMeasure.until < today,
        AssistanceMeasure.ended_on.is_(None),
        AssistanceMeasure.withdrawn_on.is_(None),
    )
    wanted = select(func.count(AssistanceMeasure.id)).where(*late)
    if area is not None:
        wanted = wanted.join(Household, Household.id == AssistanceMeasure.household_id)
    return session.scalar(wanted.where(is_in(Household.village_id, area))) or 0
