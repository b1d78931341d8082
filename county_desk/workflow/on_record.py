"""Records that a command names by number: each is on record, and in the area of the person who acts."""

from collections.abc import Callable, Mapping

from county_desk.models.base import Kept
from county_desk.text import _
from county_desk.workflow.command import Work
from county_desk.workflow.gate.records import place_trouble


def record_trouble[K: Kept](
    work: Work, mapped: type[K], number: int, field: str, words: str, place: Callable[[K], int] | None = None
) -> Mapping[str, str]:
    """Return why a number is not that of a record in the user's area; empty when it is.

    `words` say that there is no such record, with a place for its {number}. `place` gives the place of a
    record; without it every area may act on the record.
    """
    record = work.session.get(mapped, number)
    if record is None or record.withdrawn_on is not None:
        return {field: _(words).format(number=number)}
    trouble = place_trouble(work.session, work.actor, place(record)) if place is not None else ""
    return {"": trouble} if trouble else {}
