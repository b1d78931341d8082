"""Another member becomes the head of a household; the household keeps its number."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import func, select

from county_desk.fields import Record, Sex
from county_desk.models.household import Household, Member
from county_desk.models.household_change import COMING, LEAVING, ChangeKind, HouseholdChange
from county_desk.rules.kinship import HEAD, OTHER, Kin, relation_to
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, in_a_row
from county_desk.workflow.command import Ask, Change, Work
from county_desk.workflow.life.changes import (
    EVIDENCE,
    HAPPENED_TO_PERSON,
    HouseholdLife,
    living,
)
from county_desk.workflow.life.window import LifeCommand
from county_desk.workflow.registry import removed_trouble


class ChangeHead(LifeCommand):
    """Make another member the head; the relations of the others follow where they follow for certain."""

    act: ClassVar = ActWords(
        N_("Change the head of a household"), N_("Changed the head of a household"), "household"
    )
    synonyms: ClassVar = N_("householder")

    member: Annotated[int, Ask(Record(), N_("New head"), of="members")]
    happened_on: Annotated[date, HAPPENED_TO_PERSON]
    evidence: Annotated[str, EVIDENCE]

    def problems(self, work: Work) -> Mapping[str, str]:
        member = work.session.get_one(Member, self.member)
        if trouble := removed_trouble(work, member.household_id, "member"):
            return trouble
        if member.relation == HEAD:
            return {"member": _("{name} is the head already").format(name=member.name)}
        return early_trouble(work, member, self.happened_on)

    def carry_out(self, work: Work) -> Change:
        member = work.session.get_one(Member, self.member)
        household, former = member.household, member.household.head
        life = HouseholdLife(work, self.happened_on, self.evidence)
        to_check = lead(life, household, member)
        life.note(household, ChangeKind.NEW_HEAD, member=member)
        summary = _("{name} is the head of the household instead of {former}").format(
            name=member.name, former=former
        )
        return Change(in_a_row(summary, to_check), id=household.id)


def early_trouble(work: Work, head: Member, day: date) -> Mapping[str, str]:
    """Check that a head joined the household by a day, and that no other head came or went after it."""
    last, joined = _last_change(work, head), _joined(work, head)
    words = ""
    if last is not None and day < last:
        words = _("The head changed on {last}, and {day} lies before it; correct the day")
    elif joined is not None and day < joined:
        words = _("{name} joined the household on {joined}, and {day} lies before it; correct the day")
    return {"happened_on": words.format(last=last, joined=joined, name=head.name, day=day)} if words else {}


def _joined(work: Work, member: Member) -> date | None:
    """The day on which a person joined the household; None for a first member."""
    came = HouseholdChange.member_id == member.id, HouseholdChange.kind.in_(COMING)
    wanted = select(func.max(HouseholdChange.happened_on)).where(*came)
    return work.session.scalar(wanted.where(HouseholdChange.withdrawn_on.is_(None)))


def _last_change(work: Work, head: Member) -> date | None:
    """The day of the last change of head in the household of a member; None without one."""
    led = (HouseholdChange.kind == ChangeKind.NEW_HEAD) | (
        HouseholdChange.kind.in_(LEAVING) & (Member.relation == HEAD)
    )
    wanted = select(func.max(HouseholdChange.happened_on)).join(
        Member, Member.id == HouseholdChange.member_id
    )
    wanted = wanted.where(
        HouseholdChange.household_id == head.household_id, HouseholdChange.withdrawn_on.is_(None), led
    )
    return work.session.scalar(wanted)


def lead(life: HouseholdLife, household: Household, member: Member, leaving: Member | None = None) -> str:
    """Make a member the head; returns a sentence that names the relations to be corrected, or "".

    The record of the member who is `leaving` keeps its relation.
    """
    everyone = living(household)
    former = next((one for one in everyone if one.relation == HEAD), None)
    new, old = _kin(member), _kin(former) if former else Kin(HEAD, None)
    relations = {one: relation_to(new, old, _kin(one)) for one in everyone if one not in (member, leaving)}
    for one, relation in relations.items():
        if relation != one.relation:
            one.relation = relation
    member.relation = HEAD
    life.name_head(household, member.name)
    unsure = [one.name for one, relation in relations.items() if relation == OTHER]
    if not unsure:
        return ""
    return _("Check the relation of {names} to the new head.").format(names=_(", ").join(unsure))


def _kin(member: Member) -> Kin:
    return Kin(member.relation, None if member.sex is None else member.sex is Sex.MALE)
