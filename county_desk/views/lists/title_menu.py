"""The menu of a column: sort by it, hide it, freeze up to it, fit its width."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from county_desk.tables.conditions import SortLevel
from county_desk.text import _

if TYPE_CHECKING:
    from county_desk.views.lists.table_view import TableView


def add_sorting(menu: QMenu, table: "TableView", section: int) -> None:
    """Sort up, down, as a further level, and no longer."""
    key = table.rows.column(section).key
    levels = [level for level in table.rows.levels if level.key != key]
    own = next((level for level in table.rows.levels if level.key == key), None)
    for words, descending in ((_("Sort ascending"), False), (_("Sort descending"), True)):
        level = SortLevel(key, descending)
        action = menu.addAction(words, partial(table.sort_by, [level]))
        action.setCheckable(own is not None)
        action.setChecked(own == level)
    if levels:
        further = menu.addMenu(_("Then by this column"))
        for words, descending in ((_("Ascending"), False), (_("Descending"), True)):
            level = SortLevel(key, descending)
            further.addAction(words, partial(table.sort_by, [*levels, level]))
    if own is not None:
        menu.addAction(_("Do not sort by this column"), lambda: table.sort_by(levels))


def add_columns(menu: QMenu, table: "TableView", section: int) -> None:
    """Add the actions that freeze, hide, show and fit columns."""
    place = table.horizontalHeader().visualIndex(section) + 1
    menu.addSeparator()
    if table.frozen.wanted != place:
        menu.addAction(_("Freeze up to this column"), lambda: table.frozen.freeze(place))
    if table.frozen.wanted:
        menu.addAction(_("Freeze no column"), lambda: table.frozen.freeze(0))
    menu.addAction(_("Fit the width"), lambda: table.resizeColumnToContents(section))
    sections = range(table.rows.columnCount())
    hide = menu.addAction(_("Hide this column"), lambda: table.setColumnHidden(section, True))
    hide.setEnabled(sum(not table.isColumnHidden(each) for each in sections) > 1)
    if any(table.isColumnHidden(each) for each in sections):
        hidden = menu.addMenu(_("Show a hidden column"))
        for each in sections:
            if table.isColumnHidden(each):
                action = QAction(_(table.rows.column(each).title), hidden)
                action.triggered.connect(lambda _on, each=each: table.setColumnHidden(each, False))
                hidden.addAction(action)
