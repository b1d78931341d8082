"""Announcing results: the notice is issued, the cases end, and the register changes."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from county_desk.day_laws import ISSUED
from county_desk.fields import Day, Numbers
from county_desk.models.case import UNDER_WAY, Case, CaseState, StepOutcome
from county_desk.models.user import Permission
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.grace import grace_until
from county_desk.rules.procedures import Procedure, StepKind
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.cases.common import (
    count_anew,
    day_trouble,
    find_cases,
    is_suspended,
    pass_step,
    procedure_of,
    step_of,
)
from county_desk.workflow.cases.disclosure import board_of, list_trouble
from county_desk.workflow.cases.effects import effect_of
from county_desk.workflow.cases.issuing import issue, objections_trouble
from county_desk.workflow.cases.lateness import unconfirmed_trouble
from county_desk.workflow.cases.laws import OF_A_STEP
from county_desk.workflow.cases.posted import since_posting
from county_desk.workflow.cases.suspending import objection_trouble
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.policy.confirming import paper_trouble


class Announce(Command):
    """Announce approved cases of one place: their notice is numbered, and the register changes today."""

    permission: ClassVar = Permission.ANNOUNCE
    act: ClassVar = ActWords(N_("Announce the result"), N_("Announced the result"), "case")
    synonyms: ClassVar = N_("result final")
    law: ClassVar = OF_A_STEP
    final: ClassVar = ON_RECORD
    takes: ClassVar = (StepKind.ANNOUNCEMENT,)

    cases: Annotated[tuple[int, ...], Ask(Numbers(), N_("Cases"), of="cases")]
    announced_on: Annotated[date, Ask(Day(), N_("Announced on"), today=True, law=ISSUED)]

    def problems(self, work: Work) -> Mapping[str, str]:
        cases = find_cases(work.session, self.cases)
        if not cases:
            return {"cases": _("Choose at least one case")}
        for case in cases:
            if found := self._case_trouble(work, case):
                return found
        step = step_of(work, cases[0])
        trouble = (
            list_trouble(work, cases)
            or objections_trouble(work, board_of(work, step, cases[0]))
            or paper_trouble(work, NoticeKind.named(step.notice), self.announced_on, cases)
        )
        return {"": trouble} if trouble else {}

    def _case_trouble(self, work: Work, case: Case) -> Mapping[str, str]:
        step = step_of(work, case)
        if case.state not in UNDER_WAY:
            return {
                "": _("Case {number} ({subject}) has ended: {state}").format(
                    number=case.id, subject=case.subject, state=_(case.state.label)
                )
            }
        if case.state is not CaseState.APPROVED or step.kind not in self.takes:
            message = _("Case {number} ({subject}) is not approved: {state}, it waits for “{step}”")
            return {
                "": message.format(
                    number=case.id, subject=case.subject, state=_(case.state.label), step=step.title
                )
            }
        if trouble := day_trouble(work, case, self.announced_on):
            return {"announced_on": trouble}
        trouble = unconfirmed_trouble(case) or objection_trouble(work, case)
        return {"": trouble} if trouble else {}

    def effect(self, work: Work) -> str:
        """The changes since the posting, with a reminder that the notice announces the posted facts."""
        changed = ((case, since_posting(work, case).words) for case in find_cases(work.session, self.cases))
        told = [f"{case.subject}: {words}" for case, words in changed if words]
        if not told:
            return ""
        return "\n".join((*told, _("The notice announces what was posted and decided.")))

    def run(self, work: Work) -> Change:
        cases = find_cases(work.session, self.cases)
        count_anew(filter(is_suspended, cases))
        procedure, step = procedure_of(work, cases[0]), step_of(work, cases[0])
        board = board_of(work, step, cases[0])
        grace, effect = grace_of(work, procedure, self.announced_on), effect_of(procedure)
        notice = issue(work, procedure, step, board, cases, self.announced_on, grace_until=grace)
        for case in cases:
            announced = pass_step(
                work, case, StepOutcome.ANNOUNCED, self.announced_on, advance=False, notice_id=notice.id
            )
            case.state = CaseState.DONE
            announced.facts = {"before": effect.enact(work, case, self.announced_on, grace)}
        summary = _n(
            "{count} case of {place} announced: {number}",
            "{count} cases of {place} announced: {number}",
            len(cases),
        ).format(count=len(cases), place=board.name, number=notice.number)
        return Change(summary, id=notice.id, notice=notice.id)


def grace_of(work: Work, procedure: Procedure, day: date) -> date | None:
    """The last day of support for households that leave by a procedure on a day."""
    return grace_until(day, work.terms(day), procedure.subject) if effect_of(procedure).exits else None
