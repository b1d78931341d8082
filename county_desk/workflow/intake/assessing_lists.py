"""Comparing the lists whose rows are no households: villages, what is watched, what departments say."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from county_desk.excel.delivery import STORED, Delivery, Level, Line, Verdict
from county_desk.excel.reading.households.judging import judged
from county_desk.text import _
from county_desk.workflow.intake.assessing_notes import Notes
from county_desk.workflow.intake.lists import KnownLists, facts_changed

type Place = tuple[str, int]

_PARTS = (("贫困户数", "总户数"), ("贫困人口数", "总人口数"))  # what is a part of what


def compare_lists(session: Session, delivery: Delivery, same_file: bool) -> Delivery:
    """The delivery with its villages, watched households and departments' entries held against the register.

    What says nothing new is `unchanged`; of a newer version it is said what differs.
    """
    if not (delivery.villages or delivery.monitored or delivery.entries):
        return delivery
    known, notes = KnownLists(session, delivery), Notes(delivery)
    same: set[Place] = set()
    for place, said in _said(known, delivery):
        if same_file or not said:
            same.add(place)
        else:
            _note(notes, place, "changed", said, Level.NOTE)
    for place, said in _impossible(known, delivery):
        same.discard(place)
        _note(notes, place, "number_range", said, Level.ERROR)
    if notes:
        delivery = judged(delivery, map(notes.on, delivery.lines))
    if not same:
        return delivery
    return replace(delivery, lines=tuple(_settled(line, same) for line in delivery.lines))


def _note(notes: Notes, place: Place, kind: str, said: Iterable[tuple[str, str]], level: Level) -> None:
    """Say something of a row that could go in."""
    line = notes.lines[place]
    for title, message in said if line.verdict in STORED else ():
        notes.say(line, title, kind, message, level)


def _settled(line: Line, same: Collection[Place]) -> Line:
    """A row of which the same is on record is unchanged."""
    unchanged = line.verdict in STORED and (line.sheet, line.row) in same
    return replace(line, verdict=Verdict.UNCHANGED) if unchanged else line


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


def _said(known: KnownLists, delivery: Delivery) -> Iterator[tuple[Place, list[tuple[str, str]]]]:
    """By sheet and row what differs, as title and sentence, of all of which something is on record."""
    for village in delivery.villages:
        year = known.villages.get(village.village)
        if year is not None and year.withdrawn_on is None:
            yield (village.sheet, village.row), _differs(year.facts or {}, village.facts)
    for watched in delivery.monitored:
        row = known.watched(watched)
        if row is not None and row.withdrawn_on is None:
            yield (watched.sheet, watched.row), _differs(row.facts, watched.facts)
    for entry in delivery.entries:
        if known.entry(entry) is not None:
            yield (entry.sheet, entry.row), []


def _differs(before: Mapping[str, object], after: Mapping[str, object]) -> list[tuple[str, str]]:
    message = _("{title}: {old} becomes {new}.")
    return [
        (title, message.format(title=title, old=old if old not in (None, "") else "—", new=new))
        for title, (old, new) in facts_changed(before, after).items()
    ]
