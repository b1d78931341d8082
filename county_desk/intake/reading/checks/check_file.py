"""Every check of one file in its order: of facts, of the rows of a household, and of the rows of the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from county_desk.intake.delivery import Level, ReadingTerms
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
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.paths import toml_resource
from county_desk.rules.checks.hits import Of
from county_desk.rules.checks.running import Running
from county_desk.text import _

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


@dataclass(frozen=True, slots=True)
class Limit:
    """The limits of one column of a list; resources/columns/limits.toml explains the fields."""

    title: str
    blank: str = ""
    level: Level = Level.ASK
    least: Decimal | None = None
    most: Decimal | None = None


@cache
def limits_of(key: str) -> tuple[Limit, ...]:
    """The limits of a list."""
    entries = toml_resource("columns", "limits.toml")["limit"]
    return tuple(_limit(entry) for entry in entries if entry["list"] == key)


def _limit(entry: dict[str, Any]) -> Limit:
    least, most = (_number(entry.get(name)) for name in ("least", "most"))
    return Limit(entry["title"], entry.get("blank", ""), Level(entry.get("level", "ask")), least, most)


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def check_limits(sheets: Iterable[ReadSheet]) -> None:
    """Note the rows that leave out what their list must say, or say what cannot be."""
    for sheet in sheets:
        limits = limits_of(sheet.header.list.key) if sheet.header else ()
        present = [limit for limit in limits if sheet.header and limit.title in sheet.header.columns]
        for row in sheet.data if present else ():
            for limit in present:
                _check(row, limit)


def _check(row: Draft, limit: Limit) -> None:
    value = row.values.get(limit.title)
    title = row.calls.get(limit.title, limit.title)
    if value is None:
        if limit.blank and not row.was_noted(limit.title):
            row.note(limit.title, limit.blank, _("“{title}” is blank.").format(title=title), limit.level)
        return
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return
    low = limit.least is not None and value < limit.least
    if low or (limit.most is not None and value > limit.most):
        message = _("“{value}” in “{title}” lies outside of {least} to {most}.")
        words = message.format(value=value, title=title, least=limit.least, most=limit.most)
        row.ask(limit.title, "number_range", words)
