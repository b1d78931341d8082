"""A paper of a record: printed, or saved as a file, from buttons or from a menu."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QMenu

from county_desk.progress import Progress
from county_desk.tables.assistance.helper_sheets import village_account
from county_desk.tables.assistance.household_account import household_account
from county_desk.tables.county import county_name
from county_desk.tables.household_sheet import HouseholdSheet
from county_desk.tables.households import LISTING
from county_desk.tables.listing import one
from county_desk.text import _, current
from county_desk.views.page import Page
from county_desk.views.printing import print_document
from county_desk.views.types import Document
from county_desk.views.widgets.file_dialogs import Purpose, save_file
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.record_card import RowButton
from county_desk.views.widgets.saving import save
from county_desk.workflow.cases.desk_case import case_now
from county_desk.workflow.command import Refused

type ReadSheet = Callable[[], HouseholdSheet]

PDF = "PDF (*.pdf)"


class PaperActs:
    """One paper of a page; `make` sets it out in a language, on a worker thread.

    `subject` returns a name for the saved file beside that of the paper.
    """

    def __init__(
        self, page: Page, name: str, make: Callable[[str], Document], subject: Callable[[], str] = str
    ) -> None:
        self._page, self._name, self._make, self._subject = page, name, make, subject

    def acts(self) -> Iterator[RowButton]:
        """Yield the offers to print and save it."""
        yield RowButton(_("Print: {paper}…").format(paper=self._name), self.print)
        yield RowButton(_("Save: {paper}…").format(paper=self._name), self.save)

    def print(self) -> None:
        """Print it in the language of the window."""
        language = current()
        print_document(self._page, lambda _progress: self._make(language))

    def save(self) -> None:
        """Ask where to, and save it as PDF."""
        from county_desk.sheets.writing.saving import safe_name

        proposed = safe_name("_".join(filter(None, (self._name, self._subject()))), ".pdf")
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


def paper_button(page: Page, papers: Iterable[PaperActs], words: str) -> Button | None:
    """Return a button with a menu that prints and saves papers; None without papers."""
    acts = [each for paper in papers for each in paper.acts()]
    if not acts:
        return None
    button = Button(words, page)
    button.setIcon(icon(Icon.PRINT))
    menu = QMenu(button)
    for each in acts:
        each.add_to(menu)
    button.setMenu(menu)
    return button


def account_paper(page: Page, household: int) -> PaperActs:
    """The account card of a household."""
    desk = page.desk

    def make(language: str) -> Document:
        from county_desk.reports.help_papers import account_card

        return account_card(desk.read(household_account, household, desk.today), language)

    def subject() -> str:
        row = desk.read(one, LISTING, household)
        return f"{row.head}_{row.number}" if row else ""

    return PaperActs(page, _("account card"), make, subject)


def village_paper(page: Page, village: int, name: str, year: int) -> PaperActs:
    """The account of a village in a year; `name` is that of the village."""
    desk = page.desk

    def make(language: str) -> Document:
        from county_desk.reports.helper_papers import account_of_village

        return account_of_village(desk.read(village_account, village, year, desk.today), language)

    return PaperActs(page, _("account of the village"), make, lambda: f"{name}_{year}")


def case_paper(page: Page, number: int) -> PaperActs:
    """The file of a case."""
    desk = page.desk

    def make(language: str) -> Document:
        from county_desk.reports.case_papers import case_file

        if (now := case_now(desk, number)) is None:
            raise Refused({"": _("There is no case {number}").format(number=number)})
        office = desk.read(county_name), desk.today
        return case_file(now.detail, now.procedure, now.evidence, now.finding, office, language)

    return PaperActs(page, _("file of the case"), make, lambda: str(number))


def visit_paper(page: Page, read: ReadSheet) -> PaperActs:
    """The visit sheet of a household."""

    def make(language: str) -> Document:
        from county_desk.reports.monitoring_sheets import visit_sheet

        return visit_sheet(read(), language)

    return PaperActs(page, _("visit sheet"), make, lambda: read().head)
