"""A message about the last act, with a way to take it back; it stays while the person looks at it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QLabel, QWidget

from county_desk.text import _
from county_desk.views.widgets.painted import Button, Card
from county_desk.views.widgets.parts import in_row
from county_desk.views.widgets.style import em

SHORT, LONG = 6_000, 10_000  # ms without and with a way on or back
FOOT = 3.4  # em that the buttons at the foot of a page take
BESIDE = 25  # em of a pane at the right; with less beside it, a message stands over the list at the left


class Toast(Card):
    """One at a time, low in its parent, and above the buttons that pages have at their foot."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.words = QLabel(self, wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.lead = Button(parent=self)
        self.undo = Button(_("Undo"), self, lambda: self._press(self._act))
        self._act: Callable[[], object] | None = None
        self._lead: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True)
        in_row((self.words, 1), self.lead, self.undo, on=self, margins=(0.9, 0.5, 0.6, 0.5))
        self.hide()
        parent.installEventFilter(self)
        self._timer.timeout.connect(self._go)
        self.lead.clicked.connect(lambda _checked: self._press(self._lead))

    def say(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        way: str = "",
        lead: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show the act that was done; `undo` takes it back, or leads on under another name in `way`.

        `lead` goes to the record of the act, or to its notice, with the words of that button.
        """
        self.words.setText(text)
        self.undo.setText(way or _("Undo"))
        self._act = undo
        self.undo.setVisible(undo is not None)
        words, self._lead = lead or ("", None)
        self.lead.setText(words)
        self.lead.setVisible(lead is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(LONG if undo or lead else SHORT)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is over it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go some time after the pointer left."""
        self._timer.start(SHORT)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place when the parent changes size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _go(self) -> None:
        """Hide, and let go of the objects that a way back would need."""
        self.hide()
        self._act = self._lead = None

    def _press(self, act: Callable[[], object] | None) -> None:
        self._go()
        if act:
            act()

    def _place(self) -> None:
        parent = self._over
        width = min(em(34), parent.width() - em(2))
        self.setFixedWidth(width)
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.resize(width, height)
        beside = (parent.width() - width) // 2
        left = beside if beside > em(BESIDE) else em(1)
        self.move(left, parent.height() - height - em(FOOT))
