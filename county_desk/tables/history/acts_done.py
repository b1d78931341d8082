"""The acts of the history by name: those of one person, and those that another put in force."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.audit import Event
from county_desk.models.event_record import EventRecord
from county_desk.models.json_text import Json
from county_desk.models.proposal import Proposal
from county_desk.models.user import User
from county_desk.tables.history.act_words import DROPPING, PUTTING_IN_FORCE
from county_desk.text import CHINESE

_SETTLING = (PUTTING_IN_FORCE, *DROPPING)
_IN_FORCE = Event.command == PUTTING_IN_FORCE
_PROPOSED = (
    select(Proposal.act)
    .join(EventRecord, EventRecord.low == Proposal.id)
    .where(EventRecord.event_id == Event.id, EventRecord.record == Proposal.__tablename__)
    .correlate(Event)
    .limit(1)
    .scalar_subquery()
)
ACT_NAME = case((_IN_FORCE, _PROPOSED), else_=Event.command)  # of the command whose work an event did


@dataclass(frozen=True, slots=True)
class DroppedProposal:
    """A proposal that was declined or taken back: its act, the person and day, and its summary."""

    number: int
    act: str
    proposer: str
    proposed_on: date
    summaries: Mapping[str, str]


class DoneAct(NamedTuple):
    """An act by the name and the fields of its command.

    `proposer` proposed it, where another person put it in force; "" where one person did it. `dropped` is the
    proposal that it declined or took back.
    """

    name: str
    request: Mapping[str, Json]
    proposer: str = ""
    dropped: DroppedProposal | None = None


def is_act(*names: str) -> ColumnElement[bool]:
    """The condition for events that did an act of one of these names."""
    return or_(Event.command.in_(names), and_(_IN_FORCE, _PROPOSED.in_(names)))


def acts_of(session: Session, events: Collection[int]) -> dict[int, DoneAct]:
    """The act of each of some events."""
    wanted = select(Event.id, Event.command, Event.request).where(among(Event.id, events))
    acts = {number: DoneAct(name, json.loads(request)) for number, name, request in session.execute(wanted)}
    settled = {number: act.request["proposal"] for number, act in acts.items() if act.name in _SETTLING}
    if not settled:
        return acts
    proposed = (
        select(Proposal, User.name)
        .join(User, User.id == Proposal.proposed_by)
        .where(among(Proposal.id, set(settled.values())))
    )
    known = {proposal.id: (proposal, name) for proposal, name in session.execute(proposed)}
    for number, wanted in settled.items():
        acts[number] = _of_proposal(acts[number], *known[wanted])
    return acts


def _of_proposal(act: DoneAct, proposal: Proposal, proposer: str) -> DoneAct:
    """The act that was put in force; one that dropped a proposal, with the proposal."""
    if act.name == PUTTING_IN_FORCE:
        fields = {key: value for key, value in proposal.request.items() if key != "act"}
        return DoneAct(proposal.act, fields, proposer)
    summaries = proposal.summaries or {CHINESE: proposal.summary}
    about = DroppedProposal(proposal.id, proposal.act, proposer, proposal.proposed_on, summaries)
    return act._replace(dropped=about)
