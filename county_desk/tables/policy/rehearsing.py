"""Rehearses a rule over the register: every record that it judges, under the old and the new policy."""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from county_desk.models.case import UNDER_WAY
from county_desk.models.county_exit import EvaluationResult
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
from county_desk.rules.rehearsed import Rehearsal, RehearsedKind, RehearsedRule, TurnedRecords
from county_desk.tables.assistance.help_facts import asked_by, help_facts_of, stated_facts
from county_desk.tables.assistance.measure_life import recorded, runs
from county_desk.tables.monitoring.monitoring_facts import monitored_households
from county_desk.tables.policy.rehearsed_cases import KnownCase, cases_of, known_cases, papers_of
from county_desk.tables.policy.rehearsed_decisions import frozen_papers, issued_papers
from county_desk.tables.rule_facts import facts_of_many

_YEARS: Mapping[str, type[HouseholdYear | VillageYear | EvaluationResult]] = {
    HOUSEHOLD: HouseholdYear,
    VILLAGE: VillageYear,
    COUNTY: EvaluationResult,
}
EXIT, VILLAGE_EXIT = "household_exit", "village_exit"
ENTRY, RELEASE = "monitoring", "monitoring_release"
_SOME = 500  # records between two words of progress

type _Facts = Generator[tuple[int, object]]
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

    A rule is judged on the first day from today on which the policies differ, with the newest facts. Each
    past year with facts on record is judged by its own law. So is a case. Raises `Cancelled` when the person
    stops it.
    """
    trials = Trials(before, after, today)
    cases = tuple(known_cases(session, before.procedures))
    running = tuple(case for case in cases if case.state in UNDER_WAY)
    groups = (
        *_subjects(session, trials),
        *_measures(session, trials),
        *_cases(session, trials, RehearsedKind.CASE, (case for case in running if case.open)),
        *_cases(session, trials, RehearsedKind.DECIDED, (case for case in cases if not case.open)),
    )
    total, done, rules = sum(group.count for group in groups), 0, []
    for group in groups:
        rules.append(_judged(group, shifted(progress, done, total)))
        done += group.count
    turning, turned = (_turning(rules, kind) for kind in (RehearsedKind.CASE, RehearsedKind.DECIDED))
    return Rehearsal(
        on=today,
        rules=tuple(rules),
        cases=cases_of(trials, running, turning),
        papers=papers_of(trials, running, turning),
        issued=issued_papers(session, turned),
        frozen=frozen_papers(session, cases, turned),
    )


def _turning(rules: Iterable[RehearsedRule], kind: RehearsedKind) -> frozenset[int]:
    """The numbers of the records of a kind that turn under some rule."""
    return frozenset(chain.from_iterable(each.numbers for each in rules if each.kind is kind))


def _judged(group: _Group, progress: Progress) -> RehearsedRule:
    """The records of a group that turn, by way and criteria."""
    trial = group.trial
    ways: _Ways = {}
    missing = 0
    with closing(group.read()) as read:  # a person can stop it in the middle
        for number, facts in each(read, progress, group.count, every=_SOME):
            turn, lacking = trial.judged(facts)
            missing += lacking
            if turn:
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
        lines=tuple(each for each in lines if each.label in behind or each.changes),
        turned=turned,
        missing=missing,
    )


def _subjects(session: Session, trials: Trials) -> Iterator[_Group]:
    """Households, villages and the county under the rules that change, those of past years first."""
    present = trials.today.year
    known = {subject: _records_of_years(session, mapped) for subject, mapped in _YEARS.items()}
    for rule, judged in RULES.items():
        if rule in HELP_RULES:
            continue
        years = known[judged.subject]
        past = [(year, trials.of(rule, year)) for year in sorted(years) if year < present]
        now = (_year_of_facts(years, present), trials.of(rule))
        tried = [(year, trial) for year, trial in (*past, now) if trial]
        numbers = tuple(session.scalars(_NUMBERS[judged.subject](rule))) if tried else ()
        for year, trial in tried:
            read = partial(facts_of_many, session, rule, year, numbers)
            yield _Group(RehearsedKind.named(judged.subject), trial, year, len(numbers), read)


def _records_of_years(
    session: Session, mapped: type[HouseholdYear | VillageYear | EvaluationResult]
) -> dict[int, int]:
    """How many records with facts there are of each year."""
    counted = select(mapped.year, func.count()).where(mapped.withdrawn_on.is_(None))
    return {year: count for year, count in session.execute(counted.group_by(mapped.year))}


def _year_of_facts(known: Mapping[int, int], year: int) -> int:
    """The present year, or the last one as long as it has more records: facts come in late in a year."""
    return year if known.get(year, 0) >= known.get(year - 1, 0) else year - 1


def _households(rule: str) -> Select[int]:
    """The households that a rule judges."""
    wanted = select(Household.id).where(Household.withdrawn_on.is_(None))
    if rule == RELEASE:
        return wanted.where(Household.id.in_(monitored_households()))
    if rule == EXIT:
        return wanted.where(Household.standing == Standing.REGISTERED)
    if rule == ENTRY:
        wanted = wanted.where(Household.id.not_in(monitored_households()))
    return wanted.where(Household.standing != Standing.REMOVED)


def _villages(rule: str) -> Select[int]:
    """The villages that a rule judges: those registered for an exit, those that have not left otherwise."""
    standing = func.coalesce(VillageRecord.standing, VillageStanding.ORDINARY)
    wanted = select(Place.id).outerjoin(VillageRecord, VillageRecord.village_id == Place.id)
    wanted = wanted.where(Place.level == PlaceLevel.VILLAGE, Place.withdrawn_on.is_(None))
    others = () if rule == VILLAGE_EXIT else (VillageStanding.ORDINARY,)
    return wanted.where(standing.in_((VillageStanding.POOR, *others)))


def _county(_rule: str) -> Select[int]:
    return select(Register.county_id)


_NUMBERS: Mapping[str, Callable[[str], Select[int]]] = {
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


def _cases(
    session: Session, trials: Trials, kind: RehearsedKind, cases: Iterable[KnownCase]
) -> Iterator[_Group]:
    """Some cases by rule and year, of those rules that change."""
    found: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for case in cases:
        if case.procedure.rule:
            found[case.procedure.rule, case.year][case.subject] = case.id
    for (rule, year), numbers in found.items():
        if trial := trials.of(rule, year):
            read = partial(_facts_of_cases, session, rule, year, numbers)
            yield _Group(kind, trial, year, len(numbers), read)


def _facts_of_cases(session: Session, rule: str, year: int, cases: Mapping[int, int]) -> _Facts:
    """The facts of the subjects of cases, by the number of the case."""
    return ((cases[subject], facts) for subject, facts in facts_of_many(session, rule, year, tuple(cases)))
