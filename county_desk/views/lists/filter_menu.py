"""The part of a column's menu that filters: comparisons, and the values to tick."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidgetAction

from county_desk.fields import Column
from county_desk.tables.conditions import BARE, OFFERED, Condition, Operator
from county_desk.tables.filter_words import operator_label, value_words
from county_desk.tables.scales import scale_of
from county_desk.text import N_, _
from county_desk.views.lists.condition_dialog import ColourDialog, ConditionDialog
from county_desk.views.lists.row_colours import can_colour
from county_desk.views.lists.value_list import ValueList
from county_desk.views.widgets.icons import Icon, icon

if TYPE_CHECKING:
    from county_desk.views.lists.list_view import ListView

TITLES = {
    "text": N_("Text filters"),
    "number": N_("Number filters"),
    "day": N_("Date filters"),
    "words": N_("More filters"),
}
HIGH = 11  # em of the values in the menu


def add_filtering[R](menu: QMenu, view: "ListView", column: Column[R]) -> None:
    """Comparisons in a menu of their own, the way back, and the values of the column."""
    filters, key, scale = view.filters, column.key, scale_of(column.kind)
    menu.addSeparator()
    comparing = menu.addMenu(_(TITLES[scale]))
    own = filters.conditions.get(key)
    for operator in OFFERED[scale]:
        words = operator_label(operator, column.kind)
        action = comparing.addAction(words if operator in BARE else f"{words}…")
        action.setCheckable(True)
        action.setChecked(own is not None and own.operator is operator)
        action.triggered.connect(lambda _on, operator=operator: compare(view, column, operator))
    if key in filters.columns():
        words = _("Clear the filter of “{title}”").format(title=_(column.title))
        menu.addAction(icon(Icon.CLOSE), words, lambda: filters.set_condition(key, None))
    _add_colouring(menu, view, column)
    holder = QWidgetAction(menu)
    values = ValueList(
        lambda value: value_words(column, value, masked=view.model.masked),
        lambda text, then: view.ask_values(key, text, then),
        filters.values.get(key, ()),
        high=HIGH,
    )
    values.changed.connect(lambda chosen: filters.set_values(key, chosen))
    holder.setDefaultWidget(values)
    menu.addAction(holder)


def _add_colouring[R](menu: QMenu, view: "ListView", column: Column[R]) -> None:
    """Colour rows by a rule on the column, or no longer."""
    if not can_colour(column):
        return
    menu.addAction(_("Colour rows by this column…"), lambda: colour(view, column))
    if column.key in view.table.colours.rules:
        menu.addAction(_("No colours by this column"), lambda: view.table.colour(column.key, None))


def colour[R](view: "ListView", column: Column[R]) -> ColourDialog:
    """Ask for a rule on a column, and colour the rows by it."""
    dialog = ColourDialog(column, view.table.colours.rules.get(column.key), view)
    dialog.accepted.connect(lambda: view.table.colour(column.key, dialog.rule))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def compare[R](view: "ListView", column: Column[R], operator: Operator) -> None:
    """Filter by a comparison, after asking for its value where it needs one."""
    if operator in BARE:
        view.filters.set_condition(column.key, Condition(column.key, operator))
        return
    dialog = ConditionDialog(column, operator, view.filters.conditions.get(column.key), view)
    dialog.accepted.connect(lambda: view.filters.set_condition(column.key, dialog.condition))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
