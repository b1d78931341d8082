"""Prints and saved files of notices: one or all that are chosen, each counted as a copy."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shiboken6 import isValid

from county_desk.progress import Progress
from county_desk.reveal_ways import CopyWay
from county_desk.tables.office import NoticeRow
from county_desk.text import _, _n
from county_desk.views.page import Page
from county_desk.views.printing import print_document
from county_desk.views.types import Desk
from county_desk.views.widgets.file_dialogs import Purpose, open_folder, save_file
from county_desk.views.widgets.saving import save
from county_desk.workflow.cases.papers import facts_of, void_since
from county_desk.workflow.command import Change, NotSaved
from county_desk.workflow.copying import CopyNotices

if TYPE_CHECKING:
    from county_desk.reports.document import DocumentSet
    from county_desk.reports.notice_set import IssuedNotice

PDF = "PDF (*.pdf)"


class NoticeCopies:
    """Makes copies of issued notices for a page, in one style and language."""

    def __init__(self, page: Page, rows: Sequence[NoticeRow], looks: Mapping[str, str]) -> None:
        self.page, self.rows, self.looks = page, rows, dict(looks)
        self._done: Change | None = None

    def print(self) -> None:
        """Print them in one run, on a printer that the person chooses."""
        numbers = [row.id for row in self.rows]

        def lay_out(progress: Progress) -> "DocumentSet":
            from county_desk.reports.notice_set import lay_out_set

            return lay_out_set(self._issued(), progress=progress, **self.looks)

        print_document(
            self.page, lay_out, before=lambda: self._count(numbers, CopyWay.PRINTED), then=self._emit_done
        )

    def save_one(self) -> None:
        """Ask where to, and save one file: of one notice its paper, of several all with a page map."""
        from county_desk.sheets.writing.saving import safe_name

        count = len(self.rows)
        stem = self.rows[0].number if count == 1 else _("Notices")
        if path := save_file(self.page, Purpose.NOTICE, _("Save as PDF"), safe_name(stem, ".pdf"), PDF):
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the one file; the old file stays when that fails."""
        numbers = [row.id for row in self.rows]

        def work(progress: Progress) -> None:
            from county_desk.reports.notice import render
            from county_desk.reports.notice_set import render_set
            from county_desk.sheets.writing.saving import whole

            issued = self._issued()
            with whole(path) as file:
                if len(issued) == 1:
                    file.write(render(issued[0].facts, void=issued[0].void, **self.looks))
                else:
                    file.write(render_set(issued, progress=progress, **self.looks))
                self._count(numbers, CopyWay.SAVED)

        save(self.page, work, path, _("Saving notices"), then=self._emit_done)

    def save_each(self) -> None:
        """Ask for a folder, and save a file of each."""
        if folder := open_folder(self.page, Purpose.NOTICE, _("Save a file of each notice in this folder")):
            self.save_into(folder)

    def save_into(self, folder: Path) -> None:
        """Write a file of each; those that were whole when it is stopped stay, and are counted."""

        def work(progress: Progress) -> None:
            from county_desk.reports.notice import render
            from county_desk.sheets.writing.saving import safe_name, whole

            saved: list[int] = []
            issued = self._issued()
            try:
                for done, notice in enumerate(issued):
                    progress(done, len(issued))
                    with whole(folder / safe_name(notice.facts.number, ".pdf")) as file:
                        file.write(render(notice.facts, void=notice.void, **self.looks))
                    saved.append(notice.id)
            finally:
                if saved:
                    self._count(saved, CopyWay.SAVED)
            progress(len(issued), len(issued))

        count = len(self.rows)
        name = _n("Saving {count} notice", "Saving {count} notices", count).format(count=count)
        save(self.page, work, folder, name, then=self._emit_done)

    def _issued(self) -> "list[IssuedNotice]":
        from county_desk.reports.notice_set import IssuedNotice

        desk = self.page.desk
        issued = []
        for row in self.rows:
            facts = desk.read(facts_of, row.id)
            assert facts is not None
            issued.append(IssuedNotice(row.id, facts, desk.read(void_since, row.id)))
        return issued

    def _count(self, numbers: Sequence[int], way: CopyWay) -> None:
        """Count the copies; a register that can only be read counts none."""
        self._done = count_copies(self.page.desk, numbers, way)

    def _emit_done(self) -> None:
        if self._done is not None and isValid(self.page):
            self.page.done.emit(self._done)


def count_copies(desk: Desk, numbers: Sequence[int], way: CopyWay) -> Change | None:
    """Count a copy of each notice; None for a register that cannot be written."""
    if desk.barred:
        return None
    try:
        return desk.do(CopyNotices(notices=tuple(numbers), way=way))
    except NotSaved:
        return None
