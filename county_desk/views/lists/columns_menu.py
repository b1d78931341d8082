"""The menu of all columns of a table: which of them are shown."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from county_desk.tables.own_notes import NOTE
from county_desk.text import _
from county_desk.views.lists.table_view import TableView
from county_desk.views.widgets.check_box import CheckBox


def columns_menu(table: TableView, under: QWidget, own: Callable[[], object] | None = None) -> None:
    """Drop down a tick for each column; the menu stays while columns are ticked.

    `own()` asks for the title of one's own column, where the list has one. It has a tick once it is shown.
    """
    menu = QMenu(under)
    for section, column in enumerate(table.rows.table.columns):
        if column.key == NOTE and table.isColumnHidden(section):
            continue
        tick = CheckBox(_(column.title), menu)
        tick.setChecked(not table.isColumnHidden(section))
        tick.toggled.connect(lambda on, section=section: table.setColumnHidden(section, not on))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(tick)
        menu.addAction(holder)
    menu.addSeparator()
    if own is not None:
        menu.addAction(_("Column of my own…"), own)
    menu.addAction(_("Usual columns"), table.usual_columns)
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
