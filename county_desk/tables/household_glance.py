"""The sentences with which the first tab of a household sums up the others; "" where nothing is known."""

from collections.abc import Callable, Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSection, FactSubject
from county_desk.fields import Day, Money
from county_desk.models.household import Household, HouseholdYear
from county_desk.tables.assistance.household_account import household_account
from county_desk.tables.conditions import SortLevel
from county_desk.tables.households import MEMBERS_LISTING
from county_desk.tables.listing import Listing, Query, count, page
from county_desk.text import _

type Glance = Callable[[Session, int, date], str]  # of a household on a day


def newest_row[R](listing: Listing[R], *keys: str, **where: object) -> Glance:
    """Return a reader of some columns of the newest row of a list about a household; a day has its title."""

    def read(session: Session, household: int, _day: date) -> str:
        query = Query(where={"household_id": household, **where}, sort=(SortLevel("id", True),))
        rows = page(session, listing, query, 0, 1)
        told = [(listing.table[key], listing.table[key].shown(row)) for row in rows for key in keys]
        return " · ".join(
            f"{_(column.title)} {words}" if isinstance(column.kind, Day) else words
            for column, words in told
            if words
        )

    return read


def people_on_record(session: Session, household: int, _day: date) -> str:
    """Return how many of the people whom the household states are on record."""
    known = count(session, MEMBERS_LISTING, Query(where={"household_id": household}))
    stated = session.get_one(Household, household).persons
    return _("{count} of {persons} people are on record").format(count=known, persons=stated)


def last_income(session: Session, household: int, _day: date) -> str:
    """Return the last known income a head, with its year."""
    for year in _years(session, household):
        if year.income_per_head is not None:
            amount = Money().show(year.income_per_head)
            return _("{amount} yuan a head in {year}").format(amount=amount, year=year.year)
    return ""


def guarantees(session: Session, household: int, _day: date) -> str:
    """Return the usual living conditions in the last year that states one."""
    facts = [fact for fact in facts_of(FactSubject.HOUSEHOLD_YEAR, FactSection.LIVING) if fact.usual]
    for year in _years(session, household):
        told = [(_(fact.label), fact.kind.show(getattr(year, fact.key))) for fact in facts]
        if words := " · ".join(f"{title} {value}" for title, value in told if value):
            return _("{year}: {value}").format(year=year.year, value=words)
    return ""


def help_given(session: Session, household: int, day: date) -> str:
    """Return the number of measures, the money, and the contact official."""
    account = household_account(session, household, day)
    worth = sum(each.amount or 0 for each in account.measures)
    paid = sum(each.amount for each in account.payments)
    said = (
        (_("measures: {count}"), len(account.measures)),
        (_("worth {count} yuan"), Money().show(worth) if worth else ""),
        (_("{count} yuan paid by projects"), Money().show(paid) if paid else ""),
        (_("contact official {name}"), account.official),
    )
    return " · ".join(words.format(count=each, name=each) for words, each in said if each)


def _years(session: Session, household: int) -> Iterable[HouseholdYear]:
    """The years of a household, the newest first."""
    own = HouseholdYear.household_id == household, HouseholdYear.withdrawn_on.is_(None)
    return session.scalars(select(HouseholdYear).where(*own).order_by(HouseholdYear.year.desc()))
