"""The entries of policy that the program only recalls; the county confirms each by its document."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from county_desk.tables.computed import computed
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.policy.unconfirmed import UNCONFIRMED, UnconfirmedRow, unconfirmed
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.administration.administration_part import AdministrationPart
from county_desk.views.widgets.record_card import RowAct, RowOffer
from county_desk.workflow.command import Command
from county_desk.workflow.policy.confirming import ConfirmFigure, WithdrawConfirmation


class ToConfirmPage(AdministrationPart, ActsPage[UnconfirmedRow]):
    """The waiting entries; beside them one entry, and the form that confirms it."""

    key: ClassVar = "to_confirm"
    proposes: ClassVar = (ConfirmFigure, WithdrawConfirmation)
    empty: ClassVar = N_("Nothing waits: every entry of policy in use was read in its source or confirmed.")
    facts: ClassVar = ("figure", "place", "since", "sure", "source", "procedures")

    def _build(self) -> None:
        self.listing = Listing(
            UNCONFIRMED,
            self._rows,
            search=("title", "source", "what"),
            order=("id",),
            named=("title", "place"),
        )
        super()._build()
        back = RowAct(WithdrawConfirmation, words=_("Withdraw a confirmation…"))
        self.header.addWidget(self.act_button(back))

    def acts(self, row: UnconfirmedRow) -> Iterable[RowOffer]:
        """Confirm the entry by its document."""
        title = _("Confirm: {title} {figure}").format(title=row.title, figure=row.figure)
        fixed = {"what": row.what, "since": row.since}
        yield RowAct(ConfirmFigure, fixed=fixed, words=_("Confirm by its document…"), title=title)

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Show the entries; the form that confirms belongs to one of them."""
        if command is WithdrawConfirmation:
            super().begin(command, values)

    def _rows(self) -> Rows:
        """The rows as they are now; read off the window's thread."""
        desk = self.desk
        return computed(UNCONFIRMED, desk.read(unconfirmed, desk.policy, desk.today))
