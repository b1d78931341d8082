"""Reads the list of villages of a new county from a file."""

from collections.abc import Sequence
from pathlib import Path

from county_desk.intake.file_tables import read_tables
from county_desk.intake.reader import Reader
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.divisions import ListedCounty
from county_desk.workflow.place_list import PlaceLine, VillageList, places_in


def read_place_file(path: Path, county: ListedCounty, year: int) -> VillageList:
    """Return the villages of a county in a workbook of Excel or WPS, or in a text table in UTF-8 or GBK."""
    if path.suffix.lower() in (".csv", ".txt"):
        found = read_tables(path)
    else:
        with Reader() as reader:
            found = reader.tables(path)
    if found.trouble:
        return VillageList(trouble=found.trouble)
    table = found.tables[0]
    cells: list[Sequence[str]] = [()] * max(table.last, *(row.number for row in table.rows))
    cells[table.last - 1] = ["".join(path) for path in table.titles]
    for row in table.data:
        cells[row.number - 1] = row.cells
    return places_in(cells, county, year)


def read_places(path: Path, county: ListedCounty, year: int) -> tuple[PlaceLine, ...]:
    """Return the villages of a file. Raises `Refused` for the first row that is unfit."""
    found = read_place_file(path, county, year)
    if reason := found.refusal():
        raise Refused({"places": _("{path}: {reason}").format(path=path, reason=reason)})
    return found.lines
