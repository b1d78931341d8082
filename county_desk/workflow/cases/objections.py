"""Objections to a posted list: recorded when they come, settled with a finding and an answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.facts.kinds import SeveralWords
from county_desk.facts.word_lists import RISK
from county_desk.fields import Count, IdNumber, Record
from county_desk.models.disclosure import Channel, Disclosure, Entry, Objection, ObjectionFinding
from county_desk.models.tie import Tie
from county_desk.models.user import Permission, User
from county_desk.names import compared
from county_desk.rules.register_outcomes import HOUSEHOLD, OMITS
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, in_a_row
from county_desk.workflow.cases.common import find_cases
from county_desk.workflow.cases.laws import OF_A_PAPER
from county_desk.workflow.cases.omitted import (
    becomes_clue,
    clue_problems,
    own_case,
    own_case_problems,
    own_clue,
)
from county_desk.workflow.cases.persons import among, forms, named, outsiders_trouble
from county_desk.workflow.cases.suspending import (
    Consequence,
    Consequences,
    consequence_of_entry,
    consequences_of_list,
    ended_words,
    strike,
    suspend,
)
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import ONE_PERSON, Apart, Law, SecondPerson
from county_desk.workflow.gate.persons import is_same_person
from county_desk.workflow.gate.relations import OF_THE_HOUSEHOLD
from county_desk.workflow.gate.taken_back import writing
from county_desk.workflow.record_acts import WithdrawingAct


def _complained_of(objection: Objection, name: str) -> bool:
    """Whether an objection complains of a person: by name in its field, or anywhere in its words."""
    words = compared(objection.words)
    return among(name, named(objection.complained_of or "")) or any(form in words for form in forms(name))


def _objector(objection: Objection, name: str) -> bool:
    """Whether a person raised an objection."""
    return among(name, named(objection.objector))


def _people_complained_of(work: Work, command: "SettleObjection | WithdrawObjection") -> list[str]:
    """The people of whom an objection complains, as far as the office knows their names."""
    objection = work.session.get_one(Objection, command.objection)
    relatives = select(Tie.person).where(Tie.person.is_not(None))
    known = filter(None, (*work.session.scalars(select(User.name)), *work.session.scalars(relatives)))
    return [*named(objection.complained_of or ""), *filter(partial(_complained_of, objection), known)]


def _objectors(work: Work, settling: "SettleObjection") -> list[str]:
    """The people who raised an objection."""
    objectors = named(work.session.get_one(Objection, settling.objection).objector)
    return [form for name in objectors for form in forms(name)]


COMPLAINED_OF = Apart(
    "complained of",
    _people_complained_of,
    N_("{name} is complained of in this objection; another person settles it"),
)
OBJECTS = Apart("objects", _objectors, N_("{name} raised this objection; another person settles it"))


class RecordObjection(Command):
    """Record an objection to an entry, to the whole list, or to the omission of a household."""

    permission: ClassVar = Permission.OBJECT
    act: ClassVar = ActWords(N_("Record an objection"), N_("Recorded an objection"), "objection")
    synonyms: ClassVar = N_("complaint oppose")
    law: ClassVar = ONE_PERSON

    disclosure: Annotated[int, asked(Objection.disclosure_id)]
    received_on: Annotated[date, asked(Objection.received_on)]
    channel: Annotated[Channel, asked(Objection.channel)]
    words: Annotated[str, asked(Objection.words)]
    case: Annotated[
        int | None, Ask(Record(), N_("Against case"), N_("Blank: the whole list"), of="cases")
    ] = None
    objector: Annotated[str, asked(Objection.objector)] = ""
    public_words: Annotated[str, asked(Objection.public_words, seldom=True)] = ""
    omitted_head: Annotated[str, asked(Objection.omitted_head)] = ""
    omitted_group: Annotated[str, asked(Objection.omitted_group)] = ""
    complained_of: Annotated[str, asked(Objection.complained_of, seldom=True)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        disclosure = work.session.get_one(Disclosure, self.disclosure)
        if disclosure.suspended and self.case is None:
            return {"": ended_words(disclosure)}
        if self.case is not None and _entry(disclosure, self.case) is None:
            return {"case": _("Case {number} is not on this list").format(number=self.case)}
        if (same := self._same(disclosure)) is not None:
            words = _("It is recorded already, as objection {number}")
            return {"words": words.format(number=same.id)}
        return self._omission_trouble(work, disclosure)

    def _same(self, disclosure: Disclosure) -> Objection | None:
        """The objection that says the same about the same, by the same person on the same day."""
        for each in disclosure.objections:
            case = each.entry.case_id if each.entry else None
            said = (each.received_on, each.channel, case, each.omitted_head or "", each.objector)
            asked = (self.received_on, self.channel, self.case, self.omitted_head, self.objector)
            if said == asked and compared(each.words) == compared(self.words):
                return each
        return None

    def _omission_trouble(self, work: Work, disclosure: Disclosure) -> Mapping[str, str]:
        """Check the household that this list is claimed to omit."""
        head = self.omitted_head.strip()
        if self.omitted_group.strip() and not head:
            return {"omitted_head": _("Write the name of the head of the omitted household")}
        if head and self.case is not None:
            return {"omitted_head": _("An omitted household is not on the list; leave the case blank")}
        if head and not any(disclosure.kind in work.policy.procedures.keys(HOUSEHOLD, one) for one in OMITS):
            return {"omitted_head": _("Only a list of households to be registered or monitored can omit one")}
        return {}

    def run(self, work: Work) -> Change:
        disclosure = work.session.get_one(Disclosure, self.disclosure)
        entry = _entry(disclosure, self.case) if self.case is not None else None
        complained_of = _(", ").join(named(self.complained_of)) or None
        objection = record_of(work, self, Objection, entry=entry, complained_of=complained_of)
        disclosure.objections.append(objection)
        work.session.flush()
        words = _("Objection in {place} about {subject} recorded")
        if self.received_on > disclosure.last_day:
            words = _("Late objection in {place} about {subject} recorded")
        summary = words.format(place=disclosure.place.name, subject=_subject_words(objection))
        undo = WithdrawObjection(objection=objection.id, reason=_("Undone"))
        return Change(summary, undo=undo, id=objection.id)


class SettleObjection(Command):
    """Record the finding of the investigation, with its consequences when the objection is upheld.

    Its entry is struck from the list. The notice of a whole list becomes void. `consequence_of` gives the
    consequence for each case, at any later step too. An omitted household gets a case of its own, which
    needs its number, members and village. Where the rules of the day monitor instead of registering, it
    becomes a clue, which needs its risks.
    """

    permission: ClassVar = Permission.OBJECT
    act: ClassVar = ActWords(N_("Settle an objection"), N_("Settled an objection"), "objection")
    synonyms: ClassVar = N_("answer investigate")
    law: ClassVar = replace(OF_A_PAPER, apart=(COMPLAINED_OF, OBJECTS, OF_THE_HOUSEHOLD))
    final: ClassVar = ON_RECORD

    objection: Annotated[int, Ask(Record(), N_("Objection"), of="objections")]
    settled_on: Annotated[date, asked(Objection.settled_on)]
    finding: Annotated[ObjectionFinding, asked(Objection.finding)]
    investigators: Annotated[str, asked(Objection.investigators)]
    reply: Annotated[str, asked(Objection.reply)]
    id_number: Annotated[
        str,
        Ask(
            IdNumber(),
            N_("Identity number of the omitted head"),
            N_("For its case, when it is upheld"),
            seldom=True,
        ),
    ] = ""
    persons: Annotated[int | None, Ask(Count(), N_("Members of the omitted household"), seldom=True)] = None
    village: Annotated[
        int | None,
        Ask(Record(), N_("Its village"), N_("Blank: where the list hangs"), of="villages", seldom=True),
    ] = None
    risks: Annotated[
        str,
        Ask(
            SeveralWords(title=RISK),
            N_("Its risks"),
            N_("Only where it becomes a clue for monitoring"),
            seldom=True,
        ),
    ] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        objection = work.session.get_one(Objection, self.objection)
        disclosure = work.session.get_one(Disclosure, objection.disclosure_id)
        if trouble := _settled_words(objection):
            return {"": trouble}
        if trouble := self._investigators_trouble(work, objection, disclosure):
            return {"investigators": trouble}
        return self._result_trouble(work, objection)

    def _investigators_trouble(self, work: Work, objection: Objection, disclosure: Disclosure) -> str:
        """Check that two people or more investigate, none of them complained of or of the household."""
        people = named(self.investigators)
        if len(people) < 2:
            return _("Two people or more investigate; name them, separated by commas")
        for words, related in (
            (_("{name} is complained of in this objection and does not investigate it"), _complained_of),
            (_("{name} raised this objection and does not investigate it"), _objector),
        ):
            for name in people:
                if related(objection, name):
                    return words.format(name=name)
        entries = [objection.entry] if objection.entry else disclosure.entries
        cases = find_cases(work.session, [entry.case_id for entry in entries])
        return outsiders_trouble(work, self.investigators, (case.household_id for case in cases))

    def _result_trouble(self, work: Work, objection: Objection) -> Mapping[str, str]:
        """Check that this person can do the act that follows from the finding now."""
        if self.finding is ObjectionFinding.REJECTED:
            return {}
        if objection.omitted_head:
            found = becomes_clue(work, self, objection)
            return (clue_problems if found else own_case_problems)(work, self, objection)
        return {}

    def second_person(self, work: Work) -> SecondPerson | None:
        return self._consequences(work).second

    def _consequences(self, work: Work) -> Consequences:
        """The consequences for the cases that the finding touches."""
        objection = work.session.get_one(Objection, self.objection)
        disclosure = work.session.get_one(Disclosure, objection.disclosure_id)
        if objection.omitted_head or self.finding is ObjectionFinding.REJECTED:
            return Consequences()
        if objection.whole_list and not disclosure.suspended:
            return consequences_of_list(work, disclosure)
        if objection.entry is not None and self.finding is ObjectionFinding.UPHELD:
            return consequence_of_entry(work, objection.entry)
        return Consequences()

    def effect(self, work: Work) -> str:
        """The consequence of an objection that is upheld, wholly or in part."""
        if self.finding is ObjectionFinding.REJECTED:
            return ""
        objection = work.session.get_one(Objection, self.objection)
        disclosure = work.session.get_one(Disclosure, objection.disclosure_id)
        found = self._consequences(work)
        words = self._consequence(work, objection, disclosure, found)
        place, finding = disclosure.place.name, _(self.finding.label)
        entry = objection.entry
        subject, number = (entry.subject, entry.case_id) if entry else (objection.omitted_head, "")
        said = words.format(finding=finding, place=place, subject=subject, number=number)
        if found.all and not found.of(Consequence.STRUCK):
            said = in_a_row(said, found.words)
        return f"{said}\n{_('The settlement cannot be undone.')}"

    def _consequence(
        self, work: Work, objection: Objection, disclosure: Disclosure, found: Consequences
    ) -> str:
        if objection.omitted_head and becomes_clue(work, self, objection):
            return _("{finding}: a clue about {subject} is recorded; the list of {place} goes on.")
        if objection.omitted_head:
            return _("{finding}: {subject} gets a case of its own; the list of {place} goes on.")
        if found.of(Consequence.STRUCK):
            return _(
                "{finding}: {subject} is struck from the list of {place}, and case {number} ends. The other "
                "entries go on."
            )
        if objection.entry is not None and found.all:
            return _("{finding}: {subject} is struck from the list of {place}")
        if objection.whole_list and not disclosure.suspended:
            return _("{finding}: the notice of the list of {place} becomes void")
        return _("{finding}: the list of {place} stays as it was posted.")

    def run(self, work: Work) -> Change:
        objection = work.session.get_one(Objection, self.objection)
        objection.settled_on, objection.settled_by = self.settled_on, work.actor.id
        objection.finding, objection.investigators = self.finding, self.investigators
        objection.reply = self.reply
        summary = _("Objection about {subject}: {finding}").format(
            subject=_subject_words(objection), finding=_(self.finding.label)
        )
        if followed := self._follow(work, objection):
            summary += _("; ") + followed
        return Change(summary, id=objection.id)

    def _follow(self, work: Work, objection: Objection) -> str:
        """Carry out the consequences of the finding; returns them in words."""
        disclosure = work.session.get_one(Disclosure, objection.disclosure_id)
        if self.finding is not ObjectionFinding.REJECTED and objection.omitted_head:
            if becomes_clue(work, self, objection):
                return own_clue(work, self, objection)
            objection.case_id, words = own_case(work, self, objection)
            return words
        if objection.holds and not disclosure.suspended:
            reason = _("An objection to the whole list was upheld")
            return _("; ").join(filter(None, (_("notice void"), suspend(work, disclosure, reason).words)))
        if self.finding is ObjectionFinding.UPHELD and objection.entry is not None:
            return strike(work, objection.entry, self.settled_on, self.reply, self.late_reason).words
        return ""


class WithdrawObjection(WithdrawingAct[Objection]):
    """Take back an objection that was recorded by mistake; the record stays in the history."""

    permission: ClassVar = Permission.OBJECT
    act: ClassVar = ActWords(N_("Withdraw an objection"), N_("Withdrew an objection"), "objection")
    synonyms: ClassVar = N_("cancel objection")
    law: ClassVar = Law(apart=(COMPLAINED_OF,), takes_back=writing("objection"))
    summary: ClassVar = N_("Objection {id} withdrawn: {act.reason}")
    kept_in: ClassVar = ""

    objection: Annotated[int, Ask(Record(), N_("Objection"), of="objections")]

    def problems(self, work: Work) -> Mapping[str, str]:
        objection = work.session.get_one(Objection, self.objection)
        if trouble := _settled_words(objection):
            return {"": trouble}
        if not is_same_person(work, work.actor.id, objection.recorded_by):
            return {"": _("Only who recorded an objection can take it back; it can be settled instead")}
        return {}


def _subject_words(objection: Objection) -> str:
    """The subject of an objection in words."""
    if objection.omitted_head:
        return _("the omitted household of {head}").format(head=objection.omitted_head)
    return objection.entry.subject if objection.entry else _("the whole list")


def _entry(disclosure: Disclosure, case: int) -> Entry | None:
    return next((entry for entry in disclosure.entries if entry.case_id == case), None)


def _settled_words(objection: Objection) -> str:
    """The day on which an objection was settled, in words for a refusal; "" while it is open."""
    if objection.settled_on is None:
        return ""
    return _("This objection was settled on {day}").format(day=objection.settled_on)
