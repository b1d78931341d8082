"""A year of working days: its calendar, and the notice from which it is read."""

from calendar import Calendar
from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QToolTip, QWidget

from county_desk.fields import Invalid
from county_desk.rules.calendar import SATURDAY
from county_desk.rules.holiday_text import read_notice, written
from county_desk.text import _
from county_desk.views.administration.administration_part import Form
from county_desk.views.widgets.parts import in_column, line
from county_desk.views.widgets.style import em, tones

MONTHS = 12
WEEKS = 6
LINES = WEEKS + 2  # with the name of the month and the weekdays
REST, WORK = "休", "班"  # as calendars in China mark them
SMALL = 0.7  # em of a mark


class YearView(QWidget):
    """Draws one year; `show_year` takes the days that are not as their weekday says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.year = 0
        self.holidays: Mapping[date, str] = {}
        self.workdays: Mapping[date, str] = {}
        self._places: dict[date, QRect] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_year(self, year: int, holidays: Mapping[date, str], workdays: Mapping[date, str]) -> None:
        """Draw these days instead of those before."""
        self.year, self.holidays, self.workdays = year, holidays, workdays
        self.setAccessibleName(
            _("{year}: {off} days off, {made_up} make-up working days").format(
                year=year, off=len(holidays), made_up=len(workdays)
            )
        )
        self._place()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """More months beside each other need less height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all months at a width."""
        rows = -(-MONTHS // self._across(width))
        return rows * LINES * self._line()

    def sizeHint(self) -> QSize:
        """Four months beside each other."""
        width = 4 * self._month()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One month."""
        return QSize(self._month(), LINES * self._line())

    def resizeEvent(self, _event: object) -> None:
        """Lay the months out anew."""
        self._place()

    def event(self, event: QEvent) -> bool:
        """The occasion of the day under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = next((day for day, rect in self._places.items() if rect.contains(event.pos())), None)
            QToolTip.showText(event.globalPos(), self.words(day) if day else "", self)
            return True
        return super().event(event)

    def words(self, day: date) -> str:
        """A day in words; empty for one that is as its weekday says."""
        if day in self.holidays:
            return _("{day}: {occasion}, day off").format(day=day, occasion=self.holidays[day])
        if day in self.workdays:
            words = _("{day}: working day, made up for {occasion}")
            return words.format(day=day, occasion=self.workdays[day])
        return ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The months, each under its name and the weekdays."""
        if not self.year:
            return
        painter = QPainter(self)
        for month in range(1, MONTHS + 1):
            self._paint_heading(painter, month)
        for day, rect in self._places.items():
            self._paint_day(painter, day, rect)
        painter.end()

    def _paint_heading(self, painter: QPainter, month: int) -> None:
        left, top = self._corner(month)
        theme, cell, line = tones(self), self._cell(), self._line()
        painter.setFont(self._font(bold=True))
        painter.setPen(QColor(theme.text))
        name = QRect(left, top, 7 * cell, line)
        words = _("{month}/{year}").format(month=month, year=self.year)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, words)
        painter.setFont(self._font())
        painter.setPen(QColor(theme.muted))
        for place, weekday in enumerate(_("Mo Tu We Th Fr Sa Su").split()):
            rect = QRect(left + place * cell, top + line, cell, line)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, weekday)

    def _paint_day(self, painter: QPainter, day: date, rect: QRect) -> None:
        theme = tones(self)
        off, made_up = day in self.holidays, day in self.workdays
        if off or made_up:
            painter.fillRect(rect.adjusted(1, 1, -1, -1), QColor(theme.ok_tint if off else theme.warn_tint))
        rests = day.weekday() >= SATURDAY and not made_up
        painter.setFont(self._font(bold=off or made_up))
        colour = theme.muted if rests else theme.text
        painter.setPen(QColor(theme.ok if off else theme.warn if made_up else colour))
        painter.drawText(rect.adjusted(0, 0, -em(SMALL), 0), Qt.AlignmentFlag.AlignCenter, str(day.day))
        painter.setFont(self._font(small=True))
        corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(rect.adjusted(0, 0, -1, 0), corner, REST if off else WORK if made_up else "")

    def _place(self) -> None:
        """Find the rectangle of each day."""
        self._places = {}
        cell, line = self._cell(), self._line()
        for month in range(1, MONTHS + 1) if self.year else ():
            left, top = self._corner(month)
            for week, days in enumerate(Calendar().monthdatescalendar(self.year, month)):
                for place, day in enumerate(days):
                    if day.month == month:
                        corner = left + place * cell, top + (week + 2) * line
                        self._places[day] = QRect(*corner, cell, line)

    def _corner(self, month: int) -> tuple[int, int]:
        across = self._across(self.width())
        row, column = divmod(month - 1, across)
        spare = (self.width() - across * self._month()) // across
        return column * (self._month() + spare) + spare // 2, row * LINES * self._line()

    def _across(self, width: int) -> int:
        """The number of months beside each other; it divides twelve."""
        return next(number for number in (6, 4, 3, 2, 1) if width >= number * self._month() or number == 1)

    def _month(self) -> int:
        return 7 * self._cell() + em(1)

    def _cell(self) -> int:
        return self.fontMetrics().horizontalAdvance("30") + em(SMALL) + em(0.35)

    def _line(self) -> int:
        return self.fontMetrics().height() + em(0.2)

    def _font(self, *, bold: bool = False, small: bool = False) -> QFont:
        font = QFont(self.font())
        font.setBold(bold)
        font.setPointSizeF(font.pointSizeF() * (SMALL if small else 1))
        return font


class NoticeBox(QWidget):
    """Fills the fields beneath in from a pasted notice, or names the fault of that notice."""

    def __init__(self, year: int, panel: Form) -> None:
        super().__init__(panel)
        self.year, self.panel = year, panel
        label = QLabel(_("Paste the whole notice here, or fill the fields in yourself."), self, wordWrap=True)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(_("Text of the notice"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(em(5))
        label.setBuddy(self.text)
        self.found = line("", self)
        in_column(label, self.text, self.found, on=self, margins=0)
        self.found.hide()
        self.text.textChanged.connect(self._read)

    def _read(self) -> None:
        """Fill the fields in from a notice that agrees with itself."""
        text = self.text.toPlainText()
        if not text.strip():
            self.found.hide()
            return
        try:
            notice = read_notice(text, self.year)
        except Invalid as error:
            self._show_message(f"■ {error}")
            return
        fields = {"holidays": written(notice.holidays), "workdays": written(notice.workdays)}
        for name, words in {**fields, "reference": notice.number}.items():
            if words:
                self.panel.form.editors[name].restore(words)
        words = _("Read: {off} days off, {made_up} make-up working days. Compare the calendar.")
        self._show_message(words.format(off=len(notice.holidays), made_up=len(notice.workdays)))
        self.panel.form.changed.emit()

    def _show_message(self, words: str) -> None:
        self.found.setText(words)
        self.found.show()
