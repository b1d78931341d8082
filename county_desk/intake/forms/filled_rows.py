"""The rows of a filled workbook, read back as cells; titles that this program wrote name their columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from county_desk.intake.pasting.block import MOST
from county_desk.sheets.formats.book import Grid, Unreadable, text_of
from county_desk.text import _
from county_desk.trouble import why_not_read

FORM, VERSION, MARK = "county-desk/rows", "1", "county-desk"
COLUMN = "column:"
_MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class FilledRows:
    """The cells of a filled workbook, its titles first. `grid` is the key of its grid, where it says one.

    `trouble` says why it cannot be read; then there are no cells.
    """

    grid: str = ""
    cells: tuple[tuple[str, ...], ...] = ()
    trouble: str = ""


def read_rows_form(path: Path, most: int = MOST) -> FilledRows:
    """Read the first sheet of a workbook, its titles and at most so many rows.

    Titles that this program wrote become the keys of their columns.
    """
    from county_desk.sheets.formats.opening import open_book  # here, so that a window begins without it

    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
        if len(raw) > _MOST_BYTES:
            return FilledRows(trouble=_("The file is larger than a filled form can be."))
        book = open_book(path.name, raw)
    except Unreadable as error:
        return FilledRows(trouble=str(error))
    except OSError as error:
        return FilledRows(trouble=why_not_read(error))
    marked = next((found for grid in book.grids if (found := _marks(grid))), {})
    shown = [grid for grid in book.grids if not grid.hidden]
    if not shown:
        return FilledRows(trouble=_("The workbook has no sheet with rows."))
    if shown[0].marks.formulas:
        return FilledRows(trouble=_("The cells hold formulas; paste their results as values."))
    titles = {title: key[len(COLUMN) :] for key, title in marked.items() if key.startswith(COLUMN)}
    rows = [[text_of(cell).strip() for cell in row] for row in shown[0].rows[: most + 2]]
    if rows:
        rows[0] = [titles.get(text, text) for text in rows[0]]
    while rows and not any(rows[-1]):
        rows.pop()
    return FilledRows(marked.get("grid", ""), tuple(tuple(row) for row in rows))


def unsafe_rows() -> FilledRows:
    """The answer for a file at which the reading process died or ran out of time."""
    words = _("The file cannot be read safely; open it, save it under a new name and send that.")
    return FilledRows(trouble=words)


def _marks(grid: Grid) -> Mapping[str, str]:
    """The keys and values of the hidden sheet; none for any other sheet."""
    pairs = {text_of(row[0]): text_of(row[1]) for row in grid.rows if len(row) > 1}
    return pairs if pairs.get("form") == FORM else {}
