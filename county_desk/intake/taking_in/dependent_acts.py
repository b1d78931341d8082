"""The acts that rest on the data of a batch: later steps of cases, rulings on persons, and returns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, not_, or_, select
from sqlalchemy.orm import Session, aliased

from county_desk.models.among import among
from county_desk.models.audit import Event, records_in
from county_desk.models.base import Kept
from county_desk.models.batch import Batch
from county_desk.models.case import Case, CaseState, CaseStep
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.event_record import EventRecord
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear, Standing
from county_desk.models.return_ import Return
from county_desk.models.village import VillageYear
from county_desk.tables.history.acts_done import is_act
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName, return_named

FROZEN = "FreezeReturn"
_FILES = ("TakeIn", "UndoBatch")  # the batches list their records
_STEP, _RULING = CaseStep.__tablename__, DuplicateRuling.__tablename__
_HOUSEHOLD, _VILLAGE = Household.__tablename__, VillageYear.__tablename__
# how the household of a record is found
_WHOSE: tuple[tuple[type[Kept], Select[Any]], ...] = (
    (Household, select(Household.id)),
    (Member, select(Member.household_id)),
    (HouseholdYear, select(HouseholdYear.household_id)),
    (Case, select(Case.household_id).where(Case.household_id.is_not(None))),
    (MemberYear, select(Member.household_id).join(MemberYear, MemberYear.member_id == Member.id)),
)

type At = tuple[str, int]


class Act(NamedTuple):
    """One act: the number of its event, its description, its actor and its day."""

    event: int
    words: str
    by: str
    on: date


@dataclass
class _Since:
    """One act since a batch: the steps and rulings that it made, and those that it took back."""

    act: Act
    made: set[At] = field(default_factory=set)
    back: set[At] = field(default_factory=set)


@dataclass(frozen=True)
class DependentActs:
    """The last act that rests on each household, or year of a village, of a batch.

    `undone` are the events of acts that were taken back, and of those that took them back.
    """

    acts: Mapping[At, Act]
    undone: frozenset[int]


def dependent_acts(session: Session, batch: Batch) -> DependentActs:
    """Return the acts that rest on a batch, in the order of the history.

    Steps of withdrawn cases, and steps or rulings that were taken back, do not count.
    """
    since = list(_since(session, batch))
    frozen = list(_frozen(session, batch))
    made = {at: each.act for each in since for at in each.made}
    withdrawn, about = _standing(session, made)
    undone = frozenset(
        each.act.event for each in since if each.made <= withdrawn and each.back <= made.keys()
    )
    if not about and not frozen:
        return DependentActs({}, undone)
    households, villages = _households(session, batch), _villages(session, batch)
    acts: dict[At, Act] = {}
    for at, whom in about:
        for number in whom.get(_HOUSEHOLD, ()):
            if number in households:
                _last(acts, (_HOUSEHOLD, number), made[at])
        for number in whom.get(_VILLAGE, ()):
            for year in villages.get(number, {}).values():
                _last(acts, (_VILLAGE, year), made[at])
    for at, act in _counted(session, frozen, households, villages):
        _last(acts, at, act)
    return DependentActs(acts, undone)


def event_of(batch: Batch) -> ScalarSelect[int]:
    """The number of the event by which a batch was taken in."""
    own = select(EventRecord.event_id).where(
        EventRecord.record == Batch.__tablename__,
        EventRecord.low <= batch.id,
        EventRecord.high >= batch.id,
        EventRecord.made,
    )
    return own.scalar_subquery()


def day_of(event: Any) -> date:
    """The day of an event at the office."""
    found: date = event.at.astimezone().date()
    return found


def _since(session: Session, batch: Batch) -> Iterator[_Since]:
    """The acts since a batch that made or took back steps and rulings, in order."""
    wanted = select(Event.id, Event.changes, Event.summary, Event.actor, Event.at).where(
        Event.id > event_of(batch),
        not_(is_act(*_FILES, FROZEN)),
        or_(*(Event.changes.contains(f'"{table}":{{') for table in (_STEP, _RULING))),
    )
    for event in session.execute(wanted.order_by(Event.id)):
        found = _Since(Act(event.id, event.summary, event.actor, day_of(event)))
        for table, number, values in records_in(event.changes):
            if table in (_STEP, _RULING):
                # of a new record all columns are noted
                (found.made if "id" in values else found.back).add((table, int(number)))
        yield found


def _frozen(session: Session, batch: Batch) -> Iterator[tuple[ReturnName, Period, Act]]:
    """The returns that were frozen since a batch; their figures stay where they are."""
    wanted = (
        select(Event.id, Return.name, Return.period, Event.summary, Event.actor, Event.at)
        .join(EventRecord, EventRecord.event_id == Event.id)
        .join(Return, Return.id == EventRecord.low)
        .where(Event.id > event_of(batch), EventRecord.record == Return.__tablename__, EventRecord.made)
    )
    for event in session.execute(wanted.order_by(Event.id)):
        name = return_named(event.name)
        if name is not None:
            act = Act(event.id, event.summary, event.actor, day_of(event))
            yield name, Period.read(event.period), act


def _standing(
    session: Session, made: Iterable[At]
) -> tuple[set[At], list[tuple[At, dict[str, tuple[int, ...]]]]]:
    """Which of these steps and rulings were taken back, and whom the others are about."""
    withdrawn: set[At] = set()
    about: list[tuple[At, dict[str, tuple[int, ...]]]] = []
    numbers = list(made)
    steps = select(CaseStep.id, CaseStep.withdrawn_on, Case.state, Case.household_id, Case.village_id).join(
        Case, Case.id == CaseStep.case_id
    )
    for step in session.execute(steps.where(among(CaseStep.id, _numbers_of(_STEP, numbers)))):
        if step.withdrawn_on is not None:
            withdrawn.add((_STEP, step.id))
        elif step.state is not CaseState.WITHDRAWN and step.household_id is not None:
            about.append(((_STEP, step.id), {_HOUSEHOLD: (step.household_id,)}))
        elif step.state is not CaseState.WITHDRAWN:
            about.append(((_STEP, step.id), {_VILLAGE: (step.village_id,)}))
    one, other = aliased(Member), aliased(Member)
    rulings = (
        select(DuplicateRuling.id, DuplicateRuling.withdrawn_on, DuplicateRuling.same)
        .join(one, one.id == DuplicateRuling.one_id)
        .join(other, other.id == DuplicateRuling.other_id)
        .add_columns(one.household_id.label("here"), other.household_id.label("there"))
    )
    for ruling in session.execute(rulings.where(among(DuplicateRuling.id, _numbers_of(_RULING, numbers)))):
        if ruling.withdrawn_on is not None:
            withdrawn.add((_RULING, ruling.id))
        elif ruling.same:  # of different persons both records go on
            about.append(((_RULING, ruling.id), {_HOUSEHOLD: (ruling.here, ruling.there)}))
    return withdrawn, about


def _numbers_of(table: str, numbers: Iterable[At]) -> list[int]:
    return [number for kind, number in numbers if kind == table]


def _written(batch: Batch, mapped: type[Kept]) -> Iterator[ColumnElement[bool]]:
    """The conditions for the records of a kind that a batch made or changed, one or the other."""
    records, table = batch.report["records"], mapped.__tablename__
    for first, last in records.get("many", {}).get(table, ()):
        yield mapped.id.between(first, last)
    if numbers := [*records["made"].get(table, ()), *records["changed"].get(table, ())]:
        yield among(mapped.id, map(int, numbers))


def _households(session: Session, batch: Batch) -> set[int]:
    """The households that a batch made or changed, themselves or in their records."""
    return {
        household
        for mapped, whose in _WHOSE
        for condition in _written(batch, mapped)
        for household in session.scalars(whose.where(condition).distinct())
    }


def _villages(session: Session, batch: Batch) -> dict[int, dict[int, int]]:
    """The records of the villages for which a batch wrote figures, by village and year."""
    found: dict[int, dict[int, int]] = {}
    for condition in _written(batch, VillageYear):
        wanted = select(VillageYear.village_id, VillageYear.year, VillageYear.id).where(condition)
        for village, year, number in session.execute(wanted):
            found.setdefault(village, {})[year] = number
    return found


def _counted(
    session: Session,
    frozen: list[tuple[ReturnName, Period, Act]],
    households: set[int],
    villages: dict[int, dict[int, int]],
) -> Iterator[tuple[At, Act]]:
    """The content of frozen returns: the households of their period, and villages' figures.

    Every return is of the whole county.
    """
    by_period = {period: act for name, period, act in frozen if name is not ReturnName.VILLAGES}
    stood = select(Household.id, Household.registered_on, Household.exited_on).where(
        or_(Household.registered_on.is_not(None), Household.standing != Standing.APPLICANT)
    )
    there = session.execute(stood.where(among(Household.id, households))) if by_period else ()
    for number, since, until in there:
        for period, act in by_period.items():
            if (since is None or since <= period.last) and (until is None or until >= period.first):
                yield (_HOUSEHOLD, number), act
    for name, period, act in frozen:
        if name is ReturnName.VILLAGES:
            for years in villages.values():
                if period.year in years:
                    yield (_VILLAGE, years[period.year]), act


def _last(acts: dict[At, Act], at: At, act: Act) -> None:
    """Keep an act if none came later."""
    if at not in acts or acts[at].event < act.event:
        acts[at] = act
