"""A month of birth where a day may stand (出生年月): held against the identity number, which has the day."""

from collections.abc import Iterator

from county_desk.identity import birth_of
from county_desk.intake.reading.checks.read_rows import DraftHit, ReadRows
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.values.dates import read_period
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, check

_BORN, _ID = "出生日期", "身份证号"
_MONTH = len("2016-11")


@check("L15", Of.ROWS)
def other_month_of_birth(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Months of birth that are not those of the number. The day is no longer missing where they agree."""
    for sheet in rows.sheets:
        if sheet.header is not None and {_BORN, _ID} <= sheet.header.columns.keys():
            for row in sheet.data:
                if row.problems and _BORN in row.original and _BORN not in row.values:
                    yield from _other_month(row)


def _other_month(row: Draft) -> Iterator[DraftHit]:
    month, born = read_period(row.original[_BORN]).plain, birth_of(row.text(_ID))
    if not isinstance(month, str) or len(month) != _MONTH or born is None:
        return
    row.problems[:] = [each for each in row.problems if not row.is_at(each, _BORN, "date_invalid")]
    if month != f"{born:%Y-%m}":
        yield RowHit(row, _BORN, {"month": month, "born": born})
