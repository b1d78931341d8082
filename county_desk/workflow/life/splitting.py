"""A household splits into two, or two become one; the county approves both."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy.orm import Session

from county_desk.fields import Numbers, Record
from county_desk.models.household import Household, Member
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.models.user import Permission
from county_desk.rules.kinship import HEAD, OTHER
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, in_a_row
from county_desk.workflow.cases.filing import new_number, spouse_trouble
from county_desk.workflow.command import Ask, Change, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.life.changes import (
    DOCUMENT,
    HAPPENED_AFTER_ENTRY,
    HOUSEHOLD,
    HOUSEHOLD_THERE,
    HouseholdLife,
    case_trouble,
    living,
)
from county_desk.workflow.life.heads import lead
from county_desk.workflow.life.winding_up import hand_on, merging_help
from county_desk.workflow.life.window import LifeCommand
from county_desk.workflow.registry import removed_trouble

_MERGED_ON = asked(HouseholdChange.happened_on, after=(*HOUSEHOLD_THERE, "into.registered_on"))
_STANDING = ("village_id", "group_name", "standing", "registered_on", "exited_on", "grace_until")
_KEPT = ("kind", "cause", "other_causes", "identified", "claimed", "standard", "exit_year")


class SplitHousehold(LifeCommand):
    """Make a household of its own from some members of another.

    It has the standing and the days of the other one, and a number of its own. Facts of years stay with the
    household for which they were found.
    """

    permission: ClassVar = Permission.CORRECT
    act: ClassVar = ActWords(N_("Split a household"), N_("Split a household"), "household")
    synonyms: ClassVar = N_("separate divide")
    whole: ClassVar = True

    household: Annotated[int, HOUSEHOLD]
    members: Annotated[
        tuple[int, ...], Ask(Numbers(), N_("Members who split off"), of="members", within="household")
    ]
    head: Annotated[int, Ask(Record(), N_("Head of the new household"), of="members", within="household")]
    happened_on: Annotated[date, HAPPENED_AFTER_ENTRY]
    evidence: Annotated[str, DOCUMENT]

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := removed_trouble(work, self.household) or case_trouble(work, self.household):
            return trouble
        household = work.session.get_one(Household, self.household)
        return self._members_trouble(household)

    def _members_trouble(self, household: Household) -> Mapping[str, str]:
        everyone = {one.id: one for one in living(household)}
        if not self.members:
            return {"members": _("Choose the members who split off")}
        if missing := set(self.members) - everyone.keys():
            message = _("Member {number} does not belong to this household")
            return {"members": message.format(number=min(missing))}
        if any(everyone[number].relation == HEAD for number in self.members):
            return {"members": _("The head stays; change the head first if the head is to leave")}
        if self.head not in self.members:
            return {"head": _("The head of the new household must be one of those who split off")}
        return {}

    def carry_out(self, work: Work) -> Change:
        household = work.session.get_one(Household, self.household)
        leaving = [one for one in living(household) if one.id in self.members]
        new_head = work.session.get_one(Member, self.head)
        life = HouseholdLife(work, self.happened_on, self.evidence)
        new = Household(
            number=new_number(work.session, household.village_id, self.happened_on),
            head=new_head.name,
            persons=len(leaving),
            **{name: getattr(household, name) for name in (*_STANDING, *_KEPT)},
        )
        life.add(new)
        for position, member in enumerate(sorted(leaving, key=lambda one: one is not new_head), 1):
            member.household_id = new.id
            member.position = position
        work.session.flush()
        work.session.expire(household, ["members"])
        work.session.expire(new, ["members"])
        to_check = lead(life, new, new_head)
        life.count(household, -len(leaving))
        life.note(household, ChangeKind.SPLIT_OFF, -len(leaving), other=new)
        life.note(new, ChangeKind.SPLIT_NEW, other=household)
        summary = _(
            "The household of {head} split; {new} has a household of {count} with the number {number}"
        )
        words = summary.format(head=household.head, new=new.head, count=new.persons, number=new.number)
        return Change(in_a_row(words, to_check), id=new.id)


class MergeHouseholds(LifeCommand):
    """Let the members of one household belong to another one; the first leaves the register as a whole."""

    permission: ClassVar = Permission.CORRECT
    act: ClassVar = ActWords(N_("Merge two households"), N_("Merged two households"), "household")
    synonyms: ClassVar = N_("combine join-up")
    whole: ClassVar = True

    household: Annotated[int, Ask(Record(), N_("Household that ends"), of="households")]
    into: Annotated[int, Ask(Record(), N_("Household that goes on"), of="households")]
    relation: Annotated[str, asked(Member.relation)]
    happened_on: Annotated[date, _MERGED_ON]
    evidence: Annotated[str, DOCUMENT]

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := removed_trouble(work, self.household) or removed_trouble(work, self.into, "into"):
            return trouble
        if self.household == self.into:
            return {"into": _("Choose another household")}
        if trouble := case_trouble(work, self.household) or case_trouble(work, self.into):
            return trouble
        if self.relation.strip() == HEAD:
            return {"relation": _("A household has one head")}
        if trouble := spouse_trouble(work.session.get_one(Household, self.into), self.relation):
            return trouble
        return self._alike_trouble(work.session)

    def _alike_trouble(self, session: Session) -> Mapping[str, str]:
        ends, goes_on = session.get_one(Household, self.household), session.get_one(Household, self.into)
        if ends.village_id != goes_on.village_id:
            return {"into": _("It lies in another village; move the household first")}
        if ends.standing is not goes_on.standing:
            message = _("One household is {one}, the other {other}; both must stand alike")
            return {"into": message.format(one=_(ends.standing.label), other=_(goes_on.standing.label))}
        return {}

    def consequence(self, work: Work) -> str:
        return merging_help(work.session, work.session.get_one(Household, self.household)).words()

    def carry_out(self, work: Work) -> Change:
        ends = work.session.get_one(Household, self.household)
        goes_on = work.session.get_one(Household, self.into)
        coming, last = living(ends), max((one.position for one in goes_on.members), default=0)
        life = HouseholdLife(work, self.happened_on, self.evidence)
        unsure = []
        for position, member in enumerate(coming, last + 1):
            relation = self.relation.strip() if member.relation == HEAD else OTHER
            unsure += [member.name] if relation == OTHER else []
            member.relation = relation
            member.household_id = goes_on.id
            member.position = position
        hand_on(life, ends, goes_on)
        life.note(ends, ChangeKind.MERGED_AWAY, -len(coming), persons=0, other=goes_on)
        ends.withdrawn_on = self.happened_on
        life.count(goes_on, len(coming))
        life.note(goes_on, ChangeKind.MERGED_IN, len(coming), other=ends)
        summary = _("The household of {head} merged into that of {other}").format(
            head=ends.head, other=goes_on.head
        )
        to_check = _("Check the relation of {names} to the head.").format(names=_(", ").join(unsure))
        return Change(in_a_row(summary, to_check if unsure else ""), id=goes_on.id)
