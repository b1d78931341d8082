"""Shows one file: its rows with their errors, and the questions about it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from county_desk.models.user import Permission
from county_desk.shapes import Shape
from county_desk.text import _, _n
from county_desk.views.importing.columns_panel import ColumnsPanel
from county_desk.views.importing.conflicts_panel import ConflictsPanel
from county_desk.views.importing.file_head import FileHead
from county_desk.views.importing.file_look import FileLook
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_words import effect_words, lists_words, standing_words, township_words
from county_desk.views.importing.importing import Importing
from county_desk.views.importing.list_bar import ListBars
from county_desk.views.importing.positions import FilePosition
from county_desk.views.importing.questions_box import QuestionsButton
from county_desk.views.importing.sheet_view import SheetView
from county_desk.views.page import Page
from county_desk.views.widgets.banner import EmptyState
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.focus import within
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import bare, drop_all, laid_out_once, line
from county_desk.views.widgets.style import em

LOW = 26  # em of height below which the rows, or the choices of columns, need the room of all else


class FileView(QWidget):
    """Shows one file: its rows, and the questions about its columns, its facts and the whole of it."""

    def __init__(self, page: Page, importing: Importing) -> None:
        super().__init__(page)
        self.page, self.importing = page, importing
        self.sheets = SheetView(importing, self)
        self.questions = QuestionsButton(importing, self)
        self.more = Button(parent=self)
        self.more.setToolTip(_("What there is to say of the whole file"))
        self.columns = ColumnsPanel(page, importing)
        self.conflicts = ConflictsPanel(page, importing)
        self.match, self.rule = Button(parent=self), Button(parent=self)
        for tool in (self.more, self.match, self.rule, self.questions):
            self.sheets.add_tool(tool)
        self.unread = EmptyState(self)
        self.head, self.lists = FileHead(page, importing), ListBars(page, importing)
        self._shown: FileLook | None = None
        self._short = self._low = False
        self._lay_out()
        self.match.clicked.connect(lambda _checked: self._show_step(self.columns))
        self.rule.clicked.connect(lambda _checked: self._show_step(self.conflicts))
        for panel in (self.columns, self.conflicts):
            panel.closed.connect(lambda: self._show_step(self.sheets))
        self.head.turned.connect(self._turn_remarks)
        self.more.clicked.connect(lambda _checked: self._show_everything())

    @property
    def look(self) -> FileLook | None:
        """The file that is shown, made ready."""
        return self.importing.state.look

    @property
    def row(self) -> FileRow | None:
        """The file that is shown."""
        return self.importing.state.row

    def show_look(self, look: FileLook | None) -> None:
        """Show a file, or nothing; all is laid out once, and not anew for each part that comes or goes."""
        if look is self._shown:
            return
        before, self._shown = self._shown, look
        with laid_out_once(self, self.sheets, self.head):
            self._show(look, other=before is None or look is None or look.row.path != before.row.path)

    def _show(self, look: FileLook | None, *, other: bool) -> None:
        if other:
            self.sheets.settle()
        self.head.everything = self.head.everything and not other
        self._show_remarks()
        self._show_chips(look)
        self.lists.show_lists(look.row if look else None, look.lists if look else ())
        if look is None:
            return
        row = look.row
        if not row.arrival.delivery.read:
            words = "\n".join(each.message for each in row.arrival.delivery.problems)
            self.unread.say(Icon.ERROR, f"{row.name}\n{words}")
            self._step(self.unread)
        else:
            self.sheets.show_look(look)
            self._show_steps(look, other=other)

    def position(self) -> FilePosition | None:
        """The person's place in the file; None while none is shown."""
        if self.look is None:
            return None
        step, sheet = self._stack.currentIndex(), self.sheets.position() if self.look.sheets else None
        return FilePosition(step, sheet, self.columns.told(), self.head.everything)

    def return_to(self, at: FilePosition) -> None:
        """Look at the shown file as another view did."""
        if at.everything:
            self._show_everything()
        self.columns.recall(at.told)
        if at.sheet is not None:
            self._step(self._stack.widget(at.step) or self.sheets)
            self.sheets.return_to(at.sheet)

    def _show_steps(self, look: FileLook, *, other: bool) -> None:
        """Show the rows, or first the questions about columns; both are in reach while needed."""
        asked, row = len(look.columns), look.row
        words = _n("{count} column…", "{count} columns…", asked)
        self.match.setText(words.format(count=asked) if asked else _("Columns as told…"))
        self.match.setToolTip(_("Columns that are not understood; one answer serves the whole county"))
        self.match.setVisible(bool(asked or look.settled))
        clashes = len(row.arrival.conflicts) if row.state is not FileState.TAKEN else 0
        words = _n("{count} conflict…", "{count} conflicts…", clashes)
        self.rule.setText(words.format(count=f"{clashes:,}"))
        self.rule.setToolTip(_("Facts that the county put right itself, and that the file has otherwise"))
        self.rule.setVisible(bool(clashes))
        self.columns.show_columns((*look.columns, *look.settled), same=not other)
        self.conflicts.show_conflicts(row.arrival.conflicts, row.answers)
        shown = self._stack.currentWidget()
        awaited = any(column.awaited for column in look.columns)
        if asked and ((other and awaited) or shown is self.columns):
            self._step(self.columns)
        elif not (clashes and shown is self.conflicts and not other):
            self._step(self.sheets)

    def _show_step(self, panel: QWidget) -> None:
        """Show another step of the file, and go to it."""
        self._step(panel)
        (self.part if self.part is not self else panel).setFocus()

    def _step(self, step: QWidget) -> None:
        """Show a step; the focus stays in the file where it was in the step before."""
        other, focused = step is not self._stack.currentWidget(), within(self._stack)
        self._stack.setCurrentWidget(step)
        if other and focused and self.part is not self:
            self.part.setFocus()

    @property
    def part(self) -> QWidget:
        """The part that takes the focus: rows, or questions about columns or facts."""
        shown = self._stack.currentWidget()
        if shown is self.conflicts:
            return self.conflicts.table
        if shown is self.columns:
            return self.columns.first
        return self.sheets.table if shown is self.sheets else self

    def fit(self, *, short: bool) -> None:
        """Leave out on a short window what the list of files says too."""
        self._short = short
        self.sheets.fit(short=short)
        self._show_head()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether there is room enough, once all around this is laid out."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fold_remarks)

    def _fold_remarks(self) -> None:
        """Fold what concerns the whole file while there is little room for its rows."""
        if (low := self.height() < em(LOW)) != self._low:
            self._low = low
            self._show_head()

    @property
    def _folded(self) -> bool:
        return self._short or self._low

    def _show_head(self) -> None:
        self._show_remarks()
        self._show_chips(self.look)

    def _show_remarks(self) -> None:
        """Show the remarks about the whole file, or a button for them where there is little room."""
        self.head.show_look(self.look, fold=self._folded)
        many = self.head.many
        self.more.setText(_n("{count} remark", "{count} remarks", many).format(count=f"{many:,}"))
        self.more.setVisible(bool(many) and self.head.remarks is None)

    def _show_everything(self) -> None:
        self.head.everything = True
        self._show_remarks()
        if self.head.remarks is not None:
            self.head.remarks.turn.setFocus()

    def _turn_remarks(self) -> None:
        """Remarks were folded where there is no room even for the first of them."""
        self.more.setVisible(bool(self.head.many) and self._folded and not self.head.everything)
        if not self.more.isHidden() and self.head.remarks is not None:
            self._show_remarks()
            self.more.setFocus()

    def _show_chips(self, look: FileLook | None) -> None:
        drop_all(self._chips)
        if look is None or not look.row.arrival.delivery.read:
            return
        row = look.row
        self.questions.show_questions(look.asked)
        self.page.permit(self.questions, Permission.IMPORT)
        for shape, words, count in _counts(row):
            if count and not self._folded:
                self._chips.addWidget(Chip(shape, words.format(count=f"{count:,}"), self))
        if not self._folded:
            self._say_what_it_is(look)

    def _say_what_it_is(self, look: FileLook) -> None:
        """Show the lists of the file and the effect of taking it in, beside its counts."""
        delivery = look.row.arrival.delivery
        effect = standing_words(look.opening) if look.opening else effect_words(delivery)
        if words := _(" · ").join(filter(None, (lists_words(delivery), effect))):
            said = line(words, self, muted=True)
            said.setToolTip(township_words(look.opening))
            self._chips.addWidget(said, 1)
        elif self._chips.count():
            self._chips.addStretch(1)

    def _lay_out(self) -> None:
        self._chips = QHBoxLayout()
        self._chips.setSpacing(em(0.4))
        self._stack = QStackedWidget(self)
        for widget in (self.sheets, self.unread, self.columns, self.conflicts):
            self._stack.addWidget(widget)
        box = bare(QVBoxLayout(self), 0.4)
        box.addWidget(self.lists)
        box.addWidget(self.head)
        box.addLayout(self._chips)
        box.addWidget(self._stack, 1)


def _counts(row: FileRow) -> list[tuple[Shape, str, int]]:
    corrected = len(row.fixes)
    ready = _n("{count} row ready", "{count} rows ready", row.ready)
    if row.state is FileState.TAKEN:
        ready = _n("{count} row taken in", "{count} rows taken in", row.ready)
    return [
        (Shape.FINE, ready, row.ready),
        (Shape.MUST, _n("{count} row with errors", "{count} rows with errors", row.wrong), row.wrong),
        (Shape.WATCH, _n("{count} row to check", "{count} rows to check", row.asked), row.asked),
        (Shape.NONE, _n("{count} row waits along", "{count} rows wait along", row.waiting), row.waiting),
        (Shape.NONE, _n("{count} row unchanged", "{count} rows unchanged", row.unchanged), row.unchanged),
        (Shape.UNDERWAY, _n("{count} cell corrected", "{count} cells corrected", corrected), corrected),
    ]
