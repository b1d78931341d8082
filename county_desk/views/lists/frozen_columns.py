"""Frozen columns: the first columns of a table stay in sight while the others scroll."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal

from county_desk.views.lists.titles import Titles
from county_desk.views.widgets.style import em

if TYPE_CHECKING:
    from county_desk.views.lists.table_view import TableView

LEAST = 12  # em that always scroll: columns that leave less of a window are not frozen in it


class FrozenColumns(QObject):
    """The frozen columns of one table.

    The table paints their cells and finds them under the mouse. Their titles are a second header over the
    first, there only while something is scrolled away below it.
    """

    settled = Signal()

    def __init__(self, table: "TableView") -> None:
        super().__init__(table)
        self.wanted = 0  # how many of the first columns a person froze, hidden ones counted
        self.width = 0  # px, in the window as it is now
        self._table = table
        self._places: dict[int, int] = {}
        self.titles = Titles(table, menus=table.menus)
        self.titles.setModel(table.rows)
        self.titles.setSectionsMovable(False)
        self.titles.hide()
        header = table.horizontalHeader()
        for changed in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            changed.connect(lambda *_about: self.settle())
        self.titles.sectionResized.connect(lambda section, _old, new: self._resize(section, new))

    def freeze(self, count: int) -> None:
        """Keep this many of the first columns in sight; 0 lets all scroll."""
        self.wanted = max(0, count)
        self.settle()
        self._table.viewport().update()

    @property
    def scrolled(self) -> bool:
        """Whether a column is scrolled below the frozen ones."""
        return self.width > 0 and self._table.horizontalHeader().offset() > 0

    def left_of(self, section: int) -> int | None:
        """The left edge of a frozen column; None for one that scrolls, and for all before any scrolling."""
        return self._places.get(section) if self.scrolled else None

    def holds(self, section: int) -> bool:
        """Whether a column is frozen in the window as it is now."""
        return section in self._places

    def section_at(self, place: int) -> int | None:
        """The frozen column at a place of the viewport, while a column is scrolled below it."""
        if not self.scrolled or not 0 <= place < self.width:
            return None
        return max(self._places, key=lambda section: (self._places[section] <= place, self._places[section]))

    def places(self) -> Iterator[tuple[int, int]]:
        """Each frozen column and its left edge."""
        return iter(self._places.items())

    def settle(self) -> None:
        """Work out what finds room, after the columns or the window changed."""
        table, header = self._table, self._table.horizontalHeader()
        room = table.viewport().width() - em(LEAST)
        self._places, self.width = {}, 0
        for visual in range(min(self.wanted, header.count())):
            section = header.logicalIndex(visual)
            width = 0 if header.isSectionHidden(section) else header.sectionSize(section)
            if self.width + width > room:
                break
            if width:
                self._places[section] = self.width
                self.width += width
        self.place_titles()
        self.settled.emit()

    def place_titles(self) -> None:
        """Lay the titles of the frozen columns over the header, while columns are scrolled."""
        header = self._table.horizontalHeader()
        self.titles.setVisible(self.scrolled and not header.isHidden())
        if not self.scrolled:
            return
        self.titles.blockSignals(True)
        for section in range(header.count()):
            self.titles.setSectionHidden(section, section not in self._places)
            if section in self._places:
                self.titles.resizeSection(section, header.sectionSize(section))
                self.titles.moveSection(self.titles.visualIndex(section), header.visualIndex(section))
        self.titles.blockSignals(False)
        self.titles.setFont(header.font())
        high = header.height() - self._table.titles.foot
        self.titles.setGeometry(QRect(header.x(), header.y(), self.width, high))
        self.titles.raise_()

    def _resize(self, section: int, width: int) -> None:
        if section in self._places and width:
            self._table.horizontalHeader().resizeSection(section, width)
