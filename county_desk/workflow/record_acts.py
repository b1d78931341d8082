"""Bases of acts that make, change or withdraw one record, as their declarations say."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, ClassVar, cast

from county_desk.models.base import Kept
from county_desk.text import _
from county_desk.workflow.command import KINDS, REASON, Change, Command, Work
from county_desk.workflow.declared import record_of, values_of
from county_desk.workflow.gate.relations import withdrawing
from county_desk.workflow.gate.states import filled_in, first_field, first_record
from county_desk.workflow.gate.stored import ACT, restored


class _RecordAct[R: Kept](Command):
    """The base of acts on one record of a mapped class.

    `summary` are the words of the act for the history, with parts of the record and of the `act`. The inverse
    is the act of the name `undone_by`, which has the record in its first field.
    """

    summary: ClassVar[str]
    undone_by: ClassVar[str] = ""

    def told(self, work: Work, record: R) -> str:
        """The words of the act for the history, once it is done."""
        return filled_in(self.summary, record, self)

    def _done(self, work: Work, record: R) -> Change:
        undo = None
        if self.undone_by:
            first = first_field(KINDS[self.undone_by])
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
        record = cast("R", first_record(work, self))
        given = {**values_of(self, type(record)), **self.sets}
        _write(record, {name: value for name, value in given.items() if not self._keeps(name, value)})
        _write(record, self.own(work, record))
        return self._done(work, record)

    def _keeps(self, column: str, value: object) -> bool:
        return column in self.kept_if_blank and value in (None, "")


class WithdrawingAct[R: Kept](ChangingAct[R]):
    """Withdraws the record in its first field. The column `kept_in` keeps the reason; none does if blank."""

    law: ClassVar = withdrawing()
    kept_in: ClassVar[str] = "reason"

    reason: Annotated[str, replace(REASON, last=True)]

    def own(self, work: Work, record: R) -> Mapping[str, object]:
        kept = {self.kept_in: self.reason.strip()} if self.kept_in else {}
        return {"withdrawn_on": work.today, **kept}


def _write(record: Kept, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(record, name, value)
