"""R6, the dynamic table, as a sheet: each village, its township's sum, and the county at the end."""

from dataclasses import replace

from county_desk.reports.returns.framing import framed
from county_desk.sheets.writing.sheet import Sheet
from county_desk.tables.figures import Figures
from county_desk.tables.return_movement import MOVEMENT
from county_desk.text import N_, _

_TITLES = {
    "opening": N_("At the beginning"),
    "new": N_("Increase: newly identified"),
    "returned": N_("Increase: back to poverty"),
    "split": N_("Increase: split"),
    "moved_in": N_("Increase: moved in"),
    "natural_increase": N_("Increase: natural"),
    "exited": N_("Decrease: exited"),
    "wrongly_removed": N_("Decrease: wrongly identified"),
    "whole_natural": N_("Decrease: household gone"),
    "merged": N_("Decrease: merged"),
    "natural_decrease": N_("Decrease: natural"),
    "moved_out": N_("Decrease: moved out"),
    "closing": N_("At the end"),
}
BANDS = {column.key: _TITLES[column.key.rpartition("_")[0]] for column in MOVEMENT.columns[2:]}


def sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """One sheet; a township's sum stands after its villages."""
    subtotal = _("Subtotal")
    sheet = framed(
        figures,
        MOVEMENT.key,
        _("Increase and decrease of registered poor households of {county}, {period}"),
        measure=_("households, persons"),
        bands=BANDS,
        strong=lambda row: row.village == subtotal,
    )
    return (replace(sheet, rows=[replace(row, village=row.village or subtotal) for row in sheet.rows]),)
