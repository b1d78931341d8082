"""The days of a timeline: the place of each, whether offices work, and the words over it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QBrush, QColor

from county_desk.rules.calendar import Calendar
from county_desk.text import CHINESE, _, current
from county_desk.views.widgets.style import Tones

BEFORE, AFTER = 3, 14  # days shown before the first posting and after the last day
_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(Enum):
    """The kind of a day, by which offices work or are closed."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"  # 休: a holiday by the State Council's table
    MAKE_UP = "make_up"  # 班: a weekend day on which offices work
    UNKNOWN = "unknown"  # nobody has loaded the calendar of that year


@dataclass(frozen=True)
class Scale:
    """So many days from a first one, each some pixels wide."""

    first: date
    days: int
    width: int

    @classmethod
    def over(cls, spans: Iterable[tuple[date, date]], today: date, width: int) -> "Scale":
        """A scale wide enough for these spans and for today."""
        ends = [day for span in spans for day in span]
        first = min([*ends, today]) - BEFORE * _DAY
        return cls(first, (max([*ends, today]) - first).days + AFTER, width)

    @property
    def total(self) -> int:
        """The width of all days in pixels."""
        return self.days * self.width

    def left(self, day: date) -> int:
        """The place at which a day begins."""
        return (day - self.first).days * self.width

    def between(self, left: float, right: float) -> Iterator[date]:
        """The days that stand between two places."""
        start = max(0, int(left // self.width))
        for number in range(start, min(self.days, int(right // self.width) + 1)):
            yield self.first + number * _DAY


def kind_of(calendar: Calendar, day: date) -> DayKind:
    """Return the kind of a day by the calendar of its year."""
    try:
        works = calendar.is_workday(day)
    except LookupError:
        return DayKind.UNKNOWN
    weekend = day.weekday() >= _SATURDAY
    if works:
        return DayKind.MAKE_UP if weekend else DayKind.WORKDAY
    return DayKind.HOLIDAY if calendar.occasion(day) else DayKind.WEEKEND


def is_day_off(kind: DayKind) -> bool:
    """Whether offices are closed."""
    return kind in (DayKind.WEEKEND, DayKind.HOLIDAY)


def rest_ground(theme: Tones) -> QBrush:
    """The ground of days off; dots where the theme has no tints."""
    if theme.stroke > 1:
        return QBrush(QColor(theme.border), Qt.BrushStyle.Dense7Pattern)
    return QBrush(QColor(theme.neutral_tint))


def day_word(calendar: Calendar, day: date) -> str:
    """The letter of the weekday, or the mark of a holiday or of a make-up working day."""
    match kind_of(calendar, day):
        case DayKind.HOLIDAY:
            return _("off")
        case DayKind.MAKE_UP:
            return _("on")
        case DayKind.UNKNOWN:
            return "?"
    return _locale().standaloneDayName(day.isoweekday(), QLocale.FormatType.NarrowFormat)


def month_word(day: date) -> str:
    """The month and its year."""
    return _locale().toString(QDate(day.year, day.month, day.day), _("MMMM yyyy"))


def _locale() -> QLocale:
    return QLocale("zh_CN" if current() == CHINESE else "en_GB")
