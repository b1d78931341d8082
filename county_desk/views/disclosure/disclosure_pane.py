"""The pane beside the disclosures: the current one, or the form or choice that was asked for."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Signal

from county_desk.rules.register_outcomes import HOUSEHOLD, OMITS
from county_desk.tables.cases.disclosures import OBJECTIONS_LISTING
from county_desk.tables.listing import one
from county_desk.views.disclosure.disclosure_card import DisclosureCard
from county_desk.views.disclosure.disclosure_facts import DisclosureFacts, facts_of
from county_desk.views.disclosure.objection_card import settling_panel
from county_desk.views.page import Page
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.form_ways import Gone
from county_desk.views.widgets.pane import Pane
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.command import Command


class DisclosurePane(Pane):
    """Reads and shows the facts of a disclosure, or the form that the person opened.

    `again(cases)` asks for the form that posts a suspended list again.
    """

    again = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.card: DisclosureCard | None = None
        self.number = 0
        self.released.connect(self.show_current)

    def take(self, panel: object, about: object = None) -> None:
        """Show a form, which belongs to the current disclosure."""
        super().take(panel, about or self.number)

    def choose(self, number: int) -> None:
        """Show a disclosure, or with 0 none, unless a form stays."""
        self.number = number
        if not self.stays(number):
            self.show_current()

    def show_current(self) -> None:
        """Show the current disclosure in place of any form."""
        if not self.number:
            self.card = None
            self.show_widget(None)
            return
        desk, number = self.page.desk, self.number
        self.page.look(lambda: facts_of(desk, number), self._show_facts, "disclosure")

    def record_objection(self) -> None:
        """Begin to record an objection to the current disclosure, when that can be done."""
        if self.card and self.panel is None and RecordObjection in self.card.rows:
            self.card.rows[RecordObjection].button.click()

    def _show_facts(self, facts: DisclosureFacts | None) -> None:
        if facts is None or facts.row.id != self.number or self.stays(self.number):
            return
        self.card = DisclosureCard(self.page, facts)
        self.card.asked.connect(self.ask)
        self.show_widget(self.card)

    def ask(self, command: type[Command], subject: Any) -> None:
        """Show the form for an act on a disclosure or on one of its objections."""
        if command is OpenDisclosure:
            self.again.emit([entry.case_id for entry in subject.entries])
            return
        panel = self._form(command, subject)
        number = subject.id if command is SettleObjection else subject.row.id
        self.take(panel.opened_by("pane.ask_again", command, number))

    def ask_again(self, command: type[Command], number: int) -> None:
        """Show the form for an act by the number of its disclosure or objection. Raises `Gone` without it."""
        desk = self.page.desk
        settles = command is SettleObjection
        subject = desk.read(one, OBJECTIONS_LISTING, number) if settles else facts_of(desk, number)
        if subject is None:
            raise Gone
        self.ask(command, subject)

    def _form(self, command: type[Command], subject: Any) -> CommandPanel[Any]:
        if command is SettleObjection:
            return settling_panel(self.page, subject)
        if command is RecordObjection:
            return self._objection(subject)
        last = subject.row.last_day
        values = {"posted_on": min(self.page.desk.today, last), "last_day": last + timedelta(days=1)}
        return CommandPanel(self.page, command, disclosure=subject.row.id, values=values)

    def _objection(self, facts: DisclosureFacts) -> CommandPanel[RecordObjection]:
        listed = [(e.case_id, f"{e.position}. {e.subject}") for e in facts.entries if e.struck_on is None]
        received = min(facts.row.last_day, self.page.desk.today)
        keys = self.page.desk.policy.procedures.keys
        registers = any(facts.row.kind in keys(HOUSEHOLD, outcome) for outcome in OMITS)
        unasked: dict[str, Any] = {} if registers else {"omitted_head": "", "omitted_group": ""}
        return CommandPanel(
            self.page,
            RecordObjection,
            disclosure=facts.row.id,
            offers={"case": listed},
            values={"received_on": received},
            **unasked,
        )
