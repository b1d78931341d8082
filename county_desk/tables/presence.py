"""Finds which households stood in the register on a day, and which acts let them in or out.

Two sources that can disagree are kept apart. The dates on the household show its presence, the announced
cases and exits show arrivals and departures. A return balances only when they agree.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from county_desk.models.batch import Batch
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.exit import Exit
from county_desk.models.household import Household, HouseholdYear, Standing
from county_desk.models.household_change import COMING, LEAVING, ChangeKind, HouseholdChange
from county_desk.rules.register_outcomes import (
    HOUSEHOLD,
    MISSED,
    REEXAMINED,
    REGISTERED,
    REMOVED,
    RESTORED,
)
from county_desk.rules.register_outcomes import RETURNED as FELL_BACK
from county_desk.tables.words import procedures

NEW, RETURNED, SPLIT, MOVED_IN = "new", "returned", "split", "moved_in"
EXITED, WRONGLY_REMOVED, WHOLE_NATURAL = "exited", "wrongly_removed", "whole_natural"
MERGED, MOVED_OUT = "merged", "moved_out"
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
        return self.way in (NEW, RETURNED, SPLIT, MOVED_IN)


class PersonChange(NamedTuple):
    """One recorded change; `persons` were there after it, and `by` of them more or fewer.

    A birth, arrival, departure or death is `natural`. A split or a merger is not: its persons stay in the
    register.
    """

    day: date
    by: int
    persons: int
    natural: bool


@dataclass(frozen=True, slots=True)
class Presence:
    """One household's time in the register. `turns` are days on which it was let in or out, in order."""

    id: int
    number: str
    village: int
    persons_now: int
    persons_by_year: tuple[tuple[int, int], ...]
    turns: tuple[tuple[date, bool], ...]
    passages: tuple[Passage, ...]
    always: bool
    changes: tuple[PersonChange, ...] = ()

    def there(self, day: date) -> bool:
        """Whether the household stood in the register at the end of a day."""
        place = bisect_right(self.turns, day, key=_day)
        if place:
            return self.turns[place - 1][1]
        return not self.turns[0][1] if self.turns else self.always

    def persons(self, day: date) -> int:
        """How many people the household had on a day, by the last known number until then.

        A recorded change knows the day, the facts of a year know only the year.
        """
        past = bisect_right(self.changes, day, key=_day)
        known = [fact for fact in self.persons_by_year if fact[0] <= day.year]
        if past and not (known and known[-1][0] > self.changes[past - 1].day.year):
            return self.changes[past - 1].persons
        ahead = self.changes[past : past + 1]
        if ahead and (not known or ahead[0].day.year == day.year):
            return ahead[0].persons - ahead[0].by
        return known[-1][1] if known else self.persons_now

    def events(self) -> list[Passage | PersonChange]:
        """Its passages and the changes of its members by day; changes come first within a day."""
        return sorted((*self.changes, *self.passages), key=lambda one: (one.day, isinstance(one, Passage)))


def presences(session: Session, *, exited: bool = False) -> list[Presence]:
    """Every household that ever stood in the register, by number; what was undone never did.

    Those that have left poverty are out of it, or still in it where `exited` are counted.
    """
    passages, years = _passages(session), _persons_by_year(session)
    changes = _changes(session)
    undone = select(Batch.id).where(Batch.undone_on.is_not(None))
    wanted = (
        select(
            Household.id,
            Household.number,
            Household.village_id,
            Household.persons,
            Household.standing,
            Household.registered_on,
            Household.exited_on,
            Household.withdrawn_on,
        )
        .where(or_(Household.batch_id.is_(None), Household.batch_id.not_in(undone)))
        .order_by(Household.number)
    )
    found: list[Presence] = []
    for row in session.execute(wanted):
        if row.id in changes.never_split or not _ever(row, passages[row.id]):
            continue
        acts = _moving(passages[row.id], exited)
        presence = _presence(row, acts, years[row.id], exited)
        lived = changes.of[row.id]
        found += _stays(_lived(presence, lived), lived) if lived else [presence]
    return found


def _moving(acts: Iterable[Passage], exited: bool) -> list[Passage]:
    """The acts by which a household comes or goes.

    Where the exited are counted, an exit moves nobody, nor does the end of one. Where they are not, the
    removal of an exited household moves nobody.
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


def _ever(row: Any, acts: list[Passage]) -> bool:
    never = (Standing.APPLICANT, Standing.ORDINARY)
    return bool(acts or row.registered_on or row.standing not in never)


def _presence(row: Any, acts: list[Passage], years: list[tuple[int, int]], exited: bool) -> Presence:
    days = {(passage.day, passage.inward) for passage in acts}
    days |= {(row.registered_on, True)} if exited else {(row.registered_on, True), (row.exited_on, False)}
    turns = sorted((turn for turn in days if turn[0]), key=lambda turn: (turn[0], not turn[1]))
    gone = row.withdrawn_on
    if gone and (not turns or [inward for day, inward in turns if day <= gone][-1:] != [False]):
        turns.append((gone, False))
        acts = [*acts, Passage(gone, WHOLE_NATURAL, None)]
    return Presence(
        id=row.id,
        number=row.number,
        village=row.village_id,
        persons_now=row.persons,
        persons_by_year=tuple(years),
        turns=tuple(turns),
        passages=tuple(sorted(acts)),
        always=row.standing is Standing.REGISTERED or (exited and row.standing is Standing.EXITED),
    )


def _day(event: Any) -> date:
    day: date = event[0]
    return day


@dataclass
class _Changes:
    """The recorded changes by household; `never_split` are households whose split was taken back."""

    of: dict[int, list[HouseholdChange]]
    never_split: set[int]


def _changes(session: Session) -> _Changes:
    found = _Changes(defaultdict(list), set())
    in_order = (HouseholdChange.happened_on, HouseholdChange.id)
    for change in session.scalars(select(HouseholdChange).order_by(*in_order)):
        if change.withdrawn_on is None:
            found.of[change.household_id].append(change)
        elif change.kind is ChangeKind.SPLIT_NEW:
            found.never_split.add(change.household_id)
    return found


def _lived(presence: Presence, changes: Sequence[HouseholdChange]) -> Presence:
    """The presence of a household with the changes of its members, and how it began and ended."""
    turns, passages = list(presence.turns), list(presence.passages)
    for change in changes:
        way, day = _WAYS.get(change.kind), change.happened_on
        if way == SPLIT:
            there = presence.there(day)
            turns = [turn for turn in turns if turn[0] > day]
            passages = [one for one in passages if one.day > day]
            if there:
                turns, passages = [(day, True), *turns], [Passage(day, SPLIT, change.persons), *passages]
        elif way:
            passages = [one for one in passages if one.way != WHOLE_NATURAL]
            turns = [turn for turn in turns if turn != (day, False)]
            if presence.there(day - ONE_DAY) or (day, True) in turns:  # or let in that very day
                went = -change.by if way == MOVED_OUT else None
                turns, passages = [*turns, (day, False)], [*passages, Passage(day, way, went)]
    people = [
        PersonChange(one.happened_on, one.by, one.persons, one.kind in (*COMING, *LEAVING))
        for one in changes
        if one.kind not in (ChangeKind.MERGED_AWAY, ChangeKind.MOVED_AWAY)
    ]
    return replace(presence, turns=tuple(turns), passages=tuple(passages), changes=tuple(people))


def _stays(presence: Presence, changes: Sequence[HouseholdChange]) -> list[Presence]:
    """One presence for each village in which a household lived, the first one first."""
    moves = [one for one in changes if one.kind is ChangeKind.MOVED and one.village_before]
    found: list[Presence] = []
    rest, whole = presence, presence
    for move in moves:
        day = move.happened_on
        here, persons = whole.there(day), whole.persons(day)
        left, came = (((day, False),), ((day, True),)) if here else ((), ())
        gone, arrived = Passage(day, MOVED_OUT, persons), Passage(day, MOVED_IN, persons)
        before = tuple(one for one in rest.passages if one.day <= day)
        found.append(
            replace(
                rest,
                village=move.village_before or 0,
                turns=(*(turn for turn in rest.turns if turn[0] <= day), *left),
                passages=(*before, gone) if here else before,
                always=rest.there(date.min),  # what stood before a later turn that it no longer sees
            )
        )
        after = tuple(one for one in rest.passages if one.day > day)
        rest = replace(
            rest,
            turns=(*came, *(turn for turn in rest.turns if turn[0] > day)),
            passages=(arrived, *after) if here else after,
            always=False,
        )
    return [*found, rest]


def _passages(session: Session) -> dict[int, list[Passage]]:
    """What an opening balance states, exits, and announced registrations and removals, by household."""
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
        way = _way(outcomes[act.kind], stated, gone or act.household_id in left_before)
        before.append(Passage(act.done_on, way, act.persons))
    for household, passage in undated:
        if all(each.inward is not passage.inward for each in found[household]):
            found[household].append(passage)
    return found


def _way(outcome: str, stated: Mapping[str, str], gone: bool) -> str:
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
        if said := [Passage(day, way, None) for way, day in ways if day is not None]:
            found[row.id] += said
            continue
        ways = zip((NEW, EXITED), row[1:3], strict=True)
        undated += [(row.id, Passage(day, way, None)) for way, day in ways if day is not None]
    return undated, frozenset(gone)


def _persons_by_year(session: Session) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    wanted = (
        select(HouseholdYear.household_id, HouseholdYear.year, HouseholdYear.persons)
        .where(HouseholdYear.persons.is_not(None), HouseholdYear.withdrawn_on.is_(None))
        .order_by(HouseholdYear.household_id, HouseholdYear.year)
    )
    for known in session.execute(wanted):
        found[known.household_id].append((known.year, known.persons))
    return found
