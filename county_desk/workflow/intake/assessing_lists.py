"""Comparing the lists whose rows are no households: villages, what is watched, what departments say."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from county_desk.excel.delivery import STORED, Delivery, Level, Line, Problem, Verdict
from county_desk.text import _
from county_desk.workflow.intake.lists import KnownLists, facts_changed

type Place = tuple[str, int]

_PARTS = (("贫困户数", "总户数"), ("贫困人口数", "总人口数"))  # what is a part of what


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
    impossible = dict(_impossible(known, delivery))
    if impossible:
        lines = tuple(
            _refused(line, impossible.get((line.sheet, line.row), []), columns.get(line.sheet, {}))
            for line in lines
        )
    return replace(delivery, lines=lines)


def _impossible(known: KnownLists, delivery: Delivery) -> Iterator[tuple[Place, list[tuple[str, str]]]]:
    """By sheet and row the figures of villages of which a part would be more than the whole, as title and
    sentence. What the file does not say stays as it is on record, and counts too.
    """
    for village in delivery.villages:
        year = known.villages.get(village.village)
        before = {} if year is None or year.withdrawn_on else (year.facts or {})
        facts = {**before, **village.facts}
        found = []
        for part, whole in _PARTS:
            some, every = facts.get(part), facts.get(whole)
            if isinstance(some, int) and isinstance(every, int) and some > every:
                message = _("{part} ({some}) is more than {whole} ({every}); one of them is wrong.")
                words = message.format(part=part, some=some, whole=whole, every=every)
                found.append((part if part in village.facts else whole, words))
        if found:
            yield (village.sheet, village.row), found


def _refused(line: Line, said: list[tuple[str, str]], columns: Mapping[str, str]) -> Line:
    if not said or line.verdict not in (*STORED, Verdict.UNCHANGED):
        return line
    problems = tuple(
        Problem(line.sheet, f"{columns.get(title, 'A')}{line.row}", "number_range", message, Level.ERROR)
        for title, message in said
    )
    kinds = tuple(dict.fromkeys((*line.kinds, "number_range")))
    return replace(line, verdict=Verdict.REJECT, problems=(*line.problems, *problems), kinds=kinds)


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
