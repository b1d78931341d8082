"""R1, the roster: one line for each household that stands in the register at the end of a period."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Code, IdNumber
from county_desk.models.household import Household, HouseholdYear, Member
from county_desk.rules.regimes import exited_counted
from county_desk.tables.county import County
from county_desk.tables.declared import Shown, ShownRow, columns_of, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.many_rows import SharedWords, rows_of
from county_desk.tables.period import Period
from county_desk.tables.presence import presences
from county_desk.tables.returns.page import PageKind, households
from county_desk.tables.returns.register_notes import register_notes
from county_desk.tables.usual_fields import HeadName, HouseholdNumber, LineNumber, TownshipName, VillageName
from county_desk.tables.years import household_year
from county_desk.text import N_

HEAD = "户主"  # the relation of a head of household to himself, as rosters write it


class RosterRow(ShownRow):
    """One household with its facts of the year; None means unknown."""

    position: LineNumber
    township: TownshipName
    village: VillageName
    group_name: Annotated[str | None, Shown(Household.group_name)]
    number: HouseholdNumber
    head: HeadName
    id_number: Annotated[str | None, Shown(label=N_("Identity number of the head"), kind=IdNumber())]
    persons: Annotated[int, Shown(Household.persons, width=6)]
    kind: Annotated[str | None, Shown(Household.kind)]
    identified: Annotated[str | None, Shown(Household.identified, N_("First identified"), Code(width=8))]
    registered_on: Annotated[date | None, Shown(Household.registered_on, width=11)]
    cause: Annotated[str | None, Shown(Household.cause)]
    other_causes: Annotated[str | None, Shown(Household.other_causes)]
    wage: Annotated[Decimal | None, Shown(HouseholdYear.wage)]
    business: Annotated[Decimal | None, Shown(HouseholdYear.business)]
    property: Annotated[Decimal | None, Shown(HouseholdYear.property)]
    transfer: Annotated[Decimal | None, Shown(HouseholdYear.transfer)]
    expense: Annotated[Decimal | None, Shown(HouseholdYear.expense)]
    net_income: Annotated[Decimal | None, Shown(HouseholdYear.net_income, N_("Net income"), width=10)]
    income_per_head: Annotated[Decimal | None, Shown(HouseholdYear.income_per_head)]
    housing_grade: Annotated[str | None, Shown(HouseholdYear.housing_grade)]
    housing_area: Annotated[Decimal | None, Shown(HouseholdYear.housing_area)]
    safe_water: Annotated[bool | None, Shown(HouseholdYear.safe_water)]
    arable_land: Annotated[Decimal | None, Shown(HouseholdYear.arable_land)]
    telephone: Annotated[str | None, Shown(Household.telephone, N_("Contact telephone"))]
    account: Annotated[str | None, Shown(Household.account, N_("Account"))]


ROSTER = table_of("roster", N_("Roster of registered poor households"), RosterRow)
_OF_HOUSEHOLD = columns_of(RosterRow, Household)
_OF_YEAR = columns_of(RosterRow, HouseholdYear)


def roster_page(session: Session, county: County, period: Period) -> ReturnPage[RosterRow]:
    """The households in the register at the end of the period, by village and number."""
    present = presences(session, exited=exited_counted(period.first))
    there = {house.id: house for house in present if house.there(period.last)}
    rows = [row for row in _households(session, period.year) if row.id in there]
    heads, words = _heads(session), SharedWords()
    lines = []
    for position, village, row in county.by_village(
        rows, lambda row: there[row.id].life.village(period.last)
    ):
        known: dict[str, Any] = {name: words(getattr(row, name)) or None for name in _OF_HOUSEHOLD}
        known |= {name: words(getattr(row, name)) for name in _OF_YEAR}
        known |= {"position": position, "township": village.township, "village": village.name}
        persons = there[row.id].life.persons(period.last)
        listed = RosterRow(**known | {"id_number": heads.get(row.id), "persons": persons})
        lines.append(FigureLine(listed, {"number": (row.id,)}))
    total = sum(line.row.persons for line in lines)
    notes = register_notes(session, period)
    return ReturnPage(ROSTER, "households", tuple(lines), {"persons": total}, notes)


def _households(session: Session, year: int) -> list[Any]:
    """Households with their facts of a year, by number."""
    of_household = (Household.id, *_OF_HOUSEHOLD.values())
    wanted = select(*of_household, *_OF_YEAR.values()).outerjoin(HouseholdYear, household_year(year))
    return list(rows_of(session, wanted.order_by(Household.number)))


def _heads(session: Session) -> dict[int, str]:
    """The identity number of each household's head, where it is known."""
    wanted = select(Member.household_id, Member.id_number).where(
        Member.relation == HEAD, Member.id_number != "", Member.withdrawn_on.is_(None)
    )
    return {household: number for household, number in session.execute(wanted)}


_INCOME = N_("Income of the year (yuan)")
_LIVING = N_("Living conditions")
_BANDS = {
    **dict.fromkeys(("wage", "business", "property", "transfer", "expense", "net_income"), _INCOME),
    "income_per_head": _INCOME,
    **dict.fromkeys(("housing_grade", "housing_area", "safe_water", "arable_land"), _LIVING),
}

ROSTER_PAGE = PageKind(
    table=ROSTER,
    collect=roster_page,
    title=N_("Roster of registered poor households of {county}, {period}"),
    later=N_("Roster of registered households out of poverty of {county}, {period}"),
    units=N_("households, persons, yuan, m², mu"),
    counts=("head", households),
    bands=_BANDS,
)
