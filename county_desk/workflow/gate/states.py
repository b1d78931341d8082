"""States of records in which acts are refused, and words with parts of a record."""

from collections.abc import Mapping, Sequence
from string import Formatter

from sqlalchemy.orm import InstrumentedAttribute

from county_desk.fields import Term
from county_desk.models.base import Kept, mapped_class
from county_desk.text import _
from county_desk.workflow.command import Command, Work
from county_desk.workflow.gate.records import table_of


class Unless:
    """The refusal of an act while a `column` of its record is filled in.

    The `words` name parts of the record, as “{done_on}” does.
    """

    def __init__(self, column: InstrumentedAttribute[object], words: str) -> None:
        self.key, self.words = column.key, words

    def bars(self, record: Kept) -> bool:
        """Whether the record is in this state."""
        return getattr(record, self.key) not in (None, "")


class Once(Unless):
    """The refusal of an act while a `column` of its record is blank."""

    def bars(self, record: Kept) -> bool:
        return not super().bars(record)


class _Words(Formatter):
    """Words with parts of a record, or of its act; a term shows its label."""

    def get_value(self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]) -> object:
        return kwargs["act"] if key == "act" else getattr(kwargs["record"], str(key))

    def format_field(self, value: object, format_spec: str) -> str:
        return format(_(value.label) if isinstance(value, Term) else value, format_spec)


def filled_in(words: str, record: object, act: object = None) -> str:
    """Words in the language in force, with parts of a record, as in “{household.head}”, or of its `act`."""
    return _Words().vformat(_(words), (), {"record": record, "act": act})


def first_field(kind: type[Command]) -> str:
    """The name of the first field of an act."""
    return next(iter(kind.asks()))


def first_record(work: Work, command: Command) -> Kept:
    """The record in the first field of an act."""
    name = first_field(type(command))
    return work.session.get_one(mapped_class(table_of(command.asks()[name])), getattr(command, name))


def states_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """The first declared state of its record that refuses an act, in words by its first field."""
    record = first_record(work, command) if command.refused else None
    found = (filled_in(each.words, record) for each in command.refused if record and each.bars(record))
    return {first_field(type(command)): words} if (words := next(found, "")) else {}
