"""The records that an act names: each is on record, and in the area of the person who acts."""

from collections.abc import Iterator, Mapping
from functools import cache

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from county_desk.models.base import Kept, mapped_class
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.user import Actor
from county_desk.tables.all_lists import LISTS
from county_desk.tables.history.record_words import record_name
from county_desk.text import _
from county_desk.workflow.command import Ask, Command, Work
from county_desk.workflow.gate.place import place_of
from county_desk.workflow.rights import Denial


def records_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """The first named record that there is not, or that lies outside the area of the actor, by field."""
    for name, table, number in named_records(command):
        record = work.session.get(mapped_class(table), number)
        if record is None:
            return {name: missing_words(table, number)}
        villages = command.asks()[name].of == "villages"
        if villages and isinstance(record, Place) and record.level is not PlaceLevel.VILLAGE:
            return {name: _("There is no village {number}").format(number=number)}
        if not command.law.any_record and (trouble := area_trouble(work, record)):
            return {"": trouble}
    return {}


def withdrawn_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """The first named record that no longer counts, by field."""
    if command.law.any_record:
        return {}
    for name, table, number in named_records(command):
        if work.session.get_one(mapped_class(table), number).withdrawn_on is not None:
            return {name: missing_words(table, number)}
    return {}


def missing_words(table: str, number: int) -> str:
    """The words for a record that there is not, or that no longer counts."""
    words = _("There is no {record} {number}")
    return words.format(record=record_name(table).lower(), number=number)


def named_records(command: Command) -> Iterator[tuple[str, str, int]]:
    """The records that an act names, as its field, table and number."""
    for name, ask in command.asks().items():
        if table := table_of(ask):
            value = getattr(command, name)
            numbers = value if isinstance(value, tuple) else (value,)
            yield from ((name, table, number) for number in numbers if isinstance(number, int))


def table_of(ask: Ask) -> str:
    """The table of the records that a field names; "" for another field, or for computed rows."""
    return _table_of_list(ask.of)


@cache
def _table_of_list(listed: str) -> str:
    if listed not in LISTS:
        return ""
    (base, *_more) = LISTS[listed].source().selected_columns["id"].base_columns
    return str(base.table.name) if isinstance(base, Column) else ""


def area_trouble(work: Work, record: Kept) -> str:
    """Check that a record lies in the area of the person who acts; one of the whole county always does."""
    place = place_of(work.session, record)
    return place_trouble(work.session, work.actor, place) if place is not None else ""


def place_trouble(session: Session, actor: Actor, place_id: int) -> str:
    """Check that this person may act for that place; a village or township clerk acts only for their own."""
    if actor.place_id is None or actor.place_id in lineage(session, place_id):
        return ""
    own = session.get_one(Place, actor.place_id)
    return Denial(_("{name} acts only for {place}").format(name=actor.name, place=own.name))


def lineage(session: Session, place_id: int) -> list[int]:
    """The place and all above it, nearest first."""
    found: list[int] = []
    number: int | None = place_id
    while number is not None:
        found.append(number)
        number = session.scalar(select(Place.parent_id).where(Place.id == number))
    return found
