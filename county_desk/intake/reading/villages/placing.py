"""Assigns a village to a file by hand when neither its rows nor its name give one."""

from dataclasses import replace

from county_desk.intake.delivery import Delivery
from county_desk.intake.reading.households.verdicts import judged
from county_desk.intake.reading.villages.row_village import MISMATCH, UNKNOWN


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
