"""A field for a day: typed in any of the usual ways, or picked from a calendar."""

import re
import unicodedata
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction

from county_desk.fields import Day, Invalid
from county_desk.text import CHINESE, _, current
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.line_editor import LineEditor
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import in_row
from county_desk.views.widgets.style import em


class CalendarButton(Button):
    """Opens the calendar of a day."""


class DayEditor(QWidget):
    """A day: typed in any of the usual ways (20161124, 11.24, today, +5) or picked from a calendar."""

    left, changed, picked = Signal(), Signal(), Signal()

    def __init__(self, kind: Day, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.today = kind, today
        self.line = LineEditor(kind, self)
        self.setFocusProxy(self.line)
        button = CalendarButton(parent=self)
        button.setIcon(icon(Icon.CALENDAR))
        button.setAccessibleName(_("Open the calendar"))
        button.setToolTip(_("Open the calendar"))
        button.setFixedSize(em(2.4), em(2.3))
        in_row((self.line, 1), button, on=self, gap=0.3, margins=0)
        self.line.left.connect(self._tidy)
        self.line.changed.connect(self.changed)
        button.clicked.connect(self._open)

    @property
    def wrong(self) -> bool:
        """Whether the day cannot stand as it is."""
        return self.line.wrong

    @wrong.setter
    def wrong(self, wrong: bool) -> None:
        self.line.wrong = wrong

    def value(self) -> date | None:
        """The day that was meant."""
        text = unicodedata.normalize("NFKC", self.line.text()).strip()
        day = spoken_day(text, self.today)
        return day if day else self.kind.read(text)

    def set_value(self, value: date | None) -> None:
        """Show a day."""
        self.line.set_value(value)

    def draft(self) -> str:
        """The day as typed."""
        return self.line.draft()

    def restore(self, draft: str) -> None:
        """Put the line back."""
        self.line.restore(draft)

    def _tidy(self) -> None:
        """Write a day that was understood the way it is kept."""
        if day := spoken_day(self.line.text(), self.today):
            self.set_value(day)
        self.left.emit()

    def _open(self) -> None:
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale("zh_CN" if current() == CHINESE else "en_GB"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        try:
            day = self.value() or self.today
        except Invalid:
            day = self.today
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        menu = QMenu(self)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(menu.close)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        self.line.setFocus()
        self.changed.emit()
        self.picked.emit()


def spoken_day(text: str, today: date) -> date | None:
    """A day given by today, by days from today, or by month and day; None for anything else."""
    words = unicodedata.normalize("NFKC", text).strip().lower()
    if words in ("today", "今天", _("today")):
        return today
    if found := re.fullmatch(r"([+-])(\d{1,3})", words):
        return today + timedelta(days=int(found[1] + found[2]))
    if found := re.fullmatch(r"(\d{1,2})[-/.月](\d{1,2})日?", words):
        try:
            return date(today.year, int(found[1]), int(found[2]))
        except ValueError:
            return None
    if re.fullmatch(r"\d{8}", words):
        try:
            return date(int(words[:4]), int(words[4:6]), int(words[6:]))
        except ValueError:
            return None
    return None
