"""Consequences of a void notice of an announcement: announce again, or take back."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from county_desk.models.case import UNDER_WAY, Case, CaseState, CaseStep, StepOutcome
from county_desk.models.notice import Notice
from county_desk.notice_kinds import NoticeKind
from county_desk.text import _
from county_desk.workflow.cases.announcement import grace_of
from county_desk.workflow.cases.common import count_anew, last_step, pass_step, procedure_of, step_of
from county_desk.workflow.cases.disclosure import board_of
from county_desk.workflow.cases.effect import exits_of
from county_desk.workflow.cases.effects import effect_of
from county_desk.workflow.cases.issuing import issue, objections_trouble
from county_desk.workflow.cases.suspending import stop_on_suspended
from county_desk.workflow.command import Work
from county_desk.workflow.policy.confirming import paper_trouble


def announced_by(session: Session, notice: int) -> list[Case]:
    """The cases with an announcement that rests on a notice; none for the notice of a disclosure."""
    standing = (CaseStep.outcome == StepOutcome.ANNOUNCED) & CaseStep.withdrawn_on.is_(None)
    wanted = select(Case).join(CaseStep).where(CaseStep.notice_id == notice, standing)
    return list(session.scalars(wanted.order_by(CaseStep.id)))


def again_trouble(work: Work, cases: Sequence[Case]) -> str:
    """Check that these cases can be announced again today; return the problem."""
    step = step_of(work, cases[0])
    paper = paper_trouble(work, NoticeKind.named(step.notice), work.today, cases)
    return paper or objections_trouble(work, board_of(work, step, cases[0]))


def taking_trouble(work: Work, cases: Sequence[Case]) -> str:
    """Check that nothing in the register rests on the announcement of these cases; return the problem."""
    for case in cases:
        if later := _later(work, case):
            return _(
                "Case {number} of {subject} was opened after this announcement; withdraw it first, "
                "or announce again"
            ).format(number=later.id, subject=case.subject)
        if not effect_of(procedure_of(work, case)).stands(work.session, case):
            return _("{subject} is no longer as this announcement left it; announce again instead").format(
                subject=case.subject
            )
    return ""


def _later(work: Work, case: Case) -> Case | None:
    """A case of the same subject that began after this one and was not given up."""
    counts = (*UNDER_WAY, CaseState.DONE)
    subject = and_(
        Case.household_id.is_not_distinct_from(case.household_id),
        Case.village_id.is_not_distinct_from(case.village_id),
        Case.project_id.is_not_distinct_from(case.project_id),
        Case.county_id.is_not_distinct_from(case.county_id),
    )
    wanted = select(Case).where(subject, Case.id > case.id, Case.state.in_(counts))
    return work.session.scalar(wanted.where(Case.withdrawn_on.is_(None)).order_by(Case.id).limit(1))


def announce_again(work: Work, cases: Sequence[Case]) -> Notice:
    """Issue a corrected notice for announced cases; they keep the day on which they were announced."""
    count_anew(cases)
    procedure, step = procedure_of(work, cases[0]), step_of(work, cases[0])
    announced = [_announced(case) for case in cases]
    grace = grace_of(work, procedure, announced[0].done_on)
    board = board_of(work, step, cases[0])
    notice = issue(work, procedure, step, board, cases, work.today, grace_until=grace)
    for passed in announced:
        passed.notice_id = notice.id
        for left in exits_of(work.session, passed.case):
            left.persons = passed.case.persons
    return notice


def take_back(work: Work, cases: Sequence[Case], reason: str) -> None:
    """Set announced cases back to approved, and take back the effects of their announcement."""
    for case in cases:
        announced = _announced(case)
        announced.withdrawn_on, case.state = work.today, CaseState.APPROVED
        before = (announced.facts or {}).get("before") or {}
        effect_of(procedure_of(work, case)).undo(work.session, case, before, work.today)
        pass_step(
            work,
            case,
            StepOutcome.SUSPENDED,
            work.today,
            advance=False,
            opinion=reason,
            notice_id=announced.notice_id,
        )
        stop_on_suspended(work, case)


def _announced(case: Case) -> CaseStep:
    announced = last_step(case)
    assert announced is not None
    assert announced.outcome is StepOutcome.ANNOUNCED
    return announced
