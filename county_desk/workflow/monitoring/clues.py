"""Clues: recorded, dispatched to a person, verified by a visit, and dismissed."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, NamedTuple

from sqlalchemy import ColumnElement, select

from county_desk.fields import Record
from county_desk.models.clue import OPEN, Clue, ClueSource, ClueState, ClueUrgency
from county_desk.models.household import Household
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.monitoring.monitoring_facts import watched_of
from county_desk.text import N_, _
from county_desk.workflow.cases.persons import visitors_trouble
from county_desk.workflow.command import REASON, Ask, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.relations import OF_HELP_BY_OTHERS, withdrawing
from county_desk.workflow.record_acts import ChangingAct, WithdrawingAct

CLUE = Ask(Record(), N_("Clue"), of="clues")


class ClueDraft(NamedTuple):
    """A clue about a household on record that another page proposes; the form asks for the rest."""

    household: int
    source: ClueSource | None = None
    risks: str = ""
    words: str = ""


class RecordClue(Command):
    """Record a sign of risk at a household; it brings back a dismissed clue of the same household."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(N_("Record a clue"), N_("Recorded a clue"), "clue")
    synonyms: ClassVar = N_("report discover")
    law: ClassVar = OF_HELP_BY_OTHERS

    household: Annotated[int | None, asked(Clue.household_id, N_("Blank for one that is not on record"))] = (
        None
    )
    village: Annotated[int | None, asked(Clue.village_id, N_("Of a household that is not on record"))] = None
    head: Annotated[str, asked(Clue.head, label=N_("Head of a household that is not on record"))] = ""
    group_name: Annotated[str, asked(Clue.group_name, label=N_("Its villager group"), seldom=True)] = ""
    source: Annotated[ClueSource, asked(Clue.source)]
    risks: Annotated[str, asked(Clue.risks)]
    found_on: Annotated[date, asked(Clue.found_on)]
    urgency: Annotated[ClueUrgency, asked(Clue.urgency, seldom=True)] = ClueUrgency.MIDDLE
    words: Annotated[str, asked(Clue.words)] = ""

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        """One household is named: by its number, or by village and head."""
        if given.get("household") is None:
            return {"village": True, "head": True}
        return dict.fromkeys(("village", "head", "group_name"), False)

    def effect(self, work: Work) -> str:
        if self.household is None:
            return ""
        household = work.session.get_one(Household, self.household)
        if watched_of(work.session, household.id) is not None:
            words = _(
                "The household of {head} is monitored already; record its new risks there. "
                "The clue can be dispatched and visited, but opens no case."
            )
            return words.format(head=household.head)
        waits = (Clue.household_id == household.id, Clue.state.in_(OPEN), Clue.withdrawn_on.is_(None))
        if clue := work.session.scalar(select(Clue).where(*waits).order_by(Clue.id.desc()).limit(1)):
            words = _("Clue {number} about {head} of {day} waits already ({state}); this is one more")
            about = {"number": clue.id, "head": clue.head, "day": clue.found_on}
            return words.format(**about, state=_(clue.state.label))
        return ""

    def run(self, work: Work) -> Change:
        household = work.session.get_one(Household, self.household) if self.household is not None else None
        head = household.head if household else self.head.strip()
        village = household.village_id if household else self.village
        assert village is not None  # problems() asked for it
        earlier = _dismissed(work, household, village, head)
        clue = record_of(
            work,
            self,
            Clue,
            village_id=village,
            head=head,
            group_name=household.group_name if household else self.group_name.strip(),
            state=ClueState.AGAIN if earlier else ClueState.NEW,
            earlier_id=earlier.id if earlier else None,
        )
        work.session.add(clue)
        work.session.flush()
        words = _("Clue {number} about {head} recorded")
        if earlier:
            words = _("Clue {number} about {head} recorded; it brings back the dismissed clue {earlier}")
        summary = words.format(number=clue.id, head=head, earlier=clue.earlier_id)
        undo = WithdrawClue(clue=clue.id, reason=_("Undone"))
        return Change(summary, undo=undo, id=clue.id)


class WithdrawClue(WithdrawingAct[Clue]):
    """Take back a clue that was recorded by mistake, while nothing was done with it."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(N_("Withdraw a clue"), N_("Withdrew a clue"), "clue")
    summary: ClassVar = N_("Clue {id} about {head} withdrawn: {reason}")

    clue: Annotated[int, CLUE]

    def problems(self, work: Work) -> Mapping[str, str]:
        waiting = (ClueState.NEW, ClueState.AGAIN)
        return clue_trouble(work, self.clue, waiting)


class DispatchClue(ChangingAct[Clue]):
    """Dispatch a clue to a person who verifies it by a day; a clue can be dispatched anew."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Dispatch a clue"), N_("Dispatched a clue"), "clue")
    synonyms: ClassVar = N_("assign")
    law: ClassVar = ONE_PERSON
    summary: ClassVar = N_("Clue {id} about {head} dispatched to {assigned_to}, due {due_on}")
    sets: ClassVar = {"state": ClueState.DISPATCHED}

    clue: Annotated[int, CLUE]
    assigned_to: Annotated[str, asked(Clue.assigned_to, label=N_("To"))]
    due_on: Annotated[date, asked(Clue.due_on)]

    def problems(self, work: Work) -> Mapping[str, str]:
        return clue_trouble(work, self.clue, (ClueState.NEW, ClueState.AGAIN, ClueState.DISPATCHED))

    def effect(self, work: Work) -> str:
        clue = work.session.get_one(Clue, self.clue)
        if clue.state is not ClueState.DISPATCHED:
            return ""
        words = _("It is dispatched to {name} already, due {day}; this takes the place of that")
        return words.format(name=clue.assigned_to, day=clue.due_on)


class VerifyClue(ChangingAct[Clue]):
    """Record the visit that verified a clue, and whether the household signed the authorisation."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Verify a clue"), N_("Verified a clue"), "clue")
    synonyms: ClassVar = N_("check clue")
    law: ClassVar = OF_HELP_BY_OTHERS
    summary: ClassVar = N_("Clue {id} about {head} verified")
    undone_by: ClassVar = "UnverifyClue"
    sets: ClassVar = {"state": ClueState.VERIFIED}

    clue: Annotated[int, CLUE]
    verified_on: Annotated[date, asked(Clue.verified_on)]
    visitors: Annotated[str, asked(Clue.visitors, N_("Two names or more"))]
    authorised: Annotated[bool, asked(Clue.authorised)]
    finding: Annotated[str, asked(Clue.finding)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := clue_trouble(work, self.clue, (ClueState.NEW, ClueState.AGAIN, ClueState.DISPATCHED)):
            return found
        household = work.session.get_one(Clue, self.clue).household_id
        if trouble := visitors_trouble(work, self.visitors, [household]):
            return {"visitors": trouble}
        return {}


class UnverifyClue(ChangingAct[Clue]):
    """Take back the verification of a clue, which then waits for a visit again."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Take back the verification of a clue"), N_("Took back the verification of a clue"), "clue"
    )
    law: ClassVar = withdrawing("clue", "verified_on")
    summary: ClassVar = N_("Verification of clue {id} about {head} taken back: {act.reason}")

    clue: Annotated[int, CLUE]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        return clue_trouble(work, self.clue, (ClueState.VERIFIED,))

    def own(self, work: Work, record: Clue) -> Mapping[str, object]:
        blank = dict.fromkeys(("verified_on", "visitors", "authorised", "finding"))
        return {"state": _unverified(record), **blank}


class DismissClue(ChangingAct[Clue]):
    """Dismiss a clue with a reason; a new clue of the household brings it back."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Dismiss a clue"), N_("Dismissed a clue"), "clue")
    synonyms: ClassVar = N_("unfounded")
    law: ClassVar = OF_HELP_BY_OTHERS
    summary: ClassVar = N_("Clue {id} about {head} dismissed: {reason}")
    undone_by: ClassVar = "ReopenClue"

    clue: Annotated[int, CLUE]
    reason: Annotated[str, asked(Clue.reason)]

    def problems(self, work: Work) -> Mapping[str, str]:
        return clue_trouble(work, self.clue, OPEN)

    def own(self, work: Work, record: Clue) -> Mapping[str, object]:
        return {"state": ClueState.DISMISSED, "ended_on": work.today}


class ReopenClue(ChangingAct[Clue]):
    """Take up a dismissed clue again, in the state that it had."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Take up a dismissed clue"), N_("Took up a dismissed clue"), "clue")
    law: ClassVar = ONE_PERSON
    summary: ClassVar = N_("Clue {id} about {head} taken up again: {act.reason}")

    clue: Annotated[int, CLUE]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        return clue_trouble(work, self.clue, (ClueState.DISMISSED,))

    def own(self, work: Work, record: Clue) -> Mapping[str, object]:
        state = ClueState.VERIFIED if record.verified_on else _unverified(record)
        return {"state": state, "ended_on": None, "reason": None}


def clue_trouble(work: Work, number: int, states: tuple[ClueState, ...]) -> Mapping[str, str]:
    """Check that a clue is in one of some states."""
    clue = work.session.get_one(Clue, number)
    if clue.state not in states:
        words = _("Clue {number} about {head}: {state}; this cannot be done with it now")
        return {"clue": words.format(number=clue.id, head=clue.head, state=_(clue.state.label))}
    return {}


def _unverified(clue: Clue) -> ClueState:
    """The state of a clue that no visit verified yet."""
    if clue.assigned_to:
        return ClueState.DISPATCHED
    return ClueState.AGAIN if clue.earlier_id else ClueState.NEW


def same_household(household: int | None, village: int, head: str) -> ColumnElement[bool]:
    """The condition that a clue concerns a household: by its number, or else by village and head."""
    if household is not None:
        return Clue.household_id == household
    return Clue.household_id.is_(None) & (Clue.village_id == village) & (Clue.head == head)


def _dismissed(work: Work, household: Household | None, village: int, head: str) -> Clue | None:
    """The last dismissed clue of a household, which a new one brings back."""
    same = same_household(household.id if household else None, village, head)
    wanted = select(Clue).where(same, Clue.state == ClueState.DISMISSED, Clue.withdrawn_on.is_(None))
    return work.session.scalar(wanted.order_by(Clue.id.desc()).limit(1))
