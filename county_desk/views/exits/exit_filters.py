"""The filters of the matrix beside its tabs: a search, the village, and the criteria."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from county_desk.fields import Column
from county_desk.sound.search_text import finds
from county_desk.text import N_, _
from county_desk.views.exits.criterion_filter import CriterionFilter
from county_desk.views.exits.matrix_rows import MatrixRow
from county_desk.views.lists.filter_button import FilterButton
from county_desk.views.lists.value_list import Facets
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import in_row
from county_desk.views.widgets.search_box import SearchBox


class ExitFilters(QWidget):
    """A row of filters; emits `changed()` when other rows must be shown."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[MatrixRow] = ()
        self.search = SearchBox(_("Find in this list"), self)
        self.criterion = CriterionFilter(self)
        self.village = FilterButton(Column("village", N_("Village")), self._facets, self)
        self.clear_button = Button(_("Clear all filters"), self, self.clear)
        in_row((self.search, 1), self.criterion, self.village, self.clear_button, on=self, gap=0.5, margins=0)
        self.search.wanted.connect(self._changed)
        self.criterion.picked.connect(self._changed)
        self.village.picked.connect(self._changed)
        self.clear_button.hide()

    def show_matrix(self, columns: Sequence[Column[MatrixRow]], rows: Sequence[MatrixRow]) -> None:
        """Offer what these rows can be narrowed by."""
        self._rows = rows
        self.criterion.show_matrix(columns, rows)
        self.village.setVisible(any(column.key == "village" for column in columns))

    def lets(self, row: MatrixRow) -> bool:
        """Whether a row is wanted."""
        words = self.search.sought().split()
        if self.village.values and row.village not in self.village.values:
            return False
        texts = (row.subject, row.number, row.village, row.township)
        if not all(any(finds(text, word) for text in texts) for word in words):
            return False
        return self.criterion.lets(row)

    def clear(self) -> None:
        """Want every row."""
        self.search.clear()
        self.village.set_values(())
        self.criterion.clear()
        self._changed()

    def _changed(self, *_about: object) -> None:
        on = bool(self.search.sought() or self.village.values or self.criterion.wanted)
        self.clear_button.setVisible(on)
        self.changed.emit()

    def _facets(self, _key: str, text: str, then: Callable[[Facets], None]) -> None:
        villages = (row.village for row in self._rows if text.casefold() in row.village.casefold())
        then(Counter(villages).most_common())
