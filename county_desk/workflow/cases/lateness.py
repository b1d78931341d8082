"""Late steps of an earlier version, which wait for their confirmation."""

from county_desk.models.case import Case, CaseStep
from county_desk.text import _


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
