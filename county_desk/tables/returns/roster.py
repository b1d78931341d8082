"""R1, the roster: one line for each household that stands in the register at the end of a period."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Code, Column, Day, Digits, IdNumber, Money, Table
from county_desk.models.household import Household, HouseholdYear, Member
from county_desk.rules.regimes import exited_counted
from county_desk.tables.county import County
from county_desk.tables.fact_columns import fact_column
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.many_rows import FEW, SharedWords
from county_desk.tables.period import Period
from county_desk.tables.presence import presences
from county_desk.tables.returns.page import IN_VILLAGE, PageKind, households
from county_desk.tables.returns.register_notes import register_notes
from county_desk.tables.years import household_year
from county_desk.text import N_

HEAD = "户主"  # the relation of a head of household to himself, as rosters write it


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One household with its facts of the year; None means unknown."""

    position: int
    township: str
    village: str
    group_name: str | None
    number: str
    head: str
    id_number: str | None
    persons: int
    kind: str | None
    identified: str | None
    registered_on: date | None
    cause: str | None
    other_causes: str | None
    wage: Decimal | None
    business: Decimal | None
    property: Decimal | None
    transfer: Decimal | None
    expense: Decimal | None
    net_income: Decimal | None
    income_per_head: Decimal | None
    housing_grade: str | None
    housing_area: Decimal | None
    safe_water: bool | None
    arable_land: Decimal | None
    telephone: str | None
    account: str | None


ROSTER = Table(
    key="roster",
    title=N_("Roster of registered poor households"),
    row=RosterRow,
    columns=(
        *IN_VILLAGE,
        fact_column("group_name"),
        Column("number", N_("Household number"), Code(width=20)),
        fact_column("head"),
        Column("id_number", N_("Identity number of the head"), IdNumber()),
        fact_column("persons", width=6),
        fact_column("kind"),
        Column("identified", N_("First identified"), Code(width=8)),
        Column("registered_on", N_("Registered on"), Day(width=11)),
        fact_column("cause"),
        fact_column("other_causes"),
        *map(fact_column, ("wage", "business", "property", "transfer", "expense")),
        Column("net_income", N_("Net income"), Money(width=10)),
        fact_column("income_per_head"),
        *map(fact_column, ("housing_grade", "housing_area", "safe_water", "arable_land")),
        Column("telephone", N_("Contact telephone"), Digits()),
        Column("account", N_("Account"), Digits(width=20)),
    ),
)
_OF_HOUSEHOLD = (
    "group_name",
    "number",
    "head",
    "kind",
    "identified",
    "registered_on",
    "cause",
    "other_causes",
    "telephone",
    "account",
)
_OF_YEAR = tuple(field.name for field in fields(RosterRow) if hasattr(HouseholdYear, field.name))


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
        known |= {name: words(getattr(row, name)) for name in _OF_YEAR if name != "persons"}
        listed = RosterRow(
            position=position,
            township=village.township,
            village=village.name,
            id_number=heads.get(row.id),
            persons=there[row.id].life.persons(period.last),
            **known,
        )
        lines.append(FigureLine(listed, {"number": (row.id,)}))
    persons = sum(line.row.persons for line in lines)
    notes = register_notes(session, period)
    return ReturnPage(ROSTER, "households", tuple(lines), {"persons": persons}, notes)


def _households(session: Session, year: int) -> list[Any]:
    """Households with their facts of a year, by number."""
    of_household = [getattr(Household, name) for name in ("id", *_OF_HOUSEHOLD)]
    of_year = [getattr(HouseholdYear, name) for name in _OF_YEAR if name != "persons"]
    wanted = (
        select(*of_household, *of_year)
        .outerjoin(HouseholdYear, household_year(year))
        .order_by(Household.number)
    )
    return list(session.execute(wanted, execution_options=FEW))


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
