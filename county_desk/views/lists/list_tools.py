"""The row over a list: search, filters and tools; what finds no room goes into icons and one menu."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from county_desk.text import _
from county_desk.views.lists.filter_button import FilterButton
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import in_row
from county_desk.views.widgets.search_box import SearchBox
from county_desk.views.widgets.style import em

# words on the tools, the filters in one menu, that menu without words, the tools in one menu, too
STEPS = (
    (True, False, False, False),
    (True, True, False, False),
    (False, True, False, False),
    (False, True, True, False),
    (False, True, True, True),
)


class ListTools(QWidget):
    """Pages put their own buttons in with `row.insertWidget`, or at the end with `offer`."""

    def __init__(self, filters: Sequence[FilterButton], *, personal: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.filters = filters
        self.search = SearchBox(_("Find in this list"), self)
        self.search.setMinimumWidth(em(4))
        self.folded, self._box = Button(parent=self), QWidget(self)
        self._tools = in_row(on=self._box, gap=0.5, margins=0)
        self._named: list[Button] = []
        self.unmask = self._add(_("Show full numbers"), Icon.SHOW)
        self.views = self._add(_("View"), Icon.LIST)
        self.columns = self._add(_("Columns"), Icon.COLUMNS)
        self.out = self._add(_("Export or print…"), Icon.EXPORT)
        self.more = _named(Button(parent=self), _("More"), Icon.MORE)
        self.unmask.setCheckable(True)
        self.unmask.setVisible(personal)
        tools = self.folded, 1, self._box, self.more
        self.row = in_row((self.search, 1), *filters, *tools, on=self, gap=0.5, margins=0)
        self.folded.setCheckable(True)
        self.folded.clicked.connect(self._unfold)
        self.more.clicked.connect(self._unpack)
        self._set(words=False, folded=bool(filters), brief=False, packed=False)

    def offer(self, words: str, picture: Icon) -> Button:
        """Put one more tool at the end; it has its words where there is room for them."""
        button = self._add(words, picture)
        self._fit(self.width())
        return button

    def _add(self, words: str, picture: Icon) -> Button:
        button = _named(Button(parent=self._box), words, picture)
        self._named.append(button)
        self._tools.addWidget(button)
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
        for words, folded, brief, packed in STEPS:
            self._set(words=words, folded=folded and bool(self.filters), brief=brief, packed=packed)
            if self._needed() <= width:
                return

    def _set(self, *, words: bool, folded: bool, brief: bool, packed: bool) -> None:
        self._box.setHidden(packed)
        self.more.setVisible(packed)
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
        menu = _menu_under(self.folded)
        for button in self.filters:
            menu.addAction(button.text(), partial(button.drop, self.folded))
        self.folded.setChecked(any(button.values for button in self.filters))

    def _unpack(self) -> None:
        menu = _menu_under(self.more)
        for button in self._named:
            if not button.isHidden():
                action = menu.addAction(button.icon(), button.accessibleName(), button.click)
                action.setEnabled(button.isEnabled())
                action.setCheckable(button.isCheckable())
                action.setChecked(button.isChecked())
                action.setToolTip(button.toolTip())


def _menu_under(button: Button) -> QMenu:
    """Drop an empty menu down under a button, once it is filled."""
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    menu.aboutToHide.connect(menu.deleteLater)
    QTimer.singleShot(0, menu, lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
    return menu


def _named(button: Button, words: str, picture: Icon) -> Button:
    button.setIcon(icon(picture))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
