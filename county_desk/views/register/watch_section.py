"""The monitoring of one household on its card: whether it is monitored, and its clues."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from county_desk.tables.listing import Query, page
from county_desk.tables.monitoring.clues import CLUES, ClueRow
from county_desk.tables.monitoring.clues import LISTING as CLUES_LISTING
from county_desk.tables.monitoring.monitored import MONITORED, MONITORED_LISTING, MonitoredRow
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.page_button import page_button
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.monitoring.clues import ClueDraft, RecordClue


def show_watch(shown: Page, box: QVBoxLayout, household: int) -> None:
    """Add the monitoring of a household to its card, once it is read, and the way to a new clue."""
    desk, wanted = shown.desk, Query(where={"household_id": household})

    def read() -> tuple[Sequence[MonitoredRow], Sequence[ClueRow]]:
        return desk.read(page, MONITORED_LISTING, wanted), desk.read(page, CLUES_LISTING, wanted)

    def show(found: tuple[Sequence[MonitoredRow], Sequence[ClueRow]]) -> None:
        if not isValid(box):
            return
        watched, clues = found
        box.addWidget(heading(_("Monitoring"), shown, 1.1))
        if not watched:
            box.addWidget(line(_("This household was never monitored."), shown))
        for row in watched:
            told = (MONITORED["state"].shown(row), MONITORED["kind"].shown(row), row.identified, row.removed)
            box.addWidget(page_button(shown, " · ".join(filter(None, told)), "monitored", row.id))
        for clue in clues:
            words = _("Clue {number}: {state}").format(number=clue.id, state=CLUES["state"].shown(clue))
            box.addWidget(page_button(shown, words, "clues", clue.id))
        new = page_button(shown, button_words(RecordClue), "clues", ClueDraft(household))
        shown.permit(new, RecordClue.permission)
        box.addWidget(new)

    shown.look(read, show, "watch")
