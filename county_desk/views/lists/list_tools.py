"""The row over a list: search, filters and tools; what finds no room goes into icons and one menu."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from county_desk.text import _
from county_desk.views.lists.filter_button import FilterButton
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import bare
from county_desk.views.widgets.search_box import SearchBox
from county_desk.views.widgets.style import em

# words on the tools, the filters in one menu, that menu without words
STEPS = ((True, False, False), (True, True, False), (False, True, False), (False, True, True))


class ListTools(QWidget):
    """Pages put their own buttons in with `row.insertWidget`, or at the end with `offer`."""

    def __init__(self, filters: Sequence[FilterButton], *, personal: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.filters = filters
        self.search = SearchBox(_("Find in this list"), self)
        self.search.setMinimumWidth(em(3.5))
        self.folded = Button(parent=self)
        self.unmask = _named(Button(parent=self), _("Show full numbers"), Icon.SHOW)
        self.views = _named(Button(parent=self), _("View"), Icon.LIST)
        self.columns = _named(Button(parent=self), _("Columns"), Icon.COLUMNS)
        self.out = _named(Button(parent=self), _("Export or print…"), Icon.EXPORT)
        self.unmask.setCheckable(True)
        self.unmask.setVisible(personal)
        self.row = bare(QHBoxLayout(self), 0.5)
        self.row.addWidget(self.search, 1)
        for button in (*filters, self.folded):
            self.row.addWidget(button)
        self.row.addStretch(1)
        self.row.addWidget(self.unmask)
        self.row.addWidget(self.views)
        self.row.addWidget(self.columns)
        self.row.addWidget(self.out)
        self._named = [self.unmask, self.views, self.columns, self.out]
        self.folded.setCheckable(True)
        self.folded.clicked.connect(self._unfold)
        self._set(words=False, folded=bool(filters), brief=False)

    def offer(self, words: str, picture: Icon) -> Button:
        """Put one more tool at the end; it has its words where there is room for them."""
        button = _named(Button(parent=self), words, picture)
        self._named.append(button)
        self.row.addWidget(button)
        self._fit(self.width())
        return button

    def show_state(self, number: int) -> None:
        """Say on how many columns filters are on."""
        words = _("Filters ({count})").format(count=number) if number else _("Filters")
        self.folded.setAccessibleName(words)
        self.folded.setToolTip(words)
        self.folded.setIcon(icon(Icon.FILTER, accent=bool(number)))
        self.folded.setChecked(bool(number))
        self._fit(self.width())

    def name_view(self, words: str) -> None:
        """Say which named view was chosen."""
        self.views.setAccessibleName(words)
        self.views.setToolTip(words)
        self._fit(self.width())

    def minimumSizeHint(self) -> QSize:
        """It folds before it cuts."""
        return QSize(em(14), em(2.3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the first arrangement that finds room."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        for words, folded, brief in STEPS:
            self._set(words=words, folded=folded and bool(self.filters), brief=brief)
            if self._needed() <= width:
                return

    def _set(self, *, words: bool, folded: bool, brief: bool) -> None:
        for button in self._named:
            button.setText(button.accessibleName() if words else "")
        for filter_button in self.filters:
            filter_button.setVisible(not folded)
        self.folded.setText("" if brief else self.folded.accessibleName())
        self.folded.setVisible(folded)
        self.row.setSpacing(em(0.2 if brief else 0.5))

    def _needed(self) -> int:
        items = (self.row.itemAt(place) for place in range(self.row.count()))
        shown = [w for item in items if item and (w := item.widget()) and w.isVisibleTo(self)]
        widths = (em(10) if widget is self.search else widget.sizeHint().width() for widget in shown)
        return sum(widths) + self.row.spacing() * len(shown)

    def _unfold(self) -> None:
        menu = QMenu(self)
        for button in self.filters:
            action = menu.addAction(button.text())
            action.triggered.connect(lambda _checked, button=button: button.drop(self.folded))
        self.folded.setChecked(any(button.values for button in self.filters))
        menu.popup(self.folded.mapToGlobal(self.folded.rect().bottomLeft()))


def _named(button: Button, words: str, picture: Icon) -> Button:
    button.setIcon(icon(picture))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
