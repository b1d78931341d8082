"""How rules are taken together, which of them only show something, and which wording holds on a day."""

from dataclasses import dataclass, replace
from datetime import date

from county_desk.rules.comparing import Rule
from county_desk.rules.findings import Finding, Note, Outcome
from county_desk.rules.parameters import Terms
from county_desk.text import N_

_MET, _UNKNOWN, _NOT_MET = Outcome.MET, Outcome.UNKNOWN, Outcome.NOT_MET


def all_of[F](label: str, *rules: Rule[F]) -> Rule[F]:
    """Every part that weighs must be met; one failure decides, otherwise one gap leaves it open."""

    def rule(case: F, terms: Terms) -> Finding:
        return gathered(label, tuple([part(case, terms) for part in rules]))

    return rule


def gathered(label: str, parts: tuple[Finding, ...]) -> Finding:
    """One finding of several, as `all_of` weighs them."""
    worst = _MET
    for part in parts:
        if part.weighs and part.outcome is not _MET:
            worst = part.outcome
            if worst is _NOT_MET:
                break
    return Finding(label, worst, parts=parts)


def considered[F](part: Rule[F]) -> Rule[F]:
    """The part is shown beside the others and never blocks."""
    return lambda case, terms: part(case, terms)._replace(weighs=False)


def where[F](parameter: str, part: Rule[F]) -> Rule[F]:
    """The part weighs where a parameter says yes, and rests on its source; elsewhere it is shown only."""

    def rule(case: F, terms: Terms) -> Finding:
        finding, switch = part(case, terms), terms[parameter]
        label = finding.label
        if switch.value is None:
            return finding._replace(outcome=_UNKNOWN, needed=switch)
        if finding.needed:
            line = finding.needed
            line = terms.worked_out(f"{label} {parameter}", lambda: replace(line, source=switch.source))
            finding = finding._replace(needed=line)
        return finding if switch.value else finding._replace(weighs=False)

    return rule


@dataclass(frozen=True)
class Dated[F]:
    """A rule as it has read over the years, newest wording last."""

    label: str
    wordings: tuple[tuple[date, Rule[F]], ...]

    def on(self, day: date) -> Rule[F]:
        """The wording in force; before the first one, a rule that cannot tell."""
        in_force = [rule for since, rule in self.wordings if since <= day]
        if in_force:
            return in_force[-1]
        note = Note(N_("no wording of this rule is in force on {day}"), (("day", day.isoformat(), ""),))
        finding = Finding(self.label, _UNKNOWN, note=note)
        return lambda _case, _terms: finding
