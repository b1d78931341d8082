"""A page that shares its row of the navigation with others: tabs lead from part to part."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.navigation import PAGES
from county_desk.views.page import Page
from county_desk.views.types import Desk
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.form_ways import FormWay
from county_desk.views.widgets.pane import Pane
from county_desk.workflow.command import Change, Command

type Form = CommandPanel[Any]


class PartTabs(CountTabs):
    """The parts by their titles; choosing one leads to its page."""


class PartPage(Page):
    """One part. Its title stands on the tab, so that nothing else has to name it.

    The parts are the pages that stand in the same row of the navigation.
    """

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.part_tabs = PartTabs(self.tabs_of(desk), parent=self)
        self.part_tabs.setAccessibleName(_(self.nav.parts_title))
        self.part_tabs.choose(self.key)
        self.part_tabs.picked.connect(self._go_to_part)
        self.header.addWidget(self.part_tabs, 1)

    @classmethod
    def tabs_of(cls, desk: Desk) -> list[tuple[str, str]]:
        """The keys and titles of the parts that a person may have."""
        parts = (entry for entry in PAGES if entry.row == cls.nav and desk.actor.role.may(entry.needs))
        return [(part.key, _(part.load().title)) for part in parts]

    def fit(self, band: Band) -> None:
        """The tab says what this is."""
        super().fit(band)
        self.heading.hide()

    def open_form(
        self,
        pane: Pane,
        command: type[Command],
        again: FormWay,
        *,
        title: str = "",
        act: str = "",
        values: Mapping[str, object] | None = None,
        then: Callable[[Change], None] | None = None,
        offers: Mapping[str, Sequence[Offer]] | None = None,
        fixed: Mapping[str, Any] | None = None,
    ) -> Form:
        """Open the form of a command in a pane; `again` opens it anew."""
        panel: Form = CommandPanel(
            self,
            command,
            title=title,
            act=act,
            values=values,
            then=then,
            offers=offers,
            **(fixed or {}),
        )
        panel.again = again
        pane.take(panel)
        return panel

    def _go_to_part(self, key: str) -> None:
        """To another part; the tabs of this one stay where they were."""
        with QSignalBlocker(self.part_tabs):
            self.part_tabs.choose(self.key)
        self.go.emit(key, None)
