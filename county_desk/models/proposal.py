"""Acts that one person proposed and another puts in force."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from county_desk.fields import Choice, Day, Term, Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED
from county_desk.models.user import Permission
from county_desk.shapes import Shape
from county_desk.text import N_, said


class ProposalState(Term):
    """Whether a proposal waits, and how it ended."""

    WAITING = "waiting", N_("Awaits another"), Shape.UNDERWAY
    IN_FORCE = "in_force", N_("Put in force"), Shape.FINE
    DECLINED = "declined", N_("Declined"), Shape.MUST
    TAKEN_BACK = "taken_back", N_("Taken back"), Shape.NONE


class Proposal(Kept):
    """An act as one person asked for it, which counts once another has put it in force.

    `act` is the name of its command and `request` its fields. `seen` is the last event when it was proposed.
    `summaries` say in each language what it will do; earlier versions kept only the `summary` of one.
    `reason` says why it needs a second person, and `may` which right that person needs. `subject` names the
    records that it is about, and `place_id` is the place of the first one. `rehearsal` is what a rule would
    change, counted when it was proposed.
    """

    act: Mapped[str] = column(N_("Act"), Text(width=16))
    request: Mapped[dict[str, Any]]
    summary: Mapped[str] = column(N_("Once in force"), Text(width=40))
    subject: Mapped[str | None] = column(N_("Subject"), Text(width=14), info=NAMED, default=None)
    reason: Mapped[str] = column(N_("Why a second person"), Text(width=24))
    may: Mapped[Permission] = column(N_("Right of the second person"), Choice(terms=Permission))
    late_reason: Mapped[str | None] = column(N_("Why it is recorded late"), Text(width=24), default=None)
    state: Mapped[ProposalState] = column(
        N_("State"), Choice(terms=ProposalState, width=17), index=True, default=ProposalState.WAITING
    )
    seen: Mapped[int] = mapped_column()
    proposed_by: Mapped[int] = link("user", N_("Proposed by"))
    proposed_on: Mapped[date] = column(N_("Proposed on"), Day())
    settled_by: Mapped[int | None] = link("user", N_("Settled by"), default=None)
    settled_on: Mapped[date | None] = column(N_("Settled on"), Day(), default=None)
    answer: Mapped[str | None] = column(
        N_("Why it was declined"), Text(width=30), needed=N_("Give the reason"), default=None
    )
    place_id: Mapped[int | None] = link("place", N_("Place"), default=None)
    rehearsal: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    summaries: Mapped[dict[str, Any] | None] = mapped_column(default=None)

    @property
    def outcome(self) -> str:
        """The summary in the language in force, or the stored one of an earlier version."""
        return said(self.summaries) if self.summaries else self.summary


# what the act of the history says already
_SAID = ("act", "summary", "subject", "reason", "may", "state", "proposed_on", "settled_on")
PROPOSAL = RecordKind(
    Proposal, N_("Proposal"), (Proposal.id,), (Proposal.place_id,), labels=dict.fromkeys(_SAID, "")
)
