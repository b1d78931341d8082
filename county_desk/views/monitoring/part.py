"""The frame of each page of monitoring: one row of the navigation, tabs, and buttons that open forms."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.text import N_, _
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import NavRow
from county_desk.views.part_page import PartPage
from county_desk.views.widgets.drafts import Again
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.workflow.command import Change, Command

MONITORING = NavRow("monitoring", N_("Monitoring"), Icon.SHOW)
PARTS: Mapping[str, str] = {
    "clues": N_("Clues"),
    "monitored": N_("Monitored households"),
    "measures": N_("Measures"),
    "visits": N_("Visits"),
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
        offers: Mapping[str, Sequence[Offer]] | None = None,
        then: Callable[[Change], None] | None = None,
        **fixed: object,
    ) -> None:
        """Open the form of a command about the current row."""
        again: Again = lambda page: page.ask(command, values, offers, then, **fixed)  # noqa: E731
        asked = {name: value for name, value in (values or {}).items() if name in command.asks()}
        self.open_form(self.pane, command, again, values=asked, then=then, offers=offers, fixed=fixed)

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
