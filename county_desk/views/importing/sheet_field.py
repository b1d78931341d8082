"""A cell that is being put right: a line over it, which takes what an input method writes."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from county_desk.text import _
from county_desk.views.widgets.painted import LineField
from county_desk.views.widgets.style import em

LEAST = 12  # em, so that a number of 18 digits can be seen
ELSEWHERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class CellField(LineField):
    """Holds the text of one cell. It emits `settled(text)` with a new text, or `left()` without a change.

    Enter settles and Esc leaves, but neither while an input method still composes. Another place in the
    window that takes the focus settles too, as in a workbook; another window does not.
    """

    settled = Signal(str)
    left = Signal()

    def __init__(self, text: str, words: Iterable[str], place: QRect, parent: QWidget) -> None:
        super().__init__(parent)
        self._before, self._over, self._composing = text, False, False
        self.setText(text)
        self.setAccessibleName(_("Text of the cell"))
        if accepted := sorted(words):
            completer = QCompleter(accepted, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)
        high = max(place.height(), self.sizeHint().height())
        self.setGeometry(place.x(), place.center().y() - high // 2, max(place.width(), em(LEAST)), high)
        self.selectAll()
        self.show()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter is of the cell, too: a file would be taken in without what is being typed."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether letters are still in composition."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter settles, Esc leaves."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Escape if self._composing:
                event.accept()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.settle()
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed when the person goes on in this window."""
        super().focusOutEvent(event)
        if event.reason() not in ELSEWHERE:
            self.settle()

    def settle(self) -> None:
        """Give the text, when it is another one."""
        if self._composing:
            QGuiApplication.inputMethod().commit()
        if self._end():
            text = self.text().strip()
            if text == self._before:
                self.left.emit()
            else:
                self.settled.emit(text)

    def leave(self) -> None:
        """Leave the cell as it was."""
        if self._end():
            self.left.emit()

    def _end(self) -> bool:
        """Whether this is the first end; the focus that goes away meanwhile is no second one."""
        first, self._over = not self._over, True
        if first:
            self.hide()
            self.deleteLater()
        return first
