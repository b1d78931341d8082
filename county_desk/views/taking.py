"""Taking files in: one as one act with its undo, many one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from county_desk.progress import Progress, each
from county_desk.text import _, _n
from county_desk.views.import_files import FileRow, FileState
from county_desk.views.import_reading import command_of, looked_again
from county_desk.views.page import Page
from county_desk.workflow.command import Change, Refused


@dataclass(frozen=True)
class Taken:
    """What became of several files: those that went in with their change, and why others did not."""

    went: Sequence[tuple[FileRow, Change]]
    stayed: Sequence[tuple[FileRow, str]]


class TakingIn(QObject):
    """Does it off the window's thread. `taken(row)` gives each file as it then is; `told(tone, words)` tells
    what became of all of them.
    """

    taken = Signal(object)
    told = Signal(str, str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page

    def take(self, rows: Sequence[FileRow], *, all_or_none: bool) -> None:
        """Take in some files."""
        if len(rows) == 1:
            row = rows[0]
            words = _("Importing {name}").format(name=row.name)
            command = command_of(row, all_or_none=all_or_none)
            self.page.do(command, then=lambda change: self._over(row, change), name=words)
        elif rows:
            self._take_many(rows, all_or_none)

    def _take_many(self, rows: Sequence[FileRow], all_or_none: bool) -> None:
        desk, page = self.page.desk, self.page

        def work(progress: Progress) -> Taken:
            went, stayed = [], []
            for row in each(rows, progress):
                try:
                    went.append((row, desk.do(command_of(row, all_or_none=all_or_none))))
                except Refused as refusal:
                    stayed.append((looked_again(desk, row), " ".join(refusal.problems.values())))
            return Taken(went, stayed)

        def then(taken: Taken) -> None:
            if isValid(page):
                self._tell(taken)

        words = _n("Importing {count} file", "Importing {count} files", len(rows)).format(count=len(rows))
        page.jobs.start(work, then=then, otherwise=self._failed, name=words)

    def _tell(self, taken: Taken) -> None:
        self.page.clear_notes()
        for row, change in taken.went:
            self.taken.emit(_taken(row, change))
        for row, _reason in taken.stayed:
            self.taken.emit(row)
        if len(taken.went) == 1:
            self.page.done.emit(taken.went[0][1])
        elif taken.went:
            touched = frozenset[type]().union(*(change.touched for _row, change in taken.went))
            numbers = [change.id for _row, change in taken.went]
            words = _("{count} files taken in, batches {first} to {last}; each can be undone by itself.")
            summary = words.format(count=len(numbers), first=numbers[0], last=numbers[-1])
            self.page.done.emit(Change(touched, summary))
        self._note(taken)

    def _note(self, taken: Taken) -> None:
        count = len(taken.went)
        lines = [_n("{count} file taken in.", "{count} files taken in.", count).format(count=count)]
        if stayed := len(taken.stayed):
            words = _n("{count} stayed out:", "{count} stayed out:", stayed).format(count=stayed)
            lines[0] = f"{lines[0]} {words}"
        lines += [_("{name}: {reason}").format(name=row.name, reason=reason) for row, reason in taken.stayed]
        self.told.emit("warn" if taken.stayed else "ok", "\n".join(lines))

    def _over(self, row: FileRow, change: Change) -> None:
        self.taken.emit(_taken(row, change))
        self.told.emit("ok", _("{name} is batch {number}.").format(name=row.name, number=change.id))

    def _failed(self, error: Exception) -> None:
        if isValid(self.page):
            self.page.show_error(error)


def _taken(row: FileRow, change: Change) -> FileRow:
    return replace(row, state=FileState.TAKEN, arrival=replace(row.arrival, batch=change.id))
