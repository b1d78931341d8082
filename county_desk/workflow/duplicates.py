"""Ruling on two records that may be one person, and taking such a ruling back."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from sqlalchemy.orm import Session

from county_desk.facts import MEMBER, MEMBER_YEAR
from county_desk.fields import Record, Text
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.household import Household, Member, MemberYear
from county_desk.models.user import Permission
from county_desk.tables.duplicates import is_pair, open_duplicates, ruling_on
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.history.record_names import names_of
from county_desk.text import N_, _, in_a_row
from county_desk.workflow.command import REASON, Ask, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import ONE_PERSON, Law
from county_desk.workflow.gate.records import missing_words
from county_desk.workflow.headcount import note_on, recounted
from county_desk.workflow.left_records import event_that_made, later_act, left_records, put_back

EVERY = "*"


class SettleDuplicate(Command):
    """Rule whether two members are the same person.

    If they are, the record that does not survive is withdrawn from its household. The household stays, even
    without a member left. `take` names the facts (by `FactPair.key`, separated by commas) that the
    surviving record takes over; `EVERY` means all facts that only the other has. If they are not, the pair
    does not come back. Until a ruling, nothing changes for either household. Two records that are no open
    pair are refused.
    """

    permission: ClassVar = Permission.CORRECT
    act: ClassVar = ActWords(N_("Rule on a duplicate"), N_("Ruled on a duplicate"), "duplicate_ruling")
    synonyms: ClassVar = N_("twice same")
    law: ClassVar = ONE_PERSON

    one: Annotated[int, Ask(Record(), N_("Member"), of="members")]
    other: Annotated[int, Ask(Record(), N_("Other member"), of="members")]
    same: Annotated[bool, asked(DuplicateRuling.same)]
    reason: Annotated[str, asked(DuplicateRuling.reason)]
    survives: Annotated[int | None, Ask(Record(), N_("Record that goes on"), of="members")] = None
    take: Annotated[str, Ask(Text(width=40), N_("Facts that it takes over"))] = EVERY

    def problems(self, work: Work) -> Mapping[str, str]:
        for field, number in (("one", self.one), ("other", self.other)):
            member = work.session.get_one(Member, number)
            if member.withdrawn_on is not None or member.household.withdrawn_on is not None:
                return {field: missing_words(Member.__tablename__, number)}
        if self.one == self.other:
            return {"other": _("Choose two different records")}
        if self.same and self.survives not in (self.one, self.other):
            return {"survives": _("Say which of the two records goes on")}
        if ruling_on(work.session, self.one, self.other) is not None:
            return {"": _("Somebody has ruled on these two already")}
        return {} if is_pair(work.session, self.one, self.other) else {"": self._no_duplicate_words(work)}

    def _no_duplicate_words(self, work: Work) -> str:
        """The reason why the two persons are no duplicate."""
        one, other = work.session.get_one(Member, self.one), work.session.get_one(Member, self.other)
        if one.household_id == other.household_id:
            words = _("{name} and {other} are of one household; withdraw the member who is listed twice")
        else:
            words = _(
                "{name} and {other} have neither the identity number nor the name and the day of birth "
                "in common; there is nothing to rule on"
            )
        return words.format(name=one.name, other=other.name)

    def run(self, work: Work) -> Change:
        ruling = record_of(
            work,
            self,
            DuplicateRuling,
            one_id=min(self.one, self.other),
            other_id=max(self.one, self.other),
            survivor_id=self.survives if self.same else None,
            settled_on=work.today,
            settled_by=work.actor.id,
        )
        work.session.add(ruling)
        one, other = work.session.get_one(Member, self.one), work.session.get_one(Member, self.other)
        names = {"name": one.name, "head": one.household.head, "other": other.household.head}
        if self.same:
            summary = self._merge(work, ruling, names)
        else:
            words = _("{name} of {head} and {there} of {other} are different persons: {reason}")
            summary = words.format(**names, there=other.name, reason=ruling.reason)
        work.session.flush()
        undo = ReopenDuplicate(ruling=ruling.id, reason=_("Undone"))
        return Change(summary, undo=undo, id=ruling.id)

    def _merge(self, work: Work, ruling: DuplicateRuling, names: dict[str, str]) -> str:
        """Let one record go on; returns a summary."""
        gone = work.session.get_one(Member, self.other if self.survives == self.one else self.one)
        stays = work.session.get_one(Member, self.survives)
        for record, name, value in _taken_over(stays, gone, self.take):
            setattr(record, name, value)
        household = gone.household
        note = _count_down(work.session, household, gone)
        gone.withdrawn_on = work.today
        words = _(
            "{name} of {head} and of {other} are one person; the record at {gone} was withdrawn: {reason}"
        )
        told = words.format(**names, gone=household.head, reason=ruling.reason)
        return in_a_row(told, note)


def _both_villages(work: Work, command: "ReopenDuplicate") -> Iterator[int]:
    """The villages of the two members of a ruling."""
    ruling = work.session.get_one(DuplicateRuling, command.ruling)
    for number in (ruling.one_id, ruling.other_id):
        yield work.session.get_one(Member, number).household.village_id


class ReopenDuplicate(Command):
    """Take a ruling on a duplicate back: restore the records that it changed, and open the pair again."""

    permission: ClassVar = Permission.CORRECT
    act: ClassVar = ActWords(
        N_("Take back a ruling on a duplicate"),
        N_("Took back a ruling on a duplicate"),
        "duplicate_ruling",
    )
    law: ClassVar = Law(places=_both_villages)

    ruling: Annotated[int, Ask(Record(), N_("Ruling"), of="rulings")]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        ruling = work.session.get_one(DuplicateRuling, self.ruling)
        if ruling.withdrawn_on is not None:
            return {"ruling": _("There is no ruling {number}").format(number=self.ruling)}
        settled = event_that_made(work.session, ruling)
        for each in left_records(work.session, settled):
            if later_act(work.session, settled.id, [each]) is not None:
                words = _("Something was done since to a record of this ruling ({name}); it stays.")
                return {"": words.format(name=names_of(work.session, [each.key]).get(each.key, ""))}
        return {}

    def run(self, work: Work) -> Change:
        ruling = work.session.get_one(DuplicateRuling, self.ruling)
        put_back(left_records(work.session, event_that_made(work.session, ruling)), work.today)
        summary = _("Ruling {number} on a duplicate taken back: {reason}").format(
            number=ruling.id, reason=self.reason.strip()
        )
        return Change(summary, id=ruling.id)


def duplicate_trouble(session: Session, household: int | None) -> str:
    """Check that a household has no open duplicate; return the problem, "" without one."""
    for found in open_duplicates(session, household) if household is not None else ():
        words = _(
            "{name} is also in household {number} of {head} in {village}; "
            "first rule on this duplicate, the standing of that household stays meanwhile"
        )
        return words.format(name=found.name, number=found.household, head=found.head, village=found.village)
    return ""


def _taken_over(stays: Member, gone: Member, take: str) -> Iterator[tuple[Member | MemberYear, str, object]]:
    """The facts that the surviving record takes over: record, column and value."""
    for name in MEMBER:
        value, own = getattr(gone, name), getattr(stays, name)
        if name != "relation" and _wanted(f"member.{name}", value, own, take):
            yield stays, name, value
    years = {each.year: each for each in stays.years if each.withdrawn_on is None}
    for theirs in [each for each in gone.years if each.withdrawn_on is None]:
        for name in MEMBER_YEAR:
            ours = years.get(theirs.year)
            value, own = getattr(theirs, name), getattr(ours, name) if ours is not None else None
            if not _wanted(f"member_year.{theirs.year}.{name}", value, own, take):
                continue
            if ours is None:
                ours = years[theirs.year] = MemberYear(year=theirs.year)
                stays.years.append(ours)
            yield ours, name, value


def _wanted(key: str, value: object, own: object, take: str) -> bool:
    """Whether a fact is taken over: as named, or of every one where only the other record has it."""
    if value in (None, "") or value == own:
        return False
    named = [each.strip() for each in take.split(",")]
    return key in named or (EVERY in named and own in (None, ""))


def _count_down(session: Session, household: Household, gone: Member) -> str:
    """Let the household's count of persons follow, or say why it does not."""
    left = sum(each.withdrawn_on is None and each is not gone for each in household.members)
    for record in recounted(session, household, left + 1, left):
        record.persons = left
    if note := note_on(household, left):
        return note
    if gone.relation == "户主":
        return _("The household of {head} now has no head.").format(head=household.head)
    return ""
