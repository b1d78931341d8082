"""R5, second sheet: the households that left in a period, with the grounds of their exit."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Count, Day, YesNo
from county_desk.models.exit import Exit
from county_desk.models.household import Household, HouseholdYear
from county_desk.rules.register_outcomes import EXITED, HOUSEHOLD
from county_desk.tables.cases.case_history import CaseHistory, histories
from county_desk.tables.county import County, CountyVillage
from county_desk.tables.declared import Shown, ShownRow, columns_of, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.presence import CountedStep
from county_desk.tables.procedure_words import procedures
from county_desk.tables.returns.counted import passing
from county_desk.tables.returns.movement import register_steps
from county_desk.tables.returns.page import PageKind, households
from county_desk.tables.usual_fields import HeadName, HouseholdNumber, LineNumber, TownshipName, VillageName
from county_desk.tables.years import household_year
from county_desk.text import N_


class ExitListRow(ShownRow):
    """One household that left, with the grounds of its exit."""

    position: LineNumber
    township: TownshipName
    village: VillageName
    group_name: Annotated[str | None, Shown(Household.group_name)]
    number: HouseholdNumber
    head: HeadName
    persons: Annotated[int, Shown(label=N_("Persons"), kind=Count(width=6))]
    kind: Annotated[str | None, Shown(Household.kind)]
    income_per_head: Annotated[Decimal | None, Shown(HouseholdYear.income_per_head)]
    enough_food: Annotated[bool | None, Shown(HouseholdYear.enough_food)]
    enough_clothing: Annotated[bool | None, Shown(HouseholdYear.enough_clothing)]
    in_school: Annotated[bool | None, Shown(label=N_("Nobody dropped out of school"), kind=YesNo(width=8))]
    all_insured: Annotated[bool | None, Shown(HouseholdYear.all_insured)]
    housing_grade: Annotated[str | None, Shown(HouseholdYear.housing_grade)]
    safe_water: Annotated[bool | None, Shown(HouseholdYear.safe_water)]
    consented_on: Annotated[date | None, Shown(label=N_("Signed by the household on"), kind=Day(width=11))]
    disclosed_from: Annotated[date | None, Shown(label=N_("Disclosed from"), kind=Day(width=11))]
    disclosed_to: Annotated[date | None, Shown(label=N_("Disclosed to"), kind=Day(width=11))]
    objections: Annotated[int, Shown(label=N_("Objections"), kind=Count(width=9))]
    announced_on: Annotated[date, Shown(label=N_("Announced on"), kind=Day(width=11))]


EXIT_LIST = table_of("exit_list", N_("List of exits"), ExitListRow)


def exit_list_page(session: Session, county: County, period: Period) -> ReturnPage[ExitListRow]:
    """The households that left in the period, in the order of their villages and the day they left."""
    known = histories(session, procedures().keys(HOUSEHOLD, EXITED))
    facts, cases = _facts(session, period.year), _cases(session, period)
    left = passing(register_steps(session, period), (EXITED,))
    left.sort(key=lambda each: (each[1].day, facts[each[0]].number))
    lines = []
    for position, village, (number, step) in county.by_village(left, lambda each: each[1].village):
        case = cases.get((number, step.day))
        row = _listed(position, village, step, facts[number], known.get(case or 0, CaseHistory()))
        lines.append(FigureLine(row, {"number": (number,)}))
    persons = sum(line.row.persons for line in lines)
    return ReturnPage(EXIT_LIST, "households", tuple(lines), {"persons": persons})


_OF_HOUSEHOLD = columns_of(ExitListRow, Household)
_OF_YEAR = columns_of(ExitListRow, HouseholdYear)


def _facts(session: Session, year: int) -> dict[int, Any]:
    """Each household by number of its record, with its facts of a year."""
    of_year = (*_OF_YEAR.values(), HouseholdYear.dropouts)
    wanted = select(Household.id, *_OF_HOUSEHOLD.values(), *of_year)
    rows = session.execute(wanted.outerjoin(HouseholdYear, household_year(year)))
    return {row.id: row for row in rows}


def _cases(session: Session, period: Period) -> dict[tuple[int | None, date], int]:
    """The case of each exit of a period, by household and day."""
    wanted = select(Exit.household_id, Exit.exited_on, Exit.case_id).where(
        Exit.exited_on.between(period.first, period.last), Exit.withdrawn_on.is_(None)
    )
    return {(household, day): case for household, day, case in session.execute(wanted)}


def _listed(
    position: int, village: CountyVillage, step: CountedStep, row: Any, history: CaseHistory
) -> ExitListRow:
    known: dict[str, Any] = {name: getattr(row, name) or None for name in _OF_HOUSEHOLD}
    known |= {name: getattr(row, name) for name in _OF_YEAR}
    return ExitListRow(
        position=position,
        township=village.township,
        village=village.name,
        persons=step.persons,
        in_school=None if row.dropouts is None else row.dropouts == 0,
        consented_on=history.consented_on,
        disclosed_from=history.disclosed_from,
        disclosed_to=history.disclosed_to,
        objections=history.objections,
        announced_on=step.day,
        **known,
    )


EXIT_LIST_PAGE = PageKind(
    table=EXIT_LIST,
    collect=exit_list_page,
    title=N_("List of households that left the register of {county}, {period}"),
    units=N_("persons, yuan"),
    counts=("head", households),
)
