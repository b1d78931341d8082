"""The surroundings of the rows of a file, which name their village: its path, sheet names and titles."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from county_desk.intake.delivery import KnownPlace
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.intake.reading.values.cell_value import Note
from county_desk.intake.reading.villages.gazetteer import AS_UNIT, Gazetteer
from county_desk.sheets.formats.book import text_of

_WITH_CODE = re.compile(r"\d{14,}")  # a code of 12 digits and the serial number of the household


@dataclass(frozen=True)
class Binding:
    """The village of a file (None: several, or not found) and what there is to say of the whole file."""

    place: KnownPlace | None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class FileSurroundings:
    """The surroundings of the rows of a file: its path, its titles by sheet, and a village that was chosen.

    The last field holds the rows, by sheet and number, that have their village from a title between the rows.
    """

    path: str
    sheets: Mapping[str, tuple[str, ...]]
    chosen: KnownPlace | None = None
    told: Collection[tuple[str, int]] = ()

    @property
    def name(self) -> str:
        """The name of the file, without what kind it is of."""
        return PurePath(self.path).stem

    @property
    def titles(self) -> list[str]:
        """The titles over all tables."""
        return [text for texts in self.sheets.values() for text in texts]


def surroundings_of(
    path: str,
    sheets: Sequence[ReadSheet],
    chosen: KnownPlace | None = None,
    told: Collection[tuple[str, int]] = (),
) -> FileSurroundings:
    """Return the path and the titles over the tables of a file."""
    titles = {sheet.grid.name: tuple(_titles(sheet)) for sheet in sheets if sheet.header}
    return FileSurroundings(path, titles, chosen, told)


def _titles(sheet: ReadSheet) -> Iterator[str]:
    for row in sheet.grid.rows[: sheet.header.first - 1] if sheet.header else ():
        yield from (text_of(cell) for cell in row if cell != "")


def hints(said: FileSurroundings, known: Gazetteer) -> Iterator[KnownPlace]:
    """The villages that the titles name."""
    for text in said.titles:
        yield from known.named_in(text, AS_UNIT)


def namesakes(said: FileSurroundings, place: KnownPlace, known: Gazetteer) -> Iterator[str]:
    """The villages of the name of this one in other townships, where a title names such a township alone."""
    for text in said.titles:
        townships = set(known.townships_in(text))
        if townships and place.township not in townships:
            yield from (
                f"{each.township}{each.name}"
                for each in known.places
                if each.short == place.short and each.township in townships
            )


@dataclass(frozen=True)
class Near:
    """The clues between villages of one name: townships, surest first, and codes in household numbers."""

    townships: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()


NOWHERE = Near()


def near_of(said: FileSurroundings, families: Sequence[Family], known: Gazetteer) -> Near:
    """The townships that a column, the file's name, folders or titles name, and the codes in numbers."""
    column = [family.first.text("乡镇") for family in families[:1]]
    folders = [PurePath(said.path).name, *(part.name for part in PurePath(said.path).parents)]
    texts = (*filter(None, column), *folders, *said.titles)
    townships = tuple(township for text in texts for township in known.townships_in(text))
    codes = Counter(code for family in families if (code := code_in(family.number)))
    often = (code for code, count in codes.items() if count * 2 > len(families))
    return Near(townships, frozenset(often))


def code_in(number: str) -> str:
    """The code of the village with which the number of a household begins; "" for another number."""
    return number[:12] if _WITH_CODE.fullmatch(number) else ""


def choose(candidates: Sequence[KnownPlace], near: Near) -> KnownPlace | None:
    """The candidate that the township named first or the code points to; None where the two disagree.

    A single candidate is the answer in any case.
    """
    if len({place.id for place in candidates}) == 1:
        return candidates[0]
    if len({place.short for place in candidates}) != 1:
        return None
    coded = _the_one(place for place in candidates if near.codes & {*place.codes})
    for township in near.townships:
        if found := _the_one(place for place in candidates if place.township == township):
            return None if coded and coded != found else found
    return coded


def _the_one(places: Iterable[KnownPlace]) -> KnownPlace | None:
    found = {place.id: place for place in places}
    return next(iter(found.values())) if len(found) == 1 else None


def named_by_file(said: FileSurroundings, known: Gazetteer, near: Near) -> KnownPlace | None:
    """The one village that the name of the file names."""
    return choose(known.all_named_in(said.name), near)
