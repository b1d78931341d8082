"""Villages that a column says at the beginning of each group of rows alone."""

from collections.abc import Sequence

from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.villages.row_village import ABOVE, VILLAGE
from county_desk.text import _


def tell_groups(rows: Sequence[Draft]) -> None:
    """Give rows with a blank village the one above, and ask once whether that is right.

    `rows` are those of one sheet that have a column for the village. It happens only if every village stands
    once and most rows are blank: a blank cell among filled ones is an omission, which cannot be guessed.
    Merged cells are certain and were filled before; cells that only look merged raise a question.
    """
    names = [row.text(VILLAGE) for row in rows]
    said = [name for name in names if name]
    if len(said) < 2 or len(set(said)) < len(said) or len(names) < 2 * len(said):
        return
    above, number = "", 0
    for row, name in zip(rows, names, strict=True):
        if name:
            above, number = name, row.row
        elif above:
            row.put(VILLAGE, above, above)
            message = _("The village is blank; agree if it is the one above, {name} in row {row}.")
            row.ask(VILLAGE, ABOVE, message.format(name=above, row=number))
