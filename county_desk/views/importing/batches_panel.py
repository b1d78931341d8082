"""Lists the files that were taken in, shows a batch with the notes on its rows, and undoes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.intake.taking_in.blockers import Blocker
from county_desk.intake.taking_in.originals import hand_out
from county_desk.intake.taking_in.undo_batch import UndoBatch, batch_blockers
from county_desk.models.user import Permission
from county_desk.progress import Progress
from county_desk.sheets.writing.saving import CannotWrite, whole
from county_desk.tables.batch_report import REPORT, BatchReport, batch_report
from county_desk.tables.office import BATCHES_LISTING, BatchRow
from county_desk.text import _, _n
from county_desk.views.lists.list_view import ListView
from county_desk.views.lists.table_model import TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.page import Page
from county_desk.views.widgets.action_row import ActionRow
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.file_dialogs import Purpose, save_file
from county_desk.views.widgets.opening_box import OpeningBox, OpeningLook, look_at_opening
from county_desk.views.widgets.painted import Card
from county_desk.views.widgets.pane import Pane
from county_desk.views.widgets.parts import Pairs, bare, divided, heading, line
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.views.widgets.saving import save
from county_desk.views.widgets.style import em
from county_desk.workflow.openings import ConfirmOpening
from county_desk.workflow.rights import refusal


@dataclass(frozen=True)
class BatchLook:
    """A batch as shown: its report, the reasons against undoing it, and the acts that rest on it.

    `opening` are its counts where it is an opening balance.
    """

    row: BatchRow
    report: BatchReport
    trouble: str
    blockers: Sequence[Blocker]
    opening: OpeningLook | None = None


class BatchCard(Card):
    """Shows a batch. `undoing()` and `confirming()` ask for the forms that take it out and confirm it."""

    undoing = Signal()
    confirming = Signal()

    def __init__(self, page: Page, look: BatchLook) -> None:
        super().__init__(page)
        self.page, self.look = page, look
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        may = refusal(page.desk.actor, Permission.IMPORT)
        trouble = may or (_blocked(look.blockers) if look.blockers else look.trouble)
        self.undo = ActionRow(_("Undo this batch…"), self.undoing.emit, trouble, parent=self)
        gone = "" if look.report.kept else _("The file was taken in before files were kept.")
        gone = gone or refusal(page.desk.actor, BATCHES_LISTING.reveals)
        self.original = ActionRow(_("Save the file as it was delivered…"), self._ask, gone, parent=self)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.7))
        box.setSpacing(em(0.5))
        box.addWidget(heading(look.row.file_name, self))
        box.addWidget(Pairs(_facts(look.row, look.report), self))
        if look.opening is not None:
            self.opening = OpeningBox(look.opening, self.confirming.emit, self)
            box.addWidget(self.opening)
        box.addWidget(self.undo)
        self._show_blockers(look.blockers)
        box.addWidget(self.original)
        self._show_fixes(look.report)
        self._show_lines(look.report)

    def save_to(self, path: Path, purpose: str) -> None:
        """Write the file as it was delivered to a path; the purpose is recorded first."""
        desk, number = self.page.desk, self.look.row.id

        def write(_progress: Progress) -> None:
            found = hand_out(desk, number, purpose)
            if found is None:
                raise CannotWrite(_("The file was taken in before files were kept."))
            with whole(path) as file:
                file.write(found.content)

        save(self.page, write, path, _("Saving {name}").format(name=path.name))

    def _ask(self) -> None:
        dialog = PurposeDialog(_("File with full numbers"), self, saved=True)
        dialog.given.connect(self._save)
        dialog.open()

    def _save(self, purpose: str) -> None:
        title = _("Save the file as it was delivered")
        if path := save_file(self, Purpose.DELIVERED, title, self.look.row.file_name):
            self.save_to(path, purpose)

    def _show_blockers(self, blockers: Sequence[Blocker]) -> None:
        if not blockers:
            return
        titles = (_("Who"), _("Rows"), _("What was done since"), _("By"), _("On"))
        self.blockers = FactsTable(titles, self, _("What rests on this batch"))
        self.blockers.show_rows(
            [
                (
                    f"{each.subject} {each.number}".strip(),
                    each.rows or "—",
                    each.act or _("changed since"),
                    each.by or "—",
                    each.on.isoformat() if each.on else "—",
                )
                for each in blockers
            ]
        )
        self._box.addWidget(self.blockers)

    def _show_fixes(self, report: BatchReport) -> None:
        if not report.fixes:
            return
        count = len(report.fixes)
        words = _n("{count} cell corrected by the county", "{count} cells corrected by the county", count)
        words = words.format(count=f"{count:,}")
        self._box.addWidget(heading(words, self, 1.0))
        table = FactsTable((_("Cell"), _("Column"), _("Sender"), _("County")), self, words)
        table.show_rows(
            [(f"{fix.sheet} {fix.cell}", fix.title, fix.was or "—", fix.text or "—") for fix in report.fixes]
        )
        self._box.addWidget(table)

    def _show_lines(self, report: BatchReport) -> None:
        if not report.lines:
            self._box.addWidget(line(_("Nothing was said of any row."), self, muted=True))
            self._box.addStretch()
            return
        count = len(report.lines)
        words = _n("{count} remark", "{count} remarks", count).format(count=f"{count:,}")
        self._box.addWidget(heading(words, self, 1.0))
        model = TableModel(REPORT, self)
        self.table = TableView(model, parent=self)
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(model.columnCount() - 1, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(em(12))
        self.words = line("", self)
        self.table.chosen.connect(lambda said: self.words.setText(said.message if said else ""))
        model.show_rows(report.lines)
        self.table.setCurrentIndex(model.index(0, 0))
        self._box.addWidget(self.table, 1)
        self._box.addWidget(self.words)


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
        self.split = divided(self, self.list, self.pane, shares=(3, 2))
        box = bare(QVBoxLayout(self))
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


def _blocked(blockers: Sequence[Blocker]) -> str:
    count = len(blockers)
    words = _n("{count} household rests on it:", "{count} households rest on it:", count)
    return words.format(count=f"{count:,}")


def _facts(row: BatchRow, report: BatchReport) -> list[tuple[str, str]]:
    counts = report.counts
    went = counts.get("accept", 0) + counts.get("accept_warn", 0)
    rows = _("{went} went in, {wrong} with errors, {asked} to check, {same} unchanged").format(
        went=f"{went:,}",
        wrong=f"{counts.get('reject_row', 0):,}",
        asked=f"{counts.get('ask', 0):,}",
        same=f"{counts.get('unchanged', 0):,}",
    )
    facts = [
        (_("Batch"), str(row.id)),
        (_("Village"), row.place or _("several villages, or none")),
        (_("Year"), str(row.year)),
        (_("Rows"), rows),
        (_("Made"), _made_words(report)),
        (_("Digest of the file"), report.digest[:16] + "…"),
    ]
    if row.undone_on is not None:
        facts.append((_("Undone on"), row.undone_on.isoformat()))
    return facts


def _made_words(report: BatchReport) -> str:
    """The records that the batch made, in words."""
    parts = []
    if report.households or report.cases or not report.others:
        words = _("{households} households new, {cases} cases opened")
        parts.append(words.format(households=f"{report.households:,}", cases=f"{report.cases:,}"))
    if report.others:
        words = _n("{count} other record new", "{count} other records new", report.others)
        parts.append(words.format(count=f"{report.others:,}"))
    return _(", ").join(parts)
