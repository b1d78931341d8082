"""Recorded stages of measures: applications, contracts, loans paid out and repaid, and the like."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import ColumnElement, case, select

from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureStage
from county_desk.models.place import Place
from county_desk.tables.assistance.programme_words import ProgrammeName, ProgrammeStageName
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import HeadName, VillageName, VillageRecord
from county_desk.text import N_


class StageRow(ShownRow):
    """One stage as listed; a field that the stage does not record is empty."""

    id: Annotated[int, Shown(MeasureStage.id, N_("Record"))]
    head: HeadName
    village: VillageName
    programme: Annotated[str | None, Shown(AssistanceMeasure.programme, kind=ProgrammeName(width=14))]
    stage: Annotated[str, Shown(MeasureStage.stage, kind=ProgrammeStageName())]
    done_on: Annotated[date, Shown(MeasureStage.done_on)]
    amount: Annotated[Decimal | None, Shown(MeasureStage.amount)]
    until: Annotated[date | None, Shown(MeasureStage.until)]
    document: Annotated[str | None, Shown(MeasureStage.document, width=18)]
    agreed: Annotated[bool | None, Shown(MeasureStage.agreed)]
    persons: Annotated[int | None, Shown(MeasureStage.persons, width=6)]
    area: Annotated[Decimal | None, Shown(MeasureStage.area)]
    place: Annotated[str | None, Shown(MeasureStage.place, width=16)]
    words: Annotated[str | None, Shown(MeasureStage.words, width=24)]
    measure_id: Annotated[int, Shown(MeasureStage.measure_id, N_("Measure record"))]
    household_id: Annotated[int, Shown(AssistanceMeasure.household_id)]
    village_id: VillageRecord


STAGES = table_of("stages", N_("Stages of measures"), StageRow)


def last_stage() -> ColumnElement[str | None]:
    """The stage of a measure that was recorded last; None without one, as for help of no programme."""
    wanted = select(MeasureStage.stage).where(
        MeasureStage.measure_id == AssistanceMeasure.id, MeasureStage.withdrawn_on.is_(None)
    )
    last = wanted.order_by(MeasureStage.id.desc()).limit(1).scalar_subquery()
    return case((AssistanceMeasure.programme.is_not(None), last))


def _stages() -> Rows:
    return (
        select_of(StageRow)
        .join(AssistanceMeasure, AssistanceMeasure.id == MeasureStage.measure_id)
        .join(Household, Household.id == AssistanceMeasure.household_id)
        .join(Place, Place.id == Household.village_id)
        .where(MeasureStage.withdrawn_on.is_(None), AssistanceMeasure.withdrawn_on.is_(None))
    )


STAGES_LISTING = Listing(
    STAGES,
    _stages,
    search=("head", "village"),
    order=("id",),
    named=("head", "id"),
    large=True,
)
