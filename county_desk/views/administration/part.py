"""The frame of each page of the administration: one row of the navigation, and tabs from part to part."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from county_desk.text import N_, _
from county_desk.views.jobs import Jobs
from county_desk.views.page import LOOK_UP, NavRow, Page
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.icons import Icon

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

ADMINISTRATION = NavRow("administration", N_("Administration"), Icon.SETTINGS)
PARTS: Mapping[str, str] = {
    "people": N_("People"),
    "working_days": N_("Working days"),
    "policy_files": N_("Policy files"),
}


class PartTabs(CountTabs):
    """The parts by their titles; choosing one leads to its page."""


class AdministrationPart(Page):
    """One part. Its title stands on the tab, so that nothing else has to name it."""

    nav: ClassVar = ADMINISTRATION
    group: ClassVar = LOOK_UP

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.part_tabs = PartTabs([(key, _(title)) for key, title in PARTS.items()], parent=self)
        self.part_tabs.setAccessibleName(_("Parts of the administration"))
        self.part_tabs.choose(self.key)
        self.part_tabs.picked.connect(self._turn)
        self.header.addWidget(self.part_tabs, 1)

    def fit(self, band: Band) -> None:
        """The tab says what this is."""
        super().fit(band)
        self.heading.hide()

    def _turn(self, key: str) -> None:
        """To another part; the tabs of this one stay where they were."""
        with QSignalBlocker(self.part_tabs):
            self.part_tabs.choose(self.key)
        self.go.emit(key, None)
