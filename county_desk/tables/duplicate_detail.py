"""Two records that may be one person, side by side: the persons, their households, years and cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from county_desk.fields import Term
from county_desk.models.case import Case
from county_desk.models.household import Household, Member
from county_desk.text import N_, _

_PERSON = (
    ("name", N_("Name")),
    ("relation", N_("Relation to the head")),
    ("sex", N_("Sex")),
    ("id_number", N_("Identity number")),
    ("born_on", N_("Born on")),
    ("ethnicity", N_("Ethnic group")),
)
_PERSON_YEAR = (
    ("education", N_("Education")),
    ("schooling", N_("Schooling")),
    ("health", N_("Health")),
    ("labour", N_("Labour")),
    ("work_months", N_("Months of work away")),
    ("insured", N_("Medical insurance")),
)
_HOUSEHOLD = (
    ("number", N_("Household number")),
    ("head", N_("Head of household")),
    ("persons", N_("Members")),
    ("standing", N_("Standing")),
    ("group_name", N_("Villager group")),
    ("kind", N_("Household type")),
    ("cause", N_("Main cause of poverty")),
    ("telephone", N_("Telephone")),
    ("account", N_("Bank account")),
    ("identified", N_("Identified")),
    ("registered_on", N_("Registered on")),
    ("exited_on", N_("Exited on")),
    ("remark", N_("Remark")),
)
_HOUSEHOLD_YEAR = (
    ("net_income", N_("Net income of the household (yuan a year)")),
    ("income_per_head", N_("Net income a head (yuan)")),
    ("housing_grade", N_("Housing grade (A to D)")),
    ("housing_area", N_("Housing area (m²)")),
    ("safe_water", N_("Safe drinking water")),
    ("dropouts", N_("School dropouts")),
    ("all_insured", N_("Everyone has medical insurance")),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the member and the household, and how much of what can be known is known.

    `others` counts who else stands in the household; `cases` are its cases as number, kind and state.
    """

    member_id: int
    household_id: int
    village: str
    others: int
    known: int
    knowable: int
    cases: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class FactPair:
    """One fact of both. `key` names it to `SettleDuplicate.take`, "" for one that stays where it is.

    `about` is the person, the household, or a year of either, in words.
    """

    about: str
    title: str
    one: str
    other: str
    key: str = ""

    @property
    def differs(self) -> bool:
        """Whether both know it, and not the same."""
        return bool(self.one and self.other and self.one != self.other)


@dataclass(frozen=True)
class DuplicateDetail:
    """A pair in full. `one` is the record that was made first."""

    one: Side
    other: Side
    facts: tuple[FactPair, ...]


def duplicate_detail(session: Session, one: int, other: int) -> DuplicateDetail | None:
    """Two members side by side; None when one of them does not exist."""
    whole = (
        selectinload(Member.years),
        selectinload(Member.household).selectinload(Household.years),
        selectinload(Member.household).selectinload(Household.members),
        selectinload(Member.household).selectinload(Household.village),
    )
    numbers = sorted((one, other))
    wanted = select(Member).where(Member.id.in_(numbers)).options(*whole).order_by(Member.id)
    found = list(session.scalars(wanted))
    if len(found) != 2:
        return None
    first, second = found
    facts = tuple(_facts(first, second))
    left = _side(session, first, sum(bool(pair.one) for pair in facts), len(facts))
    right = _side(session, second, sum(bool(pair.other) for pair in facts), len(facts))
    return DuplicateDetail(left, right, facts)


def _side(session: Session, member: Member, known: int, knowable: int) -> Side:
    household = member.household
    cases = select(Case.id, Case.kind, Case.state).where(
        Case.household_id == household.id, Case.withdrawn_on.is_(None)
    )
    others = [each for each in household.members if each.withdrawn_on is None and each is not member]
    return Side(
        member.id,
        household.id,
        household.village.name,
        len(others),
        known,
        knowable,
        tuple(
            (number, kind, state.value) for number, kind, state in session.execute(cases.order_by(Case.id))
        ),
    )


def _facts(one: Member, other: Member) -> Iterator[FactPair]:
    for name, title in _PERSON:
        key = f"member.{name}" if name != "relation" else ""
        yield _pair(_("The person"), title, getattr(one, name), getattr(other, name), key)
    for year, first, second in _years(one.years, other.years):
        about = _("Person, {year}").format(year=year)
        for name, title in _PERSON_YEAR:
            values = (getattr(first, name, None), getattr(second, name, None))
            yield _pair(about, title, *values, f"member_year.{year}.{name}")
    here, there = one.household, other.household
    for name, title in _HOUSEHOLD:
        yield _pair(_("Household"), title, getattr(here, name), getattr(there, name))
    for year, first, second in _years(here.years, there.years):
        about = _("Household, {year}").format(year=year)
        for name, title in _HOUSEHOLD_YEAR:
            yield _pair(about, title, getattr(first, name, None), getattr(second, name, None))


def _years(one: list[Any], other: list[Any]) -> Iterator[tuple[int, Any, Any]]:
    """The years of both, the newest first, with the record of each side where it has one."""
    first = {each.year: each for each in one if each.withdrawn_on is None}
    second = {each.year: each for each in other if each.withdrawn_on is None}
    for year in sorted({*first, *second}, reverse=True):
        yield year, first.get(year), second.get(year)


def _pair(about: str, title: str, one: Any, other: Any, key: str = "") -> FactPair:
    return FactPair(about, _(title), _shown(one), _shown(other), key)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Term):
        return _(value.label)
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return value.isoformat() if isinstance(value, date) else str(value)
