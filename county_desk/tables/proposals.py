"""The acts that one person proposed: those that wait for a second person, and those that are settled."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Text, YesNo
from county_desk.models.place import Place
from county_desk.models.proposal import Proposal, ProposalState
from county_desk.models.user import Permission, User
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.history.act_words import ActReason, ActTitle
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_, current

_settler = aliased(User)


def _summary() -> ColumnElement[str]:
    """The summary in the language in force, or the stored one of an earlier version."""
    return func.coalesce(Proposal.summaries[current()].as_string(), Proposal.summary)


def _is_rehearsed() -> ColumnElement[bool]:
    return Proposal.rehearsal.is_not(None)


class ProposalRow(ShownRow):
    """One proposal with the persons who proposed and settled it."""

    id: Annotated[int, Shown(Proposal.id, N_("No."), hidden=False)]
    state: Annotated[ProposalState, Shown(Proposal.state)]
    act: Annotated[str, Shown(Proposal.act, kind=ActTitle())]
    subject: Annotated[str, Shown(Proposal.subject, blank=True)]
    summary: Annotated[str, Shown(_summary, N_("Once in force"), Text(width=40))]
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
    search=("subject", "summary", "proposer"),
    order=("settled_on", "-id"),  # those that wait first
    named=("act", "subject", "proposer", "proposed_on"),
)


def waiting_for(
    session: Session, rights: Collection[Permission], accounts: Collection[int]
) -> tuple[int, ...]:
    """The proposals that wait for a person with these rights, none of those that an own account proposed."""
    others = Proposal.may.in_(rights), Proposal.proposed_by.not_in(accounts)
    wanted = select(Proposal.id).where(Proposal.state == ProposalState.WAITING, *others)
    return tuple(session.scalars(wanted.order_by(Proposal.id)))


@dataclass(frozen=True, slots=True)
class ProposedAct:
    """An act that waits for a second person: the number of its proposal, its kind and its values."""

    proposal: int
    act: str
    values: Mapping[str, Any]
    summary: str
    proposer: str
    may: Permission


def proposed_acts(session: Session, acts: Collection[str]) -> tuple[ProposedAct, ...]:
    """The acts of some kinds that wait, each row of a pasted block for itself."""
    wanted = (
        select(Proposal.id, Proposal.request, _summary(), User.name, Proposal.may)
        .join(User, User.id == Proposal.proposed_by)
        .where(Proposal.state == ProposalState.WAITING)
        .order_by(Proposal.id)
    )
    return tuple(
        ProposedAct(number, act["act"], act, summary, name, may)
        for number, request, summary, name, may in session.execute(wanted)
        for act in request.get("acts", [request])
        if act["act"] in acts
    )
