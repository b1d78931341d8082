"""Which record of a year counts for a household or a person: that of the year, unless it was withdrawn."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, and_

from county_desk.models.household import Household, HouseholdYear, Member, MemberYear

type Facts = dict[str, Any]  # some facts of a rule by name

_KEPT = {column.key for column in HouseholdYear.__table__.c} - {"persons", "income_per_head"}


def household_year(year: int) -> ColumnElement[bool]:
    """The condition that joins the figures of a year to their household."""
    standing = HouseholdYear.withdrawn_on.is_(None)
    return and_(HouseholdYear.household_id == Household.id, HouseholdYear.year == year, standing)


def member_year(year: int) -> ColumnElement[bool]:
    """The condition that joins the facts of a year to their person."""
    return and_(MemberYear.member_id == Member.id, MemberYear.year == year, MemberYear.withdrawn_on.is_(None))


@cache
def kept_names(facts: Any) -> tuple[str, ...]:
    """The facts of a rule that a column of a household's year holds as they are, by their common name."""
    return tuple(field.name for field in fields(facts) if field.name in _KEPT)


def kept_facts(row: Row[object], facts: Callable[..., object]) -> Facts:
    """The facts that a rule asks for exactly as the year keeps them."""
    return {name: getattr(row, name) for name in kept_names(facts)}
