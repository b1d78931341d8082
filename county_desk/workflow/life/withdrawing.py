"""Takes back a change of a household at any later time, from its act in the history."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from county_desk.fields import Record
from county_desk.models.event_record import EventRecord
from county_desk.models.household import Household
from county_desk.models.household_change import HouseholdChange
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.cases.common import place_trouble
from county_desk.workflow.changed_records import RECORDS, Entries
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.correcting import REASON
from county_desk.workflow.life.changes import TakeBackChange
from county_desk.workflow.monitoring.clues import reason_trouble


@dataclass(frozen=True, kw_only=True)
class WithdrawChange(Command):
    """Withdraw a change that was recorded by mistake, while no later act changed the same records."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(
        N_("Withdraw a change of a household"), N_("Withdrew a change of a household"), "household"
    )

    change: Annotated[int, Ask(Record(), N_("Change"), of="changes")]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        change = work.session.get(HouseholdChange, self.change)
        if change is None or change.withdrawn_on is not None:
            return {"change": _("There is no change {number}").format(number=self.change)}
        household = work.session.get_one(Household, change.household_id)
        if trouble := place_trouble(work.session, work.actor, household.village_id):
            return {"": trouble}
        act = _act_of(work.session, change)
        if act is None:
            words = _("Other records were written with it or since; record the change that puts it right")
            return {"change": words}
        return act.problems(work) or reason_trouble(self.reason)

    def run(self, work: Work) -> Change:
        change = work.session.get_one(HouseholdChange, self.change)
        head = work.session.get_one(Household, change.household_id).head
        act = _act_of(work.session, change)
        assert act is not None  # problems() found it
        words = _("{change} of the household of {head} on {day} withdrawn: {reason}")
        about = {"change": _(change.kind.label), "day": change.happened_on, "reason": self.reason.strip()}
        return Change(act.run(work).touched, words.format(head=head, **about), id=change.id)


def _act_of(session: Session, change: HouseholdChange) -> TakeBackChange | None:
    """The inverse of the act that made a change; None where it, or a later act, wrote more."""
    made = select(EventRecord).where(*_about(HouseholdChange.__tablename__, change.id), EventRecord.made)
    first = session.scalar(made.order_by(EventRecord.event_id).limit(1))
    if first is None:
        return None
    written = session.scalars(select(EventRecord).where(EventRecord.event_id == first.event_id)).all()
    return None if _mixed(session, change, written) else TakeBackChange(changed=_changed(session, written))


def _about(record: str, number: int) -> tuple[ColumnElement[bool], ...]:
    return EventRecord.record == record, EventRecord.low <= number, EventRecord.high >= number


def _mixed(session: Session, change: HouseholdChange, written: Sequence[EventRecord]) -> bool:
    """Whether the act wrote for other households, too, or a later act wrote one of its records."""
    own = {change.household_id, change.other_id} - {None}
    for each in written:
        if each.record not in RECORDS or (each.low != each.high and each.after is None):
            return True  # records that were written at once come from a file
        for number in range(each.low, each.high + 1):
            last = session.scalar(select(func.max(EventRecord.event_id)).where(*_about(each.record, number)))
            if last != each.event_id:
                return True
            if each.record == HouseholdChange.__tablename__ and each.made:
                other = session.get_one(HouseholdChange, number)
                if other.household_id not in own or (other.id != change.id and other.other_id not in own):
                    return True
    return False


def _changed(session: Session, written: Sequence[EventRecord]) -> dict[str, Entries]:
    """The records of an act as `ChangedRecords.plain` gives them, in the versions that they have now."""
    found: dict[str, Entries] = {}
    for each in written:
        for number in range(each.low, each.high + 1):
            mapped = RECORDS[each.record]
            version = session.scalar(select(mapped.version).where(mapped.id == number))
            entry = {"version": version, "before": json.loads(each.before or "{}")}
            found.setdefault(each.record, {})[str(number)] = entry | ({"made": True} if each.made else {})
    return found
