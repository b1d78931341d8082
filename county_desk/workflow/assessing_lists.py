"""Comparing the lists whose rows are no households: villages, what is watched, what departments say."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from county_desk.excel.delivery import STORED, Delivery, Level, Line, Problem, Verdict
from county_desk.text import _
from county_desk.workflow.intake_lists import KnownLists, facts_changed

type Place = tuple[str, int]


def compare_lists(session: Session, delivery: Delivery, same_file: bool) -> Delivery:
    """The delivery with its villages, watched households and departments' entries held against the register.

    What says nothing new is `unchanged`; of a newer version it is said what differs.
    """
    if not (delivery.villages or delivery.monitored or delivery.entries):
        return delivery
    known = KnownLists(session, delivery)
    said = dict(_said(known, delivery))
    if same_file:
        said = {place: [] if found is not None else None for place, found in said.items()}
    columns = {sheet.name: sheet.standard for sheet in delivery.sheets}
    lines = tuple(
        _line(line, said.get((line.sheet, line.row)), columns.get(line.sheet, {})) for line in delivery.lines
    )
    return replace(delivery, lines=lines)


def _said(known: KnownLists, delivery: Delivery) -> Iterator[tuple[Place, list[tuple[str, str]] | None]]:
    """By sheet and row what differs, as title and sentence; None where nothing is on record."""
    for village in delivery.villages:
        year = known.villages.get(village.village)
        facts = None if year is None or year.withdrawn_on else (year.facts or {})
        yield (village.sheet, village.row), _differs(facts, village.facts)
    for watched in delivery.monitored:
        row = known.watched(watched)
        facts = None if row is None or row.withdrawn_on else row.facts
        yield (watched.sheet, watched.row), _differs(facts, watched.facts)
    for entry in delivery.entries:
        yield (entry.sheet, entry.row), ([] if known.entry(entry) is not None else None)


def _differs(before: dict[str, object] | None, after: object) -> list[tuple[str, str]] | None:
    if before is None:
        return None
    message = _("{title}: {old} becomes {new}.")
    return [
        (title, message.format(title=title, old=old if old not in (None, "") else "—", new=new))
        for title, (old, new) in facts_changed(before, after).items()
    ]


def _line(line: Line, said: list[tuple[str, str]] | None, columns: object) -> Line:
    """A row of which something is on record: what differs, or that nothing does."""
    if said is None or line.verdict not in STORED:
        return line
    if not said:
        return replace(line, verdict=Verdict.UNCHANGED)
    letters = columns if isinstance(columns, dict) else {}
    problems = tuple(
        Problem(line.sheet, f"{letters.get(title, 'A')}{line.row}", "changed", message, Level.NOTE)
        for title, message in said
    )
    kinds = tuple(dict.fromkeys((*line.kinds, "changed")))
    return replace(line, problems=(*line.problems, *problems), kinds=kinds)
