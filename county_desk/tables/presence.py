"""Finds which households stood in the register on a day, and which acts let them in or out.

Two sources that can disagree are kept apart. The dates on the household show its presence, the announced
cases and exits show arrivals and departures. A return balances only when they agree.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from math import inf
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.batch import Batch
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.exit import Exit
from county_desk.models.household import Household, Standing
from county_desk.models.household_change import ChangeKind
from county_desk.rules.register_outcomes import (
    HOUSEHOLD,
    MISSED,
    REEXAMINED,
    REGISTERED,
    REMOVED,
    RESTORED,
)
from county_desk.rules.register_outcomes import RETURNED as FELL_BACK
from county_desk.tables.lives import Life, Move, PersonChange, lives
from county_desk.tables.period import Period
from county_desk.tables.procedure_words import procedures

NEW, RETURNED, SPLIT, MOVED_IN = "new", "returned", "split", "moved_in"
EXITED, WRONGLY_REMOVED, WHOLE_NATURAL = "exited", "wrongly_removed", "whole_natural"
MERGED, MOVED_OUT = "merged", "moved_out"
AGAIN = "again"  # of monitoring: identified a second time
OPENING, CLOSING, REGROUPED = "opening", "closing", "regrouped"
INWARD = frozenset((NEW, RETURNED, SPLIT, AGAIN))
ONE_DAY = timedelta(days=1)
_PASSING = (REGISTERED, REMOVED, MISSED, FELL_BACK, RESTORED, REEXAMINED)  # outcomes that are no exits
_WAYS = {
    ChangeKind.SPLIT_NEW: SPLIT,
    ChangeKind.MERGED_AWAY: MERGED,
    ChangeKind.MOVED_AWAY: MOVED_OUT,
    ChangeKind.ENDED: WHOLE_NATURAL,
}


class Passage(NamedTuple):
    """One arrival or departure by a recorded act. `persons` is what the act was about; None for all there."""

    day: date
    way: str
    persons: int | None

    @property
    def inward(self) -> bool:
        """Whether the household arrived."""
        return self.way in INWARD


class CountedStep(NamedTuple):
    """One figure in which a household counts in a period, with its village and the people concerned.

    `beyond` is the village at the other end of a move within the county, 0 for everything else.
    """

    day: date
    village: int
    what: str
    persons: int
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Presence:
    """One household's time on a list: the register, or that of the monitored.

    `turns` are days on which it was let in or out, in order.
    """

    life: Life
    turns: tuple[tuple[date, bool], ...]
    passages: tuple[Passage, ...]
    always: bool = False

    @property
    def id(self) -> int:
        """The number of the household's record."""
        return self.life.id

    def there(self, day: date) -> bool:
        """Whether the household stood on the list at the end of a day."""
        place = bisect_right(self.turns, day, key=_day)
        if place:
            return self.turns[place - 1][1]
        return not self.turns[0][1] if self.turns else self.always

    def steps(self, period: Period) -> Iterator[CountedStep]:
        """The figures of the household in a period, from the opening to the closing.

        Births, deaths and the like count as they were recorded. Every other change of the number of people
        between one act and the next is natural increase or decrease, too. `REGROUPED` are the people of
        splits and mergers, more or fewer.
        """
        present, village = self.there(period.eve), self.life.village(period.eve)
        people = self.life.persons(period.eve) if present else 0
        if present:
            yield CountedStep(period.eve, village, OPENING, people)
        for event in self._events(period):
            day = event.day
            match event:
                case PersonChange(by=by, natural=natural) if present:
                    yield from (
                        _natural(day, village, by) if natural else (CountedStep(day, village, REGROUPED, by),)
                    )
                    people += by
                case Move(reached=reached):
                    if present:
                        yield CountedStep(day, village, MOVED_OUT, people, reached)
                        yield CountedStep(day, reached, MOVED_IN, people, village)
                    village = reached
                case Passage(way=way, persons=counted):
                    passing = self.life.persons(day) if counted is None else counted
                    yield from _natural(day, village, passing - people) if present else ()
                    yield CountedStep(day, village, way, passing)
                    present, people = event.inward, passing if event.inward else 0
        if self.there(period.last):
            now = self.life.persons(period.last)
            yield from _natural(period.last, village, now - people) if people else ()
            yield CountedStep(period.last, village, CLOSING, now)

    def _events(self, period: Period) -> list[PersonChange | Passage | Move]:
        """The events of a period by day; within a day in the order of their recording.

        A household made by a split begins with that. Other passages come last in their day.
        """
        every: list[PersonChange | Passage | Move] = [*self.life.changes, *self.life.moves, *self.passages]
        return sorted((one for one in every if period.holds(one.day)), key=_in_order)


def _in_order(event: PersonChange | Passage | Move) -> tuple[date, float]:
    if isinstance(event, Passage):
        return event.day, 0 if event.way == SPLIT else inf
    return event.day, event.record


def _natural(day: date, village: int, by: int) -> Iterator[CountedStep]:
    if by:
        yield CountedStep(day, village, "natural_increase" if by > 0 else "natural_decrease", abs(by))


def presences(session: Session, *, exited: bool = False) -> list[Presence]:
    """Every household that ever stood in the register, by number; acts that were undone do not count.

    Those that have left poverty are out of it, or still in it where `exited` are counted.
    """
    passages, known = _passages(session), lives(session)
    columns = Household.id, Household.standing, Household.registered_on, Household.exited_on
    found: list[Presence] = []
    for row in session.execute(select(*columns).order_by(Household.number)):
        if row.id not in known or not _was_registered(row, passages[row.id]):
            continue
        found.append(_lived(_presence(row, known[row.id], passages[row.id], exited)))
    return found


def _was_registered(row: Any, acts: list[Passage]) -> bool:
    never = (Standing.APPLICANT, Standing.ORDINARY)
    return bool(acts or row.registered_on or row.standing not in never)


def _presence(row: Any, life: Life, acts: list[Passage], exited: bool) -> Presence:
    acts = _moving(acts, exited)
    days = {(passage.day, passage.inward) for passage in acts} | {(row.registered_on, True)}
    days |= set() if exited else {(row.exited_on, False)}
    turns = sorted((turn for turn in days if turn[0]), key=lambda turn: (turn[0], not turn[1]))
    if not exited:
        turns, acts = _of_known_end(turns, acts, out=row.standing is Standing.EXITED)
    always = row.standing is Standing.REGISTERED or (exited and row.standing is Standing.EXITED)
    gone = life.gone_on
    if gone and (turns or always) and [inward for day, inward in turns if day <= gone][-1:] != [False]:
        turns.append((gone, False))
        acts = [*acts, Passage(gone, WHOLE_NATURAL, None)]
    return Presence(life, tuple(turns), tuple(acts), always)


def _moving(acts: Iterable[Passage], exited: bool) -> list[Passage]:
    """The acts by which a household comes or goes.

    Where the exited are counted, neither an exit nor the end of one is a move. Where they are not, the
    removal of an exited household is not a move either.
    """
    kept: list[Passage] = []
    last: Passage | None = None
    for act in sorted(acts):
        gone = last is not None and not last.inward
        if exited:
            moves = act.way != EXITED and (act.way != RETURNED or gone)
        else:
            moves = act.way != WRONGLY_REMOVED or last is None or last.way != EXITED
        if moves:
            kept.append(act)
            last = act
    return kept


def _of_known_end(
    turns: list[tuple[date, bool]], acts: list[Passage], *, out: bool
) -> tuple[list[tuple[date, bool]], list[Passage]]:
    """Turns and passages without the stays that ended on a day that is not known.

    Such a household came back without having left, or is `out` without a day of its exit.
    """
    back = {act.day for act in acts if act.way == RETURNED} | {date.max}
    following = pairwise([*turns, (date.max, out)])
    lost = {one for one, (day, came) in following if one[1] and came and day in back}
    return [turn for turn in turns if turn not in lost], [
        act for act in acts if (act.day, act.inward) not in lost
    ]


def _day(turn: tuple[date, bool]) -> date:
    return turn[0]


def _lived(presence: Presence) -> Presence:
    """The presence of a household with how it began and ended by the recorded changes."""
    turns, passages = list(presence.turns), list(presence.passages)
    for change in presence.life.recorded:
        way, day = _WAYS.get(change.kind), change.happened_on
        if way == SPLIT:
            there = presence.there(day)
            turns = [turn for turn in turns if turn[0] > day]
            passages = [one for one in passages if one.day > day]
            if there:  # a birth that was recorded later for a day before is none of those who split off
                came = change.persons - sum(one.by for one in presence.life.changes if one.day < day)
                turns, passages = [(day, True), *turns], [Passage(day, SPLIT, came), *passages]
        elif way:
            passages = [one for one in passages if one.way != WHOLE_NATURAL]
            turns = [turn for turn in turns if turn != (day, False)]
            if presence.there(day - ONE_DAY) or (day, True) in turns:  # or let in that very day
                went = -change.by if way == MOVED_OUT else None
                turns, passages = [*turns, (day, False)], [*passages, Passage(day, way, went)]
    return replace(presence, turns=tuple(turns), passages=tuple(passages))


def _passages(session: Session) -> dict[int, list[Passage]]:
    """Passages by household: opening balances, exits, and announced registrations and removals."""
    found: dict[int, list[Passage]] = defaultdict(list)
    undated, left_before = _opened(session, found)
    exits = select(Exit.household_id, Exit.exited_on, Exit.persons).where(
        Exit.household_id.is_not(None), Exit.withdrawn_on.is_(None)
    )
    for left in session.execute(exits):
        found[left.household_id].append(Passage(left.exited_on, EXITED, left.persons))
    outcomes = {key: name for name in _PASSING for key in procedures().keys(HOUSEHOLD, name)}
    announced = (
        select(Case.household_id, Case.kind, CaseStep.done_on, Case.persons, CaseStep.facts)
        .join(Case, Case.id == CaseStep.case_id)
        .where(
            Case.kind.in_(outcomes),
            Case.household_id.is_not(None),
            CaseStep.outcome == StepOutcome.ANNOUNCED,
            CaseStep.withdrawn_on.is_(None),
        )
        .order_by(CaseStep.done_on, CaseStep.id)
    )
    for act in session.execute(announced):
        before, stated = found[act.household_id], (act.facts or {}).get("before") or {}
        before += [one for one in _stated(stated) if one[:2] not in [known[:2] for known in before]]
        gone = any(passage.day <= act.done_on and not passage.inward for passage in before)
        way = _passage_kind(outcomes[act.kind], stated, gone or act.household_id in left_before)
        before.append(Passage(act.done_on, way, act.persons))
    for household, passage in undated:
        if all(each.inward is not passage.inward for each in found[household]):
            found[household].append(passage)
    return found


def _passage_kind(outcome: str, stated: Mapping[str, str], gone: bool) -> str:
    """How an announced act let a household in or out; `gone` says that it had left before."""
    if outcome == REMOVED or (outcome == REEXAMINED and stated.get("standing") == Standing.REGISTERED.value):
        return WRONGLY_REMOVED
    return RETURNED if gone or outcome in (FELL_BACK, RESTORED, REEXAMINED) else NEW


def _stated(before: Mapping[str, str]) -> Iterator[Passage]:
    """The passages by days that an act found on the household and changed."""
    for name, way in (("registered_on", NEW), ("exited_on", EXITED)):
        if before.get(name):
            yield Passage(date.fromisoformat(before[name]), way, None)


def _opened(
    session: Session, found: dict[int, list[Passage]]
) -> tuple[list[tuple[int, Passage]], frozenset[int]]:
    """Put the comings and goings that a delivered file states into `found`, by household.

    Returns those of older programs, which kept them with the household itself, and the households that were
    out of poverty by then.
    """
    out = Household.claimed == "脱贫"
    kept = Household.registered_on, Household.exited_on
    stated = Household.stated_entry_on, Household.stated_exit_on, Household.stated_return_on
    wanted = (
        select(Household.id, *kept, *stated, out.label("out"))
        .join(Batch, Batch.id == Household.batch_id)
        .where(Batch.opening.is_(True) | Household.stated_entry_on.is_not(None), Batch.undone_on.is_(None))
    )
    undated: list[tuple[int, Passage]] = []
    gone = set()
    for row in session.execute(wanted):
        if row.out:
            gone.add(row.id)
        ways = zip((NEW, EXITED, RETURNED), row[3:6], strict=True)
        if given := [Passage(day, way, None) for way, day in ways if day is not None]:
            found[row.id] += given
            continue
        ways = zip((NEW, EXITED), row[1:3], strict=True)
        undated += [(row.id, Passage(day, way, None)) for way, day in ways if day is not None]
    return undated, frozenset(gone)
