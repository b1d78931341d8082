"""The import page without its widgets: files are brought, read, answered, corrected and taken in here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from county_desk.intake.comparing.comparison import Answers, ListAnswer
from county_desk.intake.comparing.layouts import settled_layouts
from county_desk.intake.reading.households.verdicts import OPENING
from county_desk.intake.taking_in.act_rows import AS_READ
from county_desk.progress import Progress
from county_desk.text import _
from county_desk.views.garbage_collection import resume_full_collection
from county_desk.views.importing.column_questions import (
    OpenColumn,
    is_answered_otherwise,
    settle_commands,
    withdraw_commands,
)
from county_desk.views.importing.file_fixes import Fix
from county_desk.views.importing.file_look import FileLook, look_into
from county_desk.views.importing.file_reader import FileReader
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_reading import (
    Elsewhere,
    Wanted,
    changes_elsewhere,
    found_files,
    is_same,
    is_waiting,
    whole_files_only,
    with_answers,
    with_village,
)
from county_desk.views.importing.import_state import FilesOutcome, ImportState, Layouts, Offer, Read
from county_desk.views.importing.import_words import held_up_words
from county_desk.views.importing.long_job import LongJob
from county_desk.views.importing.taking_in import Taken, take_files
from county_desk.views.jobs import Jobs
from county_desk.views.types import Desk
from county_desk.workflow.command import Change, Command

_NOT_COMPARED = (FileState.TAKEN, FileState.AGAIN, FileState.UNREAD)


class Look(Protocol):
    """Reads off the window's thread; a newer look at the same `what` replaces the one under way."""

    def __call__[T](self, work: Callable[[], T], then: Callable[[T], None], what: str = "") -> None:
        """Call `then` with the answer on the window's thread."""


class Importing(QObject):
    """Owns the state of the import page.

    `changed()` is emitted when the state is another one, `all_read()` when the files that were brought are
    read. `noted(tone, words)` is a message in passing, `done(change)` an act of the register, and `failed` an
    error.
    """

    changed = Signal()
    all_read = Signal()
    noted = Signal(str, str)
    done = Signal(object)
    failed = Signal(Exception)

    def __init__(self, desk: Desk, jobs: Jobs, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self.jobs, self._look = desk, jobs, look
        self.state = ImportState()
        self.typing = False  # a cell is open, and its person is not led away from it
        self.reader = FileReader(desk, jobs, self)
        self.taken = Taken(0)
        self.taking = LongJob(jobs, self)
        self._watching = 0
        self.reader.found.connect(self._found)
        self.reader.changed.connect(self._reader_changed)
        self.reader.finished.connect(self._all_read)
        self.reader.stopped.connect(self.tell_stopped)
        self.reader.failed.connect(self.failed)
        self.taking.moved.connect(self._list_taken)
        self.taking.ended.connect(self._list_taken)
        self.taking.ended.connect(self.changed)

    @property
    def busy(self) -> bool:
        """Whether files are being read or taken in."""
        return self.reader.busy or self.taking.busy

    def read(self, given: Sequence[Path], *, opening: bool = False) -> None:
        """Read files, and those of folders; they are listed as they are read."""
        paths = found_files(given)
        self._show(replace(self.state, outcome=None, led=None, awaited=True, opening=False))
        if paths:
            self._show(replace(self.state, brought=frozenset(paths)))
            self.reader.read(paths, self.state.year, opening=opening)
        else:
            self.noted.emit("info", _("There is no file in what was chosen."))
        self.watch()  # files of the list that are gone are not found in a folder any more

    def read_again(self, rows: Iterable[FileRow]) -> None:
        """Read files again with all answers about them; until then the list shows them as waiting."""
        if again := list(rows):
            state = self.state = self.state.read_again(again)
            for row in again:
                self.reader.take_note(state.files[row.path])
            self.changed.emit()
            self.reader.read_again(again, state.year)

    def read_rest(self) -> None:
        """Read the files that were not read when reading was stopped."""
        self._show(replace(self.state, outcome=None))
        self.reader.read_rest()

    def turn_year(self, year: int) -> None:
        """Read the unsettled files again, as figures of the year at work.

        While that is the year of the desk's day, each file names its own; the year of the state is 0 then.
        """
        before, year = self.state.year, 0 if year == self.desk.today.year else year
        self._show(replace(self.state, year=year))
        if before != year:
            self.read_again(replace(row, year=0) for row in self._open_rows())

    def refresh(self) -> None:
        """Read the county's settings and the files' changes from elsewhere; compare the current one again."""
        desk = self.desk
        self._look(lambda: whole_files_only(desk), self._heed_setting, "setting")
        if self.state.layouts is not None:  # decided here, and perhaps otherwise by now
            self._look(lambda: desk.read(settled_layouts), self._heed_layouts, "forms")
        self.look()
        self.watch()

    def choose(self, path: Path) -> None:
        """Make a file the current one, and show it."""
        self._show(replace(self.state, current=path))
        self.look()

    def look(self) -> None:
        """Show the current file, compared with the register as it is by now."""
        row, before, desk = self.state.chosen, self.state.look, self.desk
        if row is None:
            self._show(replace(self.state, look=None))
        elif row.state is not FileState.AGAIN:
            self._look(lambda: look_into(desk, row, before), self._looked, "file")

    def agree(self, kinds: tuple[str, ...]) -> None:
        """Answer kinds of questions of the shown file with yes."""
        if (row := self.state.row) is not None:
            kept = (OPENING,) if row.answers.opening and OPENING not in kinds else ()
            self._answer(row, replace(row.answers, kinds=(*kinds, *kept)))

    def rule(self, keep: tuple[str, ...], take: tuple[str, ...]) -> None:
        """Decide the conflicts of the shown file: the register's value stays, or the file's goes in."""
        if (row := self.state.row) is not None:
            self._answer(row, replace(row.answers, keep=keep, take=take))

    def tell_list(self, sheet: str, told: ListAnswer) -> None:
        """Take a table of the shown file for a list, with the values that all its rows share."""
        if (row := self.state.row) is None:
            return
        before = row.answers.lists.get(sheet, ListAnswer())
        answers = replace(row.answers, lists={**row.answers.lists, sheet: told})
        if AS_READ in (before.list, told.list):
            self.read_again([replace(row, answers=answers)])
        else:
            self._answer(row, answers)

    def place(self, number: int) -> None:
        """Take the shown file for that of a village."""
        if (row := self.state.row) is not None:
            desk = self.desk
            self._look(lambda: with_village(desk, row, number), self._replace_file, "answers")

    def date(self, year: int) -> None:
        """Read the shown file as one of a year."""
        if (row := self.state.row) is not None:
            self.read_again([replace(row, year=year)])

    def fix(self, path: Path, fixes: tuple[Fix, ...]) -> None:
        """Read a file again with these corrections."""
        if (row := self.state.files.get(path)) is not None:
            self.read_again([replace(row, fixes=fixes)])

    def heed_aside(self) -> None:
        """Forget the corrections that were put aside; the person has seen them."""
        if (row := self.state.row) is not None:
            self._replace_file(replace(row, aside=()))

    def turn_opening(self, on: bool) -> None:
        """Take all files of the list for an opening balance, or for none; of an empty list those to come."""
        self._show(replace(self.state, opening=on and not self.state.files))
        desk, rows = self.desk, [row for row in self.state.rows if row.state not in _NOT_COMPARED]
        told = [(row, row.answers.of_opening(on)) for row in rows]
        self._look(lambda: [with_answers(desk, *each) for each in told], self._replace_files, "opening")

    def settle(self, told: Mapping[tuple[str, str], str]) -> None:
        """Remember what columns mean, then read every file again that has one of them."""
        if (row := self.state.row) is not None:
            self._decide(settle_commands(self.desk, row.arrival.delivery, told))

    def withdraw(self, column: OpenColumn) -> None:
        """Forget the answers about a column, then read every file again that has it."""
        self._decide(withdraw_commands(self.desk, column))

    def take(self, rows: Sequence[FileRow]) -> None:
        """Take in some files, off the window's thread; a stop leaves the one under way and all others out."""
        if not rows or self.taking.busy:
            return
        desk, taken = self.desk, Taken(len(rows), sum(row.ready for row in rows), name=rows[0].name)
        self.taken = taken
        self.taking.start(
            taken,
            lambda progress: take_files(desk, rows, taken, progress),
            then=self._all_taken,
            failed=self.failed.emit,
            stopped=self._all_taken,  # what went in by then stays in, and is told of
            writes=True,
        )
        self.changed.emit()

    def clear(self) -> None:
        """Put all files away, with all answers about them."""
        self.reader.forget()
        self._show(self.state.put_away())
        resume_full_collection()

    def take_over(self, state: ImportState, *, again: bool) -> list[FileRow]:
        """List files that were put away or stood in another window; return those that are to be read again.

        With `again` these are all that are open, because their words are of the reader's language. Files that
        were brought meanwhile stay as they are.
        """
        rows = [row for row in state.rows if row.path not in self.state.files]
        self.reader.know(rows)
        self._show(self.state.joined_by(state))
        stale = (FileState.AGAIN, *(FileState if again else ()))
        return [row for row in rows if row.state in stale and row.state is not FileState.TAKEN]

    def go_on(self, waiting: Sequence[FileRow], left: Sequence[Wanted]) -> None:
        """Read what waits to be read again, and then what another reader had left."""
        self.look()
        self.read_again(waiting)
        listed = self.state.files
        stale = {row.path for row in waiting}
        self.reader.go_on(
            [each for each in left if each.path not in stale and each.path not in listed], self.state.year
        )

    def watch(self) -> None:
        """See off the window's thread which batches of files were undone, and which files were changed."""
        desk, batches, rows = self.desk, dict(self.state.batches), self.state.rows
        self.jobs.forget(self._watching)
        if rows:
            self._watching = self.jobs.start(
                lambda _progress: changes_elsewhere(desk, batches, rows),
                then=self._heed_elsewhere,
                otherwise=self._fail,
                lane="look",
            )

    def tell_stopped(self, words: str) -> None:
        """Say how far reading had come when it was stopped."""
        self._show_outcome("info", words, "rest")

    def close_outcome(self) -> None:
        """Forget the message about many files."""
        self._show(replace(self.state, outcome=None))

    def close_remarks(self, read: Read) -> None:
        """Leave remarks out that a person has read."""
        self._show(replace(self.state, closed=self.state.closed | {read}))

    def _show(self, state: ImportState) -> None:
        self.state = state
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            self.failed.emit(error)

    def _open_rows(self) -> list[FileRow]:
        return [row for row in self.state.rows if row.state is not FileState.TAKEN]

    def _answer(self, row: FileRow, answers: Answers) -> None:
        desk = self.desk
        self._look(lambda: with_answers(desk, row, answers), self._replace_file, "answers")

    def _replace_file(self, row: FileRow) -> None:
        self._replace_files([row])

    def _replace_files(self, rows: Iterable[FileRow]) -> None:
        """List files in another state; the current one is looked at again."""
        rows = [row for row in rows if row.path in self.state.files]
        for row in rows:
            self.reader.take_note(row)
        self._show(self.state.with_rows(rows))
        if self.state.current in {row.path for row in rows}:
            self.look()

    def _looked(self, look: FileLook) -> None:
        row = self.state.chosen
        if row is None or row.path != look.row.path or row.state is FileState.AGAIN:
            return
        self.reader.take_note(look.row)
        self._show(replace(self.state.with_rows([look.row]), look=look))

    def _found(self, rows: list[FileRow]) -> None:
        """List files that were just read, without leading the person away from an open cell."""
        self._show(self.state.brought_in(rows, leads=not self.typing))
        if self.state.current in {row.path for row in rows}:
            self.look()

    def _all_read(self) -> None:
        """Go to the first file with a problem, and report the common lack of many files."""
        if (worst := self.state.worst) is not None and not self.typing:
            self.choose(worst)
        lately = self.state.lately
        if (words := held_up_words(lately)) and self.state.outcome is None:
            self._show_outcome("warn", words, of=[row.path for row in lately])
        self.all_read.emit()

    def _reader_changed(self) -> None:
        """Files that were not read again after all are as they were."""
        if self.reader.idle and self.state.before:
            before = self.state.before
            self.state = replace(self.state, before={})
            self._replace_files(before.values())
        self.changed.emit()

    def _show_outcome(self, tone: str, words: str, offer: Offer = "", of: Iterable[Path] = ()) -> None:
        self._show(replace(self.state, outcome=FilesOutcome(tone, words, offer, frozenset(of))))

    def _list_taken(self) -> None:
        fresh = self.taken.fresh
        while fresh:
            row = fresh.popleft()
            if (batch := row.arrival.batch) is not None:
                self.state = replace(self.state, batches={**self.state.batches, batch: row.path})
            self._replace_file(row)

    def _all_taken(self) -> None:
        """Report the outcome of the files; the window refreshes all that was touched, once."""
        taken = self.taken
        if (change := taken.change) is not None:
            self.done.emit(change)
        if (refused := taken.refused) is not None:
            self.failed.emit(refused)
            return
        self._show_outcome(taken.tone, taken.said, "batches")

    def _heed_elsewhere(self, seen: Elsewhere) -> None:
        """Heed the changes from elsewhere; a file that changed since is left for the next time."""
        if not isValid(self):
            return
        files = self.state.files
        fresh = [after for before, after in seen.undone if is_same(files.get(before.path), before)]
        gone = {row.path for row in fresh}
        if fresh:
            batches = {batch: path for batch, path in self.state.batches.items() if path not in gone}
            self.state = replace(self.state, batches=batches, outcome=None)
            self._replace_files(fresh)
        pairs = ((self.state.files.get(row.path), row.stamp) for row in seen.stale)
        again = [now for now, stamp in pairs if now and now.stamp == stamp and is_waiting(now)]
        self.read_again(row for row in again if not self.reader.waits_for(row.path))

    def _decide(self, commands: Iterator[Command]) -> None:
        desk = self.desk

        def work(_progress: Progress) -> tuple[Layouts, list[Change], Layouts]:
            before = desk.read(settled_layouts)
            return before, [desk.do(command) for command in commands], desk.read(settled_layouts)

        def then(answer: tuple[Layouts, list[Change], Layouts]) -> None:
            before, changes, now = answer
            self.state = replace(self.state, layouts=before)
            self._heed_layouts(now)
            for change in changes[-1:]:
                self.done.emit(change)

        words = _("Remembering the columns")
        self.jobs.start(work, then=then, otherwise=self._fail, name=words, writes=True)

    def _heed_setting(self, whole: bool) -> None:
        self._show(replace(self.state, whole=whole))

    def _heed_layouts(self, now: Layouts) -> None:
        """Read every unsettled file again that has columns with another decision now."""
        before = self.state.layouts or ()
        self._show(replace(self.state, layouts=now))
        rows = self._open_rows()
        self.read_again(row for row in rows if is_answered_otherwise(row.arrival.raw, before, now))
