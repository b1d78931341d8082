"""Workbooks in and out: importing what the villages send, returns and lists going upward, and the batches."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from county_desk.text import N_, _
from county_desk.views.importing.batches_panel import BatchesPanel
from county_desk.views.importing.import_panel import ImportPanel
from county_desk.views.importing.import_words import unsaved_words
from county_desk.views.importing.positions import Carried
from county_desk.views.page import Page
from county_desk.views.returns.returns_panel import ReturnsPanel
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.focus import is_losing_focus, put_in_order
from county_desk.workflow.command import Command

IMPORT, RETURNS, BATCHES, OPENING = "import", "returns", "batches", "opening"
TABS = ((IMPORT, N_("Import")), (RETURNS, N_("Returns and lists")), (BATCHES, N_("Batches")))


class ReturnsPage(Page):
    """Three tabs: files that come in, returns that go up, and the batches so far."""

    key: ClassVar = "returns"
    synonyms: ClassVar = N_("import export upload workbook file excel report monthly batches")
    acts_about: ClassVar = ("return", "batch", "closed_year", "layout")

    def _build(self) -> None:
        super()._build()
        self.tabs = CountTabs([(key, _(title)) for key, title in TABS], parent=self)
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.imports = ImportPanel(self)
        self.returns = ReturnsPanel(self)
        self.batches = BatchesPanel(self)
        self.stack = QStackedWidget(self)
        for panel in (self.imports, self.returns, self.batches):
            self.stack.addWidget(panel)
        self.header.addWidget(self.tabs, 1)
        self.body.addWidget(self.stack, 1)
        self.tabs.picked.connect(lambda _key: self._change_tab())
        self.imports.batches.connect(self._show_batches)
        self.imports.told.connect(self.tell)
        self.returns.told.connect(self.tell)
        self.batches.told.connect(self.tell)

    def turn_year(self) -> None:
        """The figures that come in are of another year."""
        self.imports.turn_year()

    def refresh(self) -> None:
        """Look again at the tab that is shown."""
        self.shown.refresh()

    @property
    def shown(self) -> ImportPanel | ReturnsPanel | BatchesPanel:
        """The panel of the tab."""
        panels: dict[str, ImportPanel | ReturnsPanel | BatchesPanel] = {
            IMPORT: self.imports,
            RETURNS: self.returns,
            BATCHES: self.batches,
        }
        return panels[self.tabs.key]

    def open_files(self, paths: list[Path]) -> None:
        """Read workbooks, as when they are dropped on the page."""
        self.tabs.choose(IMPORT)
        self.imports.read(paths)

    def show_subject(self, subject: object) -> None:
        """Show a tab by its key, or the import of an opening balance."""
        self.tabs.choose(IMPORT if subject == OPENING else str(subject))
        if subject == OPENING:
            self.imports.importing.turn_opening(True)

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Show the tab where an act is done."""
        self.tabs.choose(BATCHES if "batch" in command.act.about else RETURNS)

    def show_part(self, part: str) -> None:
        """Choose the tab of a part."""
        if part in dict(TABS):
            self.tabs.choose(part)

    def parts(self) -> list[QWidget]:
        """The tabs, then what stands under the one that is chosen."""
        match self.tabs.key:
            case "import":
                files, view = self.imports.files, self.imports.view
                return [self.tabs, *((files, view.part) if files.isVisible() else (self.imports,))]
            case "returns":
                return [self.tabs, self.returns.list.table, self.returns.pane]
        return [self.tabs, self.batches.list.table, self.batches.pane]

    def home(self) -> QWidget:
        """The sheet or the list of files; the list of the other tabs."""
        match self.tabs.key:
            case "import":
                return self.imports.home()
            case "returns":
                return self.returns.list.table
        return self.batches.list.table

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks in the order on the screen."""
        if not (self.isVisible() and is_losing_focus(self)):
            put_in_order(self)
        return super().focusNextPrevChild(forward)

    def fit(self, band: Band) -> None:
        """Settle into another size of the window."""
        super().fit(band)
        self.heading.setVisible(not band.short)
        home = self.header if band.short else self.imports.box
        home.insertWidget(0 if home is self.imports.box else self.header.count(), self.imports.tools)
        self.imports.fit(band)
        self._show_tools()

    def carried(self) -> Carried | None:
        """The files that were brought."""
        return self.imports.carried()

    def take_over(self, carried: Carried) -> None:
        """Show the files that were brought before the window was built anew."""
        self.imports.take_over(carried)
        self._show_tools()

    def unsaved(self) -> str:
        """The corrections that would be lost."""
        return self.imports.unsaved()

    @classmethod
    def unsaved_of(cls, carried: Carried) -> str:
        """The same, of files that wait for the page to be made."""
        return unsaved_words(carried.state.rows)

    def remembered(self) -> dict[str, str]:
        """The tab that was shown."""
        return {"tab": self.tabs.key}

    def recall(self, kept: Mapping[str, str]) -> None:
        """Show the tab of last time."""
        if (key := kept.get("tab")) in dict(TABS):
            self.tabs.choose(str(key))

    def _show_batches(self) -> None:
        """To the list of batches; the button that leads there is out of sight by then."""
        self.tabs.choose(BATCHES)
        self.home().setFocus()

    def _change_tab(self) -> None:
        self.clear_notes()
        self.stack.setCurrentWidget(self.shown)
        self._show_tools()
        self.refresh()

    def _show_tools(self) -> None:
        """The buttons of the import stand beside the tabs on a short window, while they are of use."""
        self.imports.tools.setVisible(self.shown is self.imports and self.imports.working)
