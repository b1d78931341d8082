"""The village of one row, and the question if it is unclear."""

from county_desk.intake.delivery import KnownPlace, Level
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.values.cell_value import Note
from county_desk.intake.reading.villages.binding_sentences import NOWHERE, Near, choose
from county_desk.intake.reading.villages.gazetteer import Gazetteer, NamedPlace
from county_desk.text import _

VILLAGE = "行政村"
UNKNOWN, MISMATCH, ABOVE = "village_unknown", "village_mismatch", "village_above"


def find_village(
    row: Draft,
    known: Gazetteer,
    file: KnownPlace | None,
    chosen: KnownPlace | None = None,
    near: Near = NOWHERE,
) -> KnownPlace | None:
    """The village of one row of a list that has no households; the row asks when there is none.

    `file` is that of a row which names none, `chosen` that of one with an unknown name. Of namesakes it is
    the one in a township that is `near`, as in a roster.
    """
    name = row.text(VILLAGE)
    if not name:
        if file is None and VILLAGE in row.columns:
            row.ask(VILLAGE, "missing", _("The village of this row is blank."))
        return file
    found = known.find(name, row.text("乡镇"))
    place = found.place or chosen or choose(found.candidates, near)
    if place is None:
        note = unknown(name, found)
        row.ask(VILLAGE, note.kind, note.message)
    return place


def unknown(name: str, found: NamedPlace) -> Note:
    """Return the question about an unclear village, with the villages that it may be."""
    if len(found.candidates) > 1:
        message = _("“{name}” can be several villages ({villages}); write the township and the full name.")
        villages = "、".join(f"{place.township}{place.name}" for place in found.candidates)
        return Note("village_unknown", message.format(name=name, villages=villages), Level.ASK)
    if found.near:
        message = _("The register has no village “{name}”; {near}…?")
        near = "、".join(f"{place.township}{place.name}" for place in found.near)
        return Note("village_unknown", message.format(name=name, near=near), Level.ASK)
    message = _("The register has no village “{name}”; choose the village.")
    return Note("village_unknown", message.format(name=name), Level.ASK)
