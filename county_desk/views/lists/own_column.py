"""The column of one's own in a list on the screen: its title, which the person chooses."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from county_desk.tables.own_notes import NOTE
from county_desk.text import _
from county_desk.views.lists.line_dialog import LineDialog
from county_desk.views.lists.named_views import name_trouble

if TYPE_CHECKING:
    from county_desk.views.lists.list_view import ListView


def ask_title(view: "ListView") -> LineDialog:
    """Ask for the title of one's own column, and show the column."""

    def take(title: str) -> None:
        give_title(view, title)
        view.table.setColumnHidden(len(view.listing.table.columns) - 1, False)

    words = _("Title of the column; only you see what you type there")
    dialog = LineDialog(_("Column of my own"), words, _("Show the column"), name_trouble, take, view)
    dialog.ask(_(view.listing.table[NOTE].title))
    return dialog


def give_title(view: "ListView", title: str) -> None:
    """Call one's own column by a title, on the screen, in files and on paper."""
    table, last = view.listing.table, len(view.listing.table.columns) - 1
    if title != _(table[NOTE].title):
        table = replace(table, columns=(*table.columns[:-1], replace(table[NOTE], title=title)))
        view.listing, view.model.table = replace(view.listing, table=table), table
        view.model.headerDataChanged.emit(Qt.Orientation.Horizontal, last, last)
        if (field := view.filter_row.fields.get(NOTE)) is not None:
            field.setAccessibleName(_("Filter by {title}").format(title=title))
