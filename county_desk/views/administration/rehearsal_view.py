"""One rehearsal of a rule in a window: who would turn, the counts, and the ways onto paper."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from county_desk.fields import Day, Invalid, Table, Text
from county_desk.progress import Progress
from county_desk.reports.lists.form import ListForm
from county_desk.rules.rehearsal_words import summary
from county_desk.rules.rehearsed import RehearsedKind
from county_desk.tables.policy.rehearsed_rows import (
    TURNED,
    TURNED_COUNTS,
    NamedRehearsal,
    TurnedRow,
)
from county_desk.text import _, _n, current
from county_desk.views.administration.administration_part import Form
from county_desk.views.lists.table_model import TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.page import Page
from county_desk.views.printing import print_document
from county_desk.views.types import Document
from county_desk.views.widgets.banner import Banner, error_banner
from county_desk.views.widgets.day_editor import DayEditor
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.file_dialogs import Purpose, save_file
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.line_editor import LineEditor
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, bare, divided, drop_all, heading, in_row, line
from county_desk.views.widgets.progress_line import ProgressLine
from county_desk.views.widgets.saving import save
from county_desk.views.widgets.style import em
from county_desk.workflow.command import Command, Refused
from county_desk.workflow.policy.own_figures import SetParameter
from county_desk.workflow.policy.what_if import rehearsal_of, what_if

PAGES = {  # where records are read
    RehearsedKind.HOUSEHOLD: "household",
    RehearsedKind.CASE: "case",
    RehearsedKind.DECIDED: "case",
    RehearsedKind.MEASURE: "measures",
}
COUNTED = ("year", "township", "cause", "count", "before", "after")


class RehearsalView(QWidget):
    """The change, the summary, the counts and every name; it can be printed and saved."""

    def __init__(self, found: NamedRehearsal, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self.found, self.page = found, page
        box = bare(QVBoxLayout(self), 0.5)
        box.addWidget(heading(found.about, self))
        for words in summary(found.rehearsal):
            box.addWidget(line(words, self))
        self.counts = _table(TURNED_COUNTS.only(*COUNTED), found.counts, self)
        words = _n("{count} record would turn", "{count} records would turn", len(found.rows))
        box.addWidget(line(words.format(count=f"{len(found.rows):,}"), self, muted=True))
        self.names = _table(TURNED, found.rows, self)
        self.names.opened.connect(self.open_record)
        parts = divided(self, self.counts, self.names, shares=(0, 1))
        parts.setVisible(bool(found.rows or found.counts))
        box.addWidget(parts, 1)
        pdf = Button(_("Save as PDF…"), self, lambda: self.save(ListForm.PDF))
        workbook = Button(_("Save as a workbook…"), self, lambda: self.save(ListForm.XLSX))
        box.addLayout(FlowLayout(Button(_("Print…"), self, self.print), pdf, workbook))

    def open_record(self, row: TurnedRow) -> None:
        """Go to the household, case or measure of a row, on its page."""
        if page := PAGES.get(row.kind):
            self.page.go.emit(page, row.record)

    def print(self) -> None:
        """Print the paper in the language of the window."""
        found, language = self.found, current()

        def lay_out(_progress: Progress) -> Document:
            from county_desk.reports.rehearsal_papers import rehearsal_document

            return rehearsal_document(found, language)

        print_document(self.page, lay_out)

    def save(self, form: ListForm) -> None:
        """Ask where to, and save the paper or the workbook."""
        from county_desk.sheets.writing.saving import safe_name

        proposed = safe_name("_".join((_("Rehearsal of a rule"), self.found.about)), f".{form}")
        kinds = f"{_(form.label)} (*.{form})"
        if path := save_file(self.page, Purpose.LIST, _("Save the rehearsal"), proposed, kinds):
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the file; the old one stays when that fails."""
        found = self.found

        def work(progress: Progress) -> None:
            from county_desk.reports.rehearsal_papers import write_rehearsal

            write_rehearsal(path, found, progress)

        save(self.page, work, path, _("Writing the rehearsal"))


def _table[R](table: Table[R], rows: Iterable[R], parent: QWidget) -> TableView:
    """A table of rows that are all at hand; it sorts them itself."""
    model = TableModel(table)
    model.show_rows(rows)
    view = TableView(model, parent)
    model.setParent(view)
    view.setMinimumWidth(em(24))
    return view


class RehearsalDialog(Dialog):
    """Rehearses an act with progress, or shows the rehearsal of a proposal; `view` shows the result.

    A figure can be tried with other values and days, and each act on the records of a past day.
    """

    def __init__(self, page: Page, command: Command | None, proposal: int = 0) -> None:
        super().__init__(_("Who would turn"), page)
        self.page, self.command, self.proposal = page, command, proposal
        self.view: RehearsalView | None = None
        self._job = 0
        box = QVBoxLayout(self)
        self.value, self.since, self.as_of = self._fields(box)
        self.progress = ProgressLine(self)
        self.progress.stopped.connect(self._stop)
        box.addWidget(self.progress)
        self.notes, self.holder = QVBoxLayout(), QVBoxLayout()
        box.addLayout(self.notes)
        box.addLayout(self.holder, 1)
        close = Button(_("Close"), self, self.reject)
        box.addLayout(in_row(STRETCH, close))
        self.resize(em(70), em(44))
        self.finished.connect(lambda _result: self.page.jobs.forget(self._job))

    def _fields(self, box: QVBoxLayout) -> tuple[LineEditor | None, DayEditor | None, DayEditor | None]:
        """The fields of a rehearsal that is only a question; none for a proposal."""
        if self.command is None:
            return None, None, None
        row, value, since = QHBoxLayout(), None, None
        today = self.page.desk.today
        if isinstance(self.command, SetParameter):
            value, since = LineEditor(Text(), self), DayEditor(Day(), today, self)
            value.setText(self.command.value)
            since.set_value(self.command.since)
            self._add_field(row, _("Value"), value)
            self._add_field(row, _("In force from"), since)
        as_of = DayEditor(Day(), today, self)
        as_of.line.setPlaceholderText(_("today"))
        self._add_field(row, _("By the records of"), as_of)
        self.start_button = PrimaryButton(_("Rehearse"), self, self.start)
        self.start_button.setDefault(True)
        row.addWidget(self.start_button)
        box.addLayout(row)
        return value, since, as_of

    def _add_field(self, row: QHBoxLayout, words: str, field: QWidget) -> None:
        label = QLabel(words, self)
        label.setBuddy(field)
        row.addWidget(label)
        row.addWidget(field, 1)

    def start(self) -> None:
        """Rehearse off the window's thread, as the fields are filled in."""
        try:
            work = self._work()
        except Invalid as error:
            self._fail(Refused({"": str(error)}))
            return
        self.page.jobs.forget(self._job)
        drop_all(self.notes)
        self.progress.begin(_("Rehearsing…"))
        self._job = self.page.jobs.start(
            work,
            then=self._show,
            otherwise=self._fail,
            progressed=self.progress.move_on,
            stopped=self._stop,
        )

    def _work(self) -> Callable[[Progress], NamedRehearsal | None]:
        desk, command, proposal = self.page.desk, self.command, self.proposal
        if command is None:
            return lambda _progress: rehearsal_of(desk, proposal)
        act = command
        if isinstance(command, SetParameter) and self.value and self.since:
            since = self.since.value() or desk.today
            act = replace(command, value=self.value.text().strip(), since=since)
        day = self.as_of.value() if self.as_of else None
        past = day if day and day < desk.today else None
        return lambda progress: what_if(desk, act, progress, past)

    def _show(self, found: NamedRehearsal | None) -> None:
        self.progress.end()
        drop_all(self.holder)
        if found is None:
            self.notes.addWidget(Banner("info", _("No rehearsal was saved with this proposal."), self))
            return
        self.view = RehearsalView(found, self.page, self)
        self.holder.addWidget(self.view)

    def _fail(self, error: Exception) -> None:
        self.progress.end()
        drop_all(self.notes)
        self.notes.addWidget(error_banner(error, self))

    def _stop(self) -> None:
        """Stop the rehearsal under way; the result before stays."""
        self.page.jobs.forget(self._job)
        self.progress.end()


def ask_what_if(page: Page, command: Command) -> RehearsalDialog:
    """Open the dialog that rehearses an act without proposing it; a figure asks for its value first."""
    dialog = RehearsalDialog(page, command)
    dialog.show()
    if not isinstance(command, SetParameter) or command.value:
        dialog.start()
    elif dialog.value:
        dialog.value.setFocus()
    return dialog


def offer_what_if(panel: Form, command: Callable[[], Command]) -> Button:
    """Add a button to the form of a rule act that rehearses it as filled in; nothing is proposed."""
    button = Button(_("What if…"), panel, lambda: ask_what_if(panel.page, command()))
    panel.foot.addWidget(button)
    return button


def show_rehearsal(page: Page, proposal: int) -> RehearsalDialog:
    """Open the rehearsal that was saved with a proposal."""
    dialog = RehearsalDialog(page, None, proposal)
    dialog.show()
    dialog.start()
    return dialog
