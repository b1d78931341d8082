"""Words across a page: a state with its actions, an error with its details, a place with nothing in it."""

import traceback
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QWidget

from county_desk.rules.policy_file import WrongFile
from county_desk.storage.engine import NotARegister
from county_desk.text import _, _n
from county_desk.trouble import why_stopped
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, Card
from county_desk.views.widgets.parts import STRETCH, in_column, in_row
from county_desk.views.widgets.style import em, sized, tones
from county_desk.workflow.command import Refused

MOST = 5  # lines of a banner until somebody asks for all of them
TALL = 12  # em of a banner that shows all its lines; more are scrolled
INFORMING = ("ok", "info", "neutral")  # tones of what is only told; what is wrong stays while it is


class Banner(Card):
    """A state of this page: a sentence, links and buttons, with a bar of its tone at the left.

    `chosen(link)` is emitted when a link is followed, and `closed()` when the person closes the banner.
    """

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, tone: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = tone
        self._closing: Button | None = None
        self.words = QLabel(text, self, wordWrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.words.setAccessibleName(text)
        self.words.linkActivated.connect(self.chosen)
        self.box = in_row((self.words, 1), on=self, margins=(0.9, 0.5, 0.6, 0.5))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """As high as the words are at this width; the hint of Qt for wider words would cut them."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def offer(self, text: str, act: Callable[[], object]) -> Button:
        """Add a button; the one that closes stays the last."""
        button = Button(text, self, act)
        place = self.box.count() if self._closing is None else self.box.indexOf(self._closing)
        self.box.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignTop)
        return button

    def let_close(self) -> None:
        """Add a button that takes it away."""
        button = self.offer("", self._close)
        button.setIcon(icon(Icon.CLOSE))
        button.setToolTip(_("Close this note"))
        button.setAccessibleName(_("Close this note"))
        self._closing = button

    def _close(self) -> None:
        self.hide()
        self.deleteLater()
        self.closed.emit()

    def colours(self) -> tuple[str, str]:
        """The tint and the colour of its tone."""
        theme = tones(self)
        return getattr(theme, f"{self.tone}_tint"), getattr(theme, self.tone)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card with a bar, so that the tone does not depend on colour alone."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 2, em(0.35), self.height() - 4), QColor(self.colours()[1]))
        painter.end()


class FoldedBanner(Banner):
    """Many lines, each once; only the first are visible, since a page has to keep room for its work.

    A button unfolds all of them and folds them again; `turned(open)` is emitted then.
    """

    turned = Signal(bool)

    def __init__(self, tone: str, words: str, parent: QWidget, most: int = MOST) -> None:
        self.lines = list(dict.fromkeys(words.splitlines()))
        self._first = self.lines if len(self.lines) <= most else self.lines[: max(most - 1, 0)]
        super().__init__(tone, "\n".join(self._first), parent)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAccessibleName(words)
        self.open = False
        self._area = QScrollArea(self, widgetResizable=True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setAccessibleName(_("All that there is to say"))
        self._area.hide()
        for part in (self._area, self._area.viewport()):
            part.setAutoFillBackground(False)
        self.box.insertWidget(1, self._area, 1)
        self.turn = self.offer("", lambda: self.unfold(not self.open))
        self.turn.setVisible(len(self._first) < len(self.lines))
        self._label_button()

    def unfold(self, on: bool = True) -> None:
        """Show all lines, or only the first of them."""
        self.open = on
        self.words.setText("\n".join(self.lines if on else self._first))
        self._area.setVisible(on)
        if on:
            self._area.setWidget(self.words)
        else:
            self._area.takeWidget()
            self.box.insertWidget(0, self.words, 1)
        self.words.setAutoFillBackground(False)
        self.words.show()
        self._fit()
        self._label_button()
        self.turned.emit(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its words, up to the height that scrolls."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self._area.viewport().width()
        self._area.setFixedHeight(min(self.words.heightForWidth(width), em(TALL)) if self.open else 0)

    def _label_button(self) -> None:
        more = len(self.lines) - len(self._first)
        words = _n("{count} more…", "{count} more…", more).format(count=f"{more:,}")
        self.turn.setText(_("Fewer") if self.open else words)


def error_banner(error: Exception, parent: QWidget) -> Banner:
    """Return a banner with the error, whether anything was saved, and details to copy (F9)."""
    if isinstance(error, Refused):
        return FoldedBanner("bad", "\n".join(error.problems.values()), parent)
    if isinstance(error, NotARegister | WrongFile):
        return Banner("bad", str(error), parent)
    text = _("Something went wrong here, and nothing was saved: {error}").format(
        error=str(error) or repr(error)
    )
    if isinstance(error, OSError):
        text = why_stopped(error)
    banner = Banner("bad", text, parent)
    details = "".join(traceback.format_exception(error))
    button = banner.offer(_("Copy details (F9)"), lambda: QGuiApplication.clipboard().setText(details))
    QShortcut(QKeySequence("F9"), banner, button.click)
    return banner


class EmptyState(QWidget):
    """A place with nothing in it: a picture, one sentence, one way on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture, self.words = QLabel(self), QLabel(self, wordWrap=True)
        for label in (self.picture, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = Button(parent=self)
        self._act: Callable[[], object] | None = None
        box = in_column(STRETCH, self.picture, self.words, on=self)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        box.addStretch()
        sized(self.words, 1.15, bold=False)
        self.button.clicked.connect(self._press)

    def say(
        self, picture: Icon, text: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence, and a button when there is something to do about it."""
        self.picture.setPixmap(icon(picture).pixmap(em(3)))
        self.words.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._act = act

    def _press(self) -> None:
        if self._act:
            self._act()
