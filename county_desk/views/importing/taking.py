"""Taking files in one after the other, each as one act with its undo; a stop leaves nothing half done."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.progress import Progress
from county_desk.text import _, _n
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_reading import command_of, looked_again
from county_desk.views.page import Page
from county_desk.views.quiet import quiet
from county_desk.views.widgets.progress_line import ProgressLine
from county_desk.views.widgets.words import counted, sentences
from county_desk.workflow.command import Change, Refused

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


@dataclass
class Taken:
    """The outcome of some files: those that went in with their change, and the reasons for the others.

    `done_rows` of `rows` are in or were refused. `fresh` are those that the window does not show yet.
    """

    total: int
    rows: int = 0
    done_rows: int = 0
    name: str = ""
    went: list[tuple[FileRow, Change]] = field(default_factory=list)
    stayed: list[tuple[FileRow, str]] = field(default_factory=list)
    fresh: deque[FileRow] = field(default_factory=deque)

    @property
    def done(self) -> int:
        """How many files are done with."""
        return len(self.went) + len(self.stayed)


class TakingIn(QWidget):
    """A line that is visible while files go in.

    `taken(row)` is emitted with each finished file, `changed()` at the start and the end.
    """

    taken = Signal(object)
    told = Signal(str, str)  # the tone and words of the outcome
    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.line = ProgressLine(self)
        self._taken = Taken(0)
        self._job = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)
        self.hide()
        self.line.stopped.connect(self.stop)
        page.jobs.moved.connect(self._moved)

    @property
    def busy(self) -> bool:
        """Whether files are being taken in."""
        return bool(self._job)

    def take(self, rows: Sequence[FileRow]) -> None:
        """Take in some files, off the window's thread."""
        if not rows or self._job:
            return
        desk, taken = self.page.desk, Taken(len(rows), sum(row.ready for row in rows), name=rows[0].name)
        self._taken = taken

        def work(progress: Progress) -> None:
            with quiet():
                for row in rows:
                    _take_one(desk, row, taken, progress)

        words = _("Importing {name}").format(name=rows[0].name)
        if len(rows) > 1:
            words = _n("Importing {count} file", "Importing {count} files", len(rows))
            words = words.format(count=len(rows))
        self.show()
        self.line.begin(words)
        self._job = -1  # an inline job is over before it has a number
        number = self.page.jobs.start(
            work,
            then=lambda _nothing: self._over(),
            otherwise=self._failed,
            stopped=self._over,  # what went in by then stays in, and is told of
            name=words,
            writes=True,
        )
        if self._job:
            self._job = number
            self.changed.emit()

    def stop(self) -> None:
        """Leave the file that is under way and all further ones out."""
        if self._job > 0:
            self.page.jobs.stop(self._job)

    def _moved(self, number: int, _done: int, _total: int) -> None:
        if not isValid(self) or number != self._job:
            return
        taken = self._taken
        self.line.move_on(taken.done_rows, taken.rows)
        words = _(
            "Taking in file {done} of {total}: {name} · {rows} of {every} rows, {pace} a second"
        ).format(
            done=min(taken.done + 1, taken.total),
            total=taken.total,
            name=taken.name,
            rows=f"{taken.done_rows:,}",
            every=f"{taken.rows:,}",
            pace=f"{self.line.pace(taken.done_rows):,}",
        )
        self.line.words.setText(words)
        self._tell_fresh()

    def _tell_fresh(self) -> None:
        fresh = self._taken.fresh
        while fresh:
            self.taken.emit(fresh.popleft())

    def _over(self) -> None:
        """Report the outcome of the files; the window refreshes all that was touched, once."""
        if not isValid(self):
            return
        self._end()
        taken = self._taken
        self.page.clear_notes()
        if taken.total == 1 and taken.stayed:
            self.page.show_error(Refused({"": taken.stayed[0][1]}))
            return
        if len(taken.went) == 1:
            self.page.done.emit(taken.went[0][1])
        elif taken.went:
            self.page.done.emit(_many(taken))
        tone = "warn" if taken.stayed else "info" if taken.done < taken.total else "ok"
        self.told.emit(tone, _said(taken))

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            self._end()
            self.page.show_error(error)

    def _end(self) -> None:
        self._job = 0
        self.line.end()
        self.hide()
        self._tell_fresh()
        self.changed.emit()


def _take_one(desk: "Desk", row: FileRow, taken: Taken, progress: Progress) -> None:
    """Take in one file, telling of all of them how many rows are done."""
    before = taken.done_rows

    def by_row(done: int, total: int) -> None:
        taken.done_rows = before + row.ready * done // max(total, 1)
        progress(taken.done_rows, taken.rows)

    taken.name = row.name
    try:
        by_row(0, 1)
        change = desk.do(command_of(row), by_row)
        taken.went.append((row, change))
        taken.fresh.append(_in(row, change))
    except Refused as refusal:
        fresh = looked_again(desk, row)
        taken.stayed.append((fresh, sentences(refusal.problems.values())))
        taken.fresh.append(fresh)
    taken.done_rows = before + row.ready


def _in(row: FileRow, change: Change) -> FileRow:
    return replace(row, state=FileState.TAKEN, arrival=replace(row.arrival, batch=change.id, found=None))


def _many(taken: Taken) -> Change:
    """Several changes as one, for the pages that look again."""
    touched = frozenset[type]().union(*(change.touched for _row, change in taken.went))
    numbers = [change.id for _row, change in taken.went]
    words = _("{count} files taken in, batches {first} to {last}; each can be undone by itself.")
    return Change(touched, words.format(count=len(numbers), first=numbers[0], last=numbers[-1]))


def _rows(taken: Taken) -> list[str]:
    """How many rows went in, and what is to be done about those that did not."""
    ready = sum(row.ready for row, _change in taken.went)
    held = sum(row.held for row, _change in taken.went)
    words = [_n("{count} row is in.", "{count} rows are in.", ready).format(count=f"{ready:,}")]
    if held:
        back = _n(
            "{count} row stays out; send it back marked.",
            "{count} rows stay out; send them back marked.",
            held,
        )
        words.append(back.format(count=f"{held:,}"))
    return words


def _said(taken: Taken) -> str:
    """The outcome of the files in words, with the reasons of those that stayed out."""
    if not taken.done:
        return _("Stopped; nothing was taken in.")
    if taken.total == 1:
        row, change = taken.went[0]
        named = _("{name} is batch {number}.").format(name=row.name, number=change.id)
        return sentences([named, *_rows(taken)])
    count = len(taken.went)
    said = [_n("{count} file taken in.", "{count} files taken in.", count).format(count=count)]
    if count:
        said += _rows(taken)
    if left := taken.total - taken.done:
        words = _n("Stopped; {count} was not taken in.", "Stopped; {count} were not taken in.", left)
        said.append(words.format(count=left))
    if stayed := len(taken.stayed):
        said.append(_n("{count} stayed out:", "{count} stayed out:", stayed).format(count=stayed))
    return "\n".join([sentences(said), *counted((row.name, reason) for row, reason in taken.stayed)])
