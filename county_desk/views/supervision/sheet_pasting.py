"""The pasting of field sheets: those of the current round go out in a workbook, and come back."""

from collections.abc import Callable

from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.pasting.help_grids import SHEETS, SHEETS_AGAIN
from county_desk.tables.listing import Query
from county_desk.tables.supervision.inspections import SHEETS_LISTING
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.pasting.paste_place import NamedRows, PastePlace
from county_desk.views.pasting.paste_tool import rows_of

SHEET_GRIDS = (SHEETS, SHEETS_AGAIN)


def sheets_place(page: RegisterPage, round_of: Callable[[object], object]) -> PastePlace:
    """Return the paste of field sheets on a page; `round_of` gives the number of the round of a row."""
    row = page.current()

    def named(grid: PasteGrid) -> NamedRows:
        return rows_of(page.desk, grid, SHEETS_LISTING, Query({"round_id": round_of(row)}))

    return PastePlace(SHEET_GRIDS) if row is None else PastePlace(SHEET_GRIDS, named=named)
