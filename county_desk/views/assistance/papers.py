"""A paper of assistance: printed, or saved as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from county_desk.progress import Progress
from county_desk.text import _, current
from county_desk.views.page import Page
from county_desk.views.printing import print_document
from county_desk.views.widgets.file_dialogs import Purpose, save_file
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.record_card import Act
from county_desk.views.widgets.saving import save

if TYPE_CHECKING:
    from county_desk.reports.document import Document

PDF = "PDF (*.pdf)"


class AssistancePaper:
    """One paper of a page; `make` sets it out in a language, on a worker thread."""

    def __init__(self, page: Page, name: str, make: "Callable[[str], Document]") -> None:
        self._page, self._name, self._make = page, name, make

    def acts(self) -> list[Act]:
        """The buttons that print and save it."""
        printing = Button(_("Print: {paper}…").format(paper=self._name), self._page)
        saving = Button(_("Save: {paper}…").format(paper=self._name), self._page)
        return [(printing, self.print), (saving, self.save)]

    def print(self) -> None:
        """Print it in the language of the window."""
        language = current()
        print_document(self._page, lambda _progress: self._make(language))

    def save(self) -> None:
        """Ask where to, and save it as PDF."""
        from county_desk.sheets.writing.saving import safe_name

        proposed = safe_name(self._name, ".pdf")
        if path := save_file(self._page, Purpose.NOTICE, _("Save as PDF"), proposed, PDF):
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the file; the old one stays when that fails."""
        language = current()

        def work(progress: Progress) -> None:
            from county_desk.sheets.writing.saving import whole

            document = self._make(language)
            with whole(path) as file:
                file.write(document.as_pdf(progress))

        save(self._page, work, path, _("Setting the pages"))
