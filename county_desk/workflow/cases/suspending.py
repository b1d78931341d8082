"""A notice becomes void, and its list is suspended: the cases on it wait to be posted again."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select, true

from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, DisclosureOutcome, Entry, Objection
from county_desk.models.notice import Notice
from county_desk.text import _, _n
from county_desk.workflow.cases.common import find_cases, last_step, level_trouble, pass_step
from county_desk.workflow.cases.issuing import disclosed_cases
from county_desk.workflow.command import Work


def declare_void(work: Work, notice: Notice, reason: str) -> None:
    """Make a notice void; one that is void already keeps its day and its reason."""
    if notice.voided_on is None:
        notice.voided_on, notice.void_reason = work.today, reason


def suspend(work: Work, disclosure: Disclosure, reason: str) -> list[Case]:
    """Suspend a list and void its notice; returns the cases that wait to be posted again.

    The steps that rested on the list no longer stand. A case that ended or was returned since stays
    unchanged. A closed list without a waiting case keeps its outcome.
    """
    notice = work.session.get_one(Notice, disclosure.notice_id)
    declare_void(work, notice, reason)
    waiting = suspended_with(work, disclosure)
    for case in waiting:
        while (last := _last_of(case, disclosure)) is not None:
            last.withdrawn_on, case.step = work.today, last.step
        pass_step(
            work, case, StepOutcome.SUSPENDED, work.today, advance=False, opinion=reason, notice_id=notice.id
        )
    if waiting or disclosure.closed_on is None:
        disclosure.outcome, disclosure.remark = DisclosureOutcome.SUSPENDED, reason
        disclosure.closed_on, disclosure.closed_by = work.today, work.actor.id
    return waiting


def suspended_with(work: Work, disclosure: Disclosure) -> list[Case]:
    """The cases that are suspended with a list: those that stand on it, or passed it last."""
    cases = find_cases(work.session, disclosed_cases(disclosure))
    return [case for case in cases if case.state is CaseState.OPEN and _last_of(case, disclosure)]


def _last_of(case: Case, disclosure: Disclosure) -> CaseStep | None:
    """The last step of a case, when it is one of that disclosure."""
    last = last_step(case)
    return last if last is not None and last.disclosure_id == disclosure.id else None


def posting_level_trouble(work: Work, disclosure: Disclosure) -> str:
    """Why this person may not suspend, settle or close a list: its notice was issued by a level above."""
    notice = work.session.get_one(Notice, disclosure.notice_id)
    return level_trouble(work.actor, notice.place.level, notice.number)


def ended_words(disclosure: Disclosure) -> str:
    """When and how a disclosure ended, in words for a refusal."""
    words = _("This disclosure was closed on {day}")
    if disclosure.suspended:
        words = _("This disclosure was suspended on {day}: notice void; its list is posted anew")
    return words.format(day=disclosure.closed_on)


def unsettled_trouble(work: Work, cases: Sequence[Case]) -> str:
    """Why suspended cases cannot be posted again: objections to the suspended list are not settled."""
    waiting = _unsettled(work, cases, Disclosure.outcome == DisclosureOutcome.SUSPENDED)
    words = _n(
        "{count} objection to the suspended list is open; settle it before the list is posted again",
        "{count} objections to the suspended list are open; settle them before the list is posted again",
        waiting,
    )
    return words.format(count=waiting) if waiting else ""


def objection_trouble(work: Work, case: Case) -> str:
    """Why a case cannot be approved or announced: an objection to it or its list is not settled."""
    if not _unsettled(work, [case], true()):
        return ""
    words = _("An objection to case {number} ({subject}) or its list is open; settle it first")
    return words.format(number=case.id, subject=case.subject)


def _unsettled(work: Work, cases: Sequence[Case], lists: ColumnElement[bool]) -> int:
    """How many objections to cases, on some lists, are not settled."""
    heard = (
        select(func.count(func.distinct(Objection.id)))
        .join(Disclosure, Disclosure.id == Objection.disclosure_id)
        .join(Entry, Entry.disclosure_id == Disclosure.id)
        .where(
            lists,
            Entry.case_id.in_([case.id for case in cases]),
            (Objection.entry_id == Entry.id) | Objection.against_list(),
            Objection.settled_on.is_(None),
            Objection.withdrawn_on.is_(None),
        )
    )
    return work.session.scalar(heard) or 0
