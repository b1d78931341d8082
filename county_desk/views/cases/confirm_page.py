"""The last look before signing: what will be signed, what follows from it, and that it cannot be undone."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout
from shiboken6 import isValid

from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.effect_step import EffectStep
from county_desk.workflow.cases.decision import Decide
from county_desk.workflow.command import Change, Refused
from county_desk.workflow.submission import Submission


class ConfirmPage(EffectStep):
    """Asks for confirmation before signing.

    `signed(change)` is emitted when it is done, `left(refusal)` when it is not. `refusal` is None when the
    person went back.
    """

    signed = Signal(object)
    left = Signal(object)

    def __init__(
        self,
        page: Page,
        command: Decide,
        submission: Submission,
        pairs: Sequence[tuple[str, str]],
        effect: str,
        verb: str,
    ) -> None:
        effects = effect, _("Once signed it cannot be undone, only corrected.")
        super().__init__(effects, page, pairs, _("Check what you sign"), verb)
        self.page, self.command, self.submission = page, command, submission
        row = QHBoxLayout()
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch()
        self.box.addLayout(row)
        self.box.addStretch()
        self.confirmed.connect(self.sign)
        self.back.connect(lambda: self.left.emit(None))

    def sign(self) -> None:
        """Have it done; a refusal leads back to the filled form."""
        self.confirm_button.setEnabled(False)
        self.page.do(self.command, then=self._done, refused=self._refused, submission=self.submission)

    def _done(self, change: Change) -> None:
        if isValid(self):
            self.signed.emit(change)

    def _refused(self, refusal: Refused) -> None:
        if isValid(self):
            self.left.emit(refusal)
        else:
            self.page.show_error(refusal)
