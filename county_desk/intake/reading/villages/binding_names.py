"""The village of a file with rows that name none: by the names of the file and its sheets, and its titles."""

from collections.abc import Sequence
from dataclasses import dataclass

from county_desk.intake.delivery import KnownPlace, Level
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.values.cell_value import Note
from county_desk.intake.reading.villages.binding_sentences import (
    Binding,
    FileSurroundings,
    Near,
    choose,
    hints,
)
from county_desk.intake.reading.villages.gazetteer import AS_UNIT, Gazetteer
from county_desk.intake.reading.villages.row_village import MISMATCH, VILLAGE
from county_desk.text import _


@dataclass(frozen=True)
class _Sheet:
    """The surroundings of one sheet: the village by its name, those of its titles, and its own one.

    `listed` are the villages of its titles and of the file's name where they are several.
    """

    name: str
    named: KnownPlace | None
    titled: tuple[KnownPlace, ...]
    place: KnownPlace | None
    listed: tuple[KnownPlace, ...] = ()

    def other_than(self, place: KnownPlace | None) -> KnownPlace | None:
        """Another village that the sheet is of by its titles or its name; None where it can be this one."""
        if place is not None and self.titled and all(each.id != place.id for each in self.titled):
            return self.place or self.titled[0]
        if place is not None and self.named and self.named.id != place.id:
            return self.named
        return None


def by_name(said: FileSurroundings, families: Sequence[Family], known: Gazetteer, near: Near) -> Binding:
    """The village of a file with rows that name none; one without households need not be of a village.

    The names of the file and its sheets and the titles have to agree: any of them may be left over from the
    file of another village.
    """
    if said.chosen:
        return Binding(said.chosen)
    sheets = [_sheet(name, said, known, near) for name in said.sheets]
    files = known.all_named_in(said.name)
    place = choose(files, near) or choose(list(hints(said, known)), near)
    place = place or (None if files else _by_code(sheets, known, near))
    if place is not None:
        return _of_one(place, sheets, families)
    if files and (note := _clash(files[0], sheets, families)):  # namesakes; it is none of them
        return Binding(None, (note,))
    filled = {family.first.sheet for family in families}
    for sheet in sheets:
        _place(sheet, sheet.place, families)
        if sheet.name in filled and (other := sheet.other_than(sheet.named)):
            message = _("The sheet is called {sheet}, its title says {place}; agree if it is of {place}.")
            _ask(sheet, message.format(sheet=sheet.name, place=other.name), families)
        elif sheet.place:
            _ask_of_several(sheet, sheet.place, families)
    if all(family.place or family.figures_alone for family in families):
        return Binding(None)
    words = _("Neither the rows nor the name of the file tell its village; choose the village.")
    return Binding(None, (Note("village_unknown", words, Level.ASK),))


def _by_code(sheets: Sequence[_Sheet], known: Gazetteer, near: Near) -> KnownPlace | None:
    """The village by the numbers of the households, where no sheet and no title names one."""
    return None if any(sheet.place or sheet.titled for sheet in sheets) else known.coded(near.codes)


def _of_one(place: KnownPlace, sheets: Sequence[_Sheet], families: Sequence[Family]) -> Binding:
    """The village that the name of a file gives; sheets of other villages raise a question."""
    if note := _clash(place, sheets, families):
        return Binding(None, (note,))
    for sheet in sheets:
        if other := sheet.other_than(place):
            message = _("The file is about {file}, but this sheet about {place}; agree if it is of {place}.")
            _ask(sheet, message.format(file=place.name, place=other.name), families)
            _place(sheet, other, families)
        else:
            _ask_of_several(sheet, place, families)
    return Binding(place)


def _clash(place: KnownPlace, sheets: Sequence[_Sheet], families: Sequence[Family]) -> Note | None:
    """The question about a file with sheets that all belong to another village than its name says."""
    others = {sheet.name: other for sheet in sheets if (other := sheet.other_than(place))}
    filled = {family.first.sheet for family in families}
    if not filled <= others.keys() or len({other.id for other in others.values()}) != 1:
        return None
    message = _("The names of the file and its sheets, and the titles, say {one} and {other}; choose.")
    words = message.format(one=place.name, other=next(iter(others.values())).name)
    return Note(MISMATCH, words, Level.ASK)


def _ask_of_several(sheet: _Sheet, place: KnownPlace, families: Sequence[Family]) -> None:
    """Ask about the rows of a sheet that are taken as one village's, though several are named over them."""
    if sheet.listed:
        message = _("The titles or the name of the file say {villages}; agree if all rows are of {place}.")
        names = "、".join(dict.fromkeys(each.name for each in sheet.listed))
        _ask(sheet, message.format(villages=names, place=place.name), families)


def _ask(sheet: _Sheet, words: str, families: Sequence[Family]) -> None:
    for family in families:
        for draft in family.drafts():
            if draft.sheet == sheet.name:
                draft.ask(VILLAGE, MISMATCH, words)


def _place(sheet: _Sheet, place: KnownPlace | None, families: Sequence[Family]) -> None:
    for family in families:
        if family.first.sheet == sheet.name:
            family.place = place


def _sheet(name: str, said: FileSurroundings, known: Gazetteer, near: Near) -> _Sheet:
    """The village of a sheet by a bare name, which counts only if the sheet names no other place."""
    named = choose(known.called(name) or known.all_named_in(name, AS_UNIT), near)
    titled = tuple(place for text in said.sheets[name] for place in known.all_named_in(text, AS_UNIT))
    listed = (*titled, *known.all_named_in(said.name, AS_UNIT))
    several = len({place.short for place in listed}) > 1
    return _Sheet(name, named, titled, choose(titled, near) or named, listed if several else ())
