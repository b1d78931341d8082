"""The acts on the shown file: answers, a village, corrections, and meanings of columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from county_desk.intake.comparing.layouts import WithdrawAnswer, settled_layouts
from county_desk.intake.delivery import Layout
from county_desk.intake.reading.households.verdicts import OPENING
from county_desk.progress import Progress
from county_desk.text import _
from county_desk.views.importing.column_questions import OpenColumn, answers_about, kept_under, settling
from county_desk.views.importing.file_fixes import Fix
from county_desk.views.importing.file_view import FileView
from county_desk.views.importing.files_table import FilesTable
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_reader import ImportReader
from county_desk.views.importing.import_reading import answered, of_village
from county_desk.views.page import Page
from county_desk.workflow.command import Change

type Layouts = tuple[Layout, ...]

_NOT_COMPARED = (FileState.TAKEN, FileState.AGAIN, FileState.UNREAD)


class FileActs(QObject):
    """Turns it into another state of the file.

    `changed(row)` gives that state; a file whose cells or columns are read otherwise is read again first, off
    the window.
    """

    changed = Signal(object)

    def __init__(self, page: Page, files: FilesTable, view: FileView, reader: ImportReader) -> None:
        super().__init__(page)
        self.page, self.files, self.view, self.reader = page, files, view, reader
        self.year = 0
        self._before: dict[Path, FileRow] = {}
        self._layouts: Layouts | None = None
        view.agreed.connect(self._agree)
        view.ruled.connect(self._rule)
        view.placed.connect(self._place)
        view.dated.connect(self._date)
        view.fixed.connect(self._fix)
        view.settled.connect(self._settle)
        view.withdrawn.connect(self._withdraw)
        view.heeded.connect(self._heed_aside)

    def read_again(self, rows: Sequence[FileRow]) -> None:
        """Read files again with all answers about them; until then the list shows them as waiting."""
        listed = {row.path: row for row in self.files.files.files()}
        for row in rows:
            self._before.setdefault(row.path, listed[row.path])
            self.changed.emit(replace(row, state=FileState.AGAIN))
        if rows:
            self.reader.read_again(rows, self.year)

    def turn_year(self) -> None:
        """Read again what is not settled yet, as figures of the year at work.

        While that is the year of the desk's day, each file names its own; `year` is 0 then.
        """
        before, today = self.year, self.page.desk.today.year
        self.year = 0 if self.page.year == today else self.page.year
        rows = [row for row in self.files.files.files() if row.state is not FileState.TAKEN]
        if before != self.year:
            self.read_again([replace(row, year=0) for row in rows])

    def arrived(self, rows: Sequence[FileRow]) -> None:
        """These files were read."""
        for row in rows:
            self._before.pop(row.path, None)

    def forget(self) -> None:
        """The files were put away: none of them comes back as it was before it was to be read again."""
        self._before.clear()

    def give_up(self) -> None:
        """Files that were not read again after all are as they were."""
        before, self._before = self._before, {}
        for row in before.values():
            self.changed.emit(row)

    def _agree(self, kinds: tuple[str, ...]) -> None:
        if (row := self.view.row) is not None:
            kept = (OPENING,) if row.answers.opening and OPENING not in kinds else ()
            self._answer(replace(row, answers=replace(row.answers, kinds=(*kinds, *kept))))

    def turn_opening(self, on: bool) -> None:
        """Take all files of the list for an opening balance, or for none."""
        desk = self.page.desk
        rows = [row for row in self.files.files.files() if row.state not in _NOT_COMPARED]

        def work() -> list[FileRow]:
            return [answered(desk, row, row.answers.of_opening(on)) for row in rows]

        def then(found: list[FileRow]) -> None:
            for row in found:
                self.changed.emit(row)

        self.page.look(work, then, "opening")

    def _rule(self, keep: tuple[str, ...], take: tuple[str, ...]) -> None:
        if (row := self.view.row) is not None:
            self._answer(replace(row, answers=replace(row.answers, keep=keep, take=take)))

    def _answer(self, row: FileRow) -> None:
        desk, answers = self.page.desk, row.answers
        self.page.look(lambda: answered(desk, row, answers), self.changed.emit, "answers")

    def _place(self, number: int) -> None:
        if (row := self.view.row) is not None:
            desk = self.page.desk
            self.page.look(lambda: of_village(desk, row, number), self.changed.emit, "answers")

    def _date(self, year: int) -> None:
        if (row := self.view.row) is not None:
            self.read_again([replace(row, year=year)])

    def _fix(self, fixes: tuple[Fix, ...]) -> None:
        if (row := self.view.row) is not None:
            self.read_again([replace(row, fixes=fixes)])

    def _heed_aside(self) -> None:
        if (row := self.view.row) is not None:
            self.changed.emit(replace(row, aside=()))

    def _settle(self, told: Mapping[tuple[str, str], str]) -> None:
        """Remember what columns mean, then read every file again that has one of them."""
        if (row := self.view.row) is not None:
            desk, delivery = self.page.desk, row.arrival.delivery
            self._decide(lambda: [desk.do(command) for command in settling(desk, delivery, told)])

    def _withdraw(self, column: OpenColumn) -> None:
        """Forget what was answered about a column, then read every file again that has it."""
        desk = self.page.desk

        def forget() -> list[Change]:
            kept = kept_under(column, desk.read(settled_layouts))
            return [desk.do(WithdrawAnswer(column=column.text, list=kept))]

        self._decide(forget)

    def _decide(self, act: Callable[[], list[Change]]) -> None:
        desk = self.page.desk

        def work(_progress: Progress) -> tuple[Layouts, list[Change], Layouts]:
            return desk.read(settled_layouts), act(), desk.read(settled_layouts)

        def then(answer: tuple[Layouts, list[Change], Layouts]) -> None:
            before, changes, self._layouts = answer
            self._read_forms(before, self._layouts)
            for change in changes[-1:]:
                self.page.done.emit(change)

        words = _("Remembering the columns")
        self.page.jobs.start(work, then=then, otherwise=self.page.show_error, name=words, writes=True)

    def heed_forms(self) -> None:
        """Read again what was decided about columns here and is decided otherwise by now, or taken back."""
        if self._layouts is not None:
            desk = self.page.desk
            self.page.look(lambda: desk.read(settled_layouts), self._heed, "forms")

    def _heed(self, now: Layouts) -> None:
        before, self._layouts = self._layouts or (), now
        self._read_forms(before, now)

    def _read_forms(self, before: Layouts, now: Layouts) -> None:
        """Read every file again about whose columns something else is decided now, unless it is settled."""

        def is_other(row: FileRow) -> bool:
            raw = row.arrival.raw
            return any(
                answers_about(sheet, before, raw.year) != answers_about(sheet, now, raw.year)
                for sheet in raw.sheets
            )

        if before != now:
            listed = self.files.files.files()
            self.read_again([row for row in listed if row.state is not FileState.TAKEN and is_other(row)])
