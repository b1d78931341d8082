"""At the right of the matrix: the form that was asked for, while it is open."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from county_desk.text import _
from county_desk.views.exits.exit_cases import ExitCases, village_case
from county_desk.views.exits.matrix_rows import MatrixRow
from county_desk.views.page import Page
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.pane import Pane
from county_desk.workflow.registry import RecordYear


class ExitDrawer(Pane):
    """Hidden without a form. `released()` tells that it closed, `told(told)` what became of a series."""

    released = Signal()
    told = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.panel: CommandPanel[Any] | None = None
        self.hide()

    def open_cases(self, rows: Sequence[MatrixRow], year: int) -> None:
        """Ask for what opening these households' exit cases needs."""
        panel = ExitCases(self.page, rows, year)
        panel.told.connect(self.told)
        self._take(panel)

    def file_village(self, row: MatrixRow, year: int) -> None:
        """Ask for a village's application."""
        self._take(village_case(self.page, row, year))

    def record_facts(self, row: MatrixRow, year: int) -> None:
        """Ask for the facts of a household."""
        title = _("Facts of {subject}, {year}").format(subject=row.subject, year=year)
        self._take(CommandPanel(self.page, RecordYear, title=title, household=row.id, year=year))

    def _take(self, panel: CommandPanel[Any]) -> None:
        self.panel = panel
        panel.closed.connect(self._release)
        self.show_widget(panel)
        self.show()
        panel.form.focus_on("")

    def _release(self) -> None:
        self.panel = None
        self.hide()
        self.released.emit()
