"""Steps that are recorded long after they were done: their days, their reason, and their confirmation."""

from collections.abc import Mapping
from datetime import date

from county_desk.fields import Text
from county_desk.models.case import Case, CaseStep
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Work

LATE_REASON = Ask(
    Text(width=40),
    N_("Why it is recorded late"),
    N_("Only past the days that the county allows"),
    last=True,
)


def is_late(work: Work, day: date) -> bool:
    """Whether a step of that day is recorded later today than the county allows."""
    limit = work.terms()["late_entry_days"].whole
    return limit is not None and (work.today - day).days > limit


def late_problems(work: Work, day: date, reason: str) -> Mapping[str, str]:
    """Check that a step recorded late has a reason."""
    if not is_late(work, day) or reason.strip():
        return {}
    message = _(
        "{day} was {days} days ago; past {limit} days write the reason, and a second person confirms it"
    )
    limit = work.terms()["late_entry_days"].whole
    return {"late_reason": message.format(day=day, days=(work.today - day).days, limit=limit)}


def unconfirmed(case: Case) -> list[CaseStep]:
    """The late steps of a case that stand and no second person has confirmed."""
    return [
        step
        for step in case.steps
        if step.late_reason and step.confirmed_by is None and step.withdrawn_on is None
    ]


def unconfirmed_trouble(case: Case) -> str:
    """Check that no late step of a case waits for its confirmation."""
    if not (waiting := unconfirmed(case)):
        return ""
    words = _(
        "Case {number} ({subject}): the step of {day} was recorded {days} days late; "
        "a second person confirms that first"
    )
    late = waiting[0]
    return words.format(number=case.id, subject=case.subject, day=late.done_on, days=late.late_days)
