"""The history: who did what and when, what it changed, and the proof that nothing was falsified."""

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.tables.history import EVENTS_LISTING
from county_desk.tables.told_acts import ToldAct, told_act
from county_desk.text import N_, _, _n
from county_desk.views.jobs import Jobs
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import LOOK_UP
from county_desk.views.register.act_card import ActCard
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.workflow.audit import Proof, verify

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class HistoryPage(RegisterPage):
    """Every act, newest first; nothing on this page can be changed."""

    key: ClassVar = "history"
    title: ClassVar = N_("History")
    icon: ClassVar = Icon.HISTORY
    group: ClassVar = LOOK_UP
    listing = EVENTS_LISTING
    filters: ClassVar = ("actor", "command")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.verify_button = PrimaryButton(_("Verify the whole history"), self)
        self.header.addStretch()
        self.header.addWidget(self.verify_button)
        self.verify_button.clicked.connect(self.verify)

    def verify(self) -> None:
        """Recompute every seal and compare every record with its history, off the window."""
        desk = self.desk
        self.verify_button.setEnabled(False)
        self.jobs.start(
            lambda _progress: desk.read(verify),
            then=self._proved,
            otherwise=self._failed,
            name=_("Verify the whole history"),
        )

    def _proved(self, proof: Proof) -> None:
        self.verify_button.setEnabled(True)
        self.clear_notes()
        if proof.ok:
            words = _n(
                "{count} event; the chain is whole, and every record is what the history says. Head: {head}",
                "{count} events; the chain is whole, and every record is what the history says. Head: {head}",
                proof.events,
            )
            self.show_note(Banner("ok", words.format(count=proof.events, head=proof.head[:32]), self))
            return
        first = "\n".join((*proof.chain, *proof.replay)[:8])
        words = _("The history does not hold. Keep this file as it is and tell the administrator:\n{first}")
        self.show_note(Banner("bad", words.format(first=first), self))

    def _failed(self, error: Exception) -> None:
        self.verify_button.setEnabled(True)
        self.show_error(error)

    def show_row(self, row: Any) -> QWidget | None:
        """The act in words, and old and new values."""
        card = ActCard(row, self)
        desk = self.desk

        def show(act: ToldAct | None) -> None:
            if act is not None:
                card.show_act(act)

        self.look(lambda: desk.read(told_act, row.id), show, "event")
        return card
