"""The frame of each page of the administration: its forms, and the acts that wait."""

from collections.abc import Sequence
from typing import Any, ClassVar

from county_desk.tables.proposals import ProposedAct, proposed_acts
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.command import Command

type Form = CommandPanel[Any]


class AdministrationPart(Page):
    """One part of the administration. Over it stand its acts that wait for a second person."""

    proposes: ClassVar[tuple[type[Command], ...]] = ()  # the acts of this part that need a second person
    _waiting_note: Banner | None = None

    def renew(self) -> None:
        """Look again, also for the acts that wait."""
        super().renew()
        names = [act.__name__ for act in self.proposes]
        if names:
            self.look(lambda: self.desk.read(proposed_acts, names), self._show_waiting, "proposals")

    def _show_waiting(self, waiting: Sequence[ProposedAct]) -> None:
        if self._waiting_note is not None:
            self._waiting_note.hide()
            self._waiting_note.deleteLater()
        self._waiting_note = self.waiting_note(waiting) if waiting else None
        if self._waiting_note is not None:
            self.body.insertWidget(0, self._waiting_note)

    def waiting_note(self, waiting: Sequence[ProposedAct]) -> Banner:
        """Acts that wait for a second person, and the way to put them in force."""
        words = _("{name} proposed this, and it waits for another person. Once in force: {summary}")
        first = {each.proposal: each for each in reversed(waiting)}
        lines = [words.format(name=each.proposer, summary=each.summary) for each in first.values()]
        note = Banner("info", "\n".join(reversed(lines)), self)
        note.offer(_("To put in force"), lambda: self.go.emit("proposals", waiting[0].proposal))
        return note
