"""R7 and R8, the ledger of monitored households and the report on monitoring, as sheets."""

from dataclasses import replace

from county_desk.reports.returns.framing import framed
from county_desk.sheets.writing.sheet import Sheet
from county_desk.tables.figures import Figures
from county_desk.tables.return_ledger import LEDGER
from county_desk.tables.return_monitoring import MONITORING
from county_desk.text import N_, _, _n

_TITLES = {
    "opening": N_("At the beginning"),
    "new": N_("Newly identified"),
    "again": N_("Identified again"),
    "natural": N_("Natural change"),
    "helped": N_("Removed by help"),
    "by_itself": N_("Gone by itself"),
    "gone": N_("Household gone"),
    "closing": N_("Not removed at the end"),
    "no_labour": N_("Of these without labour power"),
    "measured": N_("Of these with a measure"),
    "unmeasured": N_("Of these without a measure"),
    "identified": N_("Identified in all"),
    "removed": N_("Removed in all"),
    "all_gone": N_("Gone in all"),
}
BANDS = {column.key: _TITLES[column.key.rpartition("_")[0]] for column in MONITORING.columns[2:]}


def ledger_sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """One sheet, one household a row."""
    count = len(figures.page(LEDGER.key).lines)
    return (
        framed(
            figures,
            LEDGER.key,
            _("Ledger of monitored households of {county}, {period}"),
            measure=_("persons, yuan"),
            totals={"head": _n("{count} household", "{count} households", count).format(count=count)},
        ),
    )


def report_sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """One sheet; the sum of a township stands after its kinds."""
    subtotal = _("Subtotal")
    sheet = framed(
        figures,
        MONITORING.key,
        _("Report on monitoring against return to poverty of {county}, {period}"),
        measure=_("households, persons"),
        bands=BANDS,
        strong=lambda row: row.kind == subtotal,
    )
    return (replace(sheet, rows=[replace(row, kind=row.kind or subtotal) for row in sheet.rows]),)
