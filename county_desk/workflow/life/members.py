"""A person comes into a household, or leaves it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from county_desk.fields import Choice, IdNumber, Record, Sex
from county_desk.identity import birth_of, is_male
from county_desk.models.household import Household, Member
from county_desk.models.household_change import COMING, LEAVING, ChangeKind
from county_desk.names import compared
from county_desk.rules.kinship import GROWN, HEAD, LEAST_AGE
from county_desk.rules.monitoring_rules import whole_months
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, in_a_row
from county_desk.workflow.cases.filing import person_trouble, spouse_trouble
from county_desk.workflow.command import Ask, Change, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.days import order_trouble
from county_desk.workflow.life.changes import (
    EVIDENCE,
    HAPPENED_AFTER_ENTRY,
    HOUSEHOLD,
    HOUSEHOLD_THERE,
    MEMBER,
    PERSON_LEFT_ON,
    HouseholdLife,
    case_trouble,
    living,
)
from county_desk.workflow.life.heads import early_trouble, lead
from county_desk.workflow.life.winding_up import running_help, wind_up
from county_desk.workflow.life.window import LifeCommand
from county_desk.workflow.registry import removed_trouble


class JoinMember(LifeCommand):
    """Record that a person came into a household by birth, marriage or otherwise.

    A child can be recorded before it has an identity number. The form then asks for its sex, and its day of
    birth is the day of the change.
    """

    act: ClassVar = ActWords(
        N_("A person joins the household"), N_("Recorded that a person joined a household"), "household"
    )
    synonyms: ClassVar = N_("newborn baby married arrival move-in")

    household: Annotated[int, HOUSEHOLD]
    kind: Annotated[ChangeKind, Ask(Choice(terms=ChangeKind, among=COMING), N_("Reason"))]
    happened_on: Annotated[date, HAPPENED_AFTER_ENTRY]
    name: Annotated[str, asked(Member.name)]
    relation: Annotated[str, asked(Member.relation)]
    evidence: Annotated[str, EVIDENCE]
    id_number: Annotated[str, asked(Member.id_number, N_("A newborn without a number: leave it blank"))] = ""
    sex: Annotated[
        Sex | None, Ask(Choice(terms=Sex), N_("Sex"), N_("Only for a newborn without a number"))
    ] = None
    ethnicity: Annotated[str, asked(Member.ethnicity, seldom=True)] = ""

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        kind, number = given.get("kind"), str(given.get("id_number") or "").strip()
        if kind is ChangeKind.BIRTH:
            return {} if number else {"sex": True}
        return {"id_number": True, "sex": False} if kind in COMING else {}

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := removed_trouble(work, self.household):
            return trouble
        if self.kind not in COMING:
            return {"kind": _("Choose how the person came")}
        if not self.name.strip():
            return {"name": _("Write the name")}
        if trouble := self._number_trouble(work):
            return trouble
        if wrong := self._relation_trouble():
            return {"relation": wrong}
        return self._beside_trouble(work)

    def _relation_trouble(self) -> str:
        """Check that the person is no second head, and no child as a spouse or a parent."""
        if self.relation.strip() == HEAD:
            return _("The household has a head; change the head by the act for that")
        born = self._born_on()
        if self.relation.strip() not in GROWN or born is None:
            return ""
        if whole_months(born, self.happened_on) >= 12 * LEAST_AGE:
            return ""
        words = _("Born on {born}, {name} is below {age} years: no spouse, parent or grandparent of the head")
        return words.format(born=born, name=self.name.strip(), age=LEAST_AGE)

    def _beside_trouble(self, work: Work) -> Mapping[str, str]:
        """Check that no member has the same name, born then or now, and that the head has no spouse."""
        household = work.session.get_one(Household, self.household)
        born, name = self._born_on(), compared(self.name)
        for one in living(household):
            same = one.born_on == born or self.kind is ChangeKind.BIRTH
            if same and compared(one.name) == name:
                words = _("{name}, born on {born}, is in this household already, as member {number}")
                return {"name": words.format(name=one.name, born=one.born_on, number=one.id)}
        return spouse_trouble(household, self.relation)

    def _number_trouble(self, work: Work) -> Mapping[str, str]:
        if self.id_number.strip():
            trouble = person_trouble(work, self.id_number) or self._birth_trouble()
            return {"id_number": trouble} if trouble else {}
        return {}

    def _birth_trouble(self) -> str:
        """Check that no person came before the birth, and that a birth is on the day in the number."""
        born, birth = self._born_on(), self.kind is ChangeKind.BIRTH
        if born is None or born == self.happened_on or (born < self.happened_on and not birth):
            return ""
        if birth:
            message = _("The identity number says born on {born}, and the birth was on {day}")
        else:
            message = _("The identity number says born on {born}; {day} lies before it")
        return message.format(born=born, day=self.happened_on)

    def _born_on(self) -> date | None:
        if self.id_number.strip():
            return birth_of(IdNumber().parse(self.id_number))
        return self.happened_on if self.kind is ChangeKind.BIRTH else None

    def carry_out(self, work: Work) -> Change:
        household = work.session.get_one(Household, self.household)
        number = IdNumber().parse(self.id_number) if self.id_number.strip() else ""
        life = HouseholdLife(work, self.happened_on, self.evidence)
        member = Member(
            household_id=household.id,
            position=max((one.position for one in household.members), default=0) + 1,
            name=self.name.strip(),
            relation=self.relation.strip(),
            sex=(Sex.MALE if is_male(number) else Sex.FEMALE) if number else self.sex,
            id_number=number,
            born_on=self._born_on(),
            ethnicity=self.ethnicity.strip(),
        )
        life.add(member)
        life.count(household, 1)
        life.note(household, self.kind, 1, member=member)
        summary = _("{name} joined the household of {head}: {kind}").format(
            name=member.name, head=household.head, kind=_(self.kind.label)
        )
        return Change(summary, id=member.id)


class LeaveMember(LifeCommand):
    """Record that a person left a household by death, marriage or otherwise.

    When the head leaves, another member becomes the head. When no member is left, the household ends.
    """

    act: ClassVar = ActWords(
        N_("A person leaves the household"), N_("Recorded that a person left a household"), "household"
    )
    synonyms: ClassVar = N_("died dead deceased moved departure move-out")

    member: Annotated[int, MEMBER]
    kind: Annotated[ChangeKind, Ask(Choice(terms=ChangeKind, among=LEAVING), N_("Reason"))]
    happened_on: Annotated[date, PERSON_LEFT_ON]
    evidence: Annotated[str, EVIDENCE]
    new_head: Annotated[
        int | None,
        Ask(Record(), N_("New head"), N_("Only when the head leaves"), of="members", within="member"),
    ] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        member = work.session.get_one(Member, self.member)
        if trouble := removed_trouble(work, member.household_id, "member"):
            return trouble
        if self.kind not in LEAVING:
            return {"kind": _("Choose how the person left")}
        others = [one.id for one in living(member.household) if one.id != member.id]
        return self._head_trouble(work, member, others) or (
            {} if others else self._last_trouble(work, member)
        )

    def _head_trouble(self, work: Work, member: Member, others: list[int]) -> Mapping[str, str]:
        if member.relation != HEAD or not others:
            return {"new_head": _("Leave it blank; the head stays")} if self.new_head else {}
        if self.new_head is None:
            return {"new_head": _("{name} is the head; choose who becomes the head").format(name=member.name)}
        if self.new_head not in others:
            return {"new_head": _("The new head must be a member of this household")}
        head = work.session.get_one(Member, self.new_head)
        return early_trouble(work, head, self.happened_on)

    def _last_trouble(self, work: Work, member: Member) -> Mapping[str, str]:
        """Check that the household can end with its last member."""
        if trouble := case_trouble(work, member.household_id):
            return trouble
        ways = [f"member.{way}" for way in HOUSEHOLD_THERE]
        early = order_trouble(work, self, "happened_on", ways)
        return {"happened_on": early} if early else {}

    def consequence(self, work: Work) -> str:
        member = work.session.get_one(Member, self.member)
        ending = running_help(work.session, member.household, [member], self.happened_on).words()
        if len(living(member.household)) > 1:
            return ending
        message = _("{name} is the last member. The household of {head} leaves the register as a whole.")
        words = message.format(name=member.name, head=member.household.head)
        return "\n".join(filter(None, (words, ending)))

    def carry_out(self, work: Work) -> Change:
        member = work.session.get_one(Member, self.member)
        household = member.household
        life = HouseholdLife(work, self.happened_on, self.evidence)
        wind_up(life, running_help(work.session, household, [member], self.happened_on), self.kind)
        to_check = ""
        if self.new_head is not None:
            to_check = lead(life, household, work.session.get_one(Member, self.new_head), member)
        member.withdrawn_on = self.happened_on
        if living(household):
            life.count(household, -1)
            life.note(household, self.kind, -1, member=member)
        else:
            life.note(household, self.kind, -1, member=member, persons=0)
            household.withdrawn_on = self.happened_on
            life.note(household, ChangeKind.ENDED, persons=0)
        summary = _("{name} left the household of {head}: {kind}").format(
            name=member.name, head=household.head, kind=_(self.kind.label)
        )
        return Change(in_a_row(summary, to_check), id=member.id)
