"""The acts that one person proposed: those that wait for a second person, and those that are settled."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased

from county_desk.fields import YesNo
from county_desk.models.place import Place
from county_desk.models.proposal import Proposal, ProposalState
from county_desk.models.user import User
from county_desk.tables.declared import Shown, select_of, table_of
from county_desk.tables.history.act_words import ActReason, ActTitle
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_

_settler = aliased(User)


def _is_rehearsed() -> ColumnElement[bool]:
    return Proposal.rehearsal.is_not(None)


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal with the persons who proposed and settled it."""

    id: Annotated[int, Shown(Proposal.id, N_("No."), hidden=False)]
    state: Annotated[ProposalState, Shown(Proposal.state)]
    act: Annotated[str, Shown(Proposal.act, kind=ActTitle())]
    summary: Annotated[str, Shown(Proposal.summary)]
    reason: Annotated[str, Shown(Proposal.reason, kind=ActReason(width=24))]
    late_reason: Annotated[str, Shown(Proposal.late_reason, blank=True)]
    place: Annotated[str, Shown(Place.name, N_("Place"), blank=True)]
    proposer: Annotated[str, Shown(User.name, N_("Proposed by"))]
    proposed_on: Annotated[date, Shown(Proposal.proposed_on)]
    settler: Annotated[str, Shown(_settler.name, N_("Settled by"), blank=True)]
    settled_on: Annotated[date | None, Shown(Proposal.settled_on)]
    answer: Annotated[str, Shown(Proposal.answer, blank=True)]
    place_id: Annotated[int | None, Shown(Proposal.place_id)]
    rehearsed: Annotated[bool, Shown(_is_rehearsed, N_("Rehearsed"), YesNo(), hidden=True)]


PROPOSALS = table_of("proposals", N_("To put in force"), ProposalRow)


def _proposals() -> Rows:
    return (
        select_of(ProposalRow)
        .join(User, User.id == Proposal.proposed_by)
        .outerjoin(_settler, _settler.id == Proposal.settled_by)
        .outerjoin(Place, Place.id == Proposal.place_id)
    )


LISTING = Listing(
    PROPOSALS,
    _proposals,
    search=("summary", "proposer"),
    order=("settled_on", "-id"),  # those that wait first
    named=("summary", "proposer", "proposed_on", "state"),
)
