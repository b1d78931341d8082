"""The common part of the pages of the county's exit and of the period of grace."""

from collections.abc import Mapping
from typing import ClassVar

from county_desk.models.case import Case
from county_desk.models.county_exit import CountyRecord, EvaluationResult
from county_desk.models.exit import Exit
from county_desk.models.household import Household
from county_desk.models.village import VillageRecord
from county_desk.text import N_
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import NavRow
from county_desk.views.part_page import PartPage
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.workflow.command import Command

COUNTY = NavRow("county", N_("County and grace"), Icon.EXIT)
PARTS: Mapping[str, str] = {"county_exit": N_("Exit of the county"), "grace": N_("Period of grace")}


class CountyPart(PartPage, RegisterPage):
    """A page around one list of the county's exit or of those in grace."""

    nav: ClassVar = COUNTY
    siblings: ClassVar = PARTS
    siblings_title: ClassVar = N_("Parts of the county’s exit")
    watches: ClassVar = frozenset({Case, CountyRecord, EvaluationResult, Exit, Household, VillageRecord})

    def ask(self, command: type[Command], result: int = 0) -> None:
        """Open the form of a command in the pane, perhaps on a result of an evaluation.

        The year is the one at work.
        """
        values = {"year": self.year}
        if result:
            panel = CommandPanel(self, command, values=values, result=result)
        else:
            panel = CommandPanel(self, command, values=values)
        self.take(panel.opened_by("ask", command, result))

    def button(self, words: str, command: type[Command]) -> Button:
        """The button above the list that opens the form of a command."""
        button = Button(words, self)
        self.permit(button, command.permission)
        button.clicked.connect(lambda _checked: self.ask(command))
        self.header.addWidget(button)
        return button
