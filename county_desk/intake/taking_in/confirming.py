"""The confirmation of opening balances by a second person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from county_desk.fields import Numbers
from county_desk.models.batch import Batch
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.gate.law import Law
from county_desk.workflow.gate.relations import WHO_ENTERED


@dataclass(frozen=True, kw_only=True)
class ConfirmOpening(Command):
    """Confirm opening balances that another person took in; until then no return can be frozen."""

    permission: ClassVar = Permission.DECIDE
    act: ClassVar = ActWords(N_("Confirm an opening balance"), N_("Confirmed an opening balance"), "batch")
    law: ClassVar = Law(apart=(WHO_ENTERED,))
    final: ClassVar = ON_RECORD

    batches: Annotated[tuple[int, ...], Ask(Numbers(), N_("Batches"), of="batches")]

    def problems(self, work: Work) -> Mapping[str, str]:
        if not self.batches:
            return {"batches": _("Choose the batches of the opening balance")}
        for number in self.batches:
            if found := _trouble(work, number):
                return found
        return {}

    def run(self, work: Work) -> Change:
        for number in self.batches:
            batch = work.session.get_one(Batch, number)
            batch.confirmed_by, batch.confirmed_on = work.actor.id, work.today
        work.session.flush()
        count = len(set(self.batches))
        words = _n(
            "{count} opening balance confirmed: {batches}",
            "{count} opening balances confirmed: {batches}",
            count,
        )
        told = _(", ").join(str(number) for number in sorted(set(self.batches)))
        return Change(frozenset({Batch}), words.format(count=count, batches=told), id=self.batches[0])


def _trouble(work: Work, number: int) -> Mapping[str, str]:
    """The reason why this person cannot confirm one batch; empty without one."""
    batch = work.session.get(Batch, number)
    if batch is None:
        return {"batches": _("There is no batch {number}").format(number=number)}
    if batch.undone_on is not None:
        return {"batches": _("This batch was undone on {day}").format(day=batch.undone_on)}
    if not batch.opening:
        return {"batches": _("This batch is no opening balance and needs no confirmation")}
    if batch.confirmed_on is not None:
        return {"batches": _("This opening balance was confirmed on {day}").format(day=batch.confirmed_on)}
    return {}
