"""Binding a file and its households to villages: by the column of villages, by titles, by names of files."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from county_desk.intake.delivery import KnownPlace, Level
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.values.cell_value import Note
from county_desk.intake.reading.villages.binding_names import by_name
from county_desk.intake.reading.villages.binding_sentences import (
    Binding,
    FileSurroundings,
    Near,
    choose,
    code_in,
    hints,
    named_by_file,
    namesakes,
)
from county_desk.intake.reading.villages.gazetteer import Gazetteer, NamedPlace, short_name
from county_desk.intake.reading.villages.row_village import MISMATCH, UNKNOWN, VILLAGE, tell_groups, unknown
from county_desk.text import _

_MOST = 0.9  # share of one village from which other names on a roster are mistakes rather than villages


def bind(said: FileSurroundings, families: Sequence[Family], known: Gazetteer, near: Near) -> Binding:
    """Find the villages of the households, and that of the file where there is only one.

    The rows' own column decides; titles and file names support it. A village that a person chose replaces
    names that the register does not know. A known name of another village raises a question.
    """
    villages = list(map(_village_in, families))
    if "" in villages:
        _tell_groups(families)
        villages = list(map(_village_in, families))
    rows = zip(families, villages, strict=True)
    named = [(family, _named(family, village, known, near)) for family, village in rows if village]
    if not named:
        return by_name(said, families, known, near)
    if said.told and not said.chosen:
        return _by_sections(said, families, named, known, near)
    meant = {found.place.id if found.place else short_name(_village_in(family)) for family, found in named}
    if len(meant) == 1 and not said.chosen:
        partly = len(named) < len(families)
        return _by_column(said, *named[0], known, partly=partly)
    return _of_several(said, families, named, known)


def _tell_groups(families: Sequence[Family]) -> None:
    """The villages of blank cells, sheet by sheet, where a column says each village once."""
    sheets: dict[str, list[Draft]] = defaultdict(list)
    for family in families:
        row = family.head if family.head.text(VILLAGE) else family.first
        sheets[row.sheet].append(row)
    for rows in sheets.values():
        tell_groups(rows)


def _by_sections(
    said: FileSurroundings,
    families: Sequence[Family],
    named: Sequence[tuple[Family, NamedPlace]],
    known: Gazetteer,
    near: Near,
) -> Binding:
    """The villages of a file that has titles of villages between its rows; each row is of its own.

    Where the name of the file is that of another village, it is unknown which of them is out of date.
    """
    file = named_by_file(said, known, near)
    _place_each(families, named, None, file)
    for family, found in named:
        first, place = family.first, found.place
        if file and place and place.id != file.id and (first.sheet, first.row) in said.told:
            message = _("The row stands below a title of {place}, but the name of the file says {file}.")
            first.ask(VILLAGE, MISMATCH, message.format(place=place.name, file=file.name))
    return Binding(None)


def _by_column(
    said: FileSurroundings, family: Family, found: NamedPlace, known: Gazetteer, *, partly: bool
) -> Binding:
    """The village of a file in which all rows name the same one, or some of them where others are blank."""
    place = found.place
    if place is None:
        return Binding(None, (unknown(_village_in(family), found),))
    files = list(known.named_in(said.name)) if partly else []
    if files and all(hint.short != place.short for hint in files):
        message = _(
            "The name of the file says {other}, and only some rows say {place}; agree if all are of it."
        )
        words = message.format(other=files[0].name, place=place.name)
        return Binding(place, (Note(MISMATCH, words, Level.ASK),))
    others = {hint.name for hint in hints(said, known) if hint.short != place.short}
    others = others or set(namesakes(said, place, known))
    if not others:
        return Binding(place)
    message = _("A title of the file says {other}, the rows say {place}.")
    backed = place in known.named_in(said.name) or place in hints(said, known)
    level = Level.WARN if backed else Level.ASK
    words = message.format(other=min(others), place=place.name)
    return Binding(place, (Note(MISMATCH, words, level),))


def _of_several(
    said: FileSurroundings,
    families: Sequence[Family],
    named: Sequence[tuple[Family, NamedPlace]],
    known: Gazetteer,
) -> Binding:
    """The villages of a file with rows that name several, or of one for which a person chose a village."""
    counted = Counter(found.place.id for _family, found in named if found.place)
    one = _the_one(said, counted, named, known)
    if one is None:
        _place_each(families, named, said.chosen, said.chosen)
        return Binding(None)
    for family, found in named:
        if found.place != one and not (said.chosen and found.place is None):
            message = _("The row says {name}, but the file is about {place}.")
            words = message.format(name=_village_in(family), place=one.name)
            family.first.ask(VILLAGE, MISMATCH, words)
    _ask_below_others(families, {id(family) for family, found in named if found.place == one})
    return Binding(one)


def _ask_below_others(families: Sequence[Family], right: Collection[int]) -> None:
    """Ask about blank cells right below the name of another village: they may belong to it."""
    other = ""
    for family in families:
        if _village_in(family):
            other = "" if id(family) in right else family.first.sheet
        elif other == family.first.sheet:
            family.first.ask(VILLAGE, "missing", _("The village of this row is blank."))


def _place_each(
    families: Sequence[Family],
    named: Sequence[tuple[Family, NamedPlace]],
    chosen: KnownPlace | None,
    blank: KnownPlace | None,
) -> None:
    """Give every household the village of its row; one that a person chose stands for the unknown.

    `blank` is that of the rows that name none.
    """
    for family, found in named:
        family.place = found.place or chosen
        if family.place is None:
            note = unknown(_village_in(family), found)
            family.first.ask(VILLAGE, note.kind, note.message)
    for family in families:
        if family.place is None and not _village_in(family):
            family.place = blank
            if (
                blank is None
                and not family.figures_alone
                and not any(each.kind == UNKNOWN for each in family.first.problems)
            ):
                family.first.ask(VILLAGE, "missing", _("The village of this row is blank."))


def _the_one(
    said: FileSurroundings,
    counted: Counter[int],
    named: Sequence[tuple[Family, NamedPlace]],
    known: Gazetteer,
) -> KnownPlace | None:
    """The village of the whole file, although single rows name others.

    A roster with members belongs to one village as a rule, so there a great majority is enough.
    """
    if said.chosen and len(counted) < 2:
        return said.chosen
    if not counted:
        return None
    backing = {said.chosen, *known.named_in(said.name), *hints(said, known)}
    places = [place for place in known.places if place.id in counted]
    place = max(places, key=lambda place: (counted[place.id], place in backing))
    rows, count = len(named), counted[place.id]
    if place in backing:
        return place if count * 2 >= rows else None
    return place if count >= rows * _MOST and any(family.rows for family, _found in named) else None


def _village_in(family: Family) -> str:
    return family.first.text(VILLAGE) or family.head.text(VILLAGE)


def _named(family: Family, village: str, known: Gazetteer, near: Near) -> NamedPlace:
    found = known.find(village, family.first.text("乡镇"))
    if found.place or len(found.candidates) < 2:
        return found
    code = code_in(family.number)
    place = choose(found.candidates, replace(near, codes=frozenset((code,))) if code else near)
    return NamedPlace((place,)) if place else found
