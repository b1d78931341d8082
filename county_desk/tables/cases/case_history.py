"""The days of a case that returns report: consent, disclosure, decision and announcement."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, Entry, Objection
from county_desk.models.notice import Notice

CONSENT = "consent"  # the key of the household's signature in every procedure of exit


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """The days of one case. `disclosed_from` and `disclosed_to` are those of its last disclosure.

    `objections` counts those against it or its whole list; `notice` is the number of its announcement.
    """

    consented_on: date | None = None
    disclosed_from: date | None = None
    disclosed_to: date | None = None
    objections: int = 0
    decided_on: date | None = None
    announced_on: date | None = None
    notice: str | None = None


def histories(session: Session, kinds: Collection[str]) -> dict[int, CaseHistory]:
    """The history of every case of some procedures, by case number."""
    objections = _objections(session, kinds)
    wanted = (
        select(
            CaseStep.case_id,
            CaseStep.step,
            CaseStep.outcome,
            CaseStep.done_on,
            Disclosure.opened_on,
            Disclosure.last_day,
            Notice.number,
        )
        .join(Case, Case.id == CaseStep.case_id)
        .outerjoin(Disclosure, Disclosure.id == CaseStep.disclosure_id)
        .outerjoin(Notice, Notice.id == CaseStep.notice_id)
        .where(Case.kind.in_(kinds), CaseStep.withdrawn_on.is_(None))
        .order_by(CaseStep.id)
    )
    found: dict[int, CaseHistory] = defaultdict(CaseHistory)
    for step in session.execute(wanted):
        found[step.case_id] = replace(found[step.case_id], **_dates_of(step))
    return {case: replace(known, objections=objections[case]) for case, known in found.items()}


def _dates_of(step: Any) -> dict[str, Any]:
    """The part of the history of its case that one step adds."""
    dates: dict[str, object] = {}
    if step.step == CONSENT:
        dates["consented_on"] = step.done_on
    if step.opened_on:
        dates |= {"disclosed_from": step.opened_on, "disclosed_to": step.last_day}
    if step.outcome in (StepOutcome.APPROVED, StepOutcome.REFUSED):
        dates["decided_on"] = step.done_on
    if step.outcome is StepOutcome.ANNOUNCED:
        dates |= {"announced_on": step.done_on, "notice": step.number}
    return dates


def _objections(session: Session, kinds: Collection[str]) -> Counter[int]:
    """Objections by case; one against a whole list counts for each of its entries."""
    wanted = (
        select(Entry.case_id)
        .join(
            Objection,
            (Objection.disclosure_id == Entry.disclosure_id)
            & ((Objection.entry_id == Entry.id) | Objection.against_list()),
        )
        .join(Case, Case.id == Entry.case_id)
        .where(Case.kind.in_(kinds), Objection.withdrawn_on.is_(None), Entry.withdrawn_on.is_(None))
    )
    return Counter(session.scalars(wanted))
