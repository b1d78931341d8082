"""The tool of a list that takes pasted rows, with its key."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from county_desk.sheets.writing.saving import CannotWrite
from county_desk.tables.listing import Query
from county_desk.tables.listing import page as read_page
from county_desk.text import _
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import Page
from county_desk.views.pasting.paste_place import NamedRows, PastePlace
from county_desk.views.types import Desk
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button

if TYPE_CHECKING:
    from county_desk.intake.pasting.grid import AnyListing, PasteGrid
    from county_desk.views.pasting.paste_dialog import PasteDialog


def offer_paste(page: RegisterPage, place: Callable[[], PastePlace]) -> Button:
    """Let rows be pasted into the list of a page, by a button over it and by Ctrl+V."""
    button = page.list.bar.offer(_("Paste…"), Icon.PASTE)
    button.setToolTip(_("Paste rows copied from a spreadsheet (Ctrl+V)"))
    if page.desk.barred:
        button.setEnabled(False)
        button.setToolTip(page.desk.barred)
    button.clicked.connect(lambda _checked: open_paste(page, place()))
    key = QShortcut(QKeySequence("Ctrl+V"), page.list.table, context=Qt.ShortcutContext.WidgetShortcut)
    key.activated.connect(lambda: open_paste(page, place()))
    return button


def open_paste(page: Page, place: PastePlace) -> "PasteDialog | None":
    """Show the preview of the clipboard; None where no act may begin."""
    if not page.may_begin():
        return None
    from county_desk.views.pasting.paste_dialog import PasteDialog  # here, with all that reads workbooks

    dialog = PasteDialog(page, place, page.window())
    dialog.open()
    return dialog


def usual_place(page: RegisterPage, grids: "Sequence[PasteGrid]") -> PastePlace:
    """Return the paste of rows of any place, in the year at work.

    A blank workbook names the rows that the list shows, if the grid is about such rows; otherwise all records
    that its rows may name.
    """
    given = {"year": page.year}
    return PastePlace(grids, given=given, named=lambda grid: _rows_shown(page, grid))


def _rows_shown(page: RegisterPage, grid: "PasteGrid") -> NamedRows:
    """The rows that the list shows, as the naming columns of a grid write them."""
    if any(record.listing is page.listing for record in grid.records):
        return rows_of(page.desk, grid, page.listing, page.list.query())
    about = grid.records[0] if grid.records else None
    if about is None or about.listing is None or not about.among:
        return tuple
    return rows_of(page.desk, grid, about.listing, Query(about.among))


def rows_of(desk: Desk, grid: "PasteGrid", listing: "AnyListing", query: Query) -> NamedRows:
    """Return a reader of the rows of a list, as the naming columns of a grid write them.

    It raises `CannotWrite` for more rows than a workbook takes back.
    """
    from county_desk.intake.pasting.block import MOST

    def read() -> Sequence[Mapping[str, str]]:
        rows = desk.read(read_page, listing, query, 0, MOST + 1)
        if len(rows) > MOST:
            words = _("A workbook names at most {most} rows; narrow the list by its filters.")
            raise CannotWrite(words.format(most=f"{MOST:,}"))
        return [grid.names_of(row) for row in rows]

    return read
