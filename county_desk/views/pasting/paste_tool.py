"""The tool of a list that takes pasted rows, with its key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from county_desk.text import _
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.pasting.paste_dialog import PastePlace, open_paste
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button


def offer_paste(page: RegisterPage, place: Callable[[], PastePlace]) -> Button:
    """Let rows be pasted into the list of a page, by a button over it and by Ctrl+V."""
    button = page.list.bar.offer(_("Paste…"), Icon.IMPORT)
    button.setToolTip(_("Paste rows copied from a spreadsheet (Ctrl+V)"))
    button.clicked.connect(lambda _checked: open_paste(page, place()))
    key = QShortcut(QKeySequence("Ctrl+V"), page.list.table, context=Qt.ShortcutContext.WidgetShortcut)
    key.activated.connect(lambda: open_paste(page, place()))
    return button
