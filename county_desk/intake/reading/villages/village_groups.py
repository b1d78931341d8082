"""Villages that a column says at the beginning of each group of rows alone."""

from collections.abc import Sequence

from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.villages.row_village import ABOVE, VILLAGE
from county_desk.text import _


def tell_groups(rows: Sequence[Draft]) -> None:
    """Give rows whose village is blank the one above, and ask once and for all whether that is meant.

    `rows` are those of one sheet that have a village of their own. It is done only where every village stands
    once and most rows are blank: a blank cell among filled ones is an omission, which nobody can guess.
    Merged cells say it for certain and were spread before; cells that only look so are asked about.
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
