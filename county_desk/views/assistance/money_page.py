"""Shared parts of the pages of projects, funds and payments: a form and a button for each command."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from county_desk.models.case import Case
from county_desk.models.project import Fund, FundShare, Payment, Project
from county_desk.text import N_, _
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import NavRow
from county_desk.views.part_page import PartPage
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.record_card import Act
from county_desk.workflow.command import Command

MONEY = NavRow("money", N_("Projects and funds"), Icon.APPLICATION)
PARTS: Mapping[str, str] = {
    "projects": N_("Projects"),
    "funds": N_("Funds"),
    "payments": N_("Payments"),
}


class MoneyPage(PartPage, RegisterPage):
    """A page around one list of the money of assistance."""

    nav: ClassVar = MONEY
    siblings: ClassVar = PARTS
    siblings_title: ClassVar = N_("Parts of projects and funds")
    watches: ClassVar = frozenset({Project, Fund, FundShare, Payment, Case})

    def ask(self, command: type[Command], values: Mapping[str, object], **fixed: Any) -> None:
        """Open the form of a command in the pane."""
        days = {name: self.desk.today for name in command.asks() if name.endswith("_on")}
        given = {"year": self.desk.today.year, **days, **values}
        asked = {name: value for name, value in given.items() if name in command.asks()}
        panel = CommandPanel(self, command, values=asked, **fixed)
        self.take(panel.opened_by("ask_again", command, list(values.items()), list(fixed.items())))

    def ask_again(
        self,
        command: type[Command],
        values: Sequence[tuple[str, object]],
        fixed: Sequence[tuple[str, object]],
    ) -> None:
        """Open the form of a command with values and fixed fields as pairs."""
        self.ask(command, dict(values), **dict(fixed))

    def add_button(self, words: str, command: type[Command]) -> None:
        """Put the button that makes a new record above the list."""
        button = PrimaryButton(words, self)
        may = self.permit(button, command.permission)
        button.clicked.connect(lambda _checked: self.ask(command, {}))
        self.header.addWidget(button)
        nothing = _("Nothing is on record yet.")
        self.list.nothing = (nothing, words, lambda: self.ask(command, {})) if may else (nothing, "", None)

    def act(self, words: str, command: type[Command], **fixed: Any) -> Act:
        """The button that opens the form of an act on a record."""
        button = Button(words, self)
        self.permit(button, command.permission)
        return button, lambda: self.ask(command, {}, **fixed)
