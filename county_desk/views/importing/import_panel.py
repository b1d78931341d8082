"""Workbooks on their way in: brought, read, looked through row by row, sent back or taken in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from county_desk.models.user import Permission
from county_desk.text import current
from county_desk.views.importing.file_sources import (
    DropArea,
    ImportTools,
    ask_files,
    ask_folder,
    dropped_paths,
)
from county_desk.views.importing.file_view import FileView
from county_desk.views.importing.files_table import FilesTable, ImportSplit
from county_desk.views.importing.import_bar import ImportBar
from county_desk.views.importing.import_files import FileRow
from county_desk.views.importing.import_notes import JobLine, OutcomeBanner
from county_desk.views.importing.import_words import keys_words, put_away_words, status_words, unsaved_words
from county_desk.views.importing.importing import Importing
from county_desk.views.importing.positions import Carried
from county_desk.views.jobs import TURN
from county_desk.views.page import Page
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.focus import within
from county_desk.views.widgets.parts import bare, laid_out_once
from county_desk.workflow.rights import refusal


class ImportPanel(QWidget):
    """The files and the current one; nothing is written before a person clicks a button for it.

    It shows the state of `importing` and keeps none of its own. `batches()` is emitted to show the list of
    batches.
    """

    batches = Signal()
    told = Signal(str, str)  # words at the left and the right of the status bar

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.setAcceptDrops(True)
        self._narrow, self._language = False, current()
        self._at_file = False  # whether the focus was in the file before the window was built anew
        self.importing = importing = Importing(page.desk, page.jobs, page.look, self)
        self.files = FilesTable(self)
        self.view = FileView(page, importing)
        self.bar = ImportBar(page, importing)
        self.reading_line = JobLine(importing.reader.job, self)
        self.taking_line = JobLine(importing.taking, self)
        self.outcome = OutcomeBanner(page, importing)
        self.tools = ImportTools(self)
        self._weighing = QTimer(self, singleShot=True, interval=TURN)
        self._lay_out()
        self._wire()
        self._get_ready()

    def read(self, given: Sequence[Path]) -> None:
        """Read files, and those of folders; they are listed as they are read."""
        self.page.clear_notes()
        self.importing.read(given, opening=self.bar.opening.isChecked())

    def turn_year(self) -> None:
        """Follow the year at work."""
        self.importing.turn_year(self.page.year)

    def refresh(self) -> None:
        """Read the county's settings and the files' changes from elsewhere; compare the current one again."""
        self.importing.refresh()

    def carried(self) -> Carried | None:
        """Return the files with all answers about them, for a rebuilt window."""
        left = self.importing.reader.hand_over()
        state = self.importing.state
        if not state.files and not left:
            return None
        files = {row.path: row for row in self.files.files.files()}  # in the order shown
        return Carried(
            replace(state, files=files),
            tuple(left),
            self._language,
            replace(self.files.position(), height=self.split.chosen),
            self.view.position(),
            within(self.view),
        )

    def take_over(self, carried: Carried) -> None:
        """Go on with them; in another language they are read again, because their words are of the reader."""
        self.split.chosen, self._at_file = carried.files.height, carried.at_file
        waiting = self.importing.take_over(carried.state, again=carried.language != current())
        if carried.file is not None:
            self.view.return_to(carried.file)
        self.files.return_to(carried.files)
        self.importing.go_on(waiting, carried.left)

    @property
    def working(self) -> bool:
        """Whether files are listed and shown."""
        return self.stack.currentWidget() is self.work

    def home(self) -> QWidget:
        """The part in which the person works: the sheet, the list of files, or the area that takes files."""
        if not self.working:
            return self.first[0] if self.first[0].isEnabled() else self.area
        at_file, self._at_file = self._at_file or within(self.view), False
        part = self.view.part
        return part if at_file and part is not self.view else self.files

    def fit(self, band: Band) -> None:
        """Give the current file most of a short window."""
        self.outcome.short, self._narrow = band.short, band.width is Width.NARROW
        self.view.fit(short=band.short)
        self.tools.fit(short=band.short)
        self.files.fit(narrow=self._narrow)
        self.split.divide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders of this computer."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self.area.light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """End the highlight when the files leave the page."""
        self.area.light(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the dropped files."""
        self.area.light(False)
        event.acceptProposedAction()
        self.read(dropped_paths(event.mimeData()))

    def clear(self) -> None:
        """Put the files away with all answers about them, so that a person can bring them back."""
        self.view.sheets.settle()
        carried = self.carried()
        self.importing.clear()
        if carried is not None:
            self.page.undoable.emit(put_away_words(carried.state.rows), lambda: self._take_back(carried))

    def unsaved(self) -> str:
        """Return the work that would be lost with the files, in words; text in an open cell counts too."""
        self.view.sheets.settle()
        return unsaved_words(self.importing.state.rows)

    def _take_back(self, carried: Carried) -> None:
        """The files that were put away; those that were brought again meanwhile stay as they are."""
        self.take_over(carried)
        self.refresh()

    def _render(self) -> None:
        """Show the state; the buttons first where the page turns, which would else be laid out anew."""
        state = self.importing.state
        self.files.files.show_files(state.files)
        if (row := state.chosen) is not None and self._current() != state.current:
            self.files.choose(row.path)
        self.view.show_look(state.look)
        self.tools.show_year(state.year)
        self.outcome.show_outcome(state.outcome)
        self._weigh_soon()
        self._show_stack()
        self.split.divide()

    def _weigh_soon(self) -> None:
        """In a turn of its own while many files are at work, so that none of the turns is a long one."""
        if self.working and self.importing.busy:
            self._weighing.start()
        else:
            self._show_state()

    def _current(self) -> Path | None:
        row: FileRow | None = self.files.current()
        return row.path if row else None

    def _choose(self, row: FileRow | None) -> None:
        """Show the file that the person goes to."""
        if row is not None and row.path != self.importing.state.current:
            self.importing.choose(row.path)

    def _keep_current(self) -> None:
        """The file that is shown stays the current one when the list is sorted."""
        if (path := self.importing.state.current) is not None:
            self.files.choose(path)

    def _all_read(self) -> None:
        """Keys belong to the files now, unless the person works elsewhere."""
        if not within(self.view) and (within(self.page) or self.window().focusWidget() is None):
            self.files.setFocus()

    def _show_state(self) -> None:
        """Say what can be done now."""
        rows = self.importing.state.rows
        self.bar.show_state(self.files.picked())
        may = not refusal(self.page.desk.actor, Permission.IMPORT)
        keys = "" if self._narrow else keys_words(self.importing.state.row, may=may)
        self.told.emit(status_words(rows), keys)

    def _get_ready(self) -> None:
        """Work out now what would else make the first file that is read wait."""
        for part in self.work.findChildren(QWidget):
            part.ensurePolished()
            part.sizeHint()
        self._show_state()

    def _show_stack(self) -> None:
        shown = self.work if self.importing.state.files else self.area
        focused = within(self.tools) or within(self.stack)
        for part in (self.tools, *self.first):
            part.setEnabled(not self.importing.busy)
        if self.stack.currentWidget() is not shown or self.tools.isHidden() is (shown is self.work):
            with laid_out_once(self):
                self.stack.setCurrentWidget(shown)
                self.tools.setVisible(shown is self.work)
        if focused and not (within(self.tools) or within(shown)):
            self.home().setFocus()

    def _lay_out(self) -> None:
        self.area = DropArea(self)
        self.first = self.area.buttons
        self.split = ImportSplit(self.files, self.view, self)
        self.work = QWidget(self)
        inside = bare(QVBoxLayout(self.work), 0.4)
        inside.addWidget(self.split, 1)
        inside.addWidget(self.bar)
        self.stack = QStackedWidget(self)
        for page in (self.area, self.work):
            self.stack.addWidget(page)
        self.box = bare(QVBoxLayout(self), 0.4)
        for part in (self.tools, self.reading_line, self.taking_line, self.outcome):
            self.box.addWidget(part)
        self.box.addWidget(self.stack, 1)
        self._show_stack()

    def _wire(self) -> None:
        def ask(question: Callable[[QWidget], list[Path]]) -> None:
            if paths := question(self):
                self.read(paths)

        self.tools.files.connect(lambda: ask(ask_files))
        self.tools.folder.connect(lambda: ask(ask_folder))
        for button, signal in zip(self.first, (self.tools.files, self.tools.folder), strict=True):
            button.clicked.connect(signal)
        self.tools.clear.connect(self.clear)
        self.files.chosen.connect(self._choose)
        self.files.files.modelReset.connect(self._keep_current)
        self.files.selected.connect(lambda _rows, _words: self._weigh_soon())
        self._weighing.timeout.connect(self._show_state)
        self.importing.taking.ended.connect(self.page.clear_notes)
        self.importing.changed.connect(self._render)
        self.importing.all_read.connect(self._all_read)
        self.importing.noted.connect(lambda tone, words: self.page.show_note(Banner(tone, words, self.page)))
        self.importing.done.connect(self.page.done)
        self.importing.failed.connect(self.page.show_error)
        self.outcome.batches.connect(self.batches)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for part in (self.files, self.view.sheets):
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), part, self.bar.take).setContext(inside)
