"""Answers a case that ended with “no”, and opens its re-examination."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, ClassVar

from county_desk.day_laws import DONE
from county_desk.fields import Day, Record, Term
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.user import Permission, User
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.procedures import Step
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.text_kinds import Published
from county_desk.workflow.cases.common import (
    ancestor,
    begins_again,
    open_case_of,
    pass_step,
    procedure_of,
)
from county_desk.workflow.cases.issuing import issue, objections_trouble
from county_desk.workflow.cases.laws import OF_A_CASE
from county_desk.workflow.command import ON_RECORD, REASON, Ask, Change, Command, Work
from county_desk.workflow.gate.law import Apart
from county_desk.workflow.policy.confirming import paper_trouble

ENDED_NO = (CaseState.REFUSED, CaseState.STRUCK)
NO = (StepOutcome.NOT_PASSED, StepOutcome.REFUSED, StepOutcome.STRUCK)
CASE = Ask(Record(), N_("Case"), of="cases")


def _level_of_no(work: Work, answering: "AnswerApplicant") -> Iterator[tuple[Term, str]]:
    """The level of the last “no”, which answers the applicant."""
    case = work.session.get_one(Case, answering.case)
    if said := last_no(case):
        step = procedure_of(work, case).step(said.step)
        yield step.level, step.title


def _who_said_no(work: Work, hearing: "Reexamine") -> list[str]:
    """The person who ended the case with “no” last."""
    said = last_no(work.session.get_one(Case, hearing.case))
    return [work.session.get_one(User, said.actor_id).name] if said else []


SAID_NO = Apart(
    "said no", _who_said_no, N_("{name} said “no” to this case; another person opens the re-examination")
)


class AnswerApplicant(Command):
    """Answer an applicant after a refusal: a notice with the reason and the days to dispute it."""

    permission: ClassVar = Permission.DISCLOSE
    act: ClassVar = ActWords(N_("Answer the applicant"), N_("Answered an applicant"), "case")
    synonyms: ClassVar = N_("reply refused")
    law: ClassVar = replace(OF_A_CASE, levels=_level_of_no)
    final: ClassVar = ON_RECORD

    case: Annotated[int, CASE]
    reason: Annotated[
        str, Ask(Published(lines=2, width=40), N_("Reason on the notice"), N_("Blank: as the step keeps it"))
    ] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        case = work.session.get_one(Case, self.case)
        said = last_no(case)
        if case.state not in ENDED_NO or said is None or no_applicant(case):
            return {
                "": _("Case {number} ({subject}) did not end with “no”").format(
                    number=case.id, subject=case.subject
                )
            }
        if answer := answer_of(case):
            words = _("Case {number} was answered on {day}")
            return {"": words.format(number=case.id, day=answer.done_on)}
        step = procedure_of(work, case).step(said.step)
        if not (self.reason.strip() or said.opinion.strip()):
            return {"reason": _("Give the reason")}
        kind = NoticeKind.named(_paper(step, case).notice)
        board = ancestor(work.session, case.place_id, step.level.value)
        trouble = objections_trouble(work, board) or paper_trouble(work, kind, work.today, [case])
        return {"": trouble} if trouble else {}

    def run(self, work: Work) -> Change:
        case = work.session.get_one(Case, self.case)
        said = last_no(case)
        assert said is not None, "problems() let only such pass"
        procedure = procedure_of(work, case)
        step, board = (
            _paper(procedure.step(said.step), case),
            ancestor(work.session, case.place_id, "village"),
        )
        reason = self.reason.strip() or said.opinion.strip()
        notice = issue(work, procedure, step, board, [case], work.today, reason=reason)
        pass_step(
            work, case, StepOutcome.ANSWERED, work.today, advance=False, opinion=reason, notice_id=notice.id
        )
        words = _("Case {number} ({subject}) answered: {notice}")
        summary = words.format(number=case.id, subject=case.subject, notice=notice.number)
        return Change(summary, id=notice.id, notice=notice.id)


class Reexamine(Command):
    """Open the re-examination of a case that ended with “no”: it goes through its steps again.

    A request past the days of the procedure can be heard too; the case keeps that it was late.
    """

    permission: ClassVar = Permission.REVIEW
    act: ClassVar = ActWords(N_("Open a re-examination"), N_("Opened a re-examination"), "case")
    synonyms: ClassVar = N_("appeal review")
    law: ClassVar = replace(OF_A_CASE, apart=(*OF_A_CASE.apart, SAID_NO))

    case: Annotated[int, CASE]
    asked_on: Annotated[date, Ask(Day(), N_("Asked for on"), today=True, law=DONE)]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        case = work.session.get_one(Case, self.case)
        answer = answer_of(case)
        if case.state not in ENDED_NO or last_no(case) is None or no_applicant(case):
            return {
                "": _("Case {number} ({subject}) did not end with “no”").format(
                    number=case.id, subject=case.subject
                )
            }
        if answer is None:
            return {
                "": _("Case {number} is not answered yet; answer the applicant first").format(number=case.id)
            }
        if self.asked_on < answer.done_on:
            return {"asked_on": _("It was answered on {day}").format(day=answer.done_on)}
        if other := open_case_of(work.session, household=case.household_id, village=case.village_id):
            return {"": _("Case {number} of this household is under way").format(number=other.id)}
        return {}

    def run(self, work: Work) -> Change:
        case = work.session.get_one(Case, self.case)
        late = _days_late(work, case, self.asked_on)
        facts: dict[str, object] = {"asked_on": self.asked_on.isoformat(), "late": late}
        pass_step(
            work,
            case,
            StepOutcome.REEXAMINED,
            work.today,
            advance=False,
            opinion=self.reason.strip(),
            facts=facts,
        )
        case.step, case.state = begins_again(work, case).key, CaseState.OPEN
        words = _("Re-examination of case {number} ({subject}) opened: {reason}")
        if late:
            words = _("Re-examination of case {number} ({subject}) opened on a late request: {reason}")
        summary = words.format(number=case.id, subject=case.subject, reason=self.reason)
        return Change(summary, id=case.id)


def no_applicant(case: Case) -> bool:
    """Whether a case has no applicant of a village, whom the office could answer."""
    return case.project_id is not None or case.county_id is not None


def last_no(case: Case) -> CaseStep | None:
    """The step with which a case ended in “no” last."""
    said = [step for step in case.steps if step.withdrawn_on is None and step.outcome in NO]
    return said[-1] if said else None


def answer_of(case: Case) -> CaseStep | None:
    """The answer to the last “no” of a case; None while the applicant is not answered."""
    said = last_no(case)
    answers = [step for step in case.steps if step.outcome is StepOutcome.ANSWERED]
    return answers[-1] if answers and said is not None and answers[-1].id > said.id else None


def _days_late(work: Work, case: Case, asked_on: date) -> int:
    """The number of days from the end of the period for requests; 0 in time."""
    answer = answer_of(case)
    assert answer is not None, "problems() let only such pass"
    days = work.terms(answer.done_on)["reexamination_days"].whole
    return 0 if days is None else max(0, (asked_on - answer.done_on - timedelta(days=days)).days)


def _paper(step: Step, case: Case) -> Step:
    """The step as its answer names it: the kind of the notice, and the days to dispute it."""
    kind = NoticeKind.HOUSEHOLD_ANSWER if case.household_id else NoticeKind.VILLAGE_ANSWER
    return replace(step, notice=kind.value, days="reexamination_days")
