"""Words across a page: a state with its actions, an error with its details, a place with nothing in it."""

import traceback
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from county_desk.storage.engine import NotARegister
from county_desk.text import _, _n
from county_desk.views.icons import Icon, icon
from county_desk.views.style import em, sized, tones
from county_desk.views.widgets import Button, Card
from county_desk.workflow.command import Refused

MOST = 5  # lines of a banner
TONES = ("bad", "warn", "ok", "info", "neutral")


class Banner(Card):
    """A state of this page: a sentence, links and buttons, with a bar of its tone at the left.

    `chosen(link)` tells which link was followed.
    """

    chosen = Signal(str)

    def __init__(self, tone: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = tone
        self.words = QLabel(text, self, wordWrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.words.setAccessibleName(text)
        self.words.linkActivated.connect(self.chosen)
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(em(0.9), em(0.5), em(0.6), em(0.5))
        self.box.addWidget(self.words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def offer(self, text: str, act: Callable[[], object]) -> Button:
        """Add a button."""
        button = Button(text, self)
        button.clicked.connect(lambda _checked: act())
        self.box.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return button

    def colours(self) -> tuple[str, str]:
        """The tint and the colour of its tone."""
        theme = tones(self)
        return getattr(theme, f"{self.tone}_tint"), getattr(theme, self.tone)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card with a bar, so that the tone is not told by colour alone."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 2, em(0.35), self.height() - 4), QColor(self.colours()[1]))
        painter.end()


def folded(tone: str, words: str, parent: QWidget) -> Banner:
    """A banner with the first lines of many, each once, since a page has to keep room for its work; a
    tooltip has them all.
    """
    lines = list(dict.fromkeys(words.splitlines()))
    shown, more = lines, len(lines) - MOST + 1
    if more > 1:
        shown = [*lines[: MOST - 1], _n("{count} more…", "{count} more…", more).format(count=more)]
    banner = Banner(tone, "\n".join(shown), parent)
    banner.setToolTip(words if more > 1 else "")
    return banner


def error_banner(error: Exception, parent: QWidget) -> Banner:
    """What went wrong, whether anything was saved, and details to copy (F9)."""
    if isinstance(error, Refused):
        return folded("bad", "\n".join(error.problems.values()), parent)
    if isinstance(error, NotARegister):
        return Banner("bad", str(error), parent)
    text = _("Something went wrong here, and nothing was saved: {error}").format(
        error=str(error) or repr(error)
    )
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
        box = QVBoxLayout(self)
        box.addStretch()
        box.addWidget(self.picture)
        box.addWidget(self.words)
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
