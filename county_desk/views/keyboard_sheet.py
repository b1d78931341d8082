"""The keyboard sheet: every key with a meaning, in one place."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from county_desk.text import N_, _
from county_desk.views.actions import ACTS
from county_desk.views.navigation import NavRow, row_keys
from county_desk.views.top_bar import MENU_KEY
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import heading, in_column
from county_desk.views.widgets.style import em

IN_THE_BAR = ((MENU_KEY, N_("Menu")), ("Alt+Left", N_("Back")), ("Alt+Right", N_("Forward")))
IN_LISTS = (
    ("Ctrl+F", N_("Find in this list")),
    ("Ctrl+Shift+L", N_("Filter row on or off")),
    ("Alt+Down", N_("Menu of the column: sort, filter, freeze")),
    ("Ctrl+G", N_("Go to a row")),
    ("F8", N_("Show or hide the reading pane")),
    ("F11", N_("Highlight the row and the column")),
    ("Ctrl+N", N_("Record something new")),
    ("Ctrl+V", N_("Paste…")),
    ("F2", N_("Type into the cell")),
    ("Ctrl+D", N_("Fill down")),
    ("Ctrl+Return", N_("Save the typed cells")),
    ("F12", N_("Export or print…")),
    ("Ctrl+P", N_("Export or print…")),
    ("F7", N_("Places of the county")),
    ("Ctrl+Del", N_("Throw it away")),
    ("Ctrl+C", N_("Copy")),
    ("Ctrl+Shift+C", N_("Copy with headers")),
    ("Ctrl+A", N_("Select everything the filter shows")),
)
IN_FORMS = (
    ("Return", N_("Next field")),
    ("Shift+Return", N_("Field before")),
    ("Ctrl+Return", N_("Do what the form is for")),
    ("F9", N_("Copy the details of an error")),
)
IN_REVIEWS = (
    ("Alt+Up", N_("The case before")),
    ("Alt+Down", N_("The next case")),
)
IN_IMPORTS = (
    ("F2", N_("Correct the cell")),
    ("F8", N_("Next cell with an error")),
    ("Shift+F8", N_("Cell with an error before")),
    ("F4", N_("The same correction for all cells alike")),
    ("Ctrl+Z", N_("Take the last correction back")),
    ("Ctrl+Return", N_("Take the chosen files in")),
)


class KeyboardSheet(QDialog):
    """A dialog with all keys."""

    def __init__(self, rows: Sequence[NavRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard"))
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        everywhere = [*IN_THE_BAR, *((act.keys, act.text) for act in ACTS if act.keys)]
        turning = [(row_keys(place), row.title) for place, row in enumerate(rows)]
        for title, lines in (
            (N_("Everywhere"), everywhere),
            (N_("Pages"), turning),
            (N_("In lists"), IN_LISTS),
            (N_("In forms"), IN_FORMS),
            (N_("In a review"), IN_REVIEWS),
            (N_("In an import"), IN_IMPORTS),
        ):
            box.addWidget(heading(_(title), holder))
            form = QFormLayout()
            form.setHorizontalSpacing(em(1.5))
            for keys, words in lines:
                native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
                form.addRow(QLabel(f"<b>{native}</b>", holder), QLabel(_(words), holder))
            box.addLayout(form)
        scroll = QScrollArea(self)
        scroll.setWidget(holder)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Keyboard"))
        close = Button(_("Close"), self, self.accept)
        in_column(scroll, close, on=self)
        self.resize(em(34), em(28))
