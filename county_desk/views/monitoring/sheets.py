"""The papers of a household from the menus of monitoring: printed, or saved as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from county_desk.progress import Progress
from county_desk.tables.household_sheet import HouseholdSheet
from county_desk.text import _, current
from county_desk.views.page import Page
from county_desk.views.printing import print_document
from county_desk.views.widgets.file_dialogs import Purpose, save_file
from county_desk.views.widgets.saving import save

if TYPE_CHECKING:
    from county_desk.reports.document import Document

type Read = Callable[[], HouseholdSheet]
PDF = "PDF (*.pdf)"


class HouseholdPapers:
    """The visit sheet and the authorisation of one household, for a page."""

    def __init__(self, page: Page, read: Read) -> None:
        self._page, self._read = page, read

    def offer(self, menu: QMenu) -> None:
        """Add the papers to a menu."""
        menu.addSeparator()
        menu.addAction(_("Print the visit sheet…"), lambda: self.print(authorising=False))
        menu.addAction(_("Save the visit sheet…"), lambda: self.save(authorising=False))
        menu.addAction(_("Print the authorisation…"), lambda: self.print(authorising=True))
        menu.addAction(_("Save the authorisation…"), lambda: self.save(authorising=True))

    def print(self, *, authorising: bool) -> None:
        """Print one of the papers in the language of the window."""
        language = current()
        print_document(self._page, lambda _progress: self._document(authorising, language))

    def save(self, *, authorising: bool) -> None:
        """Ask where to, and save it as PDF."""
        from county_desk.sheets.writing.saving import safe_name

        name = _("Authorisation") if authorising else _("Visit sheet")
        proposed = safe_name(f"{name}_{self._read().head}", ".pdf")
        if path := save_file(self._page, Purpose.NOTICE, _("Save as PDF"), proposed, PDF):
            self.save_to(path, authorising=authorising)

    def save_to(self, path: Path, *, authorising: bool) -> None:
        """Write the file; the old one stays when that fails."""
        language = current()

        def work(progress: Progress) -> None:
            from county_desk.sheets.writing.saving import whole

            document = self._document(authorising, language)
            with whole(path) as file:
                file.write(document.as_pdf(progress))

        save(self._page, work, path, _("Setting the pages"))

    def _document(self, authorising: bool, language: str) -> "Document":
        from county_desk.reports.monitoring_sheets import authorisation, visit_sheet

        return (authorisation if authorising else visit_sheet)(self._read(), language)
