"""Recorded stages of measures: applications, contracts, loans paid out and repaid, and the like."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import aliased

from county_desk.facts.kinds import Area
from county_desk.fields import Column, Count, Day, Money, Record, Table, Text, YesNo
from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureStage
from county_desk.models.place import Place
from county_desk.tables.assistance.programme_words import ProgrammeName, ProgrammeStageName
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage as listed; a field that the stage does not record is empty."""

    id: int
    head: str
    village: str
    programme: str | None
    stage: str
    done_on: date
    amount: Decimal | None
    until: date | None
    document: str | None
    agreed: bool | None
    persons: int | None
    area: Decimal | None
    place: str | None
    words: str | None
    measure_id: int
    household_id: int
    village_id: int


STAGES = Table(
    key="stages",
    title=N_("Stages of measures"),
    row=StageRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("programme", N_("Programme"), ProgrammeName(width=14)),
        Column("stage", N_("Stage"), ProgrammeStageName()),
        Column("done_on", N_("Done on"), Day()),
        Column("amount", N_("Amount (yuan)"), Money()),
        Column("until", N_("Until"), Day()),
        Column("document", N_("Document number"), Text(width=18)),
        Column("agreed", N_("Agreed or confirmed"), YesNo()),
        Column("persons", N_("Persons"), Count(width=6)),
        Column("area", N_("Area (m²)"), Area()),
        Column("place", N_("Place or school"), Text(width=16)),
        Column("words", N_("Particulars"), Text(width=24)),
        Column("measure_id", N_("Measure record"), Record(), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def last_stage() -> ColumnElement[str | None]:
    """The stage of a measure that was recorded last; None without one, as for help of no programme."""
    wanted = select(MeasureStage.stage).where(
        MeasureStage.measure_id == AssistanceMeasure.id, MeasureStage.withdrawn_on.is_(None)
    )
    last = wanted.order_by(MeasureStage.id.desc()).limit(1).scalar_subquery()
    return case((AssistanceMeasure.programme.is_not(None), last))


def _stages() -> Rows:
    village = aliased(Place)
    return (
        select(
            MeasureStage.id.label("id"),
            Household.head.label("head"),
            village.name.label("village"),
            AssistanceMeasure.programme.label("programme"),
            MeasureStage.stage.label("stage"),
            MeasureStage.done_on.label("done_on"),
            MeasureStage.amount.label("amount"),
            MeasureStage.until.label("until"),
            MeasureStage.document.label("document"),
            MeasureStage.agreed.label("agreed"),
            MeasureStage.persons.label("persons"),
            MeasureStage.area.label("area"),
            MeasureStage.place.label("place"),
            MeasureStage.words.label("words"),
            MeasureStage.measure_id.label("measure_id"),
            AssistanceMeasure.household_id.label("household_id"),
            Household.village_id.label("village_id"),
        )
        .join(AssistanceMeasure, AssistanceMeasure.id == MeasureStage.measure_id)
        .join(Household, Household.id == AssistanceMeasure.household_id)
        .join(village, village.id == Household.village_id)
        .where(MeasureStage.withdrawn_on.is_(None), AssistanceMeasure.withdrawn_on.is_(None))
    )


STAGES_LISTING = Listing(STAGES, _stages, search=("head", "village"), order=("id",), named=("head", "id"))
