"""The help for one household on its card: its needs, its measures, the ways to new ones, and its paper."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from county_desk.tables.assistance.measures import LISTING as MEASURES_LISTING
from county_desk.tables.assistance.measures import MEASURES, MeasureRow
from county_desk.tables.assistance.needs import LISTING as NEEDS_LISTING
from county_desk.tables.assistance.needs import NEEDS, NeedRow
from county_desk.tables.listing import Query, page
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.page_button import page_button
from county_desk.views.paper_acts import account_paper
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.needs import HelpDraft, RecordCauses, RecordNeed


def help_acts(shown: Page, household: int) -> Iterator[Button]:
    """Yield the buttons that record a need, a measure, or the causes of a household."""
    for command in (RecordNeed, RecordMeasure, RecordCauses):
        words, page = button_words(command), "measures" if command is RecordMeasure else "needs"
        button = page_button(shown, words, page, HelpDraft(household, command))
        shown.permit(button, command.permission)
        yield button


def account_acts(shown: Page, household: int) -> Iterator[Button]:
    """Yield the buttons that print and save the account card of a household."""
    for act in account_paper(shown, household).acts():
        yield act.button(shown)


def show_help(shown: Page, box: QVBoxLayout, household: int) -> None:
    """Add the needs and measures of a household to its card, once they are read."""
    desk, wanted = shown.desk, Query(where={"household_id": household})

    def read() -> tuple[Sequence[NeedRow], Sequence[MeasureRow]]:
        return desk.read(page, NEEDS_LISTING, wanted), desk.read(page, MEASURES_LISTING, wanted)

    def show(found: tuple[Sequence[NeedRow], Sequence[MeasureRow]]) -> None:
        if not isValid(box):
            return
        needs, measures = found
        box.addWidget(heading(_("Assistance"), shown, 1.1))
        if not needs and not measures:
            box.addWidget(line(_("Neither a need nor a measure is on record."), shown))
        for need in needs:
            told = (NEEDS["wants"].shown(need), need.words, NEEDS["state"].shown(need))
            box.addWidget(page_button(shown, " · ".join(filter(None, told)), "needs", need.id))
        for measure in measures:
            given = _("delivered on {day}").format(day=measure.delivered_on) if measure.delivered_on else ""
            told = (MEASURES["kind"].shown(measure), measure.title, given)
            box.addWidget(page_button(shown, " · ".join(filter(None, told)), "measures", measure.id))

    shown.look(read, show, "help")
