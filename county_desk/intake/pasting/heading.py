"""The meaning of the columns of a block, by its first row, as the importer understands titles."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from county_desk.intake.pasting.columns import PasteColumn
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.reading.columns.header_meaning import in_year, meaning, question_of_doubt
from county_desk.intake.reading.columns.title_remarks import Doubt, Remarks, remarks_on
from county_desk.intake.reading.columns.title_units import (
    MEASURED,
    is_money,
    is_unit,
    unit_named,
    without_unit,
)
from county_desk.intake.reading.columns.titles import notes_in, without_notes
from county_desk.intake.vocabulary import Unit, bare, units

LEFT_OUT = ""  # the answer for a column that is not imported
_SOME = 2  # known titles that make a heading of a row without figures
_FIGURE = re.compile(r"[\d.,:/\-年月日]*\d[\d.,:/\-年月日]*[Xx元]?")


@dataclass(frozen=True)
class BlockHeading:
    """The columns of a block by their places; `headed` says whether its first row holds their titles.

    `units` are those that titles name, `doubts` why a column cannot be read as its title says. `texts` are
    the sender's titles.
    """

    headed: bool
    columns: Mapping[int, PasteColumn]
    units: Mapping[int, Unit]
    doubts: Mapping[int, str]
    texts: Sequence[str] = ()


@dataclass(frozen=True)
class _Meaning:
    """The meaning of a title: its column, whether it is a title at all, its unit and a doubt about that."""

    column: PasteColumn | None = None
    is_title: bool = False
    unit: Unit | None = None
    doubt: str = ""


def heading_of(grid: PasteGrid, first: Sequence[str], year: int, meant: Mapping[int, str]) -> BlockHeading:
    """Return the columns: those that a person chose by key, else those that the first row names."""
    found: dict[int, _Meaning] = {}
    known = 0
    for place, text in enumerate(first):
        said = _meaning(grid, text, year)
        known += said.is_title
        if said.column is not None and said.column not in [each.column for each in found.values()]:
            found[place] = said
    headed = _is_headed(first, known)
    told = dict(found) if headed else {}
    by_key = {column.key: column for column in grid.columns}
    for place, key in meant.items():
        told.pop(place, None)
        if key in by_key:
            told[place] = _chosen(by_key[key], first[place] if headed else "", year)
    return BlockHeading(
        headed,
        {place: said.column for place, said in told.items() if said.column},
        {place: said.unit for place, said in told.items() if said.unit},
        {place: said.doubt for place, said in told.items() if said.doubt},
        first if headed else (),
    )


def _is_headed(first: Sequence[str], known: int) -> bool:
    """Whether a first row holds titles: half of them are known, or some are and none is a figure."""
    filled = [text for text in map(bare, first) if text]
    return 0 < len(filled) <= 2 * known or (known >= _SOME and not any(map(_FIGURE.fullmatch, filled)))


def _meaning(grid: PasteGrid, text: str, year: int) -> _Meaning:
    """Return the meaning of a title of the first row."""
    plain = bare(text)
    if not plain:
        return _Meaning()
    for own in grid.columns:
        if plain in own.names():
            return _Meaning(own, True, _remarks(own, text, year).unit)
    for own in grid.columns:
        if own.title and not own.titles and _named(text) in map(_named, own.names()):
            remarks = _remarks(own, text, year)
            return _Meaning(None if remarks.doubt else own, True, remarks.unit)
    path = in_year((text,), year)
    title = meaning(path)
    if title is None:
        return _Meaning(is_title=any(map(is_unit, notes_in(text))))
    names = (title.title, title.instead)
    column = next((each for name in names for each in grid.columns if name and name in each.titles), None)
    if column is None:
        return _Meaning(is_title=True)
    remarks = remarks_on(path, title, year)
    return _Meaning(
        column, True, remarks.unit, question_of_doubt(text, title, remarks) if remarks.doubt else ""
    )


def _chosen(column: PasteColumn, text: str, year: int) -> _Meaning:
    """Return the meaning that a person chose; only a unit that is not in yuan still makes it doubtful."""
    remarks = _remarks(column, text, year)
    in_yuan = is_money(remarks.said) and units()["money"][unit_named(remarks.said).split("/")[0]].factor == 1
    if column.title is None or remarks.doubt is not Doubt.UNIT or in_yuan:
        return _Meaning(column, True, remarks.unit)
    return _Meaning(column, True, doubt=question_of_doubt(text, column.title, remarks))


def _remarks(column: PasteColumn, text: str, year: int) -> Remarks:
    """Return the remarks of a title about the figures of a column; none for a column without figures."""
    title = column.title
    measured = title is not None and title.kind in MEASURED
    return remarks_on(in_year((text,), year), title, year) if title and measured else Remarks()


def _named(text: str) -> str:
    """Return a title without notes in brackets and without a unit."""
    return without_unit(without_notes(text))[0]
