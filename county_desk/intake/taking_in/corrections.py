"""The texts that the county put into cells of a file, kept as its own beside the resulting records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from county_desk.facts import HOUSEHOLD, INCOME, LIVING, MEMBER, MEMBER_YEAR, TITLES
from county_desk.intake.comparing.county_corrections import as_text
from county_desk.intake.comparing.snapshot import member_of
from county_desk.intake.delivery import Delivery, HouseholdIn, Line, MemberIn
from county_desk.models.correction import Correction
from county_desk.models.household import Household
from county_desk.workflow.command import Work

type Fixes = Mapping[str, Mapping[str, str]]

_NAMES = {title: name for name, title in TITLES.items()}


@dataclass(frozen=True)
class _Fix:
    """One corrected cell with its row and its standard title, None and "" where there is none.

    `called` is what its list calls that title; by it the row keeps what the sender wrote.
    """

    sheet: str
    cell: str
    text: str
    line: Line | None
    title: str
    called: str


def keep_corrections(
    work: Work, delivery: Delivery, batch: int, fixes: Fixes, ids: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Keep every correction of a file; returns them for its report. `ids` are the records of households."""
    households = {each.key: each for each in delivery.households} if fixes else {}
    told = []
    for fix in _fixes(delivery, fixes):
        was = fix.line.original.get(fix.called, "") if fix.line else ""
        key = fix.line.household if fix.line else ""
        told.append({"sheet": fix.sheet, "cell": fix.cell, "text": fix.text, "was": was, "title": fix.title})
        if (record := ids.get(key)) is None or fix.line is None:
            continue
        for kind, number, name, value in _columns(work, delivery, households[key], record, fix):
            work.session.add(
                Correction(
                    batch_id=batch,
                    sheet=fix.sheet,
                    cell=fix.cell,
                    title=fix.title,
                    was=was,
                    text=fix.text,
                    kind=kind,
                    record=number,
                    field=name,
                    value=as_text(value),
                )
            )
    return told


def _fixes(delivery: Delivery, fixes: Fixes) -> Iterator[_Fix]:
    if not fixes:
        return
    lines = {(line.sheet, line.row): line for line in delivery.lines}
    for sheet in delivery.sheets:
        titles = {letter: title for title, letter in sheet.standard.items()}
        called = {letter: title for title, letter in sheet.columns.items()}
        for cell, text in fixes.get(sheet.name, {}).items():
            letter = cell.rstrip("0123456789")
            row = int(cell.removeprefix(letter) or 0)
            line = lines.get((sheet.name, row))
            yield _Fix(sheet.name, cell, text, line, titles.get(letter, ""), called.get(letter, ""))


def _columns(
    work: Work, delivery: Delivery, household: HouseholdIn, record: int, fix: _Fix
) -> Iterator[tuple[str, int, str, object]]:
    """The columns that a corrected cell became: table, number, column and value."""
    assert fix.line is not None
    name = _NAMES.get(fix.title, "ledger")
    known = work.session.get_one(Household, record)
    if name in HOUSEHOLD:
        yield "household", record, name, getattr(known, name)
    year = next((each for each in known.years if each.year == delivery.year), None)
    if year is not None and name in (*INCOME, *LIVING):
        yield "household_year", year.id, name, getattr(year, name)
    elif year is not None and name == "ledger":
        lines = {**dict.fromkeys(household.erase), **(year.ledger or {})}
        yield from (("household_year", year.id, name, lines[title]) for title in lines if title == fix.title)
    if name in (*MEMBER, *MEMBER_YEAR) and (person := _person(household, fix.line)):
        member = member_of(known.members, person)
        if name in MEMBER:
            yield "member", member.id, name, getattr(member, name)
        for of_year in member.years if name in MEMBER_YEAR else ():
            if of_year.year == delivery.year:
                yield "member_year", of_year.id, name, getattr(of_year, name)


def _person(household: HouseholdIn, line: Line) -> MemberIn | None:
    """The member of the row."""
    return next(
        (each for each in household.members if (each.sheet, each.row) == (line.sheet, line.row)), None
    )
