"""`checks`: the catalogue of consistency checks, and their hits in the register."""

from argparse import Namespace
from collections.abc import Iterator

from county_desk.cli.opening import desk
from county_desk.cli.output import Speaker
from county_desk.cli.reading import village_number
from county_desk.cli.table_rows import plain_rows, printed_rows, shown_columns
from county_desk.rules.checks.catalogue import catalogue
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.tables.checks.checks_and_hits import CHECKS, HITS
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.consistency import CheckReport, check_register, list_checks
from county_desk.workflow.desk import Desk


def checks(given: Namespace, speaker: Speaker) -> int:
    """Run the checks over the register and print the hits, or list the catalogue; nothing is written."""
    at = desk(given)
    year = given.year or at.today.year
    if given.names:
        rows = at.read(list_checks, year, at.policy.province)
        speaker.answer(
            {"year": year, "checks": plain_rows(CHECKS.columns, rows)},
            "\n".join(printed_rows(shown_columns(CHECKS), rows)),
        )
        return 0
    report = _run(at, given, year)
    if given.out:
        from county_desk.sheets.writing.writer import write

        write(given.out, HITS, report.hits, facts=facts_of(report), day=at.today)
    speaker.answer_lines(lambda: _document(report), _report_lines(report))
    return 0


def facts_of(report: CheckReport) -> tuple[str, ...]:
    """The lines above the list of hits: the year, the number of households, and the number of hits."""
    return (
        _("Figures of {year}").format(year=report.year),
        _("{households} households, {persons} persons").format(
            households=report.households, persons=report.persons
        ),
        _("{errors} errors, {warnings} warnings").format(
            errors=report.total(CheckLevel.ERROR), warnings=report.total(CheckLevel.WARNING)
        ),
        *report.gaps(),
    )


def _run(at: Desk, given: Namespace, year: int) -> CheckReport:
    only = frozenset(word.strip().upper() for word in (given.only or "").split(",") if word.strip())
    if unknown := sorted(only - set(catalogue().checks)):
        raise Refused({"only": _("There is no check {number}").format(number=_(", ").join(unknown))})
    within = village_number(at, given.village) if given.village else None
    return at.read(check_register, at.policy, year, at.today, within=within, only=only)


def _document(report: CheckReport) -> dict[str, object]:
    return {
        "year": report.year,
        "households": report.households,
        "persons": report.persons,
        "errors": report.total(CheckLevel.ERROR),
        "warnings": report.total(CheckLevel.WARNING),
        "unread": dict(report.unread),
        "checks": plain_rows(CHECKS.columns, report.checks),
        "hits": plain_rows(HITS.columns, report.hits),
    }


def _report_lines(report: CheckReport) -> Iterator[str]:
    yield from printed_rows(shown_columns(HITS), report.hits)
    yield " · ".join(facts_of(report))


VERBS = {"checks": checks}
