"""Several selected cases in the pane: what can be done for them together, and which must stay, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.rules.procedures import StepKind
from county_desk.text import _, _n
from county_desk.views.page import Page
from county_desk.views.widgets.action_row import ActionRow
from county_desk.views.widgets.painted import Card
from county_desk.views.widgets.parts import heading, in_column, line
from county_desk.views.widgets.style import em
from county_desk.views.widgets.text_format import titled
from county_desk.workflow.cases.groups import Group, groups
from county_desk.workflow.cases.next_steps import step_commands

NAMED = 8  # cases that stay and are named with their reason


class SelectionView(QWidget):
    """One card for each step that some of the cases wait for.

    `asked(command, rows)` is emitted when the person opens a form, `agreed(group)` to sign several cases.
    """

    asked = Signal(object, object)
    agreed = Signal(object)

    def __init__(self, page: Page, count: int) -> None:
        super().__init__(page)
        self.page = page
        self.acts: list[ActionRow] = []
        self.box = in_column(on=self, gap=0.6, margins=(0, 0, 0, 0.5))
        words = _n("{count} selected", "{count} selected", count).format(count=f"{count:,}")
        self.box.addWidget(heading(words, self, 1.25))

    def load(self, cases: Sequence[int]) -> None:
        """Look up what these cases wait for."""
        desk = self.page.desk
        self.page.look(lambda: groups(desk, cases), self._show, "selection")

    def too_many(self, most: int) -> None:
        """Say that this is more than is done at once."""
        words = _("At most {most} cases are done with at once; select fewer, or narrow the list.")
        self.box.addWidget(line(words.format(most=f"{most:,}"), self))

    def _show(self, found: Sequence[Group]) -> None:
        for group in found:
            self.box.addWidget(self._card(group))
        if not found:
            self.box.addWidget(line(_("Nothing is to be done with these."), self))

    def _card(self, group: Group) -> Card:
        card = Card(self)
        box = QVBoxLayout(card)
        box.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.7))
        box.setSpacing(em(0.4))
        words = _n("{count} case waits for: {step}", "{count} cases wait for: {step}", group.all)
        box.addWidget(heading(words.format(count=group.all, step=group.step.title), card, 1.0))
        act = self._act(group, card)
        self.acts.append(act)
        box.addWidget(act)
        if group.staying:
            count = len(group.staying)
            words = _n("{count} must stay:", "{count} must stay:", count).format(count=count)
            lines = [f"· {titled(row.subject, reason)}" for row, reason in group.staying[:NAMED]]
            if count > NAMED:
                lines.append(_("and {count} more").format(count=count - NAMED))
            box.addWidget(line("\n".join([words, *lines]), card, muted=True))
        return card

    def _act(self, group: Group, card: Card) -> ActionRow:
        command, ready = step_commands()[group.step.kind], group.ready
        if group.step.kind is StepKind.DECISION:
            words = _n("Agree to {count} case…", "Agree to {count} cases…", len(ready))
            act = ActionRow(words.format(count=len(ready)), lambda: self.agreed.emit(group), parent=card)
        else:
            words = _("{command} ({count})").format(command=_(command.act.title), count=len(ready))
            act = ActionRow(words, lambda: self.asked.emit(command, ready), parent=card)
        act.button.setEnabled(bool(ready))
        return act
