"""Bases of acts that make, change or withdraw one record, as their declarations say."""

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import ClassVar, cast

from sqlalchemy.orm import InstrumentedAttribute

from county_desk.fields import Term
from county_desk.models.base import Kept, mapped_class
from county_desk.text import _
from county_desk.workflow.command import KINDS, Change, Command, Work
from county_desk.workflow.declared import record_of, values_of
from county_desk.workflow.gate.records import table_of
from county_desk.workflow.gate.stored import ACT, restored


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


class _RecordAct[R: Kept](Command):
    """The base of acts on one record of a mapped class.

    Each of `refused` is a state of the record in the first field in which the act cannot be done. `summary`
    are the words of the act for the history, with parts of the record and of the `act`. The inverse is the
    act of the name `undone_by`, which has the record in its first field.
    """

    refused: ClassVar[tuple[Unless, ...]] = ()
    summary: ClassVar[str]
    undone_by: ClassVar[str] = ""

    def first_record(self, work: Work) -> Kept:
        """The record in the first field."""
        name = _first_field(type(self))
        return work.session.get_one(mapped_class(table_of(self.asks()[name])), getattr(self, name))

    def problems(self, work: Work) -> Mapping[str, str]:
        if not self.refused:
            return {}
        record = self.first_record(work)
        found = (filled_in(each.words, record) for each in self.refused if each.bars(record))
        return {_first_field(type(self)): words} if (words := next(found, "")) else {}

    def told(self, work: Work, record: R) -> str:
        """The words of the act for the history, once it is done."""
        return filled_in(self.summary, record, self)

    def _done(self, work: Work, record: R) -> Change:
        undo = None
        if self.undone_by:
            first = _first_field(KINDS[self.undone_by])
            undo = restored({ACT: self.undone_by, first: record.id, "reason": _("Undone")})
        return Change(self.told(work, record), undo=undo, id=record.id)


class MakingAct[R: Kept](_RecordAct[R]):
    """Makes one record of the class `makes`, from the fields that its columns declare."""

    makes: ClassVar[type[Kept]]

    def own(self, work: Work) -> Mapping[str, object]:
        """The values of columns that no field gives."""
        return {}

    def run(self, work: Work) -> Change:
        record = cast("R", record_of(work, self, self.makes, **self.own(work)))
        work.session.add(record)
        work.session.flush()
        return self._done(work, record)


class ChangingAct[R: Kept](_RecordAct[R]):
    """Changes the record in its first field, by the other fields that its columns declare.

    `sets` are the values that every such act writes. A blank field of those `kept_if_blank` erases nothing.
    """

    sets: ClassVar[Mapping[str, object]] = {}
    kept_if_blank: ClassVar[tuple[str, ...]] = ()

    def own(self, work: Work, record: R) -> Mapping[str, object]:
        """The values of columns that no field gives, once the others are written."""
        return {}

    def run(self, work: Work) -> Change:
        record = cast("R", self.first_record(work))
        given = {**values_of(self, type(record)), **self.sets}
        _write(record, {name: value for name, value in given.items() if not self._keeps(name, value)})
        _write(record, self.own(work, record))
        return self._done(work, record)

    def _keeps(self, column: str, value: object) -> bool:
        return column in self.kept_if_blank and value in (None, "")


class WithdrawingAct[R: Kept](ChangingAct[R]):
    """Withdraws the record in its first field. The column `kept_in` keeps the reason; none does if blank."""

    kept_in: ClassVar[str] = "reason"

    def own(self, work: Work, record: R) -> Mapping[str, object]:
        kept = {self.kept_in: getattr(self, "reason", "").strip()} if self.kept_in else {}
        return {"withdrawn_on": work.today, **kept}


def _write(record: Kept, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _first_field(kind: type[Command]) -> str:
    return next(iter(kind.asks()))
