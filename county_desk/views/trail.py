"""The pages that a person was on in this window, for the ways back and forward."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from county_desk.text import _
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import in_row
from county_desk.views.widgets.style import em

MOST = 50  # pages that are remembered


class Stop(NamedTuple):
    """A page, and the record that it shows; None where the page keeps by itself what it shows."""

    page: str
    subject: object = None


class Trail(QWidget):
    """Two buttons that lead back and forward, as Alt+Left, Alt+Right and the side buttons of a mouse do.

    `show(page, subject)` shows a page again. `here()` gives the present stop, with the tab that was chosen.
    """

    def __init__(
        self, here: Callable[[], Stop | None], show: Callable[[str, object], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._here, self._show = here, show
        self._before: list[Stop] = []
        self._after: list[Stop] = []
        self._walking = False
        self.back = self._button(Icon.BACK, _("Back"), "Alt+Left", self.go_back)
        self.forward = self._button(Icon.FORWARD, _("Forward"), "Alt+Right", self.go_forward)
        in_row(self.back, self.forward, on=self, gap=0, margins=0)
        self._offer()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.connect(self._watch)

    def leave(self, page: str, subject: object) -> None:
        """Remember the page that is shown before another one, or another record, takes its place."""
        here = self._here()
        if self._walking or here is None or (here.page == page and subject in (None, here.subject)):
            return
        self._before = [*self._before, here][-MOST:]
        self._after.clear()
        self._offer()

    def go_back(self) -> None:
        """Show the page before."""
        self._walk(self._before, self._after)

    def go_forward(self) -> None:
        """Show again the page from which the person went back."""
        self._walk(self._after, self._before)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the side buttons of a mouse over the window of this trail."""
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            walk = {
                Qt.MouseButton.BackButton: self.go_back,
                Qt.MouseButton.ForwardButton: self.go_forward,
            }.get(event.button())
            if walk is not None and self.isVisible() and watched is self.window().windowHandle():
                walk()
                return True
        return False

    def _walk(self, source: list[Stop], target: list[Stop]) -> None:
        if not source:
            return
        stop = source.pop()
        if (here := self._here()) is not None:
            target.append(here)
        self._walking = True
        self._show(stop.page, stop.subject)
        self._walking = False
        self._offer()

    def _offer(self) -> None:
        self.back.setEnabled(bool(self._before))
        self.forward.setEnabled(bool(self._after))

    def _watch(self, handle: QWindow | None) -> None:
        """Hear the mouse of the window; a filter over the whole program would see every event there is."""
        if handle is not None and handle is self.window().windowHandle():
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def _button(self, picture: Icon, words: str, keys: str, walk: Callable[[], None]) -> Button:
        button = Button(parent=self)
        button.setIcon(icon(picture))
        button.setAccessibleName(words)
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(_("{act} ({keys})").format(act=words, keys=native))
        button.setFixedSize(em(2.1), em(2.3))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked: walk())
        QShortcut(QKeySequence(keys), self, walk)
        return button
