"""The acts that an act takes back, found in the history by the records that they wrote."""

import json
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.audit import Event
from county_desk.models.base import Kept, mapped_class
from county_desk.models.event_record import EventRecord
from county_desk.models.proposal import Proposal
from county_desk.tables.history.act_words import PUTTING_IN_FORCE
from county_desk.text import N_
from county_desk.workflow.command import Command, Work
from county_desk.workflow.gate.law import OfAct, SecondPerson
from county_desk.workflow.gate.records import named_records
from county_desk.workflow.gate.states import first_field

OF_TWO = N_("It takes back what another person put in force")


def writing(field: str = "", column: str = "") -> OfAct[Iterable[int]]:
    """The events that wrote the records in a field, else the first; with a `column`, the last to write it."""

    def found(work: Work, command: Command) -> Iterable[int]:
        wanted = field or first_field(type(command))
        for name, table, number in named_records(command):
            record = work.session.get(mapped_class(table), number) if name == wanted else None
            if record is not None:
                events = events_that_wrote(work.session, record, column)
                yield from events[-1:] if column else events

    return found


def events_that_wrote(session: Session, record: Kept, column: str = "") -> list[int]:
    """The numbers of the events that wrote a record, or one column of it, in their order."""
    wanted = select(EventRecord.event_id, EventRecord.made, EventRecord.before).where(
        EventRecord.record == record.__tablename__,
        EventRecord.low <= record.id,
        EventRecord.high >= record.id,
    )
    return [
        event
        for event, made, before in session.execute(wanted.order_by(EventRecord.event_id))
        if not column or made or column in json.loads(before or "{}")
    ]


def second_of_taken_back(work: Work, command: Command) -> SecondPerson | None:
    """The second person of an act that takes back what another person put in force; None for any other."""
    events = set(command.law.takes_back(work, command)) if command.law.takes_back else set()
    if not events:
        return None
    of_event = EventRecord.record == Proposal.__tablename__, among(EventRecord.event_id, events)
    wanted = (
        select(Proposal.may)
        .join(EventRecord, EventRecord.low == Proposal.id)
        .join(Event, Event.id == EventRecord.event_id)
        .where(*of_event, Event.command == PUTTING_IN_FORCE)
        .order_by(Event.id.desc())
    )
    may = work.session.scalar(wanted.limit(1))
    return SecondPerson(may, OF_TWO) if may else None
