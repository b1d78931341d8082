"""The confirmation of an opening balance by a second person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from county_desk.fields import Record
from county_desk.models.batch import Batch
from county_desk.models.user import Permission
from county_desk.text import N_, _
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work


@dataclass(frozen=True, kw_only=True)
class ConfirmOpening(Command):
    """Confirm an opening balance that another person took in; until then no return can be frozen."""

    permission: ClassVar = Permission.DECIDE
    title: ClassVar = N_("Confirm an opening balance")
    final: ClassVar = ON_RECORD

    batch: Annotated[int, Ask(Record(), N_("Batch"), of="batches")]

    def problems(self, work: Work) -> Mapping[str, str]:
        batch = work.session.get(Batch, self.batch)
        if batch is None:
            return {"batch": _("There is no batch {number}").format(number=self.batch)}
        if batch.undone_on is not None:
            return {"batch": _("This batch was undone on {day}").format(day=batch.undone_on)}
        if not batch.opening:
            return {"batch": _("This batch is no opening balance and needs no confirmation")}
        if batch.confirmed_on is not None:
            return {"batch": _("This opening balance was confirmed on {day}").format(day=batch.confirmed_on)}
        if batch.taken_by == work.actor.id:
            words = _("{name} took this opening balance in; another person confirms it")
            return {"": words.format(name=work.actor.name)}
        return {}

    def run(self, work: Work) -> Change:
        batch = work.session.get_one(Batch, self.batch)
        batch.confirmed_by, batch.confirmed_on = work.actor.id, work.today
        work.session.flush()
        summary = _("Opening balance {number} ({file}) confirmed").format(
            number=batch.id, file=batch.file_name
        )
        return Change(frozenset({Batch}), summary, id=batch.id)
