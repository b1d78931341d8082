"""Putting cells of a brought workbook right, as a person does."""

from PySide6.QtCore import Qt

from tests.intake.made_up import an_id
from tests.views.importing import rows, sheet

RIGHT = "990101196503120011"
OTHER = an_id(5, "19700630")  # that of another head
WRONG = {"G3": "990101196503120012"}  # the head's number, with a wrong check digit
ALIKE = {"K3": "壮", "K4": "壮", "K6": "壮"}  # no word of the list


def go_to(page, row, title):
    """Make a cell the current one."""
    table = sheet(page).table
    keys = [column.key for column in table.rows.table.columns]
    table.setCurrentIndex(table.rows.index(rows(page).index(row), keys.index(title)))
    table.setFocus()
    return table


def type_into(qtbot, page, text, row=3, title="身份证号"):
    """Put a cell right as a person does."""
    table = go_to(page, row, title)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    table.field.setText(text)
    qtbot.keyClick(table.field, Qt.Key.Key_Return)


def begin(qtbot, page, text, row=3, title="身份证号"):
    """Type a text into a cell, and leave the cell open."""
    table = go_to(page, row, title)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    table.field.setText(text)
    return table.field
