"""Rehearses a rule over the register: every record that it judges, under the old and the new policy."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain

from sqlalchemy import Select, func, not_, select
from sqlalchemy.orm import Session, selectinload

from county_desk.models.among import among
from county_desk.models.household import Household, HouseholdYear, Standing
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.register import Register
from county_desk.models.village import VillageRecord, VillageStanding, VillageYear
from county_desk.progress import Progress, each, shifted, silent
from county_desk.rules.outcomes import Outcome
from county_desk.rules.policy import Policy
from county_desk.rules.programmes import programmes
from county_desk.rules.register_outcomes import COUNTY, HOUSEHOLD, VILLAGE
from county_desk.rules.registry import HELP_RULES, RULES
from county_desk.rules.rehearsal import Trial, Trials
from county_desk.rules.rehearsed import Rehearsal, RehearsedKind, RehearsedRule, TurnedCount, TurnedRecords
from county_desk.tables.assistance.help_facts import asked_by, help_facts_of, stated_facts
from county_desk.tables.assistance.measure_life import recorded, runs
from county_desk.tables.monitoring.monitoring_facts import monitored_households
from county_desk.tables.policy.rehearsed_cases import CaseUnderWay, cases_of, cases_under_way, papers_of
from county_desk.tables.policy.rehearsed_rows import townships_and_causes
from county_desk.tables.rule_facts import facts_of_many

_YEARS: Mapping[str, type[HouseholdYear | VillageYear]] = {HOUSEHOLD: HouseholdYear, VILLAGE: VillageYear}
EXIT, VILLAGE_EXIT = "household_exit", "village_exit"
ENTRY, RELEASE = "monitoring", "monitoring_release"
_SOME = 500  # records between two words of progress

type _Facts = Iterable[tuple[int, object]]
type _Ways = dict[tuple[Outcome, Outcome, tuple[str, ...]], list[tuple[int, tuple[str, ...]]]]


@dataclass(frozen=True)
class _Group:
    """Records of a kind that one trial judges with the facts of a year; `read` gives these by number."""

    kind: RehearsedKind
    trial: Trial
    year: int
    count: int
    read: Callable[[], _Facts]


def rehearse(
    session: Session, before: Policy, after: Policy, today: date, progress: Progress = silent
) -> Rehearsal:
    """Judge every record under two policies, and name those that turn.

    A rule is judged on the first day from today on which the policies differ, with the newest facts. A case
    under way is judged by the law of its own year. Raises `Cancelled` when the person stops it.
    """
    trials = Trials(before, after, today)
    running = cases_under_way(session, before.procedures)
    of_cases = _open_cases(session, trials, running)
    groups = (*_subjects(session, trials), *_measures(session, trials), *of_cases)
    total, done, rules = sum(group.count for group in groups), 0, []
    for group in groups:
        rules.append(_judged(session, group, shifted(progress, done, total)))
        done += group.count
    turned = (each.numbers for each in rules if each.kind is RehearsedKind.CASE)
    turning = frozenset(chain.from_iterable(turned))
    cases, papers = cases_of(trials, running, turning), papers_of(trials, running, turning)
    return Rehearsal(today, tuple(rules), cases, papers)


def _judged(session: Session, group: _Group, progress: Progress) -> RehearsedRule:
    """The records of a group that turn, counted by township and cause."""
    trial = group.trial
    ways: _Ways = {}
    for number, facts in each(group.read(), progress, group.count, every=_SOME):
        if turn := trial.turn(facts):
            ways.setdefault((turn.before, turn.after, turn.criteria), []).append((number, turn.found))
    turned = tuple(TurnedRecords(*way, tuple(sorted(records))) for way, records in ways.items())
    behind = {label for way in turned for label in way.criteria}
    lines = trial.lines()
    return RehearsedRule(
        kind=group.kind,
        rule=trial.rule,
        title=trial.title,
        day=trial.day,
        year=group.year,
        judged=group.count,
        lines=tuple(each for each in lines if each.label in behind or each.before != each.after),
        turned=turned,
        counts=_counts(session, group.kind, turned),
    )


def _counts(
    session: Session, kind: RehearsedKind, turned: Iterable[TurnedRecords]
) -> tuple[TurnedCount, ...]:
    """How many records turn by township, cause and way."""
    found: Counter[tuple[int, str, Outcome, Outcome]] = Counter()
    for way in turned:
        places = townships_and_causes(session, kind, [number for number, _found in way.records])
        found.update((*place, way.before, way.after) for place in places)
    return tuple(TurnedCount(*key, count) for key, count in sorted(found.items()))


def _subjects(session: Session, trials: Trials) -> Iterator[_Group]:
    """Households, villages and the county under the rules that change."""
    for rule, judged in RULES.items():
        if rule in HELP_RULES or (trial := trials.of(rule)) is None:
            continue
        numbers = tuple(session.scalars(_NUMBERS[judged.subject](session, rule)))
        year = _year_of_facts(session, judged.subject, trials.today.year)
        read = partial(facts_of_many, session, rule, year, numbers)
        yield _Group(RehearsedKind.named(judged.subject), trial, year, len(numbers), read)


def _year_of_facts(session: Session, subject: str, year: int) -> int:
    """The present year, or the last one as long as it has more records: facts come in late in a year."""
    mapped = _YEARS.get(subject)
    if mapped is None:
        return year
    counted = select(mapped.year, func.count()).where(
        mapped.year.in_((year - 1, year)), mapped.withdrawn_on.is_(None)
    )
    known = {each: count for each, count in session.execute(counted.group_by(mapped.year))}
    return year if known.get(year, 0) >= known.get(year - 1, 0) else year - 1


def _households(session: Session, rule: str) -> Select[int]:
    """The households that a rule judges."""
    wanted = select(Household.id).where(Household.withdrawn_on.is_(None))
    if rule == RELEASE:
        return wanted.where(among(Household.id, monitored_households(session)))
    if rule == EXIT:
        return wanted.where(Household.standing == Standing.REGISTERED)
    if rule == ENTRY:
        wanted = wanted.where(not_(among(Household.id, monitored_households(session))))
    return wanted.where(Household.standing != Standing.REMOVED)


def _villages(_session: Session, rule: str) -> Select[int]:
    """The villages that a rule judges: those registered for an exit, those that have not left otherwise."""
    standing = func.coalesce(VillageRecord.standing, VillageStanding.ORDINARY)
    wanted = select(Place.id).outerjoin(VillageRecord, VillageRecord.village_id == Place.id)
    wanted = wanted.where(Place.level == PlaceLevel.VILLAGE, Place.withdrawn_on.is_(None))
    others = () if rule == VILLAGE_EXIT else (VillageStanding.ORDINARY,)
    return wanted.where(standing.in_((VillageStanding.POOR, *others)))


def _county(_session: Session, _rule: str) -> Select[int]:
    return select(Register.county_id)


_NUMBERS: Mapping[str, Callable[[Session, str], Select[int]]] = {
    HOUSEHOLD: _households,
    VILLAGE: _villages,
    COUNTY: _county,
}


def _measures(session: Session, trials: Trials) -> Iterator[_Group]:
    """The measures of programmes that still run, under the rules of help that change."""
    changed = {rule: trial for rule in HELP_RULES if (trial := trials.of(rule))}
    keys = [key for key, each in programmes().items() if each.rule in changed]
    of_rule: dict[str, list[AssistanceMeasure]] = defaultdict(list)
    if changed:
        wanted = (
            select(AssistanceMeasure)
            .join(Household, Household.id == AssistanceMeasure.household_id)
            .where(
                AssistanceMeasure.programme.in_(keys),
                AssistanceMeasure.withdrawn_on.is_(None),
                AssistanceMeasure.ended_on.is_(None),
                Household.withdrawn_on.is_(None),
            )
            .options(selectinload(AssistanceMeasure.stages))
        )
        for measure in session.scalars(wanted):
            if runs(measure, trials.today):
                of_rule[programmes()[measure.programme or ""].rule].append(measure)
    for rule, measures in of_rule.items():
        trial = changed[rule]
        read = partial(_facts_of_measures, session, trial.day, measures)
        yield _Group(RehearsedKind.MEASURE, trial, trials.today.year, len(measures), read)


def _facts_of_measures(session: Session, day: date, measures: Iterable[AssistanceMeasure]) -> _Facts:
    asked = {}
    for measure in measures:
        stated = stated_facts(programmes()[measure.programme or ""], recorded(measure))
        asked[measure.id] = measure.household_id, asked_by(measure, stated, None)
    return help_facts_of(session, day, asked)


def _open_cases(session: Session, trials: Trials, running: Iterable[CaseUnderWay]) -> Iterator[_Group]:
    """The cases that are not decided yet, by rule and year."""
    found: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for case in running:
        if case.open and case.procedure.rule:
            found[case.procedure.rule, case.year][case.subject] = case.id
    for (rule, year), cases in found.items():
        if trial := trials.of(rule, year):
            read = partial(_facts_of_cases, session, rule, year, cases)
            yield _Group(RehearsedKind.CASE, trial, year, len(cases), read)


def _facts_of_cases(session: Session, rule: str, year: int, cases: Mapping[int, int]) -> _Facts:
    """The facts of the subjects of cases, by the number of the case."""
    return ((cases[subject], facts) for subject, facts in facts_of_many(session, rule, year, tuple(cases)))
