"""The buttons over a sheet: which columns are shown, whether numbers are covered, and the next error."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from county_desk.text import _
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button


def columns_button(parent: QWidget) -> Button:
    """All columns, or only those that matter."""
    button = Button(_("All columns"), parent)
    button.setCheckable(True)
    button.setIcon(icon(Icon.COLUMNS))
    button.setAccessibleName(_("All columns"))
    button.setToolTip(_("Show all columns of the sheet, or only those with something wrong"))
    return button


def unmask_button(parent: QWidget) -> Button:
    """Personal numbers whole, or covered."""
    button = Button(parent=parent)
    button.setCheckable(True)
    button.setIcon(icon(Icon.SHOW))
    button.setToolTip(_("Show full numbers"))
    button.setAccessibleName(_("Show full numbers"))
    return button


def jump_button(picture: Icon, words: str, key: str, parent: QWidget) -> Button:
    """To another error, by mouse or by a key of the whole page."""
    button = Button(parent=parent)
    button.setIcon(icon(picture))
    button.setToolTip(words)
    button.setAccessibleName(words)
    QShortcut(QKeySequence(key), parent, button.clicked.emit)
    return button
