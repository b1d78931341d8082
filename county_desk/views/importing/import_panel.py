"""Workbooks on their way in: brought, read, looked through row by row, sent back or taken in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from county_desk.models.user import Permission
from county_desk.text import _, current
from county_desk.views.importing.drop_area import DropArea, ask_files, ask_folder, dropped
from county_desk.views.importing.file_acts import FileActs
from county_desk.views.importing.file_look import FileLook, look_into
from county_desk.views.importing.file_view import FileView
from county_desk.views.importing.file_watch import FileWatch
from county_desk.views.importing.files_table import FilesTable
from county_desk.views.importing.import_bar import ImportBar
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_leading import Leading
from county_desk.views.importing.import_outcome import ImportOutcome
from county_desk.views.importing.import_reader import ImportReader
from county_desk.views.importing.import_reading import whole_files_only
from county_desk.views.importing.import_split import ImportSplit
from county_desk.views.importing.import_tools import ImportTools
from county_desk.views.importing.import_words import keys_words, put_away_words, status_words, unsaved_words
from county_desk.views.importing.returning import copy_messages, save_marked
from county_desk.views.importing.standing import Carried
from county_desk.views.importing.taking import TakingIn
from county_desk.views.jobs import TURN
from county_desk.views.page import Page
from county_desk.views.quiet import heed_all
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.focus import within
from county_desk.views.widgets.parts import unmoved
from county_desk.views.widgets.style import em
from county_desk.workflow.rights import refusal


class ImportPanel(QWidget):
    """The files and the current one; nothing is written before a person clicks a button for it.

    `batches()` is emitted to show the list of batches.
    """

    batches = Signal()
    told = Signal(str, str)  # words at the left and the right of the status bar

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.setAcceptDrops(True)
        self._narrow, self._language = False, current()
        self._at_file = False  # whether the focus was in the file before the window was built anew
        self.files = FilesTable(self)
        self.view = FileView(page)
        self.bar = ImportBar(page)
        self.reader = ImportReader(page)
        self.tools = ImportTools(self)
        self.taking = TakingIn(page)
        self.outcome = ImportOutcome(page)
        self.leading = Leading(self.files, self.view, self.reader)
        self.view.head.years = self._years
        self.acts = FileActs(page, self.files, self.view, self.reader)
        self.watch = FileWatch(page, self.files.files)
        self._weighing = QTimer(self, singleShot=True, interval=TURN)
        self._lay_out()
        self._wire()
        self._get_ready()

    def read(self, given: Sequence[Path]) -> None:
        """Read files, and those of folders; they are listed as they are read."""
        self.outcome.forget()
        self.leading.begin()
        self.reader.read(given, self.acts.year, opening=self.bar.opening.isChecked())
        self.watch.look()  # files of the list that are gone are not found in a folder any more

    def turn_year(self) -> None:
        """Follow the year at work."""
        self.acts.turn_year()
        self.tools.show_year(self.acts.year)

    def _years(self) -> set[int]:
        """The years that the files of the list name."""
        raw = (row.arrival.raw for row in self.files.files.files())
        return {delivery.year for delivery in raw if delivery.named and not delivery.assumed}

    def refresh(self) -> None:
        """See what the county has set and what was done to files elsewhere; compare the current one again."""
        desk = self.page.desk
        self.page.look(lambda: whole_files_only(desk), self.bar.show_setting, "setting")
        self.acts.heed_forms()
        self._choose(self.files.current())
        self.watch.look()

    def carried(self) -> Carried | None:
        """Return the files with all answers about them, for a rebuilt window."""
        left = self.reader.hand_over()
        rows = self.files.files.files()
        if not rows and not left:
            return None
        current = self.files.current()
        return Carried(
            tuple(rows),
            tuple(left),
            current.path if current else None,
            self.acts.year,
            self._language,
            dict(self.watch.batches),
            replace(self.files.standing(), height=self.split.chosen),
            self.view.standing(),
            within(self.view),
        )

    def take_over(self, carried: Carried) -> None:
        """Go on with them; in another language they are read again, because their words are of the reader."""
        self.acts.year = carried.year
        self.tools.show_year(carried.year)
        self.files.files.add(carried.rows)
        self.split.chosen, self._at_file = carried.files.height, carried.at_file
        self.reader.know(carried.rows)
        self.watch.batches |= carried.batches
        self._show_stack()
        if carried.file is not None:
            self.view.stand(carried.file)
        if carried.at is not None:
            self.files.choose(carried.at)
        self.files.stand(carried.files)
        other = carried.language != current()
        again = [
            row
            for row in carried.rows
            if row.state is FileState.AGAIN or (other and row.state is not FileState.TAKEN)
        ]
        self.acts.read_again(again)
        known = {row.path for row in again}
        self.reader.go_on([each for each in carried.left if each.path not in known], carried.year)

    @property
    def working(self) -> bool:
        """Whether files are listed and shown."""
        return self.stack.currentWidget() is self.work

    def home(self) -> QWidget:
        """Where the person works: in the sheet, in the list of files, or where files are brought."""
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
        self.files.fit(narrow=band.width is Width.NARROW)
        self.split.divide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders of this computer."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()
            self.area.light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing is held over it any more."""
        self.area.light(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self.area.light(False)
        event.acceptProposedAction()
        self.read(dropped(event.mimeData()))

    def _ask(self, ask: Callable[[QWidget], list[Path]]) -> None:
        if paths := ask(self):
            self.read(paths)

    def _keep_current(self) -> None:
        """The file that is shown stays the current one when the list is sorted."""
        if self.view.row is not None:
            self.files.choose(self.view.row.path)

    def clear(self) -> None:
        """Put the files away with all answers about them, so that a person can bring them back."""
        self.view.sheets.settle()
        carried = self.carried()
        self.outcome.forget()
        self.reader.forget()
        self.acts.forget()
        self.files.files.show_rows([])
        self.view.show_look(None)
        heed_all()
        self._show_stack()
        if carried is not None:
            self.page.undoable.emit(put_away_words(carried.rows), lambda: self._take_back(carried))

    def _take_back(self, carried: Carried) -> None:
        """The files that were put away; those that were brought again meanwhile stay as they are."""
        listed = {row.path for row in self.files.files.files()}
        rows = tuple(row for row in carried.rows if row.path not in listed)
        left = tuple(each for each in carried.left if each.path not in listed)
        self.take_over(replace(carried, rows=rows, left=left))
        self.refresh()

    def unsaved(self) -> str:
        """Return the work that would be lost with the files, in words; text in an open cell counts too."""
        self.view.sheets.settle()
        return unsaved_words(self.files.files.files())

    def _read(self, rows: list[FileRow]) -> None:
        """List files that were just read; the first of those that were brought is shown."""
        self.files.files.add(rows)
        self.acts.arrived(rows)
        current = self.files.current()
        self.leading.show_first(rows, current)
        here = self.files.current()
        if current is not None and here is not None and here.path == current.path in {r.path for r in rows}:
            self._choose(here)
        if self.working:
            self._weigh_soon()
        else:  # the buttons first: on the screen each that comes or goes would lay the page out anew
            self._weigh()
            self._show_stack()
        self.split.divide()

    def _weigh_soon(self) -> None:
        """In a turn of its own while many files are read, so that none of the turns is a long one."""
        if self.reader.busy:
            self._weighing.start()
        else:
            self._weigh()

    def _all_read(self) -> None:
        """Show what is wrong; keys belong to the files then, unless the person works elsewhere."""
        self.leading.show_worst()
        rows = self.files.files.files()
        self.outcome.tell_unread([row for row in rows if row.path in self.reader.asked])
        if not within(self.view) and (within(self.page) or self.window().focusWidget() is None):
            self.files.setFocus()

    def _choose(self, row: FileRow | None) -> None:
        """Show a file, compared with the register as it is by now."""
        if row is None:
            self.view.show_look(None)
            self._weigh()
        elif row.state is FileState.AGAIN:
            self._show_waiting(row)
        else:
            desk = self.page.desk
            before = self.view.look
            self.page.look(lambda: look_into(desk, row, before), self._looked, "file")

    def _show_waiting(self, row: FileRow) -> None:
        """A file that is read again stays as it was shown, with its corrections in place."""
        look = self.view.look
        if look is not None and look.row.path == row.path:
            self.view.show_look(look.of(row, _("This file is being read again.")))
        self._weigh()

    def _looked(self, look: FileLook) -> None:
        current = self.files.current()
        if current is None or current.path != look.row.path or current.state is FileState.AGAIN:
            return
        self._put(look.row)
        self.view.show_look(look)
        self._weigh_soon()

    def _put(self, row: FileRow) -> None:
        self.files.files.put(row)
        self.reader.take_note(row)

    def _weigh(self) -> None:
        """Say what can be done now."""
        rows = self.files.files.files()
        look = self.view.look
        trouble = look.trouble if look else ""
        busy = _("Files are being read; they can be taken in then.") if self.reader.busy else ""
        busy = busy or (_("Files are being taken in.") if self.taking.busy else "")
        self.bar.show_state(self.files.picked(), rows, trouble, busy)
        self.outcome.keep_true(rows)
        may = not refusal(self.page.desk.actor, Permission.IMPORT)
        keys = "" if self._narrow else keys_words(self.view.row, may=may)
        self.told.emit(status_words(rows), keys)

    def _undone(self, rows: list[FileRow]) -> None:
        self.outcome.forget()
        for row in rows:
            self._put(row)
        self._choose(self.files.current())

    def _read_stale(self, rows: list[FileRow]) -> None:
        self.acts.read_again([row for row in rows if not self.reader.waits_for(row.path)])

    def _reader_changed(self) -> None:
        if self.reader.idle:
            self.acts.give_up()
        self._show_stack()
        self._weigh()

    def _changed(self, row: FileRow) -> None:
        """A file is in another state."""
        self._put(row)
        current = self.files.current()
        if current is not None and current.path == row.path:
            self._choose(row)

    def _read_rest(self) -> None:
        self.outcome.forget()
        self.reader.read_rest()

    def _get_ready(self) -> None:
        """Work out now what would else make the first file that is read wait."""
        for part in self.work.findChildren(QWidget):
            part.ensurePolished()
            part.sizeHint()
        self._weigh()

    def _show_stack(self) -> None:
        shown = self.work if self.files.files.rowCount() else self.area
        focused = within(self.tools) or within(self.stack)
        for part in (self.tools, *self.first):
            part.setEnabled(not self.reader.busy and not self.taking.busy)
        with unmoved(self):
            self.stack.setCurrentWidget(shown)
            self.tools.setVisible(shown is self.work)
        if focused and not (within(self.tools) or within(shown)):
            self.home().setFocus()

    def _lay_out(self) -> None:
        self.area = DropArea(self)
        self.first = self.area.buttons
        self.split = ImportSplit(self.files, self.view, self)
        self.work = QWidget(self)
        inside = QVBoxLayout(self.work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(em(0.4))
        inside.addWidget(self.split, 1)
        inside.addWidget(self.bar)
        self.stack = QStackedWidget(self)
        for page in (self.area, self.work):
            self.stack.addWidget(page)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(em(0.4))
        for part in (self.tools, self.reader, self.taking, self.outcome):
            self.box.addWidget(part)
        self.box.addWidget(self.stack, 1)
        self._show_stack()

    def _wire(self) -> None:
        acts = (lambda: self._ask(ask_files), lambda: self._ask(ask_folder))
        signals = (self.tools.files, self.tools.folder)
        for button, signal, act in zip(self.first, signals, acts, strict=True):
            button.clicked.connect(lambda _checked, act=act: act())
            signal.connect(act)
        self.tools.clear.connect(self.clear)
        self.files.chosen.connect(self._choose)
        self.files.files.modelReset.connect(self._keep_current)
        self.files.selected.connect(lambda _rows, _words: self._weigh_soon())
        self._weighing.timeout.connect(self._weigh)
        self.acts.changed.connect(self._changed)
        self.bar.opened.connect(self.acts.turn_opening)
        self.bar.taking.connect(self.taking.take)
        self.bar.returning.connect(lambda rows: save_marked(self.page, rows))
        self.bar.writing.connect(lambda rows: copy_messages(self.page, rows))
        self.taking.taken.connect(self._changed)
        self.taking.taken.connect(self.watch.note)
        self.watch.undone.connect(self._undone)
        self.watch.stale.connect(self._read_stale)
        self.taking.changed.connect(self._show_stack)
        self.taking.changed.connect(self._weigh)
        self.taking.told.connect(self.outcome.tell_taken)
        self.reader.stopped.connect(self.outcome.tell_stopped)
        self.outcome.batches.connect(self.batches)
        self.outcome.rest.connect(self._read_rest)
        self.reader.found.connect(self._read)
        self.reader.changed.connect(self._reader_changed)
        self.reader.finished.connect(self._all_read)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for part in (self.files, self.view.sheets):
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), part, self.bar.take).setContext(inside)
