"""Serial days, as the binary formats keep a day or a time, turned into Python's."""

from datetime import date, datetime, time, timedelta

from county_desk.sheets.formats.book import Cell
from county_desk.sheets.formats.number_formats import FormatKind

_FIRST_1904 = 1462  # serial day 0 of a workbook that counts from 1904, in days of one that counts from 1900
_LEAP_BUG = 60  # Excel has a 29th of February 1900; what it counts before that day is one day off
_EPOCH = datetime(1899, 12, 30)
_LAST = 2_958_466  # the first of January 10000
_DAY = 86_400_000  # milliseconds


def day_or_time(serial: float, kind: FormatKind, from_1904: bool = False) -> Cell:
    """The day or time that a number shows under a format; the number itself under any other format.

    A whole day is a `date`, a part of a day alone a `time`, both a `datetime`, elapsed hours a `timedelta`.
    """
    if kind is FormatKind.NUMBER:
        return serial
    if kind is FormatKind.DURATION:
        return timedelta(milliseconds=round(serial * _DAY)) if abs(serial) < _LAST else serial
    days = serial + _FIRST_1904 if from_1904 else serial
    if serial < 0 or days >= _LAST:  # what days before the first one show, programs do not agree on
        return serial
    whole, rest = divmod(round(days * _DAY), _DAY)
    if whole == _LAST:
        return serial
    moment = _EPOCH + timedelta(days=whole + (0 < whole < _LEAP_BUG), milliseconds=rest)
    if rest == 0 and whole:
        return date(moment.year, moment.month, moment.day)
    alone = serial < 1 if from_1904 else whole == 0
    return time(moment.hour, moment.minute, moment.second, moment.microsecond) if alone else moment
