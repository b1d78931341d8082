"""A month of birth where a day may stand (出生年月): held against the identity number, which has the day."""

from collections.abc import Iterable

from county_desk.identity import birth_of
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.intake.reading.values.dates import read_period
from county_desk.text import _

_BORN, _ID = "出生日期", "身份证号"
_MONTH = len("2016-11")


def check_months_of_birth(sheets: Iterable[ReadSheet]) -> None:
    """Take back that the day is missing where the month is that of the number; ask where it is another."""
    for sheet in sheets:
        if sheet.header is not None and {_BORN, _ID} <= sheet.header.columns.keys():
            for row in sheet.data:
                if row.problems and _BORN in row.original and _BORN not in row.values:
                    _check(row)


def _check(row: Draft) -> None:
    month, born = read_period(row.original[_BORN]).plain, birth_of(row.text(_ID))
    if not isinstance(month, str) or len(month) != _MONTH or born is None:
        return
    row.problems[:] = [each for each in row.problems if not row.is_at(each, _BORN, "date_invalid")]
    if month != f"{born:%Y-%m}":
        message = _("{month} stands here, but the identity number says {born}; say which is right.")
        row.ask(_BORN, "id_birth", message.format(month=month, born=born))
