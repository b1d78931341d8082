"""Sending files back: their own workbooks with the errors marked, and words for the villages."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from county_desk.progress import Progress, each
from county_desk.text import _, _n
from county_desk.views.banner import Banner
from county_desk.views.import_files import FileRow
from county_desk.views.page import Page
from county_desk.views.saving import save


def save_marked(page: Page, rows: Sequence[FileRow]) -> None:
    """Ask where to, then write the marked workbook of each file; several go into one folder."""
    if not rows:
        return
    from county_desk.excel.told import annotated_name

    if len(rows) == 1:
        proposed = annotated_name(rows[0].arrival.delivery, page.desk.today)
        title = _("Save the annotated workbook")
        name, _kind = QFileDialog.getSaveFileName(page, title, proposed, "Excel (*.xlsx)")
    else:
        name = QFileDialog.getExistingDirectory(page, _("Folder for the annotated workbooks"))
    if name:
        mark_to(page, rows, Path(name))


def mark_to(page: Page, rows: Sequence[FileRow], target: Path) -> None:
    """Write one file's marked workbook to a path, or those of several into a folder."""
    from county_desk.excel.annotate import annotate
    from county_desk.excel.told import annotated_name

    day = page.desk.today

    def work(progress: Progress) -> None:
        for row in each(rows, progress):
            out = target if len(rows) == 1 else target / annotated_name(row.arrival.delivery, day)
            annotate(row.path, row.arrival.delivery, out, day=day)

    words = _n("Marking {count} workbook", "Marking {count} workbooks", len(rows)).format(count=len(rows))
    save(page, work, target, words)


def copy_messages(page: Page, rows: Sequence[FileRow]) -> None:
    """Put the words for each village onto the clipboard."""
    if rows:
        from county_desk.excel.told import chat_message

        words = "\n".join(chat_message(row.arrival.delivery) for row in rows)
        QGuiApplication.clipboard().setText(words)
        page.clear_notes()
        page.show_note(Banner("ok", _("Copied: {words}").format(words=words), page))
