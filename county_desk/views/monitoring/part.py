"""The frame of each page of monitoring: one row of the navigation, tabs, and buttons that open forms."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.text import N_, _
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import NavRow
from county_desk.views.part_page import PartPage
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.ways import FormWay
from county_desk.workflow.command import Change, Command

MONITORING = NavRow("monitoring", N_("Monitoring"), Icon.SHOW)
PARTS: Mapping[str, str] = {
    "clues": N_("Clues"),
    "signals": N_("Signals"),
    "monitored": N_("Monitored households"),
    "visits": N_("Visits"),
    "signal_rules": N_("Rules of the signals"),
}


class MonitoringPart(PartPage, RegisterPage):
    """One part of monitoring: its list, and beside it the current row with its acts."""

    nav: ClassVar = MONITORING
    siblings: ClassVar = PARTS
    siblings_title: ClassVar = N_("Parts of monitoring")

    def button(
        self, words: str, command: type[Command], ask: Callable[[], object], *, strong: bool = False
    ) -> Button:
        """Return a button that opens the form of a command; without the right it says who may."""
        button = PrimaryButton(words, self) if strong else Button(words, self)
        self.permit(button, command.permission)
        button.clicked.connect(lambda _checked: ask())
        return button

    def ask(
        self,
        command: type[Command],
        values: Mapping[str, object] | None = None,
        **fixed: object,
    ) -> None:
        """Open the form of a command about the current row."""
        asked = {name: value for name, value in (values or {}).items() if name in command.asks()}
        again = FormWay.to("ask_again", command, list(asked.items()), list(fixed.items()))
        offers = self.offers_of(command)

        def then(change: Change) -> None:
            self.done_with(command, change)

        self.open_form(self.pane, command, again, values=asked, then=then, offers=offers, fixed=fixed)

    def ask_again(
        self,
        command: type[Command],
        values: Sequence[tuple[str, object]],
        fixed: Sequence[tuple[str, object]],
    ) -> None:
        """Open the form of a command with values and fixed fields as pairs."""
        self.ask(command, dict(values), **dict(fixed))

    def offers_of(self, command: type[Command]) -> Mapping[str, Sequence[Offer]] | None:
        """Return the choices of fields that the declared lists do not give."""
        return None

    def done_with(self, command: type[Command], change: Change) -> None:
        """Go on after an act."""

    def link(self, words: str, page: str, subject: object) -> QWidget:
        """Return a button that leads to another page."""
        button = Button(words, self)
        button.clicked.connect(lambda _checked: self.go.emit(page, subject))
        return button

    def shown(self, row: object, keys: tuple[str, ...]) -> list[tuple[str, str]]:
        """The columns of a row that say something, as title and words."""
        table = self.listing.table
        found = [(_(table[key].title), table[key].shown(row, masked=True)) for key in keys]
        return [(title, words) for title, words in found if words]
