"""Late steps of an earlier version, which a second person confirms by a proposal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from county_desk.fields import Numbers
from county_desk.models.case import UNCONFIRMED, Case, CaseStep
from county_desk.models.proposal import Proposal
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.audit import head
from county_desk.workflow.cases.common import find_cases, subjects
from county_desk.workflow.cases.lateness import unconfirmed
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.gate.gate import LATE
from county_desk.workflow.gate.law import ONE_PERSON, Law
from county_desk.workflow.gate.stored import stored


@dataclass(frozen=True, kw_only=True)
class ConfirmLate(Command):
    """Confirm late steps that the proposer recorded in an earlier version."""

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Confirm late entries"), N_("Confirmed late entries"), "case")
    law: ClassVar = Law(LATE)
    listed: ClassVar = False

    cases: Annotated[tuple[int, ...], Ask(Numbers(), N_("Cases"), of="cases")]

    def problems(self, work: Work) -> Mapping[str, str]:
        for case in find_cases(work.session, self.cases):
            if not self._own(work, case):
                words = _("No late entry of case {number} ({subject}) waits for confirmation")
                return {"": words.format(number=case.id, subject=case.subject)}
        return {}

    def _own(self, work: Work, case: Case) -> list[CaseStep]:
        return [step for step in unconfirmed(case) if step.actor_id == work.actor.id]

    def effect(self, work: Work) -> str:
        """Each late entry with its days and its reason."""
        words = _("{subject}: done on {day}, recorded {days} days later: {reason}")
        return "\n".join(
            words.format(subject=case.subject, day=step.done_on, days=step.late_days, reason=step.late_reason)
            for case in find_cases(work.session, self.cases)
            for step in self._own(work, case)
        )

    def run(self, work: Work) -> Change:
        cases = find_cases(work.session, self.cases)
        for step in (step for case in cases for step in self._own(work, case)):
            step.confirmed_by = work.second.id if work.second else None
            step.confirmed_on = work.today
        summary = _("Late entry confirmed: {whose}").format(whose=subjects(cases))
        return Change(frozenset({Case}), summary, id=cases[0].id)


@dataclass(frozen=True, kw_only=True)
class ProposeLateSteps(Command):
    """Propose the late steps of an earlier version that wait, each in the name of its recorder.

    The desk does this itself before the first act after the upgrade, in the name of the person who acts.
    """

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Propose waiting late entries"), N_("Proposed waiting late entries"))
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False

    def run(self, work: Work) -> Change:
        wanted = select(CaseStep).where(UNCONFIRMED).order_by(CaseStep.id)
        waiting = {(step.case_id, step.actor_id): step for step in work.session.scalars(wanted)}
        seen = last.id if (last := head(work.session)) else 0
        work.session.add_all([_proposal(work, step, seen) for step in waiting.values()])
        words = _n(
            "{count} late entry of before waits as a proposal",
            "{count} late entries of before wait as proposals",
            len(waiting),
        )
        return Change(frozenset({Proposal}), words.format(count=len(waiting)))


def _proposal(work: Work, step: CaseStep, seen: int) -> Proposal:
    command = ConfirmLate(cases=(step.case_id,))
    return Proposal(
        act=ConfirmLate.__name__,
        request=stored(command),
        summary=_("Late entry confirmed: {whose}").format(whose=subjects([step.case])),
        reason=LATE.reason,
        may=LATE.may,
        late_reason=step.late_reason,
        seen=seen,
        proposed_by=step.actor_id,
        proposed_on=work.today,
        place_id=step.case.place_id,
    )


def lacks_proposals(session: Session) -> bool:
    """Whether late steps of an earlier version wait and were never proposed."""
    waiting = session.scalar(select(CaseStep.id).where(UNCONFIRMED).limit(1)) is not None
    return waiting and not session.scalar(select(exists().where(Proposal.act == ConfirmLate.__name__)))
