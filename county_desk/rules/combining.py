"""Combines the criteria in force into the answer of a rule; some criteria are shown only."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from county_desk.rules.bilingual import Words
from county_desk.rules.comparing import Rule
from county_desk.rules.figures import Value
from county_desk.rules.findings import Finding, FindingNote, Outcome
from county_desk.text import N_

if TYPE_CHECKING:
    from county_desk.rules.criteria import Criterion, RuleFile
    from county_desk.rules.criterion_groups import CriterionGroup
    from county_desk.rules.parameters import Terms

_MET, _UNKNOWN, _NOT_MET = Outcome.MET, Outcome.UNKNOWN, Outcome.NOT_MET


def law_day(year: int, day: date) -> date:
    """The day of the figures and criteria for the facts of a year: `day`, or the end of a year that is over.

    An exit of 2018 is judged by the line of 2018 however late it is decided or looked at.
    """
    return min(day, date(year, 12, 31))


def judge(rule: str, facts: object, terms: "Terms") -> Finding:
    """The finding of a rule by name on one case, by the criteria in force on the day and in the place.

    Raises `WrongFile` when the file of the rule is wrong.
    """
    whole, criteria = terms.book.rule(rule), terms.criteria(rule)
    parts = tuple([criterion.rule(facts, terms) for criterion in criteria])
    if parts:
        parts = _grouped(whole, criteria, parts) if whole.groups else parts
        return gathered(whole.key, parts, words=whole.title, enough=whole.enough)
    day = (("day", terms.day.isoformat(), ""),)
    note = FindingNote(N_("no wording of this rule is in force on {day}"), day)
    return Finding(whole.key, _UNKNOWN, note=note, words=whole.title)


def _grouped(
    whole: "RuleFile", criteria: Iterable["Criterion"], parts: Iterable[Finding]
) -> tuple[Finding, ...]:
    """The parts, with those of a group as one where its first criterion stood."""
    placed: dict[str, list[Finding]] = {}
    for criterion, part in zip(criteria, parts, strict=True):
        placed.setdefault(criterion.group or criterion.key, []).append(part)
    groups = whole.groups
    return tuple(
        _of_group(groups[key], tuple(found)) if key in groups else found[0] for key, found in placed.items()
    )


def _of_group(group: "CriterionGroup", parts: tuple[Finding, ...]) -> Finding:
    """One finding of a group. It decides when one of its criteria does; else it is shown only."""
    weighs = any(part.weighs for part in parts)
    counted = parts if weighs else tuple(part._replace(weighs=True) for part in parts)
    found = gathered(group.key, counted, words=group.title, enough=group.enough)
    return found._replace(parts=parts, weighs=weighs)


def gathered(label: str, parts: tuple[Finding, ...], *, words: Words = "", enough: int = 0) -> Finding:
    """One finding of several; met when `enough` of those that decide are met (0: every one).

    A gap leaves the answer open as long as it could still turn it.
    """
    outcomes = [part.outcome for part in parts if part.weighs]
    least, met = enough or len(outcomes), outcomes.count(_MET)
    possible = met + outcomes.count(_UNKNOWN)
    outcome = _MET if met >= least else _UNKNOWN if possible >= least else _NOT_MET
    return Finding(label, outcome, parts=parts, words=words, enough=enough)


def considered[F](part: Rule[F]) -> Rule[F]:
    """The part is shown beside the others and never blocks."""
    return lambda case, terms: part(case, terms)._replace(weighs=False)


def where[F](parameter: str, part: Rule[F]) -> Rule[F]:
    """The part decides where a parameter says yes, and rests on its source; elsewhere it is shown only."""

    def rule(case: F, terms: "Terms") -> Finding:
        finding, switch = part(case, terms), terms[parameter]
        label = finding.label
        if switch.value is None:
            return finding._replace(outcome=_UNKNOWN, needed=switch)
        if finding.needed:
            line = finding.needed
            line = terms.worked_out(f"{label} {parameter}", lambda: _resting_on(line, switch))
            finding = finding._replace(needed=line)
        return finding if switch.value else finding._replace(weighs=False)

    return rule


def _resting_on(line: Value, switch: Value) -> Value:
    """The line with the source of the parameter that makes it decide."""
    return replace(line, source=switch.source, sure=switch.sure, since=switch.since)
