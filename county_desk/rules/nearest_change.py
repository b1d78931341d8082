"""Puts into words which change would turn a finding."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from county_desk.rules import finding_sentences as sentences
from county_desk.rules.amounts import written
from county_desk.rules.bilingual import spoken
from county_desk.rules.outcomes import Outcome
from county_desk.text import N_, _

if TYPE_CHECKING:
    from county_desk.rules.findings import Finding

# a line that is reached, or passed, turns the answer
_TURNS = {
    ("rise", "reach"): N_("“{label}” rose by {by} to {line}"),
    ("rise", "pass"): N_("“{label}” rose by more than {by}, above {line}"),
    ("fall", "reach"): N_("“{label}” fell by {by} to {line}"),
    ("fall", "pass"): N_("“{label}” fell by more than {by}, below {line}"),
}


def would_change(finding: "Finding") -> str:
    """The nearest change that turns the answer; for one that blocks, everything that must change.

    Empty where some of the parts are enough, because no single list of changes then turns the answer.
    """
    if finding.enough:
        return ""
    if finding.outcome is Outcome.MET:
        turns = [turn for leaf in _by_nearness(finding) if (turn := _turn(leaf))]
        return _("Would change if {turn}").format(turn=turns[0]) if turns else ""
    blocking = finding.blockers()
    missing = [_missing(leaf) for leaf in blocking if leaf.outcome is Outcome.UNKNOWN]
    turns = [turn for leaf in blocking if leaf.outcome is Outcome.NOT_MET and (turn := _turn(leaf))]
    said = [_("Would be met if {turns}").format(turns=_(" and ").join(turns))] if turns else []
    if missing:
        said.append(_("Open until known: {missing}").format(missing=_(", ").join(missing)))
    return _("; ").join(said)


def _missing(leaf: "Finding") -> str:
    """The missing knowledge: the fact, or the figure of policy that is not set."""
    if leaf.needed and leaf.needed.missing:
        return spoken(leaf.needed.title)
    return sentences.title(leaf)


def _by_nearness(finding: "Finding") -> Iterable["Finding"]:
    """The leaves that weigh, the one nearest to its line first, those without a line last."""

    def relative(leaf: "Finding") -> tuple[bool, Decimal]:
        apart, line = sentences.distance(leaf), leaf.needed.number if leaf.needed else None
        if apart is None or leaf.sign == "=":
            return True, Decimal(0)
        return False, abs(apart / line) if line else abs(apart)

    return sorted((leaf for leaf in _always_needed(finding) if leaf.weighs), key=relative)


def _always_needed(finding: "Finding") -> Iterator["Finding"]:
    """The leaves, without those of groups that need only some."""
    if not finding.parts:
        yield finding
    for part in finding.parts:
        if not part.enough:
            yield from _always_needed(part)


def _turn(leaf: "Finding") -> str:
    """The change that would turn one leaf."""
    if leaf.parts:
        titles = _(", ").join(sentences.title(part) for part in leaf.parts if part.weighs)
        return _("at least {enough} of these were met: {titles}").format(enough=leaf.enough, titles=titles)
    apart = sentences.distance(leaf)
    if leaf.needed is None or leaf.found is None or leaf.needed.missing or leaf.unit == "years old":
        return ""  # an age cannot be changed
    if apart is None or leaf.sign == "=":
        return _turn_of_fact(leaf)
    met = leaf.outcome is Outcome.MET
    way = "rise" if (leaf.sign in "<≤") is met else "fall"
    line = "reach" if (leaf.sign in "<>") is met else "pass"
    exact = sentences.hides(leaf)
    words = _TURNS[way, line]
    if not apart:
        words = N_("“{label}” rose above {line}") if way == "rise" else N_("“{label}” fell below {line}")
    by = written(abs(apart), leaf.unit, exact=exact)
    return _(words).format(label=sentences.title(leaf), by=by, line=leaf.needed.text(exact=exact))


def _turn_of_fact(leaf: "Finding") -> str:
    if leaf.outcome is Outcome.MET:
        return _("“{label}” were no longer {found}").format(
            label=sentences.title(leaf), found=sentences.found(leaf)
        )
    needed = leaf.needed.text() if leaf.needed else ""
    return _("“{label}” were {needed}, not {found}").format(
        label=sentences.title(leaf), needed=needed, found=sentences.found(leaf)
    )
