"""Every check of one file in its order: of facts, of the rows of a household, and of the rows of the file."""

from collections.abc import Sequence
from datetime import date

from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.reading.checks import (
    across,
    family_checks,
    row_checks,
    totals,
    years,
)
from county_desk.intake.reading.checks.checking import Checking, checks_of
from county_desk.intake.reading.checks.confirmed_formulas import prove
from county_desk.intake.reading.checks.read_rows import ReadRows
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.rows.limits import check_limits
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.rules.checks.hits import Of
from county_desk.rules.checks.running import Running

MODULES = (family_checks, row_checks, years, across, totals)  # of group L


def check_file(sheets: Sequence[ReadSheet], families: Sequence[Family], terms: ReadingTerms) -> None:
    """Note at the rows of a file what its checks find."""
    prove(sheets, families, terms.today or date(terms.year, 12, 31))
    running, rows = checks_of(terms, sheets), ReadRows(sheets, families, terms.year)
    facts = Checking(running, terms)
    for family in families:
        facts.family(family)
    _check_rows(running, Of.FAMILY, rows)
    facts.together()
    for sheet in sheets:
        for row in sheet.data if sheet.kind is SheetKind.MONITORING else ():
            facts.monitored(row)
        for row in sheet.data if sheet.kind is SheetKind.VILLAGES else ():
            facts.village(row)
    check_limits(sheets)
    _check_rows(running, Of.ROWS, rows)


def _check_rows(running: Running, of: Of, rows: ReadRows) -> None:
    for rule in running.ready[of]:
        for hit in rule.function(rows, rule.numbers):
            hit.row.note(hit.title, hit.kind(rule), hit.sentence(rule), hit.level(rule))
