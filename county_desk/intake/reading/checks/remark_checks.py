"""Rows with a remark that they should not be in the list."""

from collections.abc import Iterator

from county_desk.intake.reading.checks.read_rows import DraftHit, ReadRows
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.rows.row_remarks import kind_of
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, check

_REMARK = "备注"
_KINDS = (SheetKind.PERSONS, SheetKind.HEADS, SheetKind.MONITORING)


@check("L09", Of.ROWS)
def remark_against_the_row(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Rows with a remark that a person has died or left, or that the row is void."""
    for sheet in rows.sheets:
        if sheet.header is None or sheet.kind not in _KINDS or _REMARK not in sheet.header.columns:
            continue
        for row in sheet.data:
            remark = row.text(_REMARK)
            if remark and (kind := kind_of(remark)):
                yield RowHit(row, _REMARK, {"remark": remark}, case=kind)
