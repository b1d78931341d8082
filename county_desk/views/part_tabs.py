"""The tabs over a page that lead to the other pages of its row."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from county_desk.text import _
from county_desk.views.navigation import Navigation, PageEntry
from county_desk.views.widgets.bands import STANDARD, Band
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import drop_all
from county_desk.views.widgets.style import em

FRONT = 6  # pages with a tab; a menu holds the others


class PartTabs(QWidget):
    """A tab for each page of a row, and the menu “More”; `picked(key)` names the page that was chosen.

    A page from the menu takes the last tab while it is shown. A row with one page has no tabs, and a place of
    work has breadcrumbs instead.
    """

    picked = Signal(str)

    def __init__(self, navigation: Navigation, parent: QWidget) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self.tabs = CountTabs((), parent=self)
        self._keys: list[str] = []
        self._short, self._shown = False, navigation.home
        self._box = QHBoxLayout(self)
        self._box.addWidget(self.tabs)  # or it would lie over those of the first row
        self.fit(STANDARD)

    def show_page(self, shown: str) -> None:
        """Show the pages of the row that has a page, with this one chosen."""
        self._shown, listed = shown, self._navigation.listed(shown)
        self.setVisible(listed == shown)
        if listed != shown:
            return
        row = self._navigation.row_of(shown)
        parts, keys = self._navigation.parts(row), list(row.parts)
        front = keys[:FRONT] if shown in keys[:FRONT] else [*keys[: FRONT - 1], shown]
        if front != self._keys:
            self._keys = front
            self._fill(row.title, parts)
        with QSignalBlocker(self.tabs):
            self.tabs.choose(shown)
        self.setVisible(len(parts) > 1)

    def fit(self, band: Band) -> None:
        """Take less room in a short window."""
        if band.short != self._short:
            self._short, self._keys = band.short, []
            self.show_page(self._shown)
        self._box.setContentsMargins(em(0.9), 0 if band.short else em(0.3), em(0.9), 0)

    def _fill(self, title: str, parts: Sequence[PageEntry]) -> None:
        drop_all(self._box)
        titles = {part.key: _(part.title) for part in parts}
        self.tabs = CountTabs(
            [(key, titles[key]) for key in self._keys], None, self, 1.7 if self._short else 2.3
        )
        self.tabs.setAccessibleName(_(title))
        self.tabs.choose(self._keys[0])
        self.tabs.picked.connect(self.picked)
        self._box.addWidget(self.tabs, 1)
        if rest := [key for key in titles if key not in self._keys]:
            more = Button(_("More"), self)
            menu = QMenu(more)
            for key in rest:
                menu.addAction(titles[key]).triggered.connect(lambda _checked, key=key: self.picked.emit(key))
            more.setMenu(menu)
            more.setFixedHeight(self.tabs.sizeHint().height())
            self._box.addWidget(more)
