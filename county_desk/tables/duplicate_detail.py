"""Two possible duplicates side by side: the persons, their households, years and cases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.fields import Choice, Code, Day, Kind
from county_desk.models.case import Case
from county_desk.models.household import Household, Member, Standing
from county_desk.text import N_, _

# columns shown beside the facts of a household
_STANDING: tuple[tuple[str, str, Kind], ...] = (
    ("number", N_("Household number"), Code()),
    ("standing", N_("Standing"), Choice(terms=Standing)),
    ("registered_on", N_("Registered on"), Day()),
    ("exited_on", N_("Exited on"), Day()),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records: the member, the household, and how many of the facts are known.

    `others` counts the other members of the household; `cases` are its cases as number, kind and state.
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
        """Whether both records have a value, and the values differ."""
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
    def keys_in(table: str) -> Callable[[str], str]:
        return lambda key: f"{table}.{key}" if key != "relation" else ""

    yield from _pairs(_("The person"), FactSubject.PERSON, one, other, keys_in("member"))
    for year, first, second in _years(one.years, other.years):
        about = _("Person, {year}").format(year=year)
        yield from _pairs(about, FactSubject.PERSON_YEAR, first, second, keys_in(f"member_year.{year}"))
    here, there = one.household, other.household
    for name, title, kind in _STANDING:
        values = kind.show(getattr(here, name)), kind.show(getattr(there, name))
        yield FactPair(_("Household"), _(title), *values)
    yield from _pairs(_("Household"), FactSubject.HOUSEHOLD, here, there)
    for year, first, second in _years(here.years, there.years):
        about = _("Household, {year}").format(year=year)
        yield from _pairs(about, FactSubject.HOUSEHOLD_YEAR, first, second)


def _years(one: list[Any], other: list[Any]) -> Iterator[tuple[int, object, object]]:
    """The years of both, the newest first, with the record of each side where it has one."""
    first = {each.year: each for each in one if each.withdrawn_on is None}
    second = {each.year: each for each in other if each.withdrawn_on is None}
    for year in sorted({*first, *second}, reverse=True):
        yield year, first.get(year), second.get(year)


def _pairs(
    about: str,
    subject: FactSubject,
    one: object,
    other: object,
    key_of: Callable[[str], str] = lambda _key: "",
) -> Iterator[FactPair]:
    """The usual facts of two records, and those that one of them knows; a record may be missing."""
    for fact in facts_of(subject):
        here, there = (fact.kind.show(getattr(record, fact.key, None)) for record in (one, other))
        if fact.usual or here or there:
            yield FactPair(about, _(fact.label), here, there, key_of(fact.key))
