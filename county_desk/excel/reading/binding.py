"""Binding a file and its households to villages: by the column of villages, by titles, by names of files."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from county_desk.excel.delivery import Level, Place
from county_desk.excel.reading.families import Family
from county_desk.excel.reading.gazetteer import Gazetteer, Named, short_name
from county_desk.excel.reading.row_village import unknown
from county_desk.excel.reading.rows import Sheet
from county_desk.excel.reading.values import Note, text_of
from county_desk.text import _

_AS_UNIT = "(村|社区|居委会|街道)"  # in a title, a bare 改革 or 森林 need not be a village
_MOST = 0.9  # share of one village from which other names on a roster are mistakes rather than villages


@dataclass(frozen=True)
class Binding:
    """The village of a file (None: several, or not found) and what there is to say of the whole file."""

    place: Place | None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Said:
    """What surrounds the rows of a file: its path, its titles by sheet, and a village that was chosen."""

    path: str
    sheets: Mapping[str, tuple[str, ...]]
    chosen: Place | None = None

    @property
    def titles(self) -> list[str]:
        """The titles over all tables."""
        return [text for texts in self.sheets.values() for text in texts]


def said_of(path: str, sheets: Sequence[Sheet], chosen: Place | None = None) -> Said:
    """What the path and the titles over the tables of a file say."""
    return Said(path, {sheet.grid.name: tuple(_titles(sheet)) for sheet in sheets if sheet.header}, chosen)


def bind(said: Said, families: Sequence[Family], known: Gazetteer) -> Binding:
    """Find the villages of the households, and that of the file where there is only one.

    The rows' own column decides, titles and names support it. A village that a person chose stands for
    names that the register does not know; a name that it knows is asked about when it is another one.
    """
    near = _near(said, families, known)
    named = [(family, _named(family, known, near)) for family in families if _village_in(family)]
    if not named:
        return _by_name(said, families, known, near)
    meant = {found.place.id if found.place else short_name(_village_in(family)) for family, found in named}
    if len(meant) == 1 and not said.chosen:
        return _by_column(said, *named[0], known)
    return _of_several(said, families, named, known)


def _by_name(said: Said, families: Sequence[Family], known: Gazetteer, near: Sequence[str]) -> Binding:
    """The village of a file whose rows name none; one without households need not be of a village."""
    if said.chosen:
        return Binding(said.chosen)
    name = PurePath(said.path)
    named = list(known.named_in(name.stem)) or list(_hints(said, known))
    chosen = _choose(named, near)
    if chosen or not families or _by_sheet(said, families, known, near):
        return Binding(chosen)
    words = _("Neither the rows nor the name of the file tell its village; choose the village.")
    return Binding(None, (Note("village_unknown", words, Level.ASK),))


def _by_sheet(said: Said, families: Sequence[Family], known: Gazetteer, near: Sequence[str]) -> bool:
    """Give the households of a workbook with a sheet for each village theirs; whether every sheet tells."""
    places: dict[str, Place | None] = {}
    for name in {family.first.sheet for family in families}:
        titles = [hint for text in said.sheets.get(name, ()) for hint in known.named_in(text, _AS_UNIT)]
        places[name] = _choose(list(known.named_in(name)) or titles, near)
    for family in families:
        family.place = places[family.first.sheet]
    return None not in places.values()


def _by_column(said: Said, family: Family, found: Named, known: Gazetteer) -> Binding:
    """The village of a file whose rows all name the same one."""
    place = found.place
    if place is None:
        return Binding(None, (unknown(_village_in(family), found),))
    others = {hint.name for hint in _hints(said, known) if hint.short != place.short}
    if not others:
        return Binding(place)
    message = _("A title of the file says {other}, the rows say {place}.")
    backed = place in known.named_in(PurePath(said.path).stem) or place in _hints(said, known)
    level = Level.WARN if backed else Level.ASK
    words = message.format(other=min(others), place=place.name)
    return Binding(place, (Note("village_mismatch", words, level),))


def _of_several(
    said: Said, families: Sequence[Family], named: Sequence[tuple[Family, Named]], known: Gazetteer
) -> Binding:
    """The villages of a file whose rows name several, or of one for which a person chose a village."""
    counted = Counter(found.place.id for _family, found in named if found.place)
    one = _the_one(said, counted, named, known)
    if one is None:
        _place_each(families, named, said.chosen)
        return Binding(None)
    for family, found in named:
        if found.place is not one and not (said.chosen and found.place is None):
            message = _("The row says {name}, but the file is about {place}.")
            words = message.format(name=_village_in(family), place=one.name)
            family.first.ask("行政村", "village_mismatch", words)
    return Binding(one)


def _place_each(
    families: Sequence[Family], named: Sequence[tuple[Family, Named]], chosen: Place | None
) -> None:
    """Give every household the village of its row; one that a person chose stands for the unknown."""
    for family, found in named:
        family.place = found.place or chosen
        if family.place is None:
            note = unknown(_village_in(family), found)
            family.first.ask("行政村", note.kind, note.message)
    for family in families:
        if family.place is None and not _village_in(family):
            family.place = chosen
            if chosen is None:
                family.first.ask("行政村", "missing", _("The village of this row is blank."))


def _the_one(
    said: Said, counted: Counter[int], named: Sequence[tuple[Family, Named]], known: Gazetteer
) -> Place | None:
    """The village that the whole file is about, although single rows name others.

    A roster with members is of one village as a rule, so there a great majority is enough to tell.
    """
    if said.chosen and len(counted) < 2:
        return said.chosen
    if not counted:
        return None
    hints = {said.chosen, *known.named_in(PurePath(said.path).stem), *_hints(said, known)}
    places = [place for place in known.places if place.id in counted]
    place = max(places, key=lambda place: (counted[place.id], place in hints))
    rows, count = len(named), counted[place.id]
    if place in hints:
        return place if count * 2 >= rows else None
    return place if count >= rows * _MOST and any(family.rows for family, _found in named) else None


def _village_in(family: Family) -> str:
    return family.first.text("行政村") or family.head.text("行政村")


def _named(family: Family, known: Gazetteer, near: Sequence[str]) -> Named:
    found = known.find(_village_in(family), family.first.text("乡镇"))
    if found.place or len(found.candidates) < 2:
        return found
    place = _choose(found.candidates, near)
    return Named((place,)) if place else found


def _titles(sheet: Sheet) -> Iterator[str]:
    for row in sheet.grid.rows[: sheet.header.first - 1] if sheet.header else ():
        yield from (text_of(cell) for cell in row if cell != "")


def _hints(said: Said, known: Gazetteer) -> Iterator[Place]:
    for text in said.titles:
        yield from known.named_in(text, _AS_UNIT)


def _near(said: Said, families: Sequence[Family], known: Gazetteer) -> list[str]:
    """The townships that a column, the file's name, its folders or its titles name, the surest first."""
    column = [family.first.text("乡镇") for family in families[:1]]
    folders = [PurePath(said.path).name, *(part.name for part in PurePath(said.path).parents)]
    texts = (*filter(None, column), *folders, *said.titles)
    return [township for text in texts for township in known.townships_in(text)]


def _choose(candidates: Sequence[Place], near: Sequence[str]) -> Place | None:
    """The one candidate, or the one of them in the township that is named first."""
    if len({place.id for place in candidates}) == 1:
        return candidates[0]
    for township in near:
        fitting = {place.id: place for place in candidates if place.township == township}
        if len(fitting) == 1:
            return next(iter(fitting.values()))
    return None
