"""The village of single rows, of groups of rows, and of a file for which a person chose one."""

from collections.abc import Sequence
from dataclasses import replace

from county_desk.intake.delivery import Delivery, KnownPlace, Level
from county_desk.intake.reading.households.verdicts import judged
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


def tell_groups(rows: Sequence[Draft]) -> None:
    """Give rows with a blank village the one above, and ask once whether that is right.

    `rows` are those of one sheet that have a column for the village. It happens only if every village stands
    once and most rows are blank: a blank cell among filled ones is an omission, which cannot be guessed.
    Merged cells are certain and were filled before; cells that only look merged raise a question.
    """
    names = [row.text(VILLAGE) for row in rows]
    said = [name for name in names if name]
    if len(said) < 2 or len(set(said)) < len(said) or len(names) < 2 * len(said):
        return
    above, number = "", 0
    for row, name in zip(rows, names, strict=True):
        if name:
            above, number = name, row.row
        elif above:
            row.put(VILLAGE, above, above)
            message = _("The village is blank; agree if it is the one above, {name} in row {row}.")
            row.ask(VILLAGE, ABOVE, message.format(name=above, row=number))


def answered_by(delivery: Delivery) -> frozenset[str]:
    """The kinds of the questions about a whole file that the choice of its village answers.

    Names and titles of different villages are such a question where none of them counts yet.
    """
    return frozenset({UNKNOWN} if delivery.place_id is not None else {UNKNOWN, MISMATCH})


def placed(delivery: Delivery, place_id: int) -> Delivery:
    """The delivery as that of a village which a person chose; the question about its village is answered.

    That is so for its households. A row of a table of villages is a village itself, and one of another list
    has none yet: the file is read again on terms with that village, see `Terms.place_id`.
    """
    kinds = answered_by(delivery)
    keys = {household.key for household in delivery.households if household.village is None}
    lines = [
        replace(line, problems=tuple(each for each in line.problems if each.kind not in kinds))
        if line.household in keys
        else line
        for line in delivery.lines
    ]
    problems = tuple(each for each in delivery.problems if each.kind not in kinds)
    return judged(replace(delivery, place_id=place_id, problems=problems), lines)
