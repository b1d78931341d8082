"""The subjects of worked examples: each rule, and the other answers of the policy on a case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from county_desk.facts.word_lists import MONITORED_KIND, in_words
from county_desk.rules.bilingual import Words, spoken
from county_desk.rules.calendar import Counting, Undecided
from county_desk.rules.combining import judge
from county_desk.rules.example_inputs import ExampleCase
from county_desk.rules.findings import Finding, Outcome
from county_desk.rules.grace import grace_figure, grace_until
from county_desk.rules.monitoring_rules import MonitoringEntryFacts, entry_window, listed_window
from county_desk.rules.parameters import Terms
from county_desk.rules.policy import Policy
from county_desk.rules.procedures import NotInForce
from county_desk.rules.register_outcomes import HOUSEHOLD
from county_desk.rules.registry import RULES
from county_desk.text import N_, _


class ExampleAnswer(NamedTuple):
    """The sentences that the program says, and the documents behind them. Only a rule has an `outcome`."""

    says: tuple[str, ...]
    documents: tuple[Words, ...] = ()
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class ExampleSubject:
    """A subject of examples: its title, "" for a rule, the class of its facts, and the way to its answer."""

    title: str
    facts: type[object]
    answer: Callable[..., ExampleAnswer]  # of the policy, the case, the facts, and the figures in force


@dataclass(frozen=True, slots=True)
class PostedList:
    """The first day of a list that hangs, and how its days are counted."""

    posted: date
    days: int
    counting: Counting


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """A figure by its name."""

    figure: str


@dataclass(frozen=True, slots=True)
class ProcedureAsked:
    """A procedure by its key, and the day on which an application was received."""

    procedure: str
    received: date


@dataclass(frozen=True, slots=True)
class WindowAsked:
    """The day on which an entry into monitoring, or a release from it, was received."""

    received: date
    release: bool


@dataclass(frozen=True, slots=True)
class Departure:
    """The day of the announcement of an exit."""

    left: date


def _judged(rule: str, _policy: Policy, _case: ExampleCase, facts: object, terms: Terms) -> ExampleAnswer:
    """The answer of a rule, and a sentence for each criterion that stands in the way."""
    finding = judge(rule, facts, terms)
    head = _("{label}: {outcome}").format(label=finding.title(), outcome=_(finding.outcome.label))
    blocking = finding.blockers()
    lines = tuple(each.sentence(sourced=False) for each in blocking)
    return ExampleAnswer((head, *lines), _documents(blocking) or _documents([finding]), finding.outcome)


def _documents(findings: Iterable[Finding]) -> tuple[Words, ...]:
    leaves = (leaf for each in findings for leaf in each.reasons() if leaf.weighs)
    return _known(*(leaf.needed.source for leaf in leaves if leaf.needed))


def _known(*sources: Words) -> tuple[Words, ...]:
    """The documents that are known; a figure that is missing has none."""
    return tuple(filter(None, sources))


def _kind(_policy: Policy, _case: ExampleCase, facts: MonitoringEntryFacts, terms: Terms) -> ExampleAnswer:
    kind = in_words(MONITORED_KIND, facts.kind(terms["monitor_line"].number))
    return ExampleAnswer((_("Kind of monitoring: {kind}").format(kind=kind),))


def _window(_policy: Policy, _case: ExampleCase, facts: WindowAsked, _terms: Terms) -> ExampleAnswer:
    last = (listed_window if facts.release else entry_window)(facts.received)
    return ExampleAnswer((_("The income of the twelve months to {month} counts").format(month=last),))


def _last_day(policy: Policy, _case: ExampleCase, facts: PostedList, _terms: Terms) -> ExampleAnswer:
    last = policy.calendar.last_day(facts.posted, facts.days, facts.counting)
    if isinstance(last, Undecided):
        return ExampleAnswer((last.reason,))
    words = _("The list hangs until {day}; it can be closed from {first} on")
    return ExampleAnswer((words.format(day=last, first=last + timedelta(days=1)),))


def _figure(_policy: Policy, _case: ExampleCase, facts: FigureAsked, terms: Terms) -> ExampleAnswer:
    value = terms[facts.figure]
    words = _("{title}: {words}").format(title=spoken(value.title), words=value.text(exact=True))
    return ExampleAnswer((value.trouble() if value.missing else words,), _known(value.source))


def _procedure(policy: Policy, case: ExampleCase, facts: ProcedureAsked, _terms: Terms) -> ExampleAnswer:
    try:
        found = policy.procedures.in_force(facts.procedure, facts.received, case.province)
    except NotInForce as reason:
        return ExampleAnswer((str(reason),))
    words = _("The case follows “{title}”, in force from {day}").format(title=found.title, day=found.since)
    return ExampleAnswer((words,), (found.source,))


def _grace(policy: Policy, case: ExampleCase, facts: Departure, _terms: Terms) -> ExampleAnswer:
    terms = policy.book.on(facts.left, case.province)
    last = grace_until(facts.left, terms)
    said = _("No period of grace is set") if last is None else _("The period of grace ends on {day}")
    return ExampleAnswer((said.format(day=last),), _known(terms[grace_figure(HOUSEHOLD)].source))


SUBJECTS: Mapping[str, ExampleSubject] = {
    **{rule: ExampleSubject("", judged.facts, partial(_judged, rule)) for rule, judged in RULES.items()},
    "monitoring_kind": ExampleSubject(N_("Kind of monitoring"), MonitoringEntryFacts, _kind),
    "income_window": ExampleSubject(N_("Twelve months of the income"), WindowAsked, _window),
    "days": ExampleSubject(N_("Last day of a list"), PostedList, _last_day),
    "figures": ExampleSubject(N_("Figure in force"), FigureAsked, _figure),
    "procedures": ExampleSubject(N_("Procedure of a new case"), ProcedureAsked, _procedure),
    "grace": ExampleSubject(N_("Period of grace"), Departure, _grace),
}
