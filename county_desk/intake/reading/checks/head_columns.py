"""Where a list of households names its head, or the head's number, in two columns: both must be the same."""

from collections.abc import Sequence

from county_desk.intake.reading.columns.lists import SheetKind
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.text import _

_PAIRS = (("户主姓名", "姓名"), ("身份证号", "户主身份证号"))  # the first of each is what is taken in


def check_heads(sheets: Sequence[ReadSheet]) -> None:
    """Ask about the rows in which the two columns differ: nobody knows which of them is the head's."""
    for sheet in sheets:
        columns = sheet.header.columns if sheet.header and sheet.kind is SheetKind.HEADS else {}
        for taken, other in _PAIRS:
            for row in sheet.data if taken in columns and other in columns else ():
                if (said := row.text(other)) and said != row.text(taken):
                    message = _("“{title}” is not the same as “{taken}”; say which of them is the head's.")
                    row.ask(other, "several_values", message.format(title=other, taken=taken))
