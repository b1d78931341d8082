"""Lists the files that were taken in with the notes on their rows, and undoes a batch."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.intake.taking_in.confirming import ConfirmOpening
from county_desk.intake.taking_in.take_in import UndoBatch, batch_blockers
from county_desk.tables.batch_report import batch_report
from county_desk.tables.office import BATCHES_LISTING, BatchRow
from county_desk.text import _
from county_desk.views.importing.batch_card import BatchCard, BatchLook
from county_desk.views.lists.list_view import ListView
from county_desk.views.page import Page
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.opening_box import look_at_opening
from county_desk.views.widgets.pane import Pane


class BatchesPanel(QWidget):
    """The list of batches, and beside it the report of the current one."""

    told = Signal(str, str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.list = ListView(page, BATCHES_LISTING, filters=("place", "year", "taken_by"))
        self.list.nothing = (_("No workbook was taken in yet."), "", None)
        self.pane = Pane(self)
        self.card: BatchCard | None = None
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.addWidget(self.list)
        self.split.addWidget(self.pane)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.split)
        self.setFocusProxy(self.list)
        self.list.told.connect(self.told)
        self.list.table.chosen.connect(self._choose)
        self.pane.released.connect(self._released)

    def refresh(self) -> None:
        """Look again."""
        self.list.refresh()

    def _released(self) -> None:
        """A form is gone: the pane shows the current batch again."""
        self._choose(self.list.table.current())
        self.list.table.setFocus()

    def _choose(self, row: BatchRow | None) -> None:
        if self.pane.stays(row.id if row else 0):
            return
        if row is None:
            self.card = None
            self.pane.show_widget(None)
            return
        desk, number = self.page.desk, row.id

        def work() -> BatchLook | None:
            report = desk.read(batch_report, number)
            if report is None:
                return None
            problems = desk.problems(UndoBatch(batch=number))
            trouble = "\n".join(problems.values())
            rest = desk.read(batch_blockers, number) if trouble else ()
            opening = look_at_opening(desk, number) if row.opening else None
            return BatchLook(row, report, trouble, rest, opening)

        self.page.look(work, self._show, "batch")

    def _show(self, look: BatchLook | None) -> None:
        if not isValid(self) or look is None or self.pane.stays(look.row.id):
            return
        self.card = BatchCard(self.page, look)
        self.card.undoing.connect(lambda: self.undo(look.row))
        self.card.confirming.connect(lambda: self.confirm(look.row))
        self.pane.show_widget(self.card)

    def undo(self, row: BatchRow) -> None:
        """Show the form that undoes a batch."""
        panel = CommandPanel(self.page, UndoBatch, batch=row.id)
        self.pane.take(panel.opened_by("batches.undo", row), row.id)

    def confirm(self, row: BatchRow) -> None:
        """Show the form that confirms an opening balance."""
        panel = CommandPanel(self.page, ConfirmOpening, batches=(row.id,))
        self.pane.take(panel.opened_by("batches.confirm", row), row.id)
