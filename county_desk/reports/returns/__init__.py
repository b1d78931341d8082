"""Statistical returns as workbooks; the same figures always give the same file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from county_desk.progress import Progress, silent
from county_desk.reports.returns import (
    exits,
    helpers,
    ledgers,
    monitoring,
    movement,
    newcomers,
    roster,
    villages,
)
from county_desk.sheets.writing.sheet import Sheet
from county_desk.sheets.writing.writer import write_sheets
from county_desk.tables.figures import Figures
from county_desk.tables.returns import KINDS, ReturnName
from county_desk.text import N_, language

YEAR, MONTH, QUARTER = N_("Year"), N_("Month"), N_("Quarter")


@dataclass(frozen=True)
class ReturnForm:
    """The workbook of one return: what it is called, for which periods it is made, and its sheets."""

    title: str
    periods: tuple[str, ...]
    sheets: Callable[[Figures], tuple[Sheet[object], ...]]


def _form(name: ReturnName, sheets: Callable[[Figures], tuple[Sheet[object], ...]]) -> ReturnForm:
    kind = KINDS[name]
    made_for = ((YEAR, True), (MONTH, kind.monthly), (QUARTER, kind.quarterly))
    periods = tuple(period for period, made in made_for if made)
    return ReturnForm(name.label, periods, sheets)


RETURNS: Mapping[str, ReturnForm] = {
    ReturnName.ROSTER.value: _form(ReturnName.ROSTER, roster.sheets),
    ReturnName.PERSONS.value: _form(ReturnName.PERSONS, roster.person_sheets),
    ReturnName.VILLAGES.value: _form(ReturnName.VILLAGES, villages.sheets),
    ReturnName.NEWCOMERS.value: _form(ReturnName.NEWCOMERS, newcomers.sheets),
    ReturnName.EXITS.value: _form(ReturnName.EXITS, exits.sheets),
    ReturnName.MOVEMENT.value: _form(ReturnName.MOVEMENT, movement.sheets),
    ReturnName.LEDGER.value: _form(ReturnName.LEDGER, monitoring.ledger_sheets),
    ReturnName.MONITORING.value: _form(ReturnName.MONITORING, monitoring.report_sheets),
    ReturnName.MEASURES.value: _form(ReturnName.MEASURES, helpers.measure_sheets),
    ReturnName.HELPERS.value: _form(ReturnName.HELPERS, helpers.helper_sheets),
    ReturnName.INSPECTIONS.value: _form(ReturnName.INSPECTIONS, ledgers.round_sheets),
    ReturnName.POSTINGS.value: _form(ReturnName.POSTINGS, ledgers.posting_sheets),
    ReturnName.MENDING.value: _form(ReturnName.MENDING, ledgers.mending_sheets),
    ReturnName.PLANS.value: _form(ReturnName.PLANS, helpers.plan_sheets),
}


def write_return(figures: Figures, path: Path, language_code: str, progress: Progress = silent) -> None:
    """Write a return as a workbook in a language, `zh` or `en`; raises `CannotWrite` in words.

    The same figures in the same language always give the same bytes.
    """
    with language(language_code):
        sheets = RETURNS[figures.name].sheets(figures)
        write_sheets(path, sheets, day=figures.on, progress=progress)
