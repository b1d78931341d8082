"""The rehearsal of a rule: the same facts are judged under two policies, and the findings that turn."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from county_desk.rules.bilingual import Words
from county_desk.rules.combining import judge, law_day
from county_desk.rules.confirmed import plain_value
from county_desk.rules.figures import Value
from county_desk.rules.findings import Finding, Outcome
from county_desk.rules.own_files import PolicyFile, PolicyFileKind
from county_desk.rules.parameters import Terms
from county_desk.rules.places import OWN
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.registry import RULES

_NEXT = timedelta(days=1)


class Turn(NamedTuple):
    """A finding that turns: its outcome under the old and the new rule, and the criteria behind it.

    `found` has the figure of the facts for each of these criteria, as `plain_figure` gives it.
    """

    before: Outcome
    after: Outcome
    criteria: tuple[str, ...]
    found: tuple[str, ...]


class Judged(NamedTuple):
    """The turn of a finding, None where the answer stays; `missing` where a fact of the change is unknown."""

    turn: Turn | None
    missing: bool


@dataclass(frozen=True, slots=True)
class RehearsedLine:
    """A criterion or a figure, with its line under the old and the new rule.

    The lines are as `plain_figure` gives them; "" under a rule that does not ask for it, or has no figure.
    """

    title: Words
    unit: str
    before: str
    after: str
    label: str = ""
    sign: str = ""

    @property
    def changes(self) -> bool:
        """Whether the line is another one, comes or goes."""
        return self.before != self.after


@dataclass(frozen=True)
class Trial:
    """One rule under two policies on one day."""

    rule: str
    before: Terms
    after: Terms

    @property
    def day(self) -> date:
        """The day of the figures and criteria."""
        return self.after.day

    @property
    def title(self) -> Words:
        """The title of the rule."""
        return self.after.book.rule(self.rule).title

    def is_changed(self) -> bool:
        """Whether the two policies could give two answers; a rule with a wrong file gives none."""
        try:
            criteria = self.before.criteria(self.rule), self.after.criteria(self.rule)
            return criteria[0] != criteria[1] or self._empty[0] != self._empty[1]
        except WrongFile:
            return False

    def judged(self, facts: object) -> Judged:
        """The turn of the finding on some facts, and whether they lack one that the change asks for."""
        before, after = self._findings(facts)
        return Judged(_turn(before, after), self._is_missing(after))

    def _findings(self, facts: object) -> tuple[Finding, Finding]:
        return judge(self.rule, facts, self.before), judge(self.rule, facts, self.after)

    def _is_missing(self, finding: Finding) -> bool:
        """Whether a finding lacks the fact of a changed criterion."""
        for part in finding.parts if self._changed else ():
            if part.parts:
                if self._is_missing(part):
                    return True
            elif part.found is None and part.label in self._changed:
                return True
        return False

    def lines(self) -> tuple[RehearsedLine, ...]:
        """Every criterion of the two rules; those of the new one first."""
        was, now = (_by_label(each) for each in self._empty)
        return tuple(_line(was.get(label), now.get(label)) for label in now | was)

    @cached_property
    def _changed(self) -> frozenset[str]:
        """The labels of the criteria with another line, and of those that come or go."""
        return frozenset(line.label for line in self.lines() if line.changes)

    @cached_property
    def _empty(self) -> tuple[Finding, Finding]:
        """The findings on no facts at all, which have the criteria with their lines."""
        return self._findings(RULES[self.rule].facts())


def _turn(before: Finding, after: Finding) -> Turn | None:
    """The turn from one finding to the other; None when the answer stays."""
    if before.outcome is after.outcome:
        return None
    was, now = (_blocking(each) for each in (before, after))
    labels = [label for label in now | was if _outcome(was, label) != _outcome(now, label)]
    found = tuple(plain_figure((now.get(label) or was[label]).found) for label in labels)
    return Turn(before.outcome, after.outcome, tuple(labels), found)


def _blocking(finding: Finding) -> dict[str, Finding]:
    return {leaf.label: leaf for leaf in finding.blockers()}


def _outcome(leaves: dict[str, Finding], label: str) -> Outcome | None:
    return leaves[label].outcome if label in leaves else None


def _by_label(finding: Finding) -> dict[str, Finding]:
    """The criteria and groups of a finding by label."""
    found: dict[str, Finding] = {}
    for part in finding.parts:
        found |= {part.label: part} | _by_label(part)
    return found


def _line(was: Finding | None, now: Finding | None) -> RehearsedLine:
    known = now or was
    assert known is not None
    before, after = (plain_line(each.needed) if each else "" for each in (was, now))
    return RehearsedLine(known.words or known.label, known.unit, before, after, known.label, known.sign)


def plain_figure(amount: object) -> str:
    """A figure as a rehearsal keeps it; "" for an unknown one."""
    return "" if amount is None else plain_value(amount)


def plain_line(value: Value | None) -> str:
    """The line of a criterion as a rehearsal keeps it."""
    return plain_figure(value.value) if value else ""


class Trials:
    """The rules of two policies, each on the first day on which they differ."""

    def __init__(self, before: Policy, after: Policy, today: date) -> None:
        self.before, self.after, self.today = before, after, today
        ahead = {day for policy in (before, after) for day in own_days(policy) if day > today}
        self.days = (today, *sorted(ahead))
        self._made: dict[tuple[str, date], Trial] = {}
        self._terms: dict[date, tuple[Terms, Terms]] = {}

    def of(self, rule: str, year: int | None = None) -> Trial | None:
        """The trial of a rule, for facts of a year as its law judges them; None when nothing changes."""
        for day in self.days:
            trial = self._trial(rule, day if year is None else law_day(year, day))
            if trial.is_changed():
                return trial
        return None

    def first_of(self, year: int) -> Trial | None:
        """The trial of the first rule that judges the facts of a year otherwise; None where none does."""
        return next(filter(None, (self.of(rule, year) for rule in RULES)), None)

    def terms(self, day: date) -> tuple[Terms, Terms]:
        """The figures of the two policies on a day."""
        if day not in self._terms:
            self._terms[day] = self.before.terms(day), self.after.terms(day)
        return self._terms[day]

    def figures(self) -> Iterator[tuple[Value, Value]]:
        """Every figure that changes, on the first day on which it does: the old and the new one."""
        names = dict.fromkeys((*self.before.book.names(), *self.after.book.names()))
        for name in names:
            if all(name in policy.book and name not in policy.book.broken for policy in self._policies):
                pairs = ((was[name], now[name]) for was, now in map(self.terms, self.days))
                if changed := next((pair for pair in pairs if pair[0].value != pair[1].value), None):
                    yield changed

    def replaced(self) -> frozenset[str]:
        """The keys of the procedures that give new cases another text on one of the days."""
        keys = {*self.before.procedures.keys(), *self.after.procedures.keys()}
        texts = {
            key: [[_text(each, key, day) for day in self.days] for each in self._policies] for key in keys
        }
        return frozenset(key for key, (was, now) in texts.items() if was != now)

    @property
    def _policies(self) -> tuple[Policy, Policy]:
        return self.before, self.after

    def _trial(self, rule: str, day: date) -> Trial:
        if (rule, day) not in self._made:
            self._made[rule, day] = Trial(rule, *self.terms(day))
        return self._made[rule, day]


def _text(policy: Policy, key: str, day: date) -> str:
    """The digest of the procedure that a case begun on a day follows; "" where none does."""
    try:
        return policy.procedure(key, day).digest
    except (LookupError, WrongFile):
        return ""


def own_days(policy: Policy) -> Iterator[date]:
    """The days on which entries of the county begin to hold, and those after their last day."""
    yield from (figure.since for figure in policy.entered.figures)
    for file in policy.entered.files:
        with suppress(WrongFile):
            yield from days_of(policy, file)


def days_of(policy: Policy, file: PolicyFile) -> Iterator[date]:
    """The same days of the entries of one file; none for a calendar and a wording."""
    match file.kind:
        case PolicyFileKind.PARAMETER:
            entries = policy.book[file.name].history.get(OWN, ())
            yield from _edges((each.since, each.until) for each in entries)
        case PolicyFileKind.CRITERIA:
            rule = policy.book.rule(file.name)
            spans = [*(each.span for each in rule.criteria), *(each.span for each in rule.drops)]
            yield from _edges((span.since, span.until) for span in spans if span.place == OWN)
        case PolicyFileKind.PROCEDURE:
            yield policy.procedures.version(file.name).since


def _edges(spans: Iterator[tuple[date, date | None]]) -> Iterator[date]:
    for since, until in spans:
        yield since
        if until is not None:
            yield until + _NEXT
