"""The facts that the decision on a case still misses, each with the act that records it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from county_desk.facts import FACTS
from county_desk.late import LateRegister
from county_desk.models.case import Case
from county_desk.rules.combining import law_day
from county_desk.rules.facts_read import fields_read
from county_desk.rules.findings import Finding, Outcome
from county_desk.rules.procedures import Step
from county_desk.text import _
from county_desk.workflow.cases.case_facts import facts_of_case
from county_desk.workflow.cases.common import procedure_of
from county_desk.workflow.cases.next_steps import step_commands
from county_desk.workflow.cases.steps import RecordVisit
from county_desk.workflow.command import KINDS, Command, Work


class Gap(Enum):
    """The kinds of gap in a finding: an unknown fact, a figure of policy that is not set, an unmet test."""

    FACT = "fact"
    FIGURE = "figure"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class MissingFact:
    """One gap in a finding.

    `command` is the act that closes it, None where no act of the program does; `field` is the field of its
    form, "" where the act adds a record.
    """

    gap: Gap
    title: str
    command: type[Command] | None = None
    field: str = ""


def missing_facts(work: Work, case: Case, step: Step, finding: Finding) -> tuple[MissingFact, ...]:
    """The gaps in the finding of a case that waits for a step; each fact once."""
    rule = procedure_of(work, case).rule
    facts = facts_of_case(work, case, rule)
    compared = {each.key: each.fact for each in work.terms(law_day(case.year, work.today)).criteria(rule)}
    found: dict[MissingFact, None] = {}
    for leaf in _open_leaves(finding):
        fields = fields_read(type(facts), compared[leaf.label]) if leaf.label in compared else ()
        found |= dict.fromkeys(_gaps(leaf, _lacking(leaf, facts, fields), step))
    return tuple(found)


def _open_leaves(finding: Finding) -> Iterator[Finding]:
    for blocker in finding.blockers():
        yield from (leaf for leaf in blocker.reasons() if leaf.weighs and not leaf.met)


def _lacking(leaf: Finding, facts: object, fields: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that are not known; all where the known ones do not count, as an income of other months."""
    if leaf.found is not None:
        return fields
    return tuple(name for name in fields if getattr(facts, name) is None) or fields


def _gaps(leaf: Finding, lacking: tuple[str, ...], step: Step) -> Iterator[MissingFact]:
    unknown = Gap.FACT if leaf.found is None else Gap.FIGURE
    gap = Gap.TEST if leaf.outcome is Outcome.NOT_MET else unknown
    acts = [act for name in lacking if (act := _recorder(name, step))]
    if gap is not Gap.FACT:  # the known facts stand; only a record more changes the answer
        acts = [(command, field) for command, field in acts if gap is Gap.TEST and not field]
    if not acts:
        yield MissingFact(gap, leaf.title())
    for command, field in acts:
        title = _(FACTS[field].label) if field in FACTS else leaf.title()
        yield MissingFact(gap, title, command, field)


def _recorder(fact: str, step: Step) -> tuple[type[Command], str] | None:
    """The act that records a fact, and its field: the next step where it looks at the fact."""
    taken = step_commands()[step.kind]
    if issubclass(taken, RecordVisit) and any(each.key == fact for each in taken.looks_at):
        return taken, fact
    return _recorders().get(fact)


@cache
def _recorders() -> dict[str, tuple[type[Command], str]]:
    """The acts by the facts that they record."""
    LateRegister.find_rest()
    return {fact: (command, field) for command in KINDS.values() for fact, field in command.records.items()}
