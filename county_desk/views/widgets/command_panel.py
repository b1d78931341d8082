"""A command to be filled in and done: its form, what it cannot take back, and its two buttons."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout
from shiboken6 import isValid

from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.drafts import Again
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.form import CommandForm
from county_desk.views.widgets.painted import Button, Card, PrimaryButton
from county_desk.views.widgets.style import em, sized
from county_desk.workflow.command import Change, Command, Refused


class CommandPanel[C: Command](Card):
    """One command on a card. `closed()` tells that it was done or given up.

    `values` fills fields in beforehand; `fixed` are the fields that are not asked. Whoever opens it sets
    `again`, which opens it on another page of the same kind, so that typed text outlives the window.
    """

    closed = Signal()

    def __init__(
        self,
        page: Page,
        command: type[C],
        /,
        *,
        title: str = "",
        then: Callable[[Change], None] | None = None,
        offers: Mapping[str, Sequence[Offer]] | None = None,
        values: Mapping[str, Any] | None = None,
        **fixed: Any,
    ) -> None:
        super().__init__(page)
        self.page, self._then = page, then
        self.name, self.again = title or _(command.title), cast("Again | None", None)
        self.closed.connect(self._give_up)  # first of all who hear of it
        heading = QLabel(self.name, self, wordWrap=True)
        sized(heading, 1.15)
        self.form = CommandForm(command, page.desk, self, offers=offers, **fixed)
        self.form.fill(values or {})
        self.do_button = PrimaryButton(_(command.title), self)
        self.do_button.setToolTip("Ctrl+Enter")
        self.cancel_button = Button(_("Cancel"), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(em(0.9), em(0.7), em(0.9), em(0.7))
        box.setSpacing(em(0.6))
        box.addWidget(heading)
        box.addWidget(self.form)
        if command.final:
            box.addWidget(Banner("warn", _(command.final), self))
        buttons = FlowLayout()
        buttons.addWidget(self.do_button)
        buttons.addWidget(self.cancel_button)
        box.addLayout(buttons)
        self.may = page.permit(self.do_button, command.permission)
        if not self.may:
            box.addWidget(Banner("info", self.do_button.toolTip(), self))
        self.form.submitted.connect(self.do)
        self.do_button.clicked.connect(self.do)
        self.cancel_button.clicked.connect(self.closed)
        page.drafts.attend(self)

    def do(self) -> None:
        """Have it done; a refusal is shown beside the fields that it is about."""
        if not self.do_button.isEnabled():
            return
        try:
            command = self.form.command()
        except Refused as refusal:
            self.form.show_problems(refusal.problems)
            return
        self.do_button.setEnabled(False)
        self.page.drafts.drop(self)  # not to be sent again by a form that is opened while it is under way
        self.page.do(command, then=self._done, refused=self._refused)

    def settle(self) -> None:
        """What was typed was acted on."""
        self.page.drafts.drop(self)
        if isValid(self):
            self.form.settle()

    def _give_up(self) -> None:
        self.page.drafts.give_up(self)
        self.form.settle()

    def _done(self, change: Change) -> None:
        self.settle()
        if self._then:
            self._then(change)
        if isValid(self):
            self.closed.emit()

    def _refused(self, refusal: Refused) -> None:
        if not isValid(self):  # another row was chosen while it was under way
            self.page.show_error(refusal)
            return
        self.do_button.setEnabled(True)
        self.page.drafts.note(self)
        self.form.show_problems(refusal.problems)
