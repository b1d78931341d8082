"""Takes back a change of a household at any later time, from its act in the history."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from county_desk.fields import Record
from county_desk.models.household import Household
from county_desk.models.household_change import HouseholdChange
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import REASON, Ask, Change, Command, Work
from county_desk.workflow.gate.records import withdrawn_words
from county_desk.workflow.gate.relations import withdrawing
from county_desk.workflow.left_records import event_that_made, later_act, left_records
from county_desk.workflow.taking_back import TakeBackAct


class WithdrawChange(Command):
    """Withdraw a change that was recorded by mistake, while no later act changed the same records."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(
        N_("Withdraw a change of a household"), N_("Withdrew a change of a household"), "household"
    )
    law: ClassVar = withdrawing(counted_on=HouseholdChange.happened_on)

    change: Annotated[int, Ask(Record(), N_("Change"), of="changes")]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        change = work.session.get_one(HouseholdChange, self.change)
        if change.withdrawn_on is not None:
            return {"change": withdrawn_words(work.session, change)}
        act = _act_of(work, change)
        if act is None:
            words = _("Other records were written with it or since; record the change that puts it right")
            return {"change": words}
        return act.problems(work)

    def run(self, work: Work) -> Change:
        change = work.session.get_one(HouseholdChange, self.change)
        head = work.session.get_one(Household, change.household_id).head
        act = _act_of(work, change)
        assert act is not None  # problems() found it
        words = _("Household of {head}: the change “{change}” of {day} is withdrawn. Reason: {reason}")
        about = {"change": _(change.kind.label), "day": change.happened_on, "reason": self.reason.strip()}
        act.run(work)
        return Change(words.format(head=head, **about), id=change.id)


def _act_of(work: Work, change: HouseholdChange) -> TakeBackAct | None:
    """The inverse of the act that made a change; None where it, or a later act, wrote more."""
    event = event_that_made(work.session, change)
    act = TakeBackAct(event=event.id)
    if act.kind(work) is None:
        return None
    left = left_records(work.session, event)
    if later_act(work.session, event.id, left):
        return None
    for each in left:
        other = each.record
        if isinstance(other, HouseholdChange) and each.made and not _is_part(other, change):
            return None
    return act


def _is_part(other: HouseholdChange, change: HouseholdChange) -> bool:
    """Whether a change is of the same households as one that was made with it."""
    own = {change.household_id, change.other_id} - {None}
    return other.household_id in own and (other.id == change.id or other.other_id in own)
