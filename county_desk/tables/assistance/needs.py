"""Needs of households, each with its state and the number of its measures."""

from datetime import date
from typing import Annotated

from sqlalchemy import case, func, select

from county_desk.fields import Choice, Count, Term
from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureClass, Need
from county_desk.shapes import Shape
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.tables.usual_fields import HeadName, TownshipName, VillageName, VillageRecord, by_village
from county_desk.text import N_


class NeedState(Term):
    """How far the help for a need has come."""

    OPEN = "open", N_("Without a measure"), Shape.WATCH
    ANSWERED = "answered", N_("Measure recorded"), Shape.UNDERWAY
    GIVEN = "given", N_("Measure delivered"), Shape.FINE
    ENDED = "ended", N_("Ended"), Shape.NONE


class NeedRow(ShownRow):
    """One need as listed; `measures` counts those that stand against it."""

    id: Annotated[int, Shown(Need.id, N_("Need"))]
    state: Annotated[NeedState, Shown(label=N_("State"), kind=Choice(terms=NeedState, width=20))]
    head: HeadName
    township: TownshipName
    village: VillageName
    cause: Annotated[str, Shown(Need.cause, width=14)]
    risk: Annotated[str, Shown(Need.risk, width=14)]
    wants: Annotated[MeasureClass, Shown(Need.wants, width=16)]
    words: Annotated[str, Shown(Need.words, width=24)]
    found_on: Annotated[date, Shown(Need.found_on)]
    found_by: Annotated[str, Shown(Need.found_by, width=12)]
    measures: Annotated[int, Shown(label=N_("Measures"), kind=Count(width=6))]
    ended_on: Annotated[date | None, Shown(Need.ended_on)]
    outcome: Annotated[str, Shown(Need.outcome, width=20)]
    number: Annotated[str, Shown(Household.number, hidden=True)]
    household_id: Annotated[int, Shown(Need.household_id)]
    village_id: VillageRecord


NEEDS = table_of("needs", N_("Needs"), NeedRow)


def _needs() -> Rows:
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
    rows = select_of(NeedRow, state=as_term(state, NeedState), measures=standing.scalar_subquery())
    found = rows.join(Household, Household.id == Need.household_id)
    return by_village(found, Household.village_id).where(Need.withdrawn_on.is_(None))


LISTING = Listing(
    NEEDS,
    _needs,
    search=("head", "village"),
    order=("-id",),
    named=("head", "wants", "id"),
    large=True,
)
