"""Which record of a year counts for a household or a person: that of the year, unless it was withdrawn."""

from sqlalchemy import ColumnElement, and_

from county_desk.models.household import Household, HouseholdYear, Member, MemberYear


def household_year(year: int) -> ColumnElement[bool]:
    """The condition that joins the figures of a year to their household."""
    standing = HouseholdYear.withdrawn_on.is_(None)
    return and_(HouseholdYear.household_id == Household.id, HouseholdYear.year == year, standing)


def member_year(year: int) -> ColumnElement[bool]:
    """The condition that joins the facts of a year to their person."""
    return and_(MemberYear.member_id == Member.id, MemberYear.year == year, MemberYear.withdrawn_on.is_(None))
