"""Entering changes that waited for the window of the year."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.fields import Numbers
from county_desk.models.household import Household
from county_desk.models.user import Permission
from county_desk.models.waiting_change import WaitingChange
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.command import Ask, Change, Command, Refused, Work
from county_desk.workflow.gate.gate import problems_of
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.stored import ACT, restored
from county_desk.workflow.life.window import LifeCommand, waiting_trouble, waiting_words
from county_desk.workflow.rights import refusal


class EnterWaiting(Command):
    """Enter changes that waited, in the order in which they happened: all of them, or none."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(N_("Enter waiting changes"), N_("Entered waiting changes"), "household")
    synonyms: ClassVar = N_("confirm changes")
    law: ClassVar = ONE_PERSON

    waiting: Annotated[tuple[int, ...], Ask(Numbers(), N_("Waiting changes"), of="waiting_changes")]

    def problems(self, work: Work) -> Mapping[str, str]:
        if not self.waiting:
            return {"waiting": _("Choose at least one waiting change")}
        for number in self.waiting:
            if trouble := waiting_trouble(work, number):
                return trouble
        for kept, act in self._acts(work):
            if denied := refusal(work.actor, act.permission):
                return {"": denied}
            if act.waits(work):
                return {"": _named(work, kept, waiting_words(work))}
        return {}

    def run(self, work: Work) -> Change:
        changes = []
        for kept, act in self._acts(work):
            for words in problems_of(_as_recorded(work, kept), act).values():
                raise Refused({"": _named(work, kept, words)})
            changes.append(act.carry_out(work))
            kept.entered_on = work.today
        count = len(changes)
        summary = _n("{count} waiting change entered", "{count} waiting changes entered", count)
        return Change(summary.format(count=count))

    def _acts(self, work: Work) -> Iterator[tuple[WaitingChange, LifeCommand]]:
        wanted = select(WaitingChange).where(WaitingChange.id.in_(self.waiting))
        for kept in work.session.scalars(wanted.order_by(WaitingChange.happened_on, WaitingChange.id)):
            yield kept, act_of(kept)


def act_of(kept: WaitingChange) -> LifeCommand:
    """The act as it was asked for."""
    act = restored({ACT: kept.act.value, **kept.asked})
    assert isinstance(act, LifeCommand)
    return act


def _as_recorded(work: Work, kept: WaitingChange) -> Work:
    """The same work on the day on which a change was recorded: whether it was late is known since then."""
    return replace(work, now=datetime.combine(kept.recorded_on, work.now.timetz()))


def _named(work: Work, kept: WaitingChange, words: str) -> str:
    head = work.session.get_one(Household, kept.household_id).head
    return _("Waiting change {number} of {head}: {words}").format(number=kept.id, head=head, words=words)
