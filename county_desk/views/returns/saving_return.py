"""Saving a return as a workbook: covered numbers, or full ones for a purpose that is recorded."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from county_desk.progress import Progress
from county_desk.sheets.writing.saving import safe_name
from county_desk.tables.figures import Figures
from county_desk.tables.return_names import ReturnName
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.file_dialogs import WORKBOOK, Purpose, save_file
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.views.widgets.saving import save
from county_desk.workflow.revealing import is_personal, return_refusal, revealing


def ask_return(
    page: Page, parent: QWidget, name: str, title: str, stem: str, then: Callable[[Path, str | None], None]
) -> None:
    """Ask for the purpose of full numbers where a return holds any, then for its file."""

    def choose(purpose: str) -> None:
        if path := save_file(parent, Purpose.RETURN, title, safe_name(stem, ".xlsx"), WORKBOOK):
            then(path, purpose or None)

    if not is_personal(ReturnName.named(name)):
        choose("")
        return
    trouble = return_refusal(page.desk.actor)
    dialog = PurposeDialog(
        title, parent, saved=True, covered=_("Save with covered numbers…"), trouble=trouble
    )
    dialog.given.connect(choose)
    dialog.open()


def save_return(
    page: Page, path: Path, find: Callable[[], Figures], language: str, purpose: str | None
) -> None:
    """Write the workbook of some figures; full numbers are recorded before anybody can see the file."""

    def work(progress: Progress) -> None:
        from county_desk.reports.returns import write_return

        figures = find()
        write_return(figures, path, language, progress, revealing(page.desk, figures, purpose))

    save(page, work, path, _("Writing the return"))
