"""Disclosures as bars over the days: one row a posted list, only those that can be seen are painted."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from county_desk.rules.calendar import Calendar
from county_desk.tables.cases.disclosures import DisclosureRow
from county_desk.text import _, _n
from county_desk.views.disclosure.disclosure_state import state_of, subject_of
from county_desk.views.disclosure.timeline_bar import BarDelegate
from county_desk.views.disclosure.timeline_headers import SUBJECT, DayHeader, PostedHeader
from county_desk.views.disclosure.timeline_scale import Scale, is_day_off, kind_of, rest_ground
from county_desk.views.lists.table_model import NOWHERE, Index
from county_desk.views.widgets.style import em, tones

ROW = Qt.ItemDataRole.UserRole
_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible
_DAY = timedelta(days=1)


class TimelineModel(QAbstractTableModel):
    """One column over the rows; a cell says in words what its bar shows."""

    RowRole = ROW

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[DisclosureRow] = []
        self.today = date.min
        self.townships: Mapping[int, str] = {}

    def show_rows(self, rows: Iterable[DisclosureRow], today: date, townships: Mapping[int, str]) -> None:
        """Hold the rows as they stand on a day, with the names of townships by number."""
        self.beginResetModel()
        self.rows, self.today, self.townships = list(rows), today, townships
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The number of bars."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """One column, as wide as all the days."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, and its state in words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case TimelineModel.RowRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return state_of(row, self.today)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.sentence(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The place down the side, and under it the posted list; the days above have a name alone."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Days")
        if orientation is not Qt.Orientation.Vertical or not 0 <= section < len(self.rows):
            return None
        row = self.rows[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.place
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.place}\n{self.subject(row)}"
        return self.subject(row) if role == SUBJECT else None

    def subject(self, row: DisclosureRow) -> str:
        """Return the subject of the list, with the township."""
        return subject_of(row, self.townships.get(row.township_id or 0, ""))

    def sentence(self, row: DisclosureRow) -> str:
        """All that a bar shows, in one sentence."""
        return _("{place}, {subject}: {state} ({first} to {last})").format(
            place=row.place,
            subject=self.subject(row),
            state=state_of(row, self.today),
            first=row.opened_on,
            last=row.last_day,
        )


class Timeline(QTableView):
    """The bars. `chosen(row)` is emitted with the current one (None for none), `opened(row)` on Enter.

    Up and down go from list to list, left and right move the days, Home and End go to the ends.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calendar = calendar
        self.rows = TimelineModel(self)
        self.days = Scale(date.min, 0, 1)
        self._at_today, self._filling = True, False
        self.across = DayHeader(calendar, self)
        self.down = PostedHeader(self)
        self.setHorizontalHeader(self.across)
        self.setVerticalHeader(self.down)
        self.setModel(self.rows)
        self.setItemDelegate(BarDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.horizontalScrollBar().actionTriggered.connect(self._moved)
        self.fit(short=False, narrow=False)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.rows[index.row()]))
        self.activated.connect(lambda index: self.opened.emit(self.rows.rows[index.row()]))
        self.down.sectionPressed.connect(lambda row: self.setCurrentIndex(self.rows.index(row, 0)))

    def fit(self, *, short: bool, narrow: bool) -> None:
        """Rows of one line where the window is short, narrower labels where it is narrow."""
        self.down.setDefaultSectionSize(em(2.3 if short else 3.1))
        self.down.setFixedWidth(em(10.5 if narrow else 15))

    def show_rows(
        self,
        rows: Iterable[DisclosureRow],
        today: date,
        townships: Mapping[int, str] | None = None,
        current: int = 0,
    ) -> None:
        """Show these, with one of them as the current one; the days stay where they are.

        Where that one is not among them, it is the one that stood next to it, or else the first.
        """
        scrolled, first = self.horizontalScrollBar().value(), self.days.first
        before, at = self.rows.rows, max(0, self.currentIndex().row())
        near = [row.id for row in (*before[at:], *reversed(before[:at]))]
        self._filling = True
        self.rows.show_rows(rows, today, townships or {})
        self.days = self.across.days = Scale.over(self._spans(), today, em(2.15))
        self.across.today = today
        self.setAccessibleName(self._name())
        if self.rows.rows:
            self.across.resizeSection(0, self.days.total)
            if not any(self.choose(number) for number in (current, *near)):
                self.setCurrentIndex(self.rows.index(0, 0))
        else:
            self.chosen.emit(None)
        self._filling = False
        if self._at_today:
            self.to_today()
        else:
            self.horizontalScrollBar().setValue(scrolled + self.days.left(first))

    def current(self) -> DisclosureRow | None:
        """The current row."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def choose(self, number: int) -> bool:
        """Make one disclosure the current one, when it is shown."""
        for place, row in enumerate(self.rows.rows):
            if row.id == number:
                self.setCurrentIndex(self.rows.index(place, 0))
                return True
        return False

    def to_today(self) -> None:
        """Bring today into view, two thirds to the right, because the posted lists began before."""
        place = self.days.left(self.rows.today) - round(self.viewport().width() * 0.6)
        self.horizontalScrollBar().setValue(place)
        self._at_today = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the days; Home and End go to the first and the last list."""
        bar, last = self.horizontalScrollBar(), self.rows.rowCount() - 1
        self._at_today = False
        match event.key():
            case Qt.Key.Key_Left:
                bar.setValue(bar.value() - self.days.width)
            case Qt.Key.Key_Right:
                bar.setValue(bar.value() + self.days.width)
            case Qt.Key.Key_Home:
                self.setCurrentIndex(self.rows.index(0, 0))
            case Qt.Key.Key_End:
                self.setCurrentIndex(self.rows.index(last, 0))
            case _:
                super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters finds nothing here; the list has a search box."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Emit `chosen` with the new list, and bring its bar into view."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.down.viewport().update()
        if current.isValid():
            if not self._filling:
                self._reveal(self.rows.rows[current.row()])
            self.chosen.emit(self.rows.rows[current.row()])

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _VISIBLE) -> None:
        """Only down and up: the cell is as wide as all the days."""
        bar = self.horizontalScrollBar()
        place = bar.value()
        super().scrollTo(index, hint)
        bar.setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep today in view until a person has moved the days."""
        super().resizeEvent(event)
        if self._at_today and self.rows.rows:
            self.to_today()

    def changeEvent(self, event: QEvent) -> None:
        """A new theme or text size paints anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The days off and the line of today, then the bars over them."""
        painter = QPainter(self.viewport())
        self._paint_days_off(painter)
        self._paint_today(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_days_off(self, painter: QPainter) -> None:
        theme, port, shift = tones(self), self.viewport().rect(), self.horizontalOffset()
        for day in self.days.between(shift, shift + port.width()):
            if is_day_off(kind_of(self.calendar, day)):
                left = self.days.left(day) - shift
                painter.fillRect(QRect(left, 0, self.days.width, port.height()), rest_ground(theme))

    def _paint_today(self, painter: QPainter) -> None:
        middle = self.days.left(self.rows.today) + self.days.width // 2 - self.horizontalOffset()
        painter.setPen(QPen(QColor(tones(self).accent), 2))
        painter.drawLine(middle, 0, middle, self.viewport().height())

    def _reveal(self, row: DisclosureRow) -> None:
        """Scroll the days only when no part of the bar's last day or first day can be seen."""
        bar, width = self.horizontalScrollBar(), self.viewport().width()
        left, right = self.days.left(row.opened_on), self.days.left(row.last_day + _DAY)
        if right > bar.value() + width:
            bar.setValue(min(left - self.days.width, right - width + self.days.width))
        elif left < bar.value():
            bar.setValue(left - self.days.width)

    def _moved(self, _action: int) -> None:
        self._at_today = False

    def _spans(self) -> list[tuple[date, date]]:
        return [(row.opened_on, row.last_day) for row in self.rows.rows]

    def _name(self) -> str:
        count = len(self.rows.rows)
        words = _n("Timeline, {count} disclosure", "Timeline, {count} disclosures", count)
        return words.format(count=count)
