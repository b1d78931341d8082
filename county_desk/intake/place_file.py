"""Reads the list of villages of a new county from a file."""

from pathlib import Path

from county_desk.intake.forms.filled_rows import read_rows_form
from county_desk.intake.reader import Reader
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.divisions import ListedCounty
from county_desk.workflow.place_list import PlaceLine, VillageList, places_in

_ROWS = 20_000  # of a list; the largest counties have some hundred villages


def read_place_file(path: Path, county: ListedCounty, year: int) -> VillageList:
    """Return the villages of a county in a workbook of Excel or WPS, or in a text table in UTF-8 or GBK."""
    if path.suffix.lower() in (".csv", ".txt"):
        filled = read_rows_form(path, _ROWS)
    else:
        with Reader() as reader:
            filled = reader.rows(path, _ROWS)
    return VillageList(trouble=filled.trouble) if filled.trouble else places_in(filled.cells, county, year)


def read_places(path: Path, county: ListedCounty, year: int) -> tuple[PlaceLine, ...]:
    """Return the villages of a file. Raises `Refused` for the first row that is unfit."""
    found = read_place_file(path, county, year)
    if reason := found.refusal():
        raise Refused({"places": _("{path}: {reason}").format(path=path, reason=reason)})
    return found.lines
