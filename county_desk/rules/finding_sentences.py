"""How a finding is put into words."""

from decimal import Decimal
from typing import TYPE_CHECKING

from county_desk.rules.amounts import written
from county_desk.rules.bilingual import spoken
from county_desk.rules.outcomes import Outcome
from county_desk.text import N_, _

if TYPE_CHECKING:
    from county_desk.rules.findings import Finding

_STANDARDS = {  # the standard, the actual value, the answer
    "<": N_("{label}: standard below {needed}, actual {found}: {outcome}"),
    "≤": N_("{label}: standard not above {needed}, actual {found}: {outcome}"),
    ">": N_("{label}: standard above {needed}, actual {found}: {outcome}"),
    "≥": N_("{label}: standard not below {needed}, actual {found}: {outcome}"),
    "=": N_("{label}: standard “{needed}”, actual “{found}”: {outcome}"),
}


def title(finding: "Finding") -> str:
    """The title in the language in force; an older finding has that of its figure, or only a label."""
    if finding.words:
        return spoken(finding.words)
    if finding.needed and finding.needed.name == finding.label:
        return spoken(finding.needed.title)
    return _(finding.label)


def found(finding: "Finding") -> str:
    """The found value with its unit, in as many places as show on which side of the line it lies."""
    return written(finding.found, finding.unit, exact=hides(finding))


def sentence(finding: "Finding", *, sourced: bool = True) -> str:
    """One sentence: the figures, the answer, and, when `sourced`, where the rule is written."""
    if finding.parts:
        words = _gathered(finding)
    elif finding.outcome is Outcome.UNKNOWN:
        words = _unknown(finding)
    else:
        words = _compared(finding)
    if finding.note and finding.outcome is not Outcome.UNKNOWN:
        words += _("; {note}").format(note=finding.note.text())
    if sourced and finding.reference:
        words = _("{words} ({reference})").format(words=words, reference=finding.reference)
    return words if finding.weighs else _("{words} (shown only; it does not decide)").format(words=words)


def distance(finding: "Finding") -> Decimal | None:
    """How far the found figure lies from its line; None where either is missing or no number."""
    value, line = finding.found, finding.needed.number if finding.needed else None
    if line is None or isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value) - line


def _gathered(finding: "Finding") -> str:
    if finding.enough:
        counted = [part for part in finding.parts if part.weighs] or finding.parts
        return _("{label}: {outcome}; at least {enough} of these {count} must be met: {titles}").format(
            label=title(finding),
            outcome=_(finding.outcome.label),
            enough=finding.enough,
            count=len(counted),
            titles=_(", ").join(map(title, counted)),
        )
    blocking = finding.blockers()
    failed = sum(leaf.outcome is Outcome.NOT_MET for leaf in blocking)
    words = _("{label}: {outcome}")
    if blocking:
        words = _("{label}: {outcome} ({failed} not met, {open} cannot be told)")
    return words.format(
        label=title(finding), outcome=_(finding.outcome.label), failed=failed, open=len(blocking) - failed
    )


def _unknown(finding: "Finding") -> str:
    troubles = []
    if finding.needed and finding.needed.missing:
        troubles.append(finding.needed.trouble())
    if finding.found is None and finding.note:
        troubles.append(finding.note.text())
    elif finding.found is None:
        troubles.append(_("“{label}” is missing").format(label=title(finding)))
    trouble = _("; ").join(troubles)
    return _("Cannot tell: {trouble}").format(trouble=trouble)


def _compared(finding: "Finding") -> str:
    same = finding.sign not in _STANDARDS or (finding.sign == "=" and finding.outcome is Outcome.MET)
    words = _("{label}: {found}: {outcome}") if same else _(_STANDARDS[finding.sign])
    needed = finding.needed.text(exact=hides(finding)) if finding.needed else ""
    if finding.needed and finding.needed.parts:
        needed += _(" ({working})").format(working=" × ".join(part.text() for part in finding.needed.parts))
    return words.format(
        label=title(finding), found=found(finding), needed=needed, outcome=_(finding.outcome.label)
    )


def hides(finding: "Finding") -> bool:
    """Whether rounding would show a figure as equal to its line although it is not."""
    apart = distance(finding)
    if not apart or finding.needed is None:
        return False
    return written(finding.found, finding.unit) == finding.needed.text()
