"""Sending files back: their own workbooks with the errors marked, and words for the villages."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from county_desk.intake.reader import Reader
from county_desk.progress import Progress, each
from county_desk.sheets.writing.saving import CannotWrite
from county_desk.text import _, _n
from county_desk.views.importing.file_fixes import texts_of
from county_desk.views.importing.import_files import FileRow
from county_desk.views.page import Page
from county_desk.views.widgets.banner import FoldedBanner
from county_desk.views.widgets.file_dialogs import WORKBOOK, Purpose, open_folder, save_file
from county_desk.views.widgets.saving import save


def save_marked(page: Page, rows: Sequence[FileRow]) -> None:
    """Ask where to, then write the marked workbook of each file; several go into one folder."""
    if not rows:
        return
    from county_desk.intake.marking.sending import annotated_name

    source = rows[0].path.parent
    if len(rows) == 1:
        proposed = annotated_name(rows[0].arrival.delivery, page.desk.today)
        title = _("Save the annotated workbook")
        path = save_file(page, Purpose.MARKED, title, proposed, WORKBOOK, usual=source)
    else:
        path = open_folder(page, Purpose.MARKED, _("Folder for the annotated workbooks"), usual=source)
    if path:
        mark_to(page, rows, path)


def mark_to(page: Page, rows: Sequence[FileRow], target: Path) -> None:
    """Write the marked workbook of one file to a path, or those of several files into a folder.

    They carry the county's corrections. A file that cannot be marked is named and holds up no other.
    """
    from county_desk.intake.marking.annotate import MEMORY, annotate
    from county_desk.intake.marking.sending import MarkedNames

    day = page.desk.today
    names = MarkedNames(target, [row.path for row in rows], day)

    def work(progress: Progress) -> None:
        failed = []
        with Reader(memory=MEMORY) as reader:
            for row in each(rows, progress):
                delivery, fixes = row.arrival.sent_back, texts_of(row.fixes)
                out = target if len(rows) == 1 else names.place_of(row.path, delivery)
                try:
                    annotate(row.path, delivery, out, fixes=fixes, day=day, reader=reader)
                except CannotWrite as trouble:
                    failed.append(str(trouble))
        if failed:
            raise CannotWrite("\n".join(failed))

    words = _n("Marking {count} workbook", "Marking {count} workbooks", len(rows)).format(count=len(rows))
    save(page, work, target, words)


def copy_messages(page: Page, rows: Sequence[FileRow]) -> None:
    """Put the words for each village onto the clipboard."""
    if rows:
        from county_desk.intake.marking.sending import chat_message

        words = "\n".join(chat_message(row.arrival.sent_back) for row in rows)
        QGuiApplication.clipboard().setText(words)
        page.clear_notes()
        page.show_note(FoldedBanner("ok", _("Copied: {words}").format(words=words), page))
