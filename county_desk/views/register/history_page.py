"""The history: who did what and when, what it changed, and the proof that nothing was falsified."""

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.models.audit import Event
from county_desk.tables.history.act_details import ActDetails, details_of_act
from county_desk.tables.history.acts import EVENTS_LISTING, EventRow
from county_desk.tables.history.acts_about import ABOUT, NamedNumber, named_number
from county_desk.tables.listing import Query, page
from county_desk.text import N_, _, _n
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.register.history_cards import ActCard, StatesPanel
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.workflow.audit import Proof
from county_desk.workflow.command import Change
from county_desk.workflow.verifying import VerifyHistory

MOST = 500  # acts about a record that two states are chosen from


class HistoryPage(RegisterPage):
    """Every act, newest first; nothing on this page can be changed."""

    key: ClassVar = "history"
    synonyms: ClassVar = N_("verify audit log proof")
    listing = EVENTS_LISTING
    filters: ClassVar = ("actor", "command")

    def _build(self) -> None:
        super()._build()
        self.verify_button = PrimaryButton(_("Verify the whole history"), self, self.verify)
        self.states_button = Button(_("Compare two states…"), self, self.compare)
        self.states_button.hide()
        self.header.addStretch()
        self.header.addWidget(self.states_button)
        self.header.addWidget(self.verify_button)
        self.list.told.connect(lambda _left, _right: self._offer_states())

    def verify(self) -> None:
        """Recompute every seal and compare every record with its history, off the window."""
        desk = self.desk
        self.verify_button.setEnabled(False)

        def work(_progress: object) -> tuple[Proof, Change | None]:
            proof = desk.prove()
            return proof, None if desk.barred else desk.do(VerifyHistory())

        name = _("Verify the whole history")
        self.jobs.start(work, then=self._proved, otherwise=self._failed, name=name, writes=True)

    def show_subject(self, subject: Any) -> None:
        """Bring an event into view by its number, or all acts about a record by its table and number."""
        if not isinstance(subject, tuple):
            super().show_subject(subject)
            return
        record, number = subject
        self.look(
            lambda: self.desk.read(named_number, record, number),
            lambda named: self._narrow(record, named),
            "about",
        )

    def compare(self) -> None:
        """Show two states of the record that the list is about side by side."""
        if (about := self._narrowed_record()) is None:
            return
        record, number = about
        desk, listing = self.desk, self.listing

        def show(acts: list[EventRow]) -> None:
            if acts:
                self.take(StatesPanel(self, (record, int(number)), str(number), acts))

        query = Query(where={record: number})
        self.look(lambda: desk.read(page, listing, query, 0, MOST), show, "states of")

    def _narrow(self, record: str, number: NamedNumber) -> None:
        self.list.clear_filters()
        self.list.filters.set_values(record, (number,))

    def _narrowed_record(self) -> tuple[str, NamedNumber] | None:
        """The record that the list is narrowed to; None when it is narrowed to none, or to several."""
        values = self.list.filters.values
        found = [(record, number) for record in ABOUT for number in values.get(record, ())]
        if len(found) != 1 or not isinstance(found[0][1], NamedNumber):
            return None
        return found[0][0], found[0][1]

    def _offer_states(self) -> None:
        self.states_button.setVisible(self._narrowed_record() is not None)

    def _proved(self, found: tuple[Proof, Change | None]) -> None:
        proof, change = found
        if change is not None:
            self.done.emit(replace(change, touched=frozenset({Event})))
        self.verify_button.setEnabled(True)
        self.clear_notes()
        if proof.ok:
            words = _n(
                "{count} event; the chain is whole, and every record is what the history says. Head: {head}",
                "{count} events; the chain is whole, and every record is what the history says. Head: {head}",
                proof.events,
            )
            self.show_note(Banner("ok", words.format(count=proof.events, head=proof.head), self))
            return
        first = "\n".join((*proof.chain, *proof.replay)[:8])
        words = _("The history does not hold. Keep this file as it is and tell the administrator:\n{first}")
        self.show_note(Banner("bad", words.format(first=first), self))

    def _failed(self, error: Exception) -> None:
        self.verify_button.setEnabled(True)
        self.show_error(error)

    def show_row(self, row: Any) -> QWidget | None:
        """The act in words, and old and new values."""
        card = ActCard(self, row)
        desk = self.desk

        def show(act: ActDetails | None) -> None:
            if act is not None:
                card.show_act(act)

        self.look(lambda: desk.read(details_of_act, row.id), show, "event")
        return card
