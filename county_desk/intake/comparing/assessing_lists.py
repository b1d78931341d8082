"""Comparing the lists whose rows are no households: villages, what is watched, what departments say."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from county_desk.intake.comparing.assessing_alike import ALIKE, changed_alike, limits
from county_desk.intake.comparing.assessing_left import some_of
from county_desk.intake.comparing.assessing_notes import Notes
from county_desk.intake.comparing.assessing_watched import clashes, watched_left
from county_desk.intake.comparing.lists import KnownLists, facts_changed
from county_desk.intake.delivery import STORED, Delivery, Level, Line, Problem, Verdict
from county_desk.intake.reading.households.judging import agreed, judged
from county_desk.text import _, _n

type Place = tuple[str, int]
type Changed = Mapping[str, tuple[Any, Any]]

_PARTS = (("贫困户数", "总户数"), ("贫困人口数", "总人口数"))  # what is a part of what

_WHO = frozenset({"户编号", "户主姓名", "身份证号", "行政村", "乡镇"})  # asked about by what is on record
_AMOUNT = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Change:
    """One fact of a row that would change, see `assessing_alike.Changed`."""

    line: Line
    kind: str
    title: str
    before: Decimal | None
    old: str
    new: str

    @property
    def name(self) -> str:
        return self.title


def compare_lists(
    session: Session, delivery: Delivery, same_file: bool, kinds: Collection[str] = ()
) -> Delivery:
    """The delivery with its villages, watched households and departments' entries held against the register.

    What says nothing new is `unchanged`; of a newer version it is said what differs, and asked about where it
    is another's or looks like one mistake. `kinds` are the questions that a person agreed to.
    """
    if not (delivery.villages or delivery.monitored or delivery.entries):
        return delivery
    known, notes = KnownLists(session, delivery), Notes(delivery)
    same: set[Place] = set()
    changes: list[_Change] = []
    for place, changed in _changed(known, delivery):
        if same_file or not changed:
            same.add(place)
        else:
            _note(notes, place, "changed", _words(changed), Level.NOTE)
            changes += _changes(notes.lines[place], changed)
    for place, said in _impossible(known, delivery):
        same.discard(place)
        _note(notes, place, "number_range", said, Level.ERROR)
    if not same_file:
        same -= set(_tell_left(known, delivery, notes))
    problems = [] if same_file else list(_doubts(session, known, delivery, notes, changes, same))
    delivery = replace(delivery, problems=(*delivery.problems, *problems))
    if notes:
        delivery = judged(delivery, map(notes.on, delivery.lines))
        delivery = agreed(delivery, kinds) if kinds else delivery
    if not same:
        return delivery
    return replace(delivery, lines=tuple(_settled(line, same) for line in delivery.lines))


def _doubts(
    session: Session,
    known: KnownLists,
    delivery: Delivery,
    notes: Notes,
    changes: Sequence[_Change],
    same: Collection[Place],
) -> Iterator[Problem]:
    """Ask in the rows that are another's, or change as by one mistake; what there is to say of the file."""
    for clash in clashes(session, known, delivery):
        place = clash.row.sheet, clash.row.row
        if place not in same:
            _note(notes, place, clash.kind, [(clash.title, clash.words)], clash.level)
    for words, changed in changed_alike(changes):
        yield Problem("", "", ALIKE, words, Level.WARN)
        for change in changed:
            notes.say(change.line, change.title, ALIKE, words, Level.ASK)
    yield from watched_left(session, known, delivery)


def _tell_left(known: KnownLists, delivery: Delivery, notes: Notes) -> Iterator[Place]:
    """Tell of persons of the earlier edition of a department's list who are not in this one.

    Where they are many it may be the list of other places under the same name, so that each row asks.
    """
    listed = {each.id_number or each.name for each in delivery.entries}
    earlier = {each.id_number or each.name: each.name for each in known.entries.values()}
    left = [name for person, name in earlier.items() if person not in listed]
    if not left:
        return
    message = _n(
        "{count} person of the earlier edition of this list is not in it and counts no more: {named}.",
        "{count} persons of the earlier edition of this list are not in it and count no more: {named}.",
        len(left),
    )
    words = message.format(count=f"{len(left):,}", named=some_of(left))
    many = len(left) >= len(earlier) * limits()["left"]["share"]
    for entry in delivery.entries if many else delivery.entries[:1]:
        place = entry.sheet, entry.row
        kind, level = (ALIKE, Level.ASK) if many else ("changed", Level.NOTE)
        _note(notes, place, kind, [("姓名", words)], level)
        yield place


def _changes(line: Line, changed: Changed) -> Iterator[_Change]:
    """The facts of a row that would change, but who it is about, which is asked otherwise."""
    for title, (old, new) in changed.items():
        if line.verdict in STORED and title not in _WHO:
            text = str(old if old is not None else "")
            measured = Decimal(text) if _AMOUNT.fullmatch(text) else None
            yield _Change(line, "list", title, measured, text, str(new))


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
    """Problems by sheet and row: parts of a village figure larger than the whole, title and sentence."""
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


def _changed(known: KnownLists, delivery: Delivery) -> Iterator[tuple[Place, Changed]]:
    """By sheet and row what differs, by title, of all of which something is on record."""
    for village in delivery.villages:
        year = known.villages.get(village.village)
        if year is not None and year.withdrawn_on is None:
            yield (village.sheet, village.row), facts_changed(year.facts or {}, village.facts)
    for watched in delivery.monitored:
        row = known.watched(watched)
        if row is not None and row.withdrawn_on is None:
            yield (watched.sheet, watched.row), facts_changed(row.facts, watched.facts)
    for entry in delivery.entries:
        if known.entry(entry) is not None:
            yield (entry.sheet, entry.row), {}


def _words(changed: Changed) -> list[tuple[str, str]]:
    message = _("{title}: {old} becomes {new}.")
    return [
        (title, message.format(title=title, old=old if old not in (None, "") else "—", new=new))
        for title, (old, new) in changed.items()
    ]
