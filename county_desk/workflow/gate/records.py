"""The records that an act names: each is on record, and in the area of the person who acts."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from county_desk.models.base import Kept, mapped_class
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.user import Actor
from county_desk.tables.all_lists import LISTS
from county_desk.tables.history.record_names import RecordKey, names_of
from county_desk.tables.history.record_words import record_name
from county_desk.text import _
from county_desk.workflow.command import Ask, Command, Work
from county_desk.workflow.gate.place import place_of
from county_desk.workflow.rights import Denial


def records_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """The first named record that there is not, or that lies outside the area of the actor, by field.

    Then the first further place of the act outside that area. A record that the law hides counts as none; no
    check but that of the typed values comes before this, so no other refusal can give it away.
    """
    for name, table, number in named_records(command):
        record = work.session.get(mapped_class(table), number)
        if record is None or (command.law.hides and command.law.hides(work, command)):
            return {name: missing_words(table, number)}
        villages = command.asks()[name].of == "villages"
        if villages and isinstance(record, Place) and record.level is not PlaceLevel.VILLAGE:
            return {name: _no_record(_("Village"), number)}
        if not command.law.any_record and (trouble := area_trouble(work.session, work.actor, record)):
            return {"": trouble}
    places = command.law.places(work, command) if command.law.places else ()
    troubles = (place_trouble(work.session, work.actor, place) for place in places)
    return {"": trouble} if (trouble := next(filter(None, troubles), "")) else {}


def chosen_trouble(
    session: Session, actor: Actor, command: type[Command], values: Mapping[str, object]
) -> Mapping[str, str]:
    """The records that a form names outside the area of a person, by field; the form need not be full."""
    if command.law.any_record:
        return {}
    found = {
        name: area_trouble(session, actor, record)
        for name, table, number in _named(command, values)
        if (record := session.get(mapped_class(table), number)) is not None
    }
    return {name: words for name, words in found.items() if words}


def withdrawn_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """The first named record that no longer counts, by field."""
    if command.law.any_record:
        return {}
    for name, table, number in named_records(command):
        record: Kept = work.session.get_one(mapped_class(table), number)
        if record.withdrawn_on is not None:
            return {name: withdrawn_words(work.session, record)}
    return {}


def withdrawn_words(session: Session, record: Kept) -> str:
    """The words for a record that no longer counts."""
    words = _("{record} counts no longer since {day}; choose another from the list")
    return words.format(record=record_words(session, record), day=record.withdrawn_on)


def missing_words(table: str, number: int) -> str:
    """The words for a record that there is not."""
    return _no_record(record_name(table), number)


def _no_record(kind: str, number: int) -> str:
    words = _("There is no {record} {number}; choose it from the list")
    return words.format(record=kind.lower(), number=number)


def record_words(session: Session, record: Kept) -> str:
    """A record by its kind and its name, or by its number where it has no name."""
    key = record.__tablename__, record.id
    name = names_of(session, [key]).get(key) or str(record.id)
    return _("{record} {name}").format(record=record_name(record.__tablename__).lower(), name=name)


def named_records(command: Command) -> Iterator[tuple[str, str, int]]:
    """The records that an act names, as its field, table and number."""
    yield from _named(type(command), {name: getattr(command, name) for name in command.asks()})


def _named(command: type[Command], values: Mapping[str, object]) -> Iterator[tuple[str, str, int]]:
    for name, ask in command.asks().items():
        if table := table_of(ask):
            value = values.get(name)
            numbers = value if isinstance(value, tuple) else (value,)
            yield from ((name, table, number) for number in numbers if isinstance(number, int))


def act_place(session: Session, command: Command) -> int | None:
    """The place of the first record that an act names; None for an act that names none."""
    records = (session.get(mapped_class(table), number) for table, number in _all_named(command))
    places = (place_of(session, record) for record in records if record is not None)
    return next((place for place in places if place is not None), None)


def act_subject(session: Session, command: Command) -> str:
    """The names of the records of an act; of more than two the first, with the number of the others."""
    keys = list(dict.fromkeys(_all_named(command)))
    found = names_of(session, keys)
    names = [found[key] for key in keys if found.get(key)]
    return " · ".join(names) if len(keys) <= 2 else f"{names[0]} +{len(keys) - 1}" if names else ""


def _all_named(command: Command) -> Iterator[RecordKey]:
    """The records that an act and the acts within it name."""
    named = chain.from_iterable(named_records(part) for part in command.acts_within())
    return ((table, number) for _field, table, number in named)


def table_of(ask: Ask) -> str:
    """The table of the records that a field names; "" for another field, or for computed rows."""
    if ask.column is not None and (keys := ask.column.foreign_keys):
        return str(next(iter(keys)).column.table.name)
    return _table_of_list(ask.of)


@cache
def _table_of_list(listed: str) -> str:
    if listed not in LISTS:
        return ""
    (base, *_more) = LISTS[listed].select().selected_columns["id"].base_columns
    return str(base.table.name) if isinstance(base, Column) else ""


def area_trouble(session: Session, actor: Actor, record: Kept) -> str:
    """Check that a record lies in the area of a person; one of the whole county always does."""
    place = place_of(session, record)
    return place_trouble(session, actor, place) if place is not None else ""


def place_trouble(session: Session, actor: Actor, place_id: int) -> str:
    """Check that this person may act for that place; a village or township clerk acts only for their own."""
    if actor.place_id is None or actor.place_id in (above := lineage(session, place_id)):
        return ""
    own = session.get_one(Place, actor.place_id).name
    places = [session.get_one(Place, number) for number in reversed(above)]
    below = [place.name for place in places if place.level in (PlaceLevel.TOWNSHIP, PlaceLevel.VILLAGE)]
    if not below:
        words = _("{name} acts only for {own}; this is a matter of the county")
        return Denial(words.format(name=actor.name, own=own))
    words = _("{name} acts only for {own}; this is in {place}. {township} or the county may do it")
    return Denial(words.format(name=actor.name, own=own, place="".join(below), township=below[0]))


def lineage(session: Session, place_id: int) -> list[int]:
    """The place and all above it, nearest first."""
    found: list[int] = []
    number: int | None = place_id
    while number is not None:
        found.append(number)
        number = session.scalar(select(Place.parent_id).where(Place.id == number))
    return found
