"""The meaning of the columns of a block, by its first row, as the importer understands titles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from county_desk.intake.pasting.columns import PasteColumn
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.reading.columns.header_meaning import in_year, meaning, said_of_doubt
from county_desk.intake.reading.columns.title_remarks import remarks_on
from county_desk.intake.vocabulary import Unit, bare

LEFT_OUT = ""  # the answer for a column that is not imported


@dataclass(frozen=True)
class BlockHeading:
    """The columns of a block by their places; `headed` says whether its first row holds their titles.

    `units` are those that titles name, `doubts` why a column cannot be read as its title says.
    """

    headed: bool
    columns: Mapping[int, PasteColumn]
    units: Mapping[int, Unit]
    doubts: Mapping[int, str]


def heading_of(grid: PasteGrid, first: Sequence[str], year: int, meant: Mapping[int, str]) -> BlockHeading:
    """Return the columns: those that a person chose by key, else those that the first row names."""
    found: dict[int, PasteColumn] = {}
    units: dict[int, Unit] = {}
    doubts: dict[int, str] = {}
    known = 0
    for place, text in enumerate(first):
        column, is_title, unit, doubt = _meaning(grid, text, year)
        known += is_title
        if column is not None and column not in found.values():
            found[place] = column
            if unit:
                units[place] = unit
            if doubt:
                doubts[place] = doubt
    headed = known > 0 and 2 * known >= sum(1 for text in first if text.strip())
    columns = dict(found) if headed else {}
    by_key = {column.key: column for column in grid.columns}
    for place, key in meant.items():
        columns.pop(place, None)
        if key in by_key:
            columns[place] = by_key[key]
    units = {place: unit for place, unit in units.items() if columns.get(place) is found[place]}
    doubts = {place: words for place, words in doubts.items() if place in columns and place not in meant}
    return BlockHeading(headed, columns, units, doubts)


def _meaning(grid: PasteGrid, text: str, year: int) -> tuple[PasteColumn | None, bool, Unit | None, str]:
    """Return the column of a title, whether it is a title at all, its unit, and a warning."""
    plain = bare(text)
    if not plain:
        return None, False, None, ""
    for own in grid.columns:
        if plain in own.names():
            return own, True, None, ""
    path = in_year((text,), year)
    title = meaning(path)
    if title is None:
        return None, False, None, ""
    names = (title.title, title.instead)
    column = next((each for name in names for each in grid.columns if name and name in each.titles), None)
    if column is None:
        return None, True, None, ""
    remarks = remarks_on(path, title, year)
    doubt = said_of_doubt(text, title, remarks) if remarks.doubt else ""
    return column, True, remarks.unit, doubt
