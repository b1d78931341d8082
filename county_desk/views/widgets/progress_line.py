"""The progress of a long reading, in numbers, with a way to stop it."""

from time import monotonic

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from county_desk.text import _
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import in_row
from county_desk.views.widgets.style import em

MOMENT = 1_000  # ms in which a click may still have been meant for what was there


class ClickShield(QWidget):
    """Lies unseen over the window in the place of the button, and swallows the clicks meant for it."""

    def __init__(self, button: QWidget) -> None:
        window = button.window()
        super().__init__(window)
        self.setGeometry(button.rect().translated(button.mapTo(window, QPoint(0, 0))))
        self.show()
        self.raise_()
        QTimer.singleShot(MOMENT, self, self.deleteLater)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Swallow the click."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Swallow the second of two clicks, too."""
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Swallow the click of the other button, too."""
        event.accept()


PATIENCE = 300  # ms before it is shown at all


class ProgressLine(QWidget):
    """Hidden until something takes long; emits `stopped()` when the person cancels.

    Its button stands at the left, where banners that come after it have words and no buttons.
    """

    stopped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words, self.bar = QLabel(self), QProgressBar(self, textVisible=False)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar.setFixedHeight(em(0.6))
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = Button(_("Cancel"), self, self.stopped.emit)
        in_row(self.cancel, self.words, (self.bar, 1), on=self, margins=0)
        self._began = monotonic()
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE)
        self._waiting.timeout.connect(self.show)
        self.hide()

    def begin(self, words: str) -> None:
        """Something begins."""
        self.words.setText(words)
        self.bar.setRange(0, 0)
        self._began = monotonic()
        self._waiting.start()

    def move_on(self, done: int, total: int) -> None:
        """So much of it is done."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.setText(_("Checking {done} of {total}").format(done=f"{done:,}", total=f"{total:,}"))

    def pace(self, done: int) -> int:
        """The pace a second since the beginning."""
        return round(done / max(monotonic() - self._began, 0.001))

    def end(self) -> None:
        """It is over, or was stopped."""
        self._waiting.stop()
        if self.cancel.isVisible():
            ClickShield(self.cancel)
        self.hide()
