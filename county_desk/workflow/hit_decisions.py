"""Decisions on the people whom departments name, and on households that they should name."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.models.department import DepartmentEntry, HitDecision, HitOutcome
from county_desk.models.household import Household, Member
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import REASON, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import ONE_PERSON


class _AboutHit(Command):
    """An act on a hit: a line of a list with a member, a line alone, or a household that no list names."""

    permission: ClassVar = Permission.RECORD

    entry: Annotated[int | None, asked(HitDecision.entry_id)] = None
    member: Annotated[int | None, asked(HitDecision.member_id)] = None
    household: Annotated[int | None, asked(HitDecision.household_id)] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.entry is None and self.household is None:
            return {"entry": _("Choose a line of a list, or a household")}
        return {}

    def _decision(self, work: Work) -> HitDecision | None:
        """The decision that stands."""
        return work.session.scalar(
            select(HitDecision).where(
                HitDecision.entry_id == self.entry if self.entry else HitDecision.entry_id.is_(None),
                HitDecision.member_id == self.member if self.member else HitDecision.member_id.is_(None),
                HitDecision.household_id == self.household
                if self.household
                else HitDecision.household_id.is_(None),
                HitDecision.withdrawn_on.is_(None),
            )
        )

    def _name(self, work: Work) -> str:
        if self.member is not None:
            return work.session.get_one(Member, self.member).name
        if self.entry is not None:
            return work.session.get_one(DepartmentEntry, self.entry).name
        return work.session.get_one(Household, self.household).head


class DecideHit(_AboutHit):
    """Explain a hit and decide on its consequence."""

    act: ClassVar = ActWords(N_("Decide on a hit"), N_("Decided on a hit"), "hit_decision")
    synonyms: ClassVar = N_("hit property car")
    law: ClassVar = ONE_PERSON

    outcome: Annotated[HitOutcome, asked(HitDecision.outcome)]
    explanation: Annotated[str, asked(HitDecision.explanation)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        if decision := self._decision(work):
            words = _("This was decided on {day}: {explanation}; take the decision back first")
            return {"": words.format(day=decision.decided_on, explanation=decision.explanation)}
        return {}

    def run(self, work: Work) -> Change:
        decided = {"decided_on": work.today, "decided_by": work.actor.id}
        decision = record_of(work, self, HitDecision, **decided)
        work.session.add(decision)
        work.session.flush()
        words = _("Hit of {name} decided: {outcome}")
        summary = words.format(name=self._name(work), outcome=_(HitOutcome.named(self.outcome).label))
        undo = ReopenHit(entry=self.entry, member=self.member, household=self.household, reason=_("Undone"))
        return Change(summary, undo=undo, id=decision.id)


class ReopenHit(_AboutHit):
    """Take back the decision on a hit."""

    act: ClassVar = ActWords(
        N_("Take back a decision on a hit"), N_("Took back a decision on a hit"), "hit_decision"
    )
    law: ClassVar = ONE_PERSON

    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        return {} if self._decision(work) else {"": _("Nothing was decided about this")}

    def run(self, work: Work) -> Change:
        decision = self._decision(work)
        assert decision is not None
        decision.withdrawn_on = work.today
        words = _("Decision on the hit of {name} taken back: {reason}")
        summary = words.format(name=self._name(work), reason=self.reason)
        return Change(summary, id=decision.id)
