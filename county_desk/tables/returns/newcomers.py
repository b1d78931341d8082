"""R4: who came into the register in a period, newly identified or back in poverty, by township and listed."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Annotated, Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Count, Day, Term, Text
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.household import Household, HouseholdYear
from county_desk.rules.register_outcomes import HOUSEHOLD, MISSED, REEXAMINED, REGISTERED, RESTORED
from county_desk.rules.register_outcomes import RETURNED as FELL_BACK
from county_desk.tables.cases.case_history import CaseHistory, histories
from county_desk.tables.county import County, CountyVillage
from county_desk.tables.declared import Shown, ShownRow, columns_of, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.many_rows import rows_of
from county_desk.tables.period import Period
from county_desk.tables.presence import NEW, RETURNED, CountedStep
from county_desk.tables.procedure_words import procedures
from county_desk.tables.returns.counted import Counted, HouseholdCount, MadeOf, PersonCount, passing
from county_desk.tables.returns.movement import register_steps
from county_desk.tables.returns.page import PageKind, households
from county_desk.tables.usual_fields import HeadName, HouseholdNumber, LineNumber, TownshipName, VillageName
from county_desk.tables.years import household_year
from county_desk.text import N_

_LETTING_IN = (REGISTERED, MISSED, FELL_BACK, RESTORED, REEXAMINED)

# which figures of the dynamic table each figure of the summary is the sum of
NEWCOMERS_MADE_OF: MadeOf = {
    "new_households": ("new_households",),
    "new_persons": ("new_persons",),
    "returned_households": ("returned_households",),
    "returned_persons": ("returned_persons",),
    "came_households": ("new_households", "returned_households"),
    "came_persons": ("new_persons", "returned_persons"),
}


class WayIn(Term):
    """How a household came into the register."""

    NEW = "new", N_("Newly identified")
    RETURNED = "returned", N_("Back in poverty")


class NewcomerSummaryRow(ShownRow):
    """One township with those who came."""

    township: Annotated[str, Shown(label=N_("Township"), kind=Text(width=12))]
    new_households: HouseholdCount
    new_persons: PersonCount
    returned_households: HouseholdCount
    returned_persons: PersonCount
    came_households: HouseholdCount
    came_persons: PersonCount


NEWCOMER_SUMMARY = table_of("newcomer_summary", N_("Summary of new households"), NewcomerSummaryRow)


class NewcomerRow(ShownRow):
    """One household that came; its days are None where the register holds no case of it."""

    position: LineNumber
    township: TownshipName
    village: VillageName
    group_name: Annotated[str | None, Shown(Household.group_name)]
    number: HouseholdNumber
    head: HeadName
    persons: Annotated[int, Shown(label=N_("Persons"), kind=Count(width=6))]
    way: Annotated[WayIn, Shown(label=N_("New or back"), kind=Choice(terms=WayIn, width=10))]
    kind: Annotated[str | None, Shown(Household.kind)]
    cause: Annotated[str | None, Shown(Household.cause)]
    other_causes: Annotated[str | None, Shown(Household.other_causes)]
    income_per_head: Annotated[Decimal | None, Shown(HouseholdYear.income_per_head)]
    came_on: Annotated[date, Shown(label=N_("Registered on"), kind=Day(width=11))]
    disclosed_from: Annotated[date | None, Shown(label=N_("Disclosed from"), kind=Day(width=11))]
    disclosed_to: Annotated[date | None, Shown(label=N_("Disclosed to"), kind=Day(width=11))]
    objections: Annotated[int | None, Shown(label=N_("Objections"), kind=Count(width=9))]
    decided_on: Annotated[date | None, Shown(label=N_("Decided on"), kind=Day(width=11))]
    announced_on: Annotated[date | None, Shown(label=N_("Announced on"), kind=Day(width=11))]


NEWCOMER_LIST = table_of("newcomer_list", N_("List of new households"), NewcomerRow)
_OF_HOUSEHOLD = columns_of(NewcomerRow, Household)


def newcomer_summary_page(session: Session, county: County, period: Period) -> ReturnPage[NewcomerSummaryRow]:
    """One line a township; its figures follow from the dynamic table of the same period."""
    moved = register_steps(session, period)
    lines = []
    for township, villages in groupby(county.villages, key=lambda village: village.township_id):
        inside = list(villages)
        counted = Counted.of(moved, [village.id for village in inside])
        row = NewcomerSummaryRow(inside[0].township, **counted.figures(NEWCOMERS_MADE_OF))
        lines.append(FigureLine(row, counted.behind(NEWCOMERS_MADE_OF), township))
    whole = Counted.of(moved, [village.id for village in county.villages]).figures(NEWCOMERS_MADE_OF)
    return ReturnPage(NEWCOMER_SUMMARY, "households", tuple(lines), whole)


def newcomer_page(session: Session, county: County, period: Period) -> ReturnPage[NewcomerRow]:
    """The households that came in the period, in the order of their villages and the day they came."""
    admissions = _admissions(session)
    came = passing(register_steps(session, period), (NEW, RETURNED))
    facts = _facts(session, period.year, {number for number, _step in came})
    came.sort(key=lambda each: (each[1].day, facts[each[0]].number))
    lines = []
    for position, village, (number, step) in county.by_village(came, lambda each: each[1].village):
        row = _row(position, village, step, facts[number], admissions.get((number, step.day)))
        lines.append(FigureLine(row, {"number": (number,)}, village.id))
    persons = sum(line.row.persons for line in lines)
    return ReturnPage(NEWCOMER_LIST, "households", tuple(lines), {"persons": persons})


def _facts(session: Session, year: int, numbers: Collection[int]) -> dict[int, Row[*tuple[object, ...]]]:
    """The columns of some households, and their income a head in a year, by number of the record."""
    columns = (Household.id, HouseholdYear.income_per_head, *_OF_HOUSEHOLD.values())
    wanted = select(*columns).outerjoin(HouseholdYear, household_year(year))
    return {row.id: row for row in rows_of(session, wanted) if row.id in numbers}


def _admissions(session: Session) -> dict[tuple[int, date], CaseHistory]:
    """The history of the case that let a household in, by household and day of its announcement."""
    kinds = [key for outcome in _LETTING_IN for key in procedures().keys(HOUSEHOLD, outcome)]
    known = histories(session, kinds)
    announced = (
        select(Case.id, Case.household_id, CaseStep.done_on)
        .join(CaseStep, CaseStep.case_id == Case.id)
        .where(
            Case.kind.in_(kinds),
            CaseStep.outcome == StepOutcome.ANNOUNCED,
            CaseStep.withdrawn_on.is_(None),
        )
    )
    return {
        (act.household_id, act.done_on): known[act.id]
        for act in session.execute(announced)
        if act.household_id is not None
    }


def _row(
    position: int,
    village: CountyVillage,
    step: CountedStep,
    facts: Row[*tuple[object, ...]],
    history: CaseHistory | None,
) -> NewcomerRow:
    known: dict[str, Any] = {name: getattr(facts, name) or None for name in _OF_HOUSEHOLD}
    return NewcomerRow(
        position=position,
        township=village.township,
        village=village.name,
        persons=step.persons,
        way=WayIn.named(step.what),
        income_per_head=facts.income_per_head,
        came_on=step.day,
        disclosed_from=history.disclosed_from if history else None,
        disclosed_to=history.disclosed_to if history else None,
        objections=history.objections if history else None,
        decided_on=history.decided_on if history else None,
        announced_on=history.announced_on if history else None,
        **known,
    )


_TITLES = {
    "new": N_("Newly identified"),
    "returned": N_("Back in poverty"),
    "came": N_("New households in all"),
}
_BANDS = {key: _TITLES[key.partition("_")[0]] for key in NEWCOMERS_MADE_OF}

NEWCOMER_SUMMARY_PAGE = PageKind(
    table=NEWCOMER_SUMMARY,
    collect=newcomer_summary_page,
    title=N_("Summary of households newly identified or back in poverty of {county}, {period}"),
    units=N_("households, persons"),
    bands=_BANDS,
)


NEWCOMER_LIST_PAGE = PageKind(
    table=NEWCOMER_LIST,
    collect=newcomer_page,
    title=N_("List of households newly identified or back in poverty of {county}, {period}"),
    units=N_("persons, yuan"),
    counts=("head", households),
)
