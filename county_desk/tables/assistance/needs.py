"""Needs of households, each with its state and the number of its measures."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from county_desk.facts.kinds import Word
from county_desk.fields import Choice, Code, Column, Count, Day, Record, Table, Term, Text
from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureClass, Need
from county_desk.models.place import Place
from county_desk.shapes import Shape
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.monitoring.clues import RISK
from county_desk.tables.terms import as_term
from county_desk.text import N_


class NeedState(Term):
    """How far the help for a need has come."""

    OPEN = "open", N_("Without a measure"), Shape.WATCH
    ANSWERED = "answered", N_("Measure recorded"), Shape.UNDERWAY
    GIVEN = "given", N_("Measure delivered"), Shape.FINE
    ENDED = "ended", N_("Ended"), Shape.NONE


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need as listed; `measures` counts those that stand against it."""

    id: int
    state: NeedState
    head: str
    township: str
    village: str
    cause: str
    risk: str
    wants: MeasureClass
    words: str
    found_on: date
    found_by: str
    measures: int
    ended_on: date | None
    outcome: str
    number: str
    household_id: int
    village_id: int


NEEDS = Table(
    key="needs",
    title=N_("Needs"),
    row=NeedRow,
    columns=(
        Column("id", N_("Need"), Record(), hidden=True),
        Column("state", N_("State"), Choice(terms=NeedState, width=20)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("cause", N_("Cause of poverty"), Word(title="致贫原因", width=14)),
        Column("risk", N_("Risk"), Word(title=RISK, width=14)),
        Column("wants", N_("Class of measure that answers it"), Choice(terms=MeasureClass, width=16)),
        Column("words", N_("What is needed"), Text(width=24)),
        Column("found_on", N_("Found on"), Day()),
        Column("found_by", N_("Found by"), Text(width=12)),
        Column("measures", N_("Measures"), Count(width=6)),
        Column("ended_on", N_("Ended on"), Day()),
        Column("outcome", N_("What came of it"), Text(width=20)),
        Column("number", N_("Household number"), Code(width=20), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _needs() -> Rows:
    village, township = aliased(Place), aliased(Place)
    standing = (
        select(func.count(AssistanceMeasure.id))
        .where(AssistanceMeasure.need_id == Need.id, AssistanceMeasure.withdrawn_on.is_(None))
        .correlate(Need)
    )
    any_of = standing.with_only_columns(AssistanceMeasure.id)
    state = case(
        (Need.ended_on.is_not(None), NeedState.ENDED.value),
        (any_of.where(AssistanceMeasure.delivered_on.is_not(None)).exists(), NeedState.GIVEN.value),
        (any_of.exists(), NeedState.ANSWERED.value),
        else_=NeedState.OPEN.value,
    )
    return (
        select(
            Need.id.label("id"),
            as_term(state, NeedState).label("state"),
            Household.head.label("head"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            Need.cause.label("cause"),
            Need.risk.label("risk"),
            Need.wants.label("wants"),
            Need.words.label("words"),
            Need.found_on.label("found_on"),
            Need.found_by.label("found_by"),
            standing.scalar_subquery().label("measures"),
            Need.ended_on.label("ended_on"),
            Need.outcome.label("outcome"),
            Household.number.label("number"),
            Need.household_id.label("household_id"),
            Household.village_id.label("village_id"),
        )
        .join(Household, Household.id == Need.household_id)
        .join(village, village.id == Household.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .where(Need.withdrawn_on.is_(None))
    )


LISTING = Listing(NEEDS, _needs, search=("head", "village"), order=("-id",), named=("head", "wants", "id"))
