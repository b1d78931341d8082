"""The papers of a household that is watched: its visit sheet and its authorisation."""

from PySide6.QtWidgets import QMenu

from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.paper_acts import PaperActs, ReadSheet, visit_paper
from county_desk.views.types import Document


def household_papers(page: Page, read: ReadSheet) -> tuple[PaperActs, PaperActs]:
    """Return the visit sheet and the authorisation of one household, for a page."""

    def make(language: str) -> Document:
        from county_desk.reports.monitoring_sheets import authorisation

        return authorisation(read(), language)

    return visit_paper(page, read), PaperActs(page, _("authorisation"), make, lambda: read().head)


def offer_papers(page: Page, read: ReadSheet, menu: QMenu) -> None:
    """Add the papers of one household to a menu."""
    menu.addSeparator()
    for paper in household_papers(page, read):
        for each in paper.acts():
            each.add_to(menu)
