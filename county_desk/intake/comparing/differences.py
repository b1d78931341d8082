"""The differences between a delivered household and the one on record, column by column."""

from collections.abc import Iterator, Mapping
from typing import Any

from county_desk.intake.comparing.county_corrections import REMOVED, Difference
from county_desk.intake.comparing.record_facts import (
    Facts,
    changes,
    household_facts,
    income_facts,
    living_facts,
    member_facts,
    member_year_facts,
    shown,
)
from county_desk.intake.comparing.snapshot import KnownHousehold, person_of, standing
from county_desk.intake.delivery import HouseholdIn, Line, MemberIn


def differences(
    known: KnownHousehold,
    household: HouseholdIn,
    rows: Mapping[str, Line],
    lines: Mapping[tuple[str, int], Line],
) -> Iterator[Difference]:
    """Every column that would change, and everybody who would come back.

    `rows` are the household's first row ("") and those of its sheets "ledger" and "living"; `lines` are all
    rows of the delivery by sheet and number.
    """
    yield from _compared(household, None, rows[""], "household", known.row, household_facts(household))
    for member in household.members:
        found = person_of(known.members, household, member)
        if found is None:
            continue
        line = lines.get((member.sheet, member.row), rows[""])
        if found.withdrawn_on is not None:
            yield _comes_back(household, member, line, found)
            continue
        yield from _compared(household, member, line, "member", found, member_facts(member))
        if (year := standing(known.member_years.get(found.id))) is not None:
            yield from _compared(household, member, line, "member_year", year, member_year_facts(member))
    if (of_year := standing(known.year)) is not None:
        income, living = income_facts(household), living_facts(household)
        yield from _compared(household, None, rows["ledger"], "household_year", of_year, income)
        yield from _compared(household, None, rows["living"], "household_year", of_year, living)


def people_new(known: KnownHousehold, household: HouseholdIn) -> Iterator[MemberIn]:
    """The delivered persons who were never on record."""
    for member in household.members:
        if person_of(known.members, household, member) is None:
            yield member


def figures_are_new(known: KnownHousehold, household: HouseholdIn) -> Iterator[str]:
    """Yield the kinds of the sheets with figures that are the first on record for their year."""
    people = ((standing(person_of(known.members, household, member)), member) for member in household.members)
    if any(
        found is not None and standing(known.member_years.get(found.id)) is None and member_year_facts(member)
        for found, member in people
    ):
        yield "persons"
    if standing(known.year) is None:
        if income_facts(household):
            yield "ledger"
        if living_facts(household):
            yield "living"


def _comes_back(household: HouseholdIn, member: MemberIn, line: Line, found: Any) -> Difference:
    gone, now = (found.withdrawn_on, found.name), member.name
    return Difference(household, member, line, "member", found.id, REMOVED, "姓名", *gone, now)


def _compared(
    household: HouseholdIn, member: MemberIn | None, line: Line, kind: str, record: Any, wanted: Facts
) -> Iterator[Difference]:
    for name, (before, after) in changes(record, wanted).items():
        for title, old, new in shown(name, before, after):
            value = (before or {}).get(title) if name == "ledger" else before
            yield Difference(household, member, line, kind, record.id, name, title, value, old, new)
