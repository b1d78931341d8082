"""A delivered household in the terms of the register: the columns of each record and their titles."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from county_desk.facts import FACTS, HOUSEHOLD, INCOME, LIVING, MEMBER, MEMBER_YEAR, TITLES
from county_desk.fields import Sex
from county_desk.intake.delivery import HouseholdIn, IncomeIn, MemberIn

type Facts = dict[str, Any]


def household_facts(household: HouseholdIn) -> Facts:
    """The columns of the household itself; blanks are left out, and what shall go is blank."""
    return _filled(household, HOUSEHOLD, household.erase)


def persons_of(household: HouseholdIn) -> int:
    """How many people a new household has: as it says, else those listed, and one at least."""
    return household.persons or len(household.members) or 1


def member_facts(member: MemberIn) -> Facts:
    """The columns of a person."""
    return _filled(member, MEMBER, member.erase)


def member_year_facts(member: MemberIn) -> Facts:
    """The columns of a person in a year."""
    return _filled(member, MEMBER_YEAR, member.erase)


def income_facts(household: HouseholdIn) -> Facts:
    """The columns of the household's income in a year; the ledger's lines in fen, None for one to go."""
    facts = _filled(household.income, INCOME, household.erase)
    lines: dict[str, int | None] = ledger_of(household.income) if household.income else {}
    lines |= {title: None for title in household.erase if title not in _COLUMNS}
    return {**facts, "ledger": lines} if lines else facts


def living_facts(household: HouseholdIn) -> Facts:
    """The columns of how the household lives in a year."""
    return _filled(household.guarantees, LIVING, household.erase)


def ledger_of(income: IncomeIn) -> dict[str, int | None]:
    """The lines of the ledger in fen."""
    return {title: int(amount * 100) for title, amount in income.ledger.items()}


_COLUMNS = {title: name for name, title in TITLES.items()}


def _filled(source: object, names: tuple[str, ...], erase: Collection[str]) -> Facts:
    facts = {}
    for name in names:
        value = getattr(source, name) if source is not None else None
        if value not in (None, "") and (value or name != "persons"):
            facts[name] = value
        elif erase and TITLES[name] in erase and not FACTS[name].needed:
            facts |= blank((name,))
    return facts


def blank(names: Iterable[str]) -> Facts:
    """Return the values that these columns have while nothing is known; needed facts are left out."""
    return {name: FACTS[name].blank for name in names if not FACTS[name].needed}


def changes(record: object, wanted: Facts) -> dict[str, tuple[Any, Any]]:
    """The columns that would change, each with its old and new value.

    A ledger keeps lines that are not given again.
    """
    found = {}
    for name, value in wanted.items():
        now = getattr(record, name)
        if name == "ledger":
            lines = {**(now or {}), **value}
            value = {title: amount for title, amount in lines.items() if amount is not None} or None
        if now != value:
            found[name] = (now, value)
    return found


def shown(name: str, before: Any, after: Any) -> list[tuple[str, str, str]]:
    """One change as titles and texts; that of a ledger line by line."""
    if name != "ledger":
        return [(TITLES[name], _text(before), _text(after))]
    old, new = before or {}, after or {}
    lines = [title for title in {**old, **new} if old.get(title) != new.get(title)]
    return [(title, _yuan(old.get(title)), _yuan(new.get(title))) for title in lines]


def without(
    household: HouseholdIn, name: str, title: str, member: MemberIn | None, before: Any
) -> HouseholdIn:
    """Return the household as if the file left one fact blank; `member` is the person who has that fact.

    A fact that identifies people becomes the value on record (`before`), so that they are still recognised.
    """
    if member is not None:
        people = tuple(
            replace(
                each,
                erase=_but(each.erase, title),
                **{name: before if FACTS[name].identifying else _blank(each, name)},
            )
            if (each.sheet, each.row) == (member.sheet, member.row)
            else each
            for each in household.members
        )
        return replace(household, members=people)
    household = replace(household, erase=_but(household.erase, title))
    if name == "ledger" and household.income:
        lines = {line: amount for line, amount in household.income.ledger.items() if line != title}
        return replace(household, income=replace(household.income, ledger=lines))
    if name in INCOME and household.income:
        blank_income: dict[str, Any] = {name: None}
        return replace(household, income=replace(household.income, **blank_income))
    if name in LIVING and household.guarantees:
        return replace(household, guarantees=replace(household.guarantees, **{name: None}))
    return replace(household, **{name: before if FACTS[name].identifying else _blank(household, name)})


def without_person(household: HouseholdIn, member: MemberIn) -> HouseholdIn:
    """The household as if the file did not list this person, nor count him where it counts those it lists."""
    where = (member.sheet, member.row)
    people = tuple(each for each in household.members if (each.sheet, each.row) != where)
    listed = household.persons == len(household.members)
    return replace(household, members=people, persons=0 if listed else household.persons)


def _but(titles: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(title for title in titles if title != one)


def _blank(source: object, name: str) -> Any:
    value = getattr(source, name)
    return "" if isinstance(value, str) and not isinstance(value, Sex) else 0 if name == "persons" else None


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"{Decimal(fen) / 100:.2f}"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Sex):
        return {Sex.MALE: "男", Sex.FEMALE: "女"}[value]
    if isinstance(value, Decimal):
        return f"{value:.2f}"  # as it comes back from the register
    return str(value)
