"""The last act since a proposal about the same records, or the same rule."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from county_desk.models.audit import Event
from county_desk.models.event_record import EventRecord
from county_desk.models.place import Place
from county_desk.tables.history.act_details import details_of_acts
from county_desk.tables.history.act_sentences import act_sentence
from county_desk.tables.history.acts_about import touching, touching_alone
from county_desk.tables.history.acts_done import acts_of
from county_desk.text import _
from county_desk.workflow.command import KINDS, Command
from county_desk.workflow.gate.law import OF_RULES
from county_desk.workflow.gate.records import named_records


def moved_words(session: Session, seen: int, command: Command) -> str:
    """The last act after an event on the records or the rule of a command, in words; "" without one."""
    found = [*_on_its_records(session, seen, command), *_on_its_rule(session, seen, command)]
    if not found:
        return ""
    event = session.get_one(Event, max(found))
    words = _("Since then {name} changed this at {moment}: {summary}")
    moment = event.at.astimezone().strftime("%Y-%m-%d %H:%M")
    summary = act_sentence(details_of_acts(session, [event.id])[event.id])
    return words.format(name=event.actor, moment=moment, summary=summary)


def _on_its_records(session: Session, seen: int, command: Command) -> Iterator[int]:
    """The last act on the records of each table that a command names, or on records that belong to them.

    Acts on records in a named place do not count: they leave the place as it is.
    """
    named: dict[str, set[int]] = defaultdict(set)
    for part in command.acts_within():
        for _field, table, number in named_records(part):
            named[table].add(number)
    for table, numbers in named.items():
        if table == Place.__tablename__:
            touched = or_(*(touching_alone(table, number) for number in numbers))
        else:
            touched = touching(table, sorted(numbers))
        last = session.scalar(select(func.max(Event.id)).where(Event.id > seen, touched))
        if last is not None:
            yield last


def _on_its_rule(session: Session, seen: int, command: Command) -> Iterator[int]:
    """The acts that changed the rule of a command, which is the first of its fields."""
    if command.law != OF_RULES:
        return
    of_rules = EventRecord.event_id > seen, EventRecord.record.in_(command.act.about)
    events = session.scalars(select(EventRecord.event_id).where(*of_rules).distinct()).all()
    rule = _rule(type(command), command.asked())
    for number, act in acts_of(session, events).items():
        if act.name in KINDS and _rule(KINDS[act.name], act.request) == rule:
            yield number


def _rule(kind: type[Command], request: Mapping[str, object]) -> str:
    """The rule that an act changes: a figure, a check, a year, a place, or a file without its folder."""
    first = next(iter(kind.asks()), "")
    return str(request.get(first, "")).rpartition("/")[2]
