"""A household moves to another village of the county with its file, or leaves the register as a whole."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.fields import Choice, Record
from county_desk.models.clue import Clue
from county_desk.models.household import Household
from county_desk.models.household_change import ENDING, ChangeKind
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.life.changes import (
    DOCUMENT,
    EVIDENCE,
    HAPPENED_AFTER_ENTRY,
    HOUSEHOLD,
    HOUSEHOLD_ENDED_ON,
    HouseholdLife,
    case_trouble,
    living,
)
from county_desk.workflow.life.winding_up import running_help, wind_up
from county_desk.workflow.life.window import LifeCommand
from county_desk.workflow.registry import removed_trouble


class MoveHousehold(LifeCommand):
    """Move a household to another village of the county; its number and its file go with it."""

    permission: ClassVar = Permission.CORRECT
    act: ClassVar = ActWords(
        N_("Move a household within the county"), N_("Moved a household within the county"), "household"
    )
    synonyms: ClassVar = N_("relocate transfer")
    whole: ClassVar = True

    household: Annotated[int, HOUSEHOLD]
    village: Annotated[int, Ask(Record(), N_("New village"), of="villages")]
    happened_on: Annotated[date, HAPPENED_AFTER_ENTRY]
    evidence: Annotated[str, DOCUMENT]
    group_name: Annotated[str, asked(Household.group_name)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := removed_trouble(work, self.household) or case_trouble(work, self.household):
            return trouble
        village = work.session.get_one(Place, self.village)
        household = work.session.get_one(Household, self.household)
        if household.village_id == village.id:
            return {
                "village": _("The household is on file in {village} already").format(village=village.name)
            }
        return {}

    def carry_out(self, work: Work) -> Change:
        household = work.session.get_one(Household, self.household)
        before, village = household.village_id, work.session.get_one(Place, self.village)
        life = HouseholdLife(work, self.happened_on, self.evidence)
        household.village_id = village.id
        household.group_name = self.group_name.strip()
        for record in _moving_records(work, household.id):
            record.village_id = village.id
        life.note(household, ChangeKind.MOVED, village_before=before)
        summary = _("The household of {head} moved to {village}").format(
            head=household.head, village=village.name
        )
        return Change(summary, id=household.id)


def _moving_records(work: Work, household: int) -> Iterator[Monitored | Clue]:
    """The records of monitoring, and the clues; a household is never monitored in two villages."""
    watched = select(Monitored).where(Monitored.household_id == household, Monitored.withdrawn_on.is_(None))
    clues = select(Clue).where(Clue.household_id == household, Clue.withdrawn_on.is_(None))
    yield from work.session.scalars(watched.order_by(Monitored.id))
    yield from work.session.scalars(clues.order_by(Clue.id))


class EndHousehold(LifeCommand):
    """Let a household leave the register as a whole after all members died or left.

    One that moved out of the county goes with its members; R6 counts it apart from natural decrease.
    """

    act: ClassVar = ActWords(
        N_("The whole household is gone"), N_("Recorded that a whole household is gone"), "household"
    )
    synonyms: ClassVar = N_("deregister gone")
    whole: ClassVar = True

    household: Annotated[int, HOUSEHOLD]
    kind: Annotated[ChangeKind, Ask(Choice(terms=ChangeKind, among=ENDING), N_("Reason"))]
    happened_on: Annotated[date, HOUSEHOLD_ENDED_ON]
    evidence: Annotated[str, EVIDENCE]

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := removed_trouble(work, self.household) or case_trouble(work, self.household):
            return trouble
        if self.kind not in ENDING:
            return {"kind": _("Choose how the members left")}
        return {}

    def consequence(self, work: Work) -> str:
        household = work.session.get_one(Household, self.household)
        leaving = living(household)
        message = _("The household of {head} with {count} members leaves the register as a whole.")
        words = message.format(head=household.head, count=len(leaving))
        ending = running_help(work.session, household, leaving, self.happened_on).words()
        return "\n".join(filter(None, (words, ending)))

    def carry_out(self, work: Work) -> Change:
        household = work.session.get_one(Household, self.household)
        life = HouseholdLife(work, self.happened_on, self.evidence)
        leaving = living(household)
        wind_up(life, running_help(work.session, household, leaving, self.happened_on), self.kind)
        away = self.kind is ChangeKind.MOVED_AWAY
        for left, member in enumerate(leaving, 1):
            member.withdrawn_on = self.happened_on
            if not away:
                life.note(household, self.kind, -1, member=member, persons=len(leaving) - left)
        household.withdrawn_on = self.happened_on
        if away:
            life.note(household, self.kind, -len(leaving), persons=0)
        else:
            life.note(household, ChangeKind.ENDED, persons=0)
        summary = _("The household of {head} left the register as a whole").format(head=household.head)
        return Change(summary, id=household.id)
