"""The plans of villages beside what the cases and measures of the year give: proposed, checked and done."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import ColumnElement, and_, case, exists, func, select, type_coerce
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Choice, Column, Count, Day, Rate, Record, Table, Term, Text, Year
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import Household, Standing
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.place import Place
from county_desk.models.plan import PlanKind, VillagePlan
from county_desk.shapes import Shape
from county_desk.tables.chart import Bars, Chart
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.tables.village_figures import village_figures
from county_desk.text import N_, _

CHECKED = (StepOutcome.PASSED, StepOutcome.APPROVED, StepOutcome.ANNOUNCED)
PLACES_OF_A_RATE = Decimal("0.0001")


class PlanState(Term):
    """Whether a plan is reached."""

    SHORT = "short", N_("Not reached yet"), Shape.WATCH
    REACHED = "reached", N_("Reached"), Shape.FINE


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan with its results; `forecast` is the incidence once the rest of the plan is done.

    `incidence` and `forecast` are None without the population of the village for the year, and of plans that
    take nobody off the register.
    """

    id: int
    state: PlanState
    year: int
    township: str
    village: str
    kind: PlanKind
    households: int
    persons: int | None
    proposed: int
    checked: int
    done: int
    done_persons: int
    lacking: int
    due_on: date
    responsible: str
    steps: str
    village_id: int
    township_id: int | None


@dataclass(frozen=True, slots=True)
class PlanForecast(PlanRow):
    """A plan with the reason for its gap, and the incidence of its village now and once it is reached.

    These are worked out from rows that were read, so that no list sorts or filters by them. The incidence
    is None where the population is unknown.
    """

    why: str
    incidence: Decimal | None
    forecast: Decimal | None


PLANS = Table(
    key="plans",
    title=N_("Plans of villages"),
    row=PlanRow,
    columns=(
        Column("id", N_("Plan"), Record(), hidden=True),
        Column("state", N_("State"), Choice(terms=PlanState, width=18)),
        Column("year", N_("Year"), Year()),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("kind", N_("Kind of plan"), Choice(terms=PlanKind, width=26)),
        Column("households", N_("Planned households"), Count()),
        Column("persons", N_("Planned persons"), Count()),
        Column("proposed", N_("Proposed households"), Count()),
        Column("checked", N_("Checked households"), Count()),
        Column("done", N_("Households done"), Count()),
        Column("done_persons", N_("Persons done"), Count()),
        Column("lacking", N_("Households lacking"), Count()),
        Column("due_on", N_("To be done by"), Day()),
        Column("responsible", N_("Person responsible"), Text(width=10)),
        Column("steps", N_("How it is to be done"), Text(width=24)),
        Column("village_id", N_("Village record"), Record(), hidden=True),
        Column("township_id", N_("Township number"), Record(), hidden=True),
    ),
)

PLAN_NOTES: Table[PlanForecast] = Table(
    key="plan_notes",
    title=N_("Plans of villages"),
    row=PlanForecast,
    columns=(
        Column("why", N_("Why it is not done"), Text(width=30)),
        Column("incidence", N_("Incidence now"), Rate(width=10)),
        Column("forecast", N_("Forecast of the incidence"), Rate(width=10)),
    ),
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
    village, township = aliased(Place), aliased(Place)
    proposed, checked, done, persons = _results(day)
    short = case((done < VillagePlan.households, PlanState.SHORT.value), else_=PlanState.REACHED.value)
    lacking = case((done < VillagePlan.households, VillagePlan.households - done), else_=0)
    return (
        select(
            VillagePlan.id.label("id"),
            as_term(short, PlanState).label("state"),
            VillagePlan.year.label("year"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            VillagePlan.kind.label("kind"),
            VillagePlan.households.label("households"),
            VillagePlan.persons.label("persons"),
            proposed.label("proposed"),
            checked.label("checked"),
            done.label("done"),
            persons.label("done_persons"),
            lacking.label("lacking"),
            VillagePlan.due_on.label("due_on"),
            VillagePlan.responsible.label("responsible"),
            VillagePlan.steps.label("steps"),
            VillagePlan.village_id.label("village_id"),
            township.id.label("township_id"),
        )
        .join(village, village.id == VillagePlan.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .where(VillagePlan.withdrawn_on.is_(None))
    )


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
        why = _why(row, states[row.kind.value, row.year, row.village_id])
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


def _why(row: PlanRow, states: Mapping[CaseState, int]) -> str:
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


def behind(session: Session, today: date) -> int:
    """Return how many plans were to be reached before today and are not."""
    rows = _plans().subquery()
    late = select(func.count()).select_from(rows)
    return session.scalar(late.where(rows.c.due_on < today, rows.c.lacking > 0)) or 0


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
