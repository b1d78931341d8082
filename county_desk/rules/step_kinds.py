"""The kinds of step that a procedure can have, each declared once.

A new kind is one member of `StepKind` and one command in `workflow/cases` that `takes` it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from county_desk.fields import Term
from county_desk.text import N_, _, _n

type StepWords = Callable[[Mapping[str, object]], str]


@dataclass(frozen=True, slots=True)
class StepEvidence:
    """The evidence that a step gives to a decision: the facts that it keeps, and their words.

    A step without figures of its own has no facts; its day and its opinion are the evidence.
    """

    facts: tuple[str, ...] = ()
    words: StepWords = lambda facts: ""

    def shown(self, facts: Mapping[str, object]) -> str:
        """The figures of a step in words, and whether its paper is kept; "" when it kept nothing."""
        kept = bool(self.facts) and all(name in facts for name in self.facts)
        paper = _("the scan of its paper is kept") if "scan" in facts else ""
        return _("; ").join(filter(None, (self.words(facts) if kept else "", paper)))


def _votes(facts: Mapping[str, object]) -> str:
    return _("{present} of {due} attended, {votes} in favour").format(
        present=facts["present"], due=facts["due"], votes=facts["in_favour"]
    )


def _visitors(facts: Mapping[str, object]) -> str:
    return _("Visited by {names}").format(names=facts["visitors"])


def _signature(facts: Mapping[str, object]) -> str:
    if not facts.get("relation"):
        return _("Signed by {name}").format(name=facts["signed_by"])
    words = _("Signed by {name}, {relation}, for the household: {reason}")
    return words.format(name=facts["signed_by"], relation=facts["relation"], reason=facts["representing"])


def _hits(facts: Mapping[str, Any]) -> str:
    hits = _n("{count} hit not explained", "{count} hits not explained", facts["hits"])
    words = hits.format(count=facts["hits"])
    told = [f"{each['hit']}: {each['explained']}" for each in facts.get("listed") or () if each["explained"]]
    words = _("; ").join((words, *told))
    return _("{title}: {words}").format(title=facts["departments"], words=words)


def _spot_check(facts: Mapping[str, object]) -> str:
    checked = _("{checked} of {count} visited again").format(
        checked=facts["checked"], count=facts.get("reviewed", 1)
    )
    if not facts.get("document"):
        return checked
    return _("{words}; {document}").format(words=checked, document=facts["document"])


VOTES = StepEvidence(("due", "present", "in_favour"), _votes)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepType:
    """The declaration of one kind of step.

    `task` is what the work queue asks for; "" for a kind that no case waits for. `evidence` is what the
    step gives to the decision; None for one that is no evidence. A step that `may_refuse` can end the
    case with a “no”. `mention` is the noun by which later notices name it among the earlier steps; "" where
    their wordings have a phrase of their own for it (`reports/phrases.py`). Who takes a step that is `apart`
    reviews for no other level. `needs` are the keys that its
    entry in a procedure file must have, `allows` those that it may have, besides the keys of every step.
    By those of `demands` the entry may demand evidence, without which the step is refused
    (`workflow/cases/evidence.py`). Each is a field of `Step`.
    """

    task: str = ""
    evidence: StepEvidence | None = None
    may_refuse: bool = False
    mention: str = ""
    apart: bool = True
    needs: frozenset[str] = frozenset()
    allows: frozenset[str] = frozenset()
    demands: tuple[str, ...] = ()


# evidence that a procedure can demand: the scan of a paper, the share of a spot check, places with pictures
PAPER, SHARE, PLACES = "paper", "share", "places"


class StepKind(Term):
    """A kind of step, with its declaration."""

    type: StepType

    def __new__(cls, value: str, label: str, about: StepType) -> "StepKind":
        member = str.__new__(cls, value)
        member._value_, member.label, member.type = value, label, about
        return member

    APPLICATION = "application", N_("Application"), StepType()
    GROUP_REVIEW = (
        "group_review",
        N_("Villager group review"),
        StepType(task=N_("Record a group review"), evidence=VOTES, demands=(PAPER,)),
    )
    ASSEMBLY = (
        "assembly",
        N_("Villagers' representative meeting"),
        StepType(
            task=N_("Record a meeting"),
            evidence=VOTES,
            needs=frozenset({"quorum", "majority"}),
            demands=(PAPER,),
        ),
    )
    VISIT = (
        "visit",
        N_("Household visit"),
        StepType(
            task=N_("Record a visit"), evidence=StepEvidence(("visitors",), _visitors), demands=(PAPER,)
        ),
    )
    RISK_VISIT = (
        "risk_visit",
        N_("Visit on risks"),
        StepType(
            task=N_("Record a visit on risks"),
            evidence=StepEvidence(("visitors",), _visitors),
            demands=(PAPER,),
        ),
    )
    REVIEW = (
        "review",
        N_("Review"),
        StepType(
            task=N_("Record a review"),
            evidence=StepEvidence(("checked",), _spot_check),
            allows=frozenset({"evaluates"}),
            demands=(SHARE, PAPER),
        ),
    )
    DISCLOSURE = (
        "disclosure",
        N_("Disclosure"),
        StepType(
            task=N_("Open a disclosure"),
            apart=False,
            evidence=StepEvidence(),
            needs=frozenset({"days", "posted", "notice"}),
            allows=frozenset({"counting", "longest"}),
            demands=(PLACES,),
        ),
    )
    COMPARISON = (
        "comparison",
        N_("Data comparison"),
        StepType(
            task=N_("Record a data comparison"),
            evidence=StepEvidence(("departments", "hits"), _hits),
            demands=(PAPER,),
        ),
    )
    CONSENT = (
        "consent",
        N_("Household's consent"),
        StepType(
            task=N_("Record the household's consent"),
            evidence=StepEvidence(("signed_by",), _signature),
            demands=(PAPER,),
        ),
    )
    DECISION = (
        "decision",
        N_("Decision"),
        StepType(
            task=N_("Decide and sign"),
            may_refuse=True,
            apart=False,
            allows=frozenset({"rule"}),
            demands=(SHARE, PAPER),
        ),
    )
    ANNOUNCEMENT = (
        "announcement",
        N_("Announcement"),
        StepType(
            task=N_("Announce the result"),
            apart=False,
            needs=frozenset({"notice"}),
            allows=frozenset({"days", "posted", "counting"}),
        ),
    )
