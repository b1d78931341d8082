"""The last look before signing: what will be signed, what follows from it, and that it cannot be undone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button, Card, PrimaryButton
from county_desk.views.widgets.parts import Pairs, bare, heading, line
from county_desk.views.widgets.style import em, tones
from county_desk.views.widgets.text_format import titled
from county_desk.workflow.cases.decision import Decide
from county_desk.workflow.command import Change, Refused
from county_desk.workflow.submission import Submission


class Summary(Card):
    """The acts to sign; it has the focus first, so that a key pressed too often signs nothing."""

    def __init__(self, pairs: Sequence[tuple[str, str]], effect: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        said = [titled(title, value) for title, value in pairs]
        self.setAccessibleName(_("; ").join([*said, effect]))
        box = QVBoxLayout(self)
        box.setContentsMargins(em(1), em(0.8), em(1), em(0.8))
        box.setSpacing(em(0.6))
        box.addWidget(Pairs(pairs, self))
        box.addWidget(line(effect, self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, with a ring while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tones(self).accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
            painter.end()


class ConfirmPage(QWidget):
    """Asks for confirmation before signing.

    `signed(change)` is emitted when it is done, `back(refusal)` when it is not. `refusal` is None when the
    person went back.
    """

    signed = Signal(object)
    back = Signal(object)

    def __init__(
        self,
        page: Page,
        command: Decide,
        submission: Submission,
        pairs: Sequence[tuple[str, str]],
        effect: str,
        verb: str,
    ) -> None:
        super().__init__(page)
        self.page, self.command, self.submission = page, command, submission
        self.summary = Summary(pairs, effect, self)
        self.sign_button, self.back_button = PrimaryButton(verb, self), Button(_("Go &back"), self)
        box = bare(QVBoxLayout(self), 0.7)
        box.addWidget(heading(_("Check what you sign"), self, 1.25))
        box.addWidget(self.summary)
        box.addWidget(Banner("warn", _("Once signed it cannot be undone, only corrected."), self))
        buttons = QHBoxLayout()
        buttons.addWidget(self.sign_button)
        buttons.addWidget(self.back_button)
        buttons.addStretch()
        box.addLayout(buttons)
        box.addStretch()
        self.sign_button.clicked.connect(self.sign)
        self.back_button.clicked.connect(lambda _checked: self.back.emit(None))

    def sign(self) -> None:
        """Have it done; a refusal leads back to the filled form."""
        self.sign_button.setEnabled(False)
        self.page.do(self.command, then=self._done, refused=self._refused, submission=self.submission)

    def _done(self, change: Change) -> None:
        if isValid(self):
            self.signed.emit(change)

    def _refused(self, refusal: Refused) -> None:
        if isValid(self):
            self.back.emit(refusal)
        else:
            self.page.show_error(refusal)
