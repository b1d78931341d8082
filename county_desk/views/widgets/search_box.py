"""A search box that reads the letters still in composition: `lxy` finds her with the input method on."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from county_desk.text import _
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import LineField

QUIET = 60  # ms without a key before the search begins


def composed_text(line: QLineEdit, composing: str) -> str:
    """The words of a line with the letters in composition where the cursor is; `l'x'y` is lxy."""
    at, letters = line.cursorPosition(), "".join(c for c in composing if c.isalnum())
    return (line.text()[:at] + letters + line.text()[at:]).strip()


class SearchBox(LineField):
    """A line that emits `wanted(text)` after the typing, or at once on Enter; Esc clears it."""

    wanted = Signal(str)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = ""
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        glass = self.addAction(icon(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)
        glass.triggered.connect(lambda _checked: self._search())
        for button in self.findChildren(QToolButton):
            front = button.defaultAction() in self.actions()
            button.setAccessibleName(_("Search now") if front else _("Clear the search"))
        self.setToolTip(_("What is being typed is searched for too, before a word is chosen"))
        self.textChanged.connect(self._quiet.start)
        self._quiet.timeout.connect(self._search)
        self.returnPressed.connect(self._search)

    def sought(self) -> str:
        """The words, with the letters in composition where the cursor is."""
        return composed_text(self, self._composing)

    def empty(self) -> None:
        """Take the words away without a search; the caller looks again by itself."""
        self.clear()
        self._quiet.stop()

    def _search(self) -> None:
        self._quiet.stop()
        self.wanted.emit(self.sought())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Listen to the letters before they are words."""
        super().inputMethodEvent(event)
        self._composing = event.preeditString()
        self._quiet.start()
