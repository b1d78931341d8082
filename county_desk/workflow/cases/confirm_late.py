"""A second person confirms late entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from county_desk.fields import Numbers
from county_desk.models.case import Case
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.cases.common import find_cases, subjects
from county_desk.workflow.cases.lateness import unconfirmed
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.records import place_trouble


@dataclass(frozen=True, kw_only=True)
class ConfirmLate(Command):
    """Confirm the late entries of cases; only another person than their recorder may."""

    permission: ClassVar = Permission.REVIEW
    act: ClassVar = ActWords(N_("Confirm late entries"), N_("Confirmed late entries"), "case")
    law: ClassVar = ONE_PERSON

    cases: Annotated[tuple[int, ...], Ask(Numbers(), N_("Cases"), of="cases")]

    def problems(self, work: Work) -> Mapping[str, str]:
        cases = find_cases(work.session, self.cases)
        if not cases or len(cases) != len(set(self.cases)):
            return {"cases": _("Choose cases that exist")}
        for case in cases:
            if trouble := place_trouble(work.session, work.actor, case.place_id):
                return {"": trouble}
            waiting = unconfirmed(case)
            if not waiting:
                words = _("No late entry of case {number} ({subject}) waits for confirmation")
                return {"": words.format(number=case.id, subject=case.subject)}
            if any(step.actor_id == work.actor.id for step in waiting):
                words = _("{name} recorded the late entry of case {number}; a second person confirms it")
                return {"": words.format(name=work.actor.name, number=case.id)}
        return {}

    def effect(self, work: Work) -> str:
        """Each late entry with its days and its reason."""
        words = _("{subject}: done on {day}, recorded {days} days later: {reason}")
        return "\n".join(
            words.format(subject=case.subject, day=step.done_on, days=step.late_days, reason=step.late_reason)
            for case in find_cases(work.session, self.cases)
            for step in unconfirmed(case)
        )

    def run(self, work: Work) -> Change:
        cases = find_cases(work.session, self.cases)
        for case in cases:
            for step in unconfirmed(case):
                step.confirmed_by, step.confirmed_on = work.actor.id, work.today
        summary = _("Late entry confirmed: {whose}").format(whose=subjects(cases))
        return Change(frozenset({Case}), summary, id=cases[0].id)
