"""Late steps of an earlier version, which a second person confirms by a proposal."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from county_desk.fields import Numbers
from county_desk.models.case import Case, CaseStep
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.cases.common import find_cases, subjects
from county_desk.workflow.cases.lateness import unconfirmed
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.gate.gate import LATE
from county_desk.workflow.gate.law import Law


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
        return Change(summary, id=cases[0].id)
