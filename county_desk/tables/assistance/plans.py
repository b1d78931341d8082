"""The plans of villages beside what the cases and measures of the year give: proposed, checked and done."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from sqlalchemy import ColumnElement, and_, case, exists, func, select, type_coerce
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Count, Rate, Term, Text
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import Household, Standing
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.plan import PlanKind, VillagePlan
from county_desk.shapes import Shape
from county_desk.tables.area import Area, is_in
from county_desk.tables.chart import Bars, Chart
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.tables.usual_fields import TownshipName, TownshipRecord, VillageName, by_village
from county_desk.tables.village_figures import village_figures
from county_desk.text import N_, _

CHECKED = (StepOutcome.PASSED, StepOutcome.APPROVED, StepOutcome.ANNOUNCED)
PLACES_OF_A_RATE = Decimal("0.0001")


class PlanState(Term):
    """Whether a plan is reached."""

    SHORT = "short", N_("Not reached yet"), Shape.WATCH
    REACHED = "reached", N_("Reached"), Shape.FINE


class PlanRow(ShownRow):
    """One plan with its results; `forecast` is the incidence once the rest of the plan is done.

    `incidence` and `forecast` are None without the population of the village for the year, and of plans that
    remove no household from the register.
    """

    id: Annotated[int, Shown(VillagePlan.id, N_("Plan"))]
    state: Annotated[PlanState, Shown(label=N_("State"), kind=Choice(terms=PlanState, width=18))]
    year: Annotated[int, Shown(VillagePlan.year)]
    township: TownshipName
    village: VillageName
    kind: Annotated[PlanKind, Shown(VillagePlan.kind, width=26)]
    households: Annotated[int, Shown(VillagePlan.households)]
    persons: Annotated[int | None, Shown(VillagePlan.persons)]
    proposed: Annotated[int, Shown(label=N_("Proposed households"), kind=Count())]
    checked: Annotated[int, Shown(label=N_("Checked households"), kind=Count())]
    done: Annotated[int, Shown(label=N_("Households done"), kind=Count())]
    done_persons: Annotated[int, Shown(label=N_("Persons done"), kind=Count())]
    lacking: Annotated[int, Shown(label=N_("Households lacking"), kind=Count())]
    due_on: Annotated[date, Shown(VillagePlan.due_on)]
    responsible: Annotated[str, Shown(VillagePlan.responsible, width=10)]
    steps: Annotated[str, Shown(VillagePlan.steps, width=24)]
    village_id: Annotated[int, Shown(VillagePlan.village_id, N_("Village record"))]
    township_id: TownshipRecord


class PlanForecast(PlanRow):
    """A plan with the reason for its gap, and the incidence of its village now and once it is reached.

    These are worked out from rows that were read, so that no list sorts or filters by them. The incidence
    is None where the population is unknown.
    """

    why: Annotated[str, Shown(label=N_("Why it is not done"), kind=Text(width=30))]
    incidence: Annotated[Decimal | None, Shown(label=N_("Incidence now"), kind=Rate(width=10))]
    forecast: Annotated[Decimal | None, Shown(label=N_("Forecast of the incidence"), kind=Rate(width=10))]


PLANS = table_of("plans", N_("Plans of villages"), PlanRow)

PLAN_NOTES = table_of("plan_notes", N_("Plans of villages"), PlanForecast).only(
    "why", "incidence", "forecast"
)


def _cases(day: date, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The cases of the village, year and kind of a plan that stand and came in by a day."""
    return and_(
        Case.kind == type_coerce(VillagePlan.kind, Case.kind.type),
        Case.year == VillagePlan.year,
        Case.place_id == VillagePlan.village_id,
        Case.received_on <= day,
        Case.withdrawn_on.is_(None),
        *conditions,
    )


def _counted(counted: ColumnElement[int], day: date, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    wanted = select(counted).where(_cases(day, *conditions)).correlate(VillagePlan)
    return func.coalesce(wanted.scalar_subquery(), 0)


def _given(counted: ColumnElement[int], *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    """The count of households of a village with a measure of the year."""
    year = func.extract("year", AssistanceMeasure.since)
    wanted = (
        select(counted)
        .select_from(Household)
        .where(
            Household.village_id == VillagePlan.village_id,
            exists()
            .where(
                AssistanceMeasure.household_id == Household.id,
                AssistanceMeasure.withdrawn_on.is_(None),
                year == VillagePlan.year,
                *conditions,
            )
            .correlate(Household, VillagePlan),
        )
        .correlate(VillagePlan)
    )
    return func.coalesce(wanted.scalar_subquery(), 0)


def _by_kind(of_cases: ColumnElement[int], of_measures: ColumnElement[int]) -> ColumnElement[int]:
    return case((VillagePlan.kind == PlanKind.MEASURES, of_measures), else_=of_cases)


def _results(
    day: date,
) -> tuple[ColumnElement[int], ColumnElement[int], ColumnElement[int], ColumnElement[int]]:
    """The households proposed, checked and done of a plan by a day, and the persons done.

    Those of measures are of the village of today and of all days; R13 counts them from R9A.
    """
    taken = (CaseStep.case_id == Case.id, CaseStep.withdrawn_on.is_(None), CaseStep.done_on <= day)
    announced = exists().where(*taken, CaseStep.outcome == StepOutcome.ANNOUNCED)
    passed = exists().where(*taken, CaseStep.step != "application", CaseStep.outcome.in_(CHECKED))
    every, heads = func.count(Household.id), func.sum(Household.persons)
    delivered = AssistanceMeasure.delivered_on.is_not(None)
    proposed = _by_kind(_counted(func.count(Case.id), day), _given(every))
    checked = _by_kind(_counted(func.count(Case.id), day, passed), _given(every, delivered))
    done = _by_kind(_counted(func.count(Case.id), day, announced), _given(every, delivered))
    persons = _by_kind(_counted(func.sum(Case.persons), day, announced), _given(heads, delivered))
    return proposed, checked, done, persons


def _plans() -> Rows:
    return plans_on(date.max)


def plans_on(day: date) -> Rows:
    """The plans with the results of their cases as they stood at the end of a day."""
    proposed, checked, done, persons = _results(day)
    short = case((done < VillagePlan.households, PlanState.SHORT.value), else_=PlanState.REACHED.value)
    lacking = case((done < VillagePlan.households, VillagePlan.households - done), else_=0)
    found = select_of(
        PlanRow,
        state=as_term(short, PlanState),
        proposed=proposed,
        checked=checked,
        done=done,
        done_persons=persons,
        lacking=lacking,
    )
    return by_village(found, VillagePlan.village_id).where(VillagePlan.withdrawn_on.is_(None))


def forecasts(
    session: Session, rows: Sequence[PlanRow], poor: Mapping[int, int] | None = None
) -> list[PlanForecast]:
    """The plans with the reason why each is not done, and the forecast of the incidence of its village.

    `poor` are the registered persons by village, those of now where none are given.
    """
    states = _states(session, rows)
    if poor is None:
        poor = _poor(session, {row.village_id for row in rows})
    population = {
        (year, village): figures.persons
        for year in {row.year for row in rows}
        for village, figures in village_figures(session, year).items()
    }
    found = []
    for row in rows:
        why = _gap_words(row, states[row.kind.value, row.year, row.village_id])
        incidence = forecast = None
        if row.kind is PlanKind.EXIT and (people := population.get((row.year, row.village_id))):
            now = poor.get(row.village_id, 0)
            rest = max(0, (row.persons or row.households) - row.done_persons)
            incidence, forecast = _share(now, people), _share(max(0, now - rest), people)
        known = {field.name: getattr(row, field.name) for field in fields(PlanRow)}
        found.append(PlanForecast(**known, why=why, incidence=incidence, forecast=forecast))
    return found


def _states(
    session: Session, rows: Sequence[PlanRow]
) -> Mapping[tuple[str, int, int], Mapping[CaseState, int]]:
    """The cases of each plan by state, by kind, year and village."""
    wanted = (
        select(Case.kind, Case.year, Case.place_id, Case.state, func.count(Case.id))
        .where(
            Case.place_id.in_({row.village_id for row in rows}),
            Case.year.in_({row.year for row in rows}),
            Case.withdrawn_on.is_(None),
        )
        .group_by(Case.kind, Case.year, Case.place_id, Case.state)
    )
    found: dict[tuple[str, int, int], dict[CaseState, int]] = defaultdict(dict)
    for kind, year, place, state, number in session.execute(wanted):
        found[kind, year, place][state] = number
    return found


def _gap_words(row: PlanRow, states: Mapping[CaseState, int]) -> str:
    """The parts of the gap between plan and result, in words; "" for a plan that is reached."""
    if row.lacking == 0:
        return ""
    if row.kind is PlanKind.MEASURES:
        waiting = row.proposed - row.done
        return _("{count} not delivered yet").format(count=waiting) if waiting else _("nothing recorded")
    parts = [
        f"{_(state.label)} {states[state]}"
        for state in (
            CaseState.OPEN,
            CaseState.APPROVED,
            CaseState.REFUSED,
            CaseState.STRUCK,
            CaseState.WITHDRAWN,
        )
        if states.get(state)
    ]
    if row.proposed < row.households:
        parts.append(_("not proposed {count}").format(count=row.households - row.proposed))
    return _(", ").join(parts)


def _poor(session: Session, villages: set[int]) -> dict[int, int]:
    """The persons of the registered households of each village now."""
    wanted = (
        select(Household.village_id, func.sum(Household.persons))
        .where(
            Household.village_id.in_(villages),
            Household.standing == Standing.REGISTERED,
            Household.withdrawn_on.is_(None),
        )
        .group_by(Household.village_id)
    )
    return {village: int(persons) for village, persons in session.execute(wanted)}


def _share(persons: int, people: int) -> Decimal:
    return (Decimal(persons) / people).quantize(PLACES_OF_A_RATE, ROUND_HALF_UP)


LISTING = Listing(
    PLANS,
    _plans,
    search=("village", "township"),
    order=("-year", "-state", "due_on", "id"),
    named=("village", "year", "kind"),
)


def behind(session: Session, today: date, area: Area | None = None) -> int:
    """Return how many plans of an area were to be reached before today and are not."""
    rows = _plans().subquery()
    late = select(func.count()).select_from(rows)
    return (
        session.scalar(late.where(rows.c.due_on < today, rows.c.lacking > 0, is_in(rows.c.village_id, area)))
        or 0
    )


def plan_chart(session: Session, year: int) -> Chart:
    """The chart of plan against result of a year, by kind of plan and township.

    A line leads to its kind and to its township by record number.
    """
    rows = _plans().subquery()
    about = (rows.c.kind, rows.c.township_id, rows.c.township)
    wanted = (
        select(*about, func.sum(rows.c.households), func.sum(rows.c.done))
        .where(rows.c.year == year)
        .group_by(*about)
        .order_by(rows.c.township_id)
    )
    kinds = list(PlanKind)
    found = sorted(session.execute(wanted), key=lambda row: kinds.index(row.kind))
    words = _("{kind}: {title}")
    lines = tuple(
        Bars(words.format(kind=_(kind.label), title=name), (planned, done), (kind, number))
        for kind, number, name, planned, done in found
    )
    question = N_("How many households of each plan are done?")
    return Chart(question, N_("Kind of plan"), (N_("Planned"), N_("Done")), lines)
