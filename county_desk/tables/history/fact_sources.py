"""The act that last gave each column of some records its value, read from the index of the history."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.audit import Event
from county_desk.models.event_record import EventRecord
from county_desk.tables.history.act_words import ActName
from county_desk.tables.history.acts_done import ACT_NAME
from county_desk.text import _

EVERY = ""  # the key of a record that was written at once with others, whose columns have no entry each


@dataclass(frozen=True, slots=True)
class FactSource:
    """The act that a value comes from: its day, its person, and the name of its command."""

    day: date
    actor: str
    act: str

    @property
    def words(self) -> str:
        """The act, the person and the day in one line."""
        return _("{act}, {name}, {day}").format(act=ActName().show(self.act), name=self.actor, day=self.day)


def fact_sources(
    session: Session, record: str, numbers: Collection[int]
) -> dict[int, Mapping[str, FactSource]]:
    """Return the source of each column of some records of a table, by number and column."""
    found: dict[int, dict[str, FactSource]] = {number: {} for number in numbers}
    if not numbers:
        return dict(found)
    low, high = min(numbers), max(numbers)
    run = (EventRecord.high > EventRecord.low) & (EventRecord.low <= high) & (EventRecord.high >= low)
    columns = EventRecord.low, EventRecord.high, EventRecord.after, Event.at, Event.actor, ACT_NAME
    wanted = (
        select(*columns)
        .join(Event, Event.id == EventRecord.event_id)
        .where(EventRecord.record == record, or_(among(EventRecord.low, numbers), run))
        .order_by(Event.id)
    )
    for first, last, after, at, actor, act in session.execute(wanted):
        source = FactSource(at.date(), actor, act or "")
        keys = json.loads(after) if after else (EVERY,)
        for number in (number for number in numbers if first <= number <= last):
            found[number].update(dict.fromkeys(keys, source))
    return dict(found)
