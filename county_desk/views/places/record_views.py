"""Tabs of a place of work with the facts of its record, and with the time line of a household."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from county_desk.fields import Day, Record
from county_desk.tables.story import StoryLine, story_of
from county_desk.text import _
from county_desk.views.places.place_tabs import AnyPlace, TabView
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.parts import Pairs, Sides, bare, drop_all, line, link
from county_desk.views.widgets.text_format import tooltip

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FactsView(TabView):
    """The record at a glance, with a door to each tab, beside its filled columns with masked numbers."""

    def __init__(self, page: AnyPlace) -> None:
        super().__init__(page)
        self.page = page
        self.area = QScrollArea(self, widgetResizable=True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.area.setAccessibleName(_("Facts"))
        bare(QVBoxLayout(self)).addWidget(self.area)
        self.setFocusProxy(self.area)

    def refresh(self) -> None:
        """Show the record as the page has read it."""
        page, sides = self.page, Sides(self.area)
        if page.found and (glance := page.found.glance):
            self.doors = [
                (
                    tab,
                    link(
                        glance[tab.key] or _("Nothing is on record yet."),
                        sides,
                        partial(page.bar.choose, tab.key),
                    ),
                )
                for tab in page.tabs
                if tab.key in glance
            ]
            sides.box.addWidget(Pairs([(_(tab.title), door) for tab, door in self.doors], sides), 3)
        columns = [each for each in page.records.table.columns if not isinstance(each.kind, Record)]
        told = [(_(each.title), each.shown(page.row, masked=True)) for each in columns]
        sides.box.addWidget(Pairs([(title, words) for title, words in told if words], sides), 2)
        self.area.setWidget(sides)


class StoryTable(FactsTable):
    """The lines of a story; Enter or a double click leads to where one is shown in full."""

    def __init__(self, page: AnyPlace, lines: Sequence[StoryLine]) -> None:
        super().__init__((_("Day"), _("Kind"), _("What happened")), page, _("Its story"), fills=True)
        self.page, self.lines = page, lines
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


class StoryView(TabView):
    """All that happened to a household and was done for it, on one time line."""

    def __init__(self, page: AnyPlace) -> None:
        super().__init__(page)
        self.page = page
        self.box = bare(QVBoxLayout(self))

    def refresh(self) -> None:
        """Read the story again."""
        desk, number = self.page.desk, self.page.number
        self.page.look(lambda: desk.read(story_of, number), self._show, "story")

    def _show(self, lines: Sequence[StoryLine]) -> None:
        drop_all(self.box)
        if lines:
            table = StoryTable(self.page, lines)
            self.box.addWidget(table, 1)
            self.setFocusProxy(table)
        else:
            self.box.addWidget(line(_("Nothing is on record yet."), self, muted=True))
            self.box.addStretch(1)
