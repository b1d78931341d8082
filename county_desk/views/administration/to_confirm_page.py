"""The entries of policy that the program only recalls; the county confirms each by its document."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from county_desk.models.confirmation import PolicyConfirmation
from county_desk.models.policy_text import OwnPolicyFile
from county_desk.models.register import OwnParameter
from county_desk.tables.computed import computed
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.policy.unconfirmed import UNCONFIRMED, UnconfirmedRow, unconfirmed
from county_desk.text import N_, _
from county_desk.views.administration.administration_part import AdministrationPart
from county_desk.views.jobs import Jobs
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.types import Desk
from county_desk.views.widgets.form_ways import FormWay, Gone
from county_desk.views.widgets.parts import Pairs, bare, heading
from county_desk.workflow.command import Command
from county_desk.workflow.policy.confirming import ConfirmFigure, WithdrawConfirmation

FACTS = ("figure", "place", "since", "sure", "source", "procedures")


class ToConfirmPage(AdministrationPart, RegisterPage):
    """The waiting entries; beside them one entry, and the form that confirms it."""

    key: ClassVar = "to_confirm"
    watches: ClassVar = frozenset({PolicyConfirmation, OwnParameter, OwnPolicyFile})
    proposes: ClassVar = (ConfirmFigure, WithdrawConfirmation)
    empty: ClassVar = N_("Nothing waits: every entry of policy in use was read in its source or confirmed.")

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        self.listing = Listing(
            UNCONFIRMED,
            self._rows,
            search=("title", "source", "what"),
            order=("id",),
            named=("title", "place"),
        )
        super().__init__(desk, jobs, parent)
        back = _("Withdraw a confirmation…")
        self.header.addWidget(self.button(back, WithdrawConfirmation.permission, self.withdraw))

    def show_row(self, row: UnconfirmedRow) -> QWidget:
        """One entry with its source, and the act."""
        holder = QWidget(self)
        box = bare(QVBoxLayout(holder), 0.5)
        box.addWidget(heading(row.title, holder))
        shown = [(_(UNCONFIRMED[key].title), UNCONFIRMED[key].shown(row)) for key in FACTS]
        box.addWidget(Pairs([(title, words) for title, words in shown if words], holder))
        words = _("Confirm by its document…")
        box.addWidget(self.button(words, ConfirmFigure.permission, lambda: self.confirm(row), strong=True))
        return holder

    def actions_for(self, menu: QMenu, row: UnconfirmedRow) -> None:
        """The administrator confirms from the menu, too."""
        if row is not None and self.desk.actor.may(ConfirmFigure.permission):
            menu.addAction(_("Confirm by its document…"), lambda: self.confirm(row))

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Show the entries; the form that confirms belongs to one of them."""
        if command is WithdrawConfirmation:
            self.withdraw()

    def confirm(self, row: UnconfirmedRow) -> None:
        """Open the form that confirms an entry."""
        fixed = {"what": row.what, "since": row.since}
        title = _("Confirm: {title} {figure}").format(title=row.title, figure=row.figure)
        again = FormWay.to("confirm_named", row.what, row.since)
        self.open_form(self.pane, ConfirmFigure, again, title=title, fixed=fixed)

    def withdraw(self) -> None:
        """Open the form that takes a confirmation back by the name of the entry."""
        self.open_form(self.pane, WithdrawConfirmation, FormWay.to("withdraw"))

    def confirm_named(self, what: str, since: date) -> None:
        """Open the form that confirms an entry. Raises `Gone` when the entry is already settled."""
        rows = self.desk.read(unconfirmed, self.desk.policy, self.desk.today)
        row = next((each for each in rows if (each.what, each.since) == (what, since)), None)
        if row is None:
            raise Gone
        self.confirm(row)

    def _rows(self) -> Rows:
        """The rows as they are now; read off the window's thread."""
        desk = self.desk
        return computed(UNCONFIRMED, desk.read(unconfirmed, desk.policy, desk.today))
