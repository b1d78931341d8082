"""The story of one household on its card: a time line of all that happened to it and was done for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from county_desk.fields import Day
from county_desk.tables.story import StoryLine, story_of
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.text_format import tooltip

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StoryTable(FactsTable):
    """The lines of a story; Enter or a double click leads to where one is shown in full."""

    def __init__(self, shown: Page, lines: Sequence[StoryLine]) -> None:
        super().__init__((_("Day"), _("Kind"), _("What happened")), shown, _("Its story"))
        self.page, self.lines = shown, lines
        self.show_rows([(Day().show(each.day), _(each.kind), each.words) for each in lines])
        self.setToolTip(tooltip(_("Enter or a double click leads to it.")))
        self.cellDoubleClicked.connect(lambda row, _column: self.lead(row))

    def lead(self, row: int) -> None:
        """Go to the page of a line, where there is one."""
        if 0 <= row < len(self.lines) and self.lines[row].page:
            self.page.go.emit(self.lines[row].page, self.lines[row].number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.lead(self.currentRow())
            return
        super().keyPressEvent(event)


def show_story(shown: Page, box: QVBoxLayout, household: int) -> None:
    """Add the story of a household to its card, once it is read."""

    def show(lines: Sequence[StoryLine]) -> None:
        if not isValid(box):
            return
        box.addWidget(heading(_("Its story"), shown, 1.1))
        if lines:
            box.addWidget(StoryTable(shown, lines))
        else:
            box.addWidget(line(_("Nothing is on record yet."), shown, muted=True))

    desk = shown.desk
    shown.look(lambda: desk.read(story_of, household), show, "story")
