"""The acts of the history by name: those of one person, and those that another put in force."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, or_, select, union
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.audit import Event
from county_desk.models.event_record import EventRecord
from county_desk.models.json_text import Json
from county_desk.models.proposal import Proposal
from county_desk.models.user import User
from county_desk.tables.history.act_words import DROPPING, PROPOSING, PUTTING_IN_FORCE, SILENT
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
class MovedProposal:
    """A proposal that an act made, declined or took back: its act, the person and day, and its summary."""

    number: int
    act: str
    proposer: str
    proposed_on: date
    summaries: Mapping[str, str]


class DoneAct(NamedTuple):
    """An act by the name and the fields of its command.

    `proposer` proposed it, where another person put it in force; "" where one person did it. `proposal` is
    the one that it made, declined or took back.
    """

    name: str
    request: Mapping[str, Json]
    proposer: str = ""
    proposal: MovedProposal | None = None


def is_act(*names: str) -> ColumnElement[bool]:
    """The condition for events that did an act of one of these names."""
    return or_(Event.command.in_(names), and_(_IN_FORCE, _PROPOSED.in_(names)))


def acts_done_by(session: Session, name: str) -> frozenset[str]:
    """The commands that a person carried out or proposed at least once."""
    done = select(Event.command).where(Event.actor == name)
    proposed = select(Proposal.act).join(User, User.id == Proposal.proposed_by).where(User.name == name)
    return frozenset(session.scalars(union(done, proposed)))


def acts_of(session: Session, events: Collection[int]) -> dict[int, DoneAct]:
    """The act of each of some events."""
    wanted = select(Event.id, Event.command, Event.request).where(among(Event.id, events))
    acts = {number: DoneAct(name, json.loads(request)) for number, name, request in session.execute(wanted)}
    moved = {number: act.request["proposal"] for number, act in acts.items() if act.name in _SETTLING}
    moved |= _made(session, [number for number, act in acts.items() if act.name == PROPOSING])
    if not moved:
        return acts
    proposed = (
        select(Proposal, User.name)
        .join(User, User.id == Proposal.proposed_by)
        .where(among(Proposal.id, set(moved.values())))
    )
    known = {proposal.id: (proposal, name) for proposal, name in session.execute(proposed)}
    for number, wanted in moved.items():
        acts[number] = _of_proposal(acts[number], *known[wanted])
    return acts


def _made(session: Session, events: Collection[int]) -> dict[int, int]:
    """The proposal that each of some events made."""
    if not events:
        return {}
    made = EventRecord.record == Proposal.__tablename__, EventRecord.made
    wanted = select(EventRecord.event_id, EventRecord.low).where(among(EventRecord.event_id, events), *made)
    return {event: proposal for event, proposal in session.execute(wanted)}


def _of_proposal(act: DoneAct, proposal: Proposal, proposer: str) -> DoneAct:
    """The act that was put in force, or the same act with its proposal; a confidential one stays hidden."""
    if act.name == PUTTING_IN_FORCE:
        fields = {key: value for key, value in proposal.request.items() if key != "act"}
        return DoneAct(proposal.act, fields, proposer)
    if proposal.act in SILENT:
        return DoneAct(SILENT[0], {})
    summaries = proposal.summaries or {CHINESE: proposal.summary}
    about = MovedProposal(proposal.id, proposal.act, proposer, proposal.proposed_on, summaries)
    return act._replace(proposal=about)
