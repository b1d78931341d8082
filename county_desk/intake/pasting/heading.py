"""The columns of a table for a list of acts: by the titles of the list, else by the standard ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from county_desk.intake.pasting.columns import PasteColumn
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.reading.columns.header_meaning import in_year, meaning, question_of_doubt
from county_desk.intake.reading.columns.title_remarks import Doubt, Remarks, remarks_on
from county_desk.intake.reading.columns.title_units import (
    MEASURED,
    is_money,
    unit_named,
    units_above,
    without_unit,
)
from county_desk.intake.reading.columns.titles import without_notes
from county_desk.intake.text_table import TextTable
from county_desk.intake.vocabulary import Title, Unit, bare, units

LEFT_OUT = ""  # the answer for a column that is not imported
_OF_HEAD = {"姓名": "户主姓名", "身份证号": "户主身份证号"}  # what they are in a list of households
_PERSON = ("姓名", "与户主关系")  # with one of them beside the head, an identity number is a person's

type Path = tuple[str, ...]


@dataclass(frozen=True)
class BlockHeading:
    """The columns of a table by their places.

    `units` are those that titles name, `doubts` why a column cannot be read as its title says. `texts` are
    the sender's titles, none without a header.
    """

    columns: Mapping[int, PasteColumn] = field(default_factory=dict)
    units: Mapping[int, Unit] = field(default_factory=dict)
    doubts: Mapping[int, str] = field(default_factory=dict)
    texts: Sequence[str] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its columns."""
        return frozenset(column.key for column in self.columns.values())


def heading_of(grid: PasteGrid, table: TextTable, year: int, meant: Mapping[int, str]) -> BlockHeading:
    """Return the columns: those that a person chose by key, else those that the titles name."""
    return _Headings(grid, table, year).heading(meant)


class _Headings:
    """Finds the meaning of each title of one table for one list."""

    def __init__(self, grid: PasteGrid, table: TextTable, year: int) -> None:
        self.grid, self.table, self.year = grid, table, year
        self._own = grid.titles()
        self._stripped = {_named(name): column for name, column in self._own.items()}
        self._above = units_above([[text] for text in table.above])
        self._standard: dict[int, Title | None] = {}
        for place, path in enumerate(table.titles):
            self._standard[place] = meaning(in_year(path, year)) if path else None
        self._titles = {title.title for title in self._standard.values() if title}

    def heading(self, meant: Mapping[int, str]) -> BlockHeading:
        """Return the heading; titles of the list itself go before standard ones."""
        found: dict[int, PasteColumn] = {}
        for tell in (self._named_by_list, self._named_by_standard):
            for place, path in enumerate(self.table.titles):
                column = tell(place, path) if path and place not in found else None
                if column is not None and column not in found.values():
                    found[place] = column
        by_key = {column.key: column for column in self.grid.columns}
        for place, key in meant.items():
            found = {other: column for other, column in found.items() if place != other and column.key != key}
            if key in by_key:
                found[place] = by_key[key]
        remarks = {place: self._remarks(place, column) for place, column in found.items()}
        return BlockHeading(
            dict(sorted(found.items())),
            {place: said.unit for place, said in remarks.items() if said.unit},
            dict(self._doubts(found, remarks, meant)),
            [self.table.title(place) for place in range(len(self.table.titles))],
        )

    def _named_by_list(self, _place: int, path: Path) -> PasteColumn | None:
        if self.table.list == self.grid.key and (key := self.table.keys.get(path[-1])):
            return next((column for column in self.grid.columns if column.key == key), None)
        texts = ("".join(path), path[-1])
        return next(
            (
                column
                for names, spelt in ((self._own, bare), (self._stripped, _named))
                for text in texts
                if (column := names.get(spelt(text)))
            ),
            None,
        )

    def _named_by_standard(self, place: int, _path: Path) -> PasteColumn | None:
        title = self._standard[place]
        if title is None:
            return None
        names = [title.title, title.instead]
        if of_head := _OF_HEAD.get(title.title):
            alone = "户主姓名" in self._titles and self._titles.isdisjoint(_PERSON)
            names = [of_head, *names] if alone else [*names, of_head]
        return next(
            (each for name in names for each in self.grid.columns if name and name in each.titles), None
        )

    def _remarks(self, place: int, column: PasteColumn) -> Remarks:
        """Return the remarks around the title of a column; for figures also the units above the table."""
        path = self.table.titles[place] if place < len(self.table.titles) else ()
        title = column.title
        if not path or title is None:
            return Remarks()
        standard = self._standard[place]
        if title.kind in MEASURED:
            return remarks_on(in_year(path, self.year), title, self.year, self._above)
        return remarks_on(in_year(path, self.year), title, self.year) if standard == title else Remarks()

    def _doubts(
        self, found: Mapping[int, PasteColumn], remarks: Mapping[int, Remarks], meant: Mapping[int, str]
    ) -> Mapping[int, str]:
        """The questions about columns; about a chosen one only if its unit is none of money."""
        doubts = {}
        for place, said in remarks.items():
            title, text = found[place].title, self.table.title(place)
            if (
                said.doubt
                and title
                and bare(text) not in found[place].names()
                and not (place in meant and _in_yuan(said))
            ):
                doubts[place] = question_of_doubt(text, title, said)
        return doubts


def _in_yuan(said: Remarks) -> bool:
    """Whether a doubt is about something else than a unit that nothing exact turns into yuan."""
    if said.doubt is not Doubt.UNIT:
        return True
    return is_money(said.said) and units()["money"][unit_named(said.said).split("/")[0]].factor == 1


def _named(text: str) -> str:
    """Return a title without notes in brackets and without a unit."""
    return without_unit(without_notes(text))[0]
