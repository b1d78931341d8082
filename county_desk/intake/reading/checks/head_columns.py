"""Lists of households that name the head, or the head's number, in two columns: both must agree."""

from collections.abc import Iterator

from county_desk.intake.reading.checks.read_rows import DraftHit, ReadRows
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, check

_PAIRS = (("户主姓名", "姓名"), ("身份证号", "户主身份证号"))  # the first of each is what is taken in


@check("L08", Of.ROWS)
def other_head(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Rows in which the two columns differ."""
    for sheet in rows.sheets:
        columns = sheet.header.columns if sheet.header and sheet.kind is SheetKind.HEADS else {}
        for taken, other in _PAIRS:
            for row in sheet.data if taken in columns and other in columns else ():
                if (said := row.text(other)) and said != row.text(taken):
                    yield RowHit(row, other, {"title": other, "taken": taken})
