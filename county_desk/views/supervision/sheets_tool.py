"""The tool of a list that sends the field sheets of its current round out, and takes them back."""

from collections.abc import Callable

from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.pasting.help_grids import SHEETS, SHEETS_AGAIN
from county_desk.tables.listing import Query
from county_desk.tables.supervision.inspections import SHEETS_LISTING
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.pasting.paste_dialog import NamedRows, PastePlace
from county_desk.views.pasting.paste_tool import offer_paste, rows_of


def offer_sheets(page: RegisterPage, round_of: Callable[[object], object]) -> None:
    """Add the tool; `round_of` gives the number of the round of a row."""

    def place() -> PastePlace:
        row = page.current()

        def named(grid: PasteGrid) -> NamedRows:
            return rows_of(page.desk, grid, SHEETS_LISTING, Query({"round_id": round_of(row)}))

        grids = (SHEETS, SHEETS_AGAIN)
        return PastePlace(grids) if row is None else PastePlace(grids, named=named)

    offer_paste(page, place=place)
