"""Taking the marks of an earlier round off a sheet: how its cells looked and what stood there comes back."""

from collections.abc import Mapping, Set
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Border, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.intake.marking.column_runs import give_back
from county_desk.intake.marking.comments import (
    as_sent,
    is_our_remark,
    round_of,
    rounds_in,
    theirs_in,
    theirs_of,
)
from county_desk.intake.marking.hidden_notes import EarlierMarks
from county_desk.intake.marking.mark_colours import darken, is_light, is_our_fill, lift_off
from county_desk.sheets.formats.book import Grid
from county_desk.sheets.formats.county_additions import is_our_title, is_signed

type Title = tuple[str, str] | None  # the cell and the words of the title of our column
type Rounds = Mapping[str, int]


def cleared(part: Worksheet, grid: Grid, own: EarlierMarks) -> tuple[Title, Rounds]:
    """Take the marks off.

    The title of our column, where the sender put words under it, and in which round each cell was wrong;
    `own` is what that round kept of the cells that it marked.
    """
    lift_off(part)
    there: Any = part
    known = own.found(lambda *at: at in there._cells and is_our_fill(there._cells[at].fill))
    rounds: dict[str, int] = {}
    for cell in _cells(part):
        if cell.comment is not None and is_our_remark(cell.comment):
            rounds[cell.coordinate] = round_of(cell.comment.text)
            cell.comment = theirs_in(cell.comment, own.said)
        elif cell.comment is not None:
            as_sent(cell.comment)
        if is_our_fill(cell.fill):
            at = cell.row, cell.column
            _undress(cell, own, known.get(at, ""), at in grid.marks.unseen)
    title: Title = None
    told: dict[str, int] = {}
    for column in sorted(grid.ours):
        found, more = _clear_column(part, column, own.said)
        title, told = found or title, {**told, **more}
    # remarks know best, they go where their cell goes; a copy may come back without them
    return title, rounds or told


def _undress(cell: Any, own: EarlierMarks, name: str, is_unseen: bool) -> None:
    """Give a cell the look back that it had under this name; letters that were lost stay in sight."""
    cell.fill, font = own.looks.get(name, (PatternFill(), None))
    if name in own.lost and not is_unseen:
        darken(cell)
    elif font is not None and (is_light(font.color) or name in own.lost):  # dark by our own hand
        cell.font = font


def _clear_column(part: Worksheet, column: int, said: Set[str]) -> tuple[Title, Rounds]:
    """Take our words off our column; where the sender put some there, they stay under its title.

    Return the title and, by cell, the round in which we noted it.
    """
    cells = (cell for cell in _cells(part) if cell.column == column)
    filled = [cell for cell in cells if not isinstance(cell, MergedCell) and cell.value is not None]
    told: dict[str, int] = {}
    for cell in filled:
        if isinstance(cell.value, CellRichText):
            cell.value = str(cell.value)  # another program gives our sign a face of its own
        if is_signed(cell.value):
            told |= {f"{letter}{cell.row}": count for letter, count in rounds_in(cell.value).items()}
            cell.value = theirs_of(str(cell.value), said) or None
    title = next((cell for cell in filled if is_our_title(cell.value)), None)
    if title is None:
        return None, told
    if any(cell.value is not None for cell in filled if cell.row > title.row):
        return (title.coordinate, str(title.value)), told
    title.value = None
    return None, told


def tidy(part: Worksheet, columns: Set[int]) -> None:
    """Leave no trace of columns of ours in which nothing stands any more."""
    there: Any = part
    for column in columns:
        cells = [cell for cell in _cells(part) if cell.column == column]
        if any(cell.value is not None for cell in cells):
            continue
        give_back(part, column)
        for cell in cells:
            if cell.fill.fill_type is None and cell.comment is None and not _is_lined(cell.border):
                del there._cells[cell.row, cell.column]


def _is_lined(border: Border) -> bool:
    return any(
        side is not None and side.style for side in (border.left, border.right, border.top, border.bottom)
    )


def _cells(part: Worksheet) -> list[Any]:
    """The cells that are there: a look far away from the table makes `iter_rows` add all between."""
    cells: Any = part
    return list(cells._cells.values())
