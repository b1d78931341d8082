"""The contact official of one household on its card, and those before."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from county_desk.tables.assistance.officials import PairingTerm, terms_of
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.page_button import page_button
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.assistance.needs import HelpDraft
from county_desk.workflow.assistance.officials import AssignOfficial, HandOverHousehold


def show_officials(shown: Page, box: QVBoxLayout, household: int) -> None:
    """Add the contact officials of a household to its card, once they are read."""
    desk = shown.desk

    def show(found: Sequence[PairingTerm]) -> None:
        if not isValid(box):
            return
        box.addWidget(heading(_("Contact officials"), shown, 1.1))
        if not any(each.until is None for each in found):
            box.addWidget(line(_("Nobody answers for this household now."), shown))
        for each in found:
            box.addWidget(line(each.words(desk.today), shown))
        now = any(each.until is None for each in found)
        command = HandOverHousehold if now else AssignOfficial
        words = button_words(command)
        button = page_button(shown, words, "pairings", HelpDraft(household, command))
        shown.permit(button, command.permission)
        box.addWidget(button)

    shown.look(lambda: desk.read(terms_of, household), show, "officials")
