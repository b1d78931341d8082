"""At the right of the matrix: the form that was asked for, while it is open."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from county_desk.views.exits.exit_cases import ExitCases, ExitSubject, village_case
from county_desk.views.page import Page
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.pane import Pane
from county_desk.workflow.registry import RecordYear


class ExitDrawer(Pane):
    """Hidden without a form; one signal brings the outcome of a series."""

    told = Signal(object)  # the outcome of a series

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.hide()
        self.released.connect(self.hide)

    def open_cases(self, rows: Sequence[ExitSubject], year: int) -> None:
        """Show the form that opens these households' exit cases."""
        subjects = [ExitSubject(*row) for row in rows]
        panel = ExitCases(self.page, subjects, year)
        panel.told.connect(self.told)
        self.take(panel.opened_by("drawer.open_cases", subjects, year))

    def file_village(self, row: ExitSubject, year: int) -> None:
        """Ask for a village's application."""
        panel = village_case(self.page, ExitSubject(*row), year)
        self.take(panel.opened_by("drawer.file_village", row, year))

    def record_facts(self, row: ExitSubject, year: int) -> None:
        """Ask for the facts of a household."""
        panel = CommandPanel(self.page, RecordYear, household=row[0], year=year)
        self.take(panel.opened_by("drawer.record_facts", row, year))
