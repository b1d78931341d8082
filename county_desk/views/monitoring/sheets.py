"""The papers of a household that is watched: its visit sheet and its authorisation."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from county_desk.tables.household_sheet import HouseholdSheet
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.paper_acts import PaperActs
from county_desk.views.types import Document

type Read = Callable[[], HouseholdSheet]


def household_papers(page: Page, read: Read) -> tuple[PaperActs, PaperActs]:
    """Return the visit sheet and the authorisation of one household, for a page."""

    def subject() -> str:
        return read().head

    visit = PaperActs(page, _("visit sheet"), partial(_visit_sheet, read), subject)
    return visit, PaperActs(page, _("authorisation"), partial(_authorisation, read), subject)


def offer_papers(page: Page, read: Read, menu: QMenu) -> None:
    """Add the papers of one household to a menu."""
    menu.addSeparator()
    for paper in household_papers(page, read):
        for each in paper.acts():
            menu.addAction(each.words, each.press)


def _visit_sheet(read: Read, language: str) -> Document:
    from county_desk.reports.monitoring_sheets import visit_sheet

    return visit_sheet(read(), language)


def _authorisation(read: Read, language: str) -> Document:
    from county_desk.reports.monitoring_sheets import authorisation

    return authorisation(read(), language)
