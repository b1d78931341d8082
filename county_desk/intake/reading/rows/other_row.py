"""Another row as it is spoken of at a row: by its number, and by its sheet where that is another one."""

from county_desk.intake.reading.rows.draft import Draft
from county_desk.text import _


def in_words(other: Draft, row: Draft) -> str:
    """Return the place of another row in words, for a note at this row."""
    message = _("row {row}") if other.sheet == row.sheet else _("row {row} of {sheet}")
    return message.format(row=other.row, sheet=other.sheet)
