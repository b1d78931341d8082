"""Rows of totals against the rows that they sum up, and lists that break off."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from county_desk.intake.delivery import Level, Problem
from county_desk.intake.reading.checks.read_rows import DraftHit, ReadRows
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.households.income import NEAR
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, check
from county_desk.sheets.formats.book import address, letters, text_of
from county_desk.text import _

_PART = re.compile(r"小计")
_NO_SUM = "head"  # a figure a head is no sum, whatever stands under it

type Sums = dict[str, Decimal]


@check("L16", Of.ROWS)
def other_total(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Totals that are not the sum of their rows.

    A subtotal sums the rows since the one before it, a total all rows above; where a sheet calls all of them
    the same, one that is right in either way is right.
    """
    for sheet in rows.sheets:
        if sheet.totals:
            yield from _of_sheet(sheet)


def _of_sheet(sheet: ReadSheet) -> Iterator[DraftHit]:
    data = iter(sheet.data)
    row = next(data, None)
    whole: Sums = {}
    parts: Sums = {}
    once: Sums = {}
    households: set[str] = set()
    for totals in sheet.totals:
        while row is not None and row.row < totals.row:
            for title, amount in _amounts(row):
                whole[title] = whole.get(title, Decimal(0)) + amount
                parts[title] = parts.get(title, Decimal(0)) + amount
                if row.household not in households:
                    once[title] = once.get(title, Decimal(0)) + amount
            households.add(row.household)
            row = next(data, None)
        # totals at the top of a table sum up what follows
        yield from _of_row(sheet, totals, whole if row is None or whole else _all(sheet), parts, once)
        parts = {}


def _all(sheet: ReadSheet) -> Sums:
    found: Sums = {}
    for row in sheet.data:
        for title, amount in _amounts(row):
            found[title] = found.get(title, Decimal(0)) + amount
    return found


def _amounts(row: Draft) -> Iterator[tuple[str, Decimal]]:
    for title, value in row.values.items():
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            yield title, Decimal(value)


def _of_row(sheet: ReadSheet, totals: Draft, whole: Sums, parts: Sums, once: Sums) -> Iterator[DraftHit]:
    """A value that is repeated in each row of a household may be summed up once for each."""
    subtotal = any(_PART.search(text_of(cell)) for cell in sheet.grid.rows[totals.row - 1] if cell != "")
    for title, given in totals.values.items():
        known = sheet.header.titles.get(title) if sheet.header else None
        if known is None or known.group == _NO_SUM:
            continue
        sums = [each.get(title, Decimal(0)) for each in (parts, whole)]
        if known.of != "person":
            sums.append(once.get(title, Decimal(0)))
        if all(abs(found - given) > NEAR for found in sums):
            found = sums[0] if subtotal else sums[1]
            column = letters(totals.columns[title])
            values = {"column": column, "title": title, "given": given, "found": found}
            yield RowHit(totals, title, values)


def cut_short(sheets: Sequence[ReadSheet], families: Sequence[Family]) -> Iterator[Problem]:
    """Lists of members that end within a household, with nothing below: the rest seems to be lost."""
    last = {family.rows[-1].sheet: family for family in families if family.rows}
    for sheet in sheets:
        family = last.get(sheet.grid.name)
        if sheet.kind is not SheetKind.PERSONS or family is None or not _ends_with_data(sheet):
            continue
        said = family.first.values.get("家庭人口数")
        if isinstance(said, int) and said > len(family.rows):
            row = family.rows[-1].row
            message = _(
                "The list ends in row {row}, within the household of {name}: {said} members are said, "
                "{listed} are listed; ask whether the file is whole."
            )
            words = message.format(row=row, name=family.name, said=said, listed=len(family.rows))
            yield Problem(sheet.grid.name, address(row, 1), "file_truncated", words, Level.WARN)


def _ends_with_data(sheet: ReadSheet) -> bool:
    """Whether the last row that is not blank is one of data."""
    for row in reversed(sheet.rows):
        if any(text_of(cell).strip() for cell in sheet.grid.rows[row.row - 1] if cell != ""):
            return not row.skip
    return False
