"""The files that were taken in, what was said of their rows, and taking one out again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.models.user import Permission
from county_desk.tables.batch_report import REPORT, BatchReport, batch_report
from county_desk.tables.office import BATCHES_LISTING, BatchRow
from county_desk.text import _, _n
from county_desk.views.action_row import ActionRow
from county_desk.views.command_panel import CommandPanel
from county_desk.views.list_view import ListView
from county_desk.views.page import Page
from county_desk.views.pane import Pane
from county_desk.views.parts import Pairs, heading, line
from county_desk.views.style import em
from county_desk.views.table_model import TableModel
from county_desk.views.table_view import TableView
from county_desk.views.widgets import Card
from county_desk.workflow.intake import UndoBatch
from county_desk.workflow.rights import refusal


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
        self.panel: CommandPanel[UndoBatch] | None = None
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

    def refresh(self) -> None:
        """Look again."""
        self.list.refresh()

    def _choose(self, row: BatchRow | None) -> None:
        if row is None:
            self.card = None
            self.pane.show_widget(None)
            return
        desk, number = self.page.desk, row.id

        def work() -> tuple[BatchReport | None, str]:
            problems = desk.problems(UndoBatch(batch=number))
            return desk.read(batch_report, number), "\n".join(problems.values())

        self.page.look(work, lambda answer: self._show(row, *answer), "batch")

    def _show(self, row: BatchRow, report: BatchReport | None, trouble: str) -> None:
        if not isValid(self) or report is None:
            return
        self.card = BatchCard(self.page, row, report, trouble)
        self.card.undoing.connect(lambda: self._undo(row))
        self.pane.show_widget(self.card)

    def _undo(self, row: BatchRow) -> None:
        title = _("Undo batch {number}: {file}").format(number=row.id, file=row.file_name)
        self.panel = CommandPanel(self.page, UndoBatch, title=title, batch=row.id)
        self.panel.closed.connect(lambda: self._choose(self.list.table.current()))
        self.pane.show_widget(self.panel)
        self.panel.form.focus_on("")


class BatchCard(Card):
    """One batch: its file, its figures, what was said of its rows, and whether it can be undone."""

    undoing = Signal()

    def __init__(self, page: Page, row: BatchRow, report: BatchReport, trouble: str) -> None:
        super().__init__(page)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        trouble = refusal(page.desk.actor, Permission.IMPORT) or trouble
        self.undo = ActionRow(_("Undo this batch…"), self.undoing.emit, trouble, parent=self)
        box = QVBoxLayout(self)
        box.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.7))
        box.setSpacing(em(0.5))
        box.addWidget(heading(row.file_name, self))
        box.addWidget(Pairs(_facts(row, report), self))
        box.addWidget(self.undo)
        if not report.lines:
            box.addWidget(line(_("Nothing was said of any row."), self, muted=True))
            box.addStretch()
            return
        count = len(report.lines)
        words = _n("{count} remark", "{count} remarks", count).format(count=f"{count:,}")
        box.addWidget(heading(words, self, 1.0))
        model = TableModel(REPORT, self)
        self.table = TableView(model, parent=self)
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(model.columnCount() - 1, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(em(12))
        self.words = line("", self)
        self.table.chosen.connect(lambda said: self.words.setText(said.message if said else ""))
        model.show_rows(report.lines)
        self.table.setCurrentIndex(model.index(0, 0))
        box.addWidget(self.table, 1)
        box.addWidget(self.words)


def _facts(row: BatchRow, report: BatchReport) -> list[tuple[str, str]]:
    counts = report.counts
    went = counts.get("accept", 0) + counts.get("accept_warn", 0)
    rows = _("{went} went in, {wrong} with errors, {asked} to check, {same} unchanged").format(
        went=went,
        wrong=counts.get("reject_row", 0),
        asked=counts.get("ask", 0),
        same=counts.get("unchanged", 0),
    )
    made = _("{households} households new, {cases} cases opened").format(
        households=report.households, cases=report.cases
    )
    facts = [
        (_("Batch"), str(row.id)),
        (_("Village"), row.place),
        (_("Year"), str(row.year)),
        (_("Rows"), rows),
        (_("Made"), made),
        (_("Digest of the file"), report.digest[:16] + "…"),
    ]
    if row.undone_on is not None:
        facts.append((_("Undone on"), row.undone_on.isoformat()))
    return facts
