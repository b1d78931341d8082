"""Which record of a year counts for a household or a person: that of the year, unless it was withdrawn."""

from sqlalchemy import ColumnElement, and_

from county_desk.models.household import Household, HouseholdYear, Member, MemberYear


def household_year(year: int) -> ColumnElement[bool]:
    """By what the figures of a year are joined to their household."""
    standing = HouseholdYear.withdrawn_on.is_(None)
    return and_(HouseholdYear.household_id == Household.id, HouseholdYear.year == year, standing)


def member_year(year: int) -> ColumnElement[bool]:
    """By what the facts of a year are joined to their person."""
    return and_(MemberYear.member_id == Member.id, MemberYear.year == year, MemberYear.withdrawn_on.is_(None))
