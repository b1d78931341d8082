"""Recent decisions on cases of the same kind, so that like cases are treated alike."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.case import Case, CaseStep, StepOutcome

LATELY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision on a case of the same procedure."""

    case: int
    subject: str
    agreed: bool
    done_on: date
    opinion: str


def decided_lately(session: Session, case: int, day: date) -> list[Decided]:
    """The decisions of the twelve months up to a day, the newest first, without that on the case itself.

    They are those on households of the same village, or those on villages anywhere in the county.
    """
    here = session.get_one(Case, case)
    near = Case.village_id.is_not(None) if here.village_id else Case.place_id == here.place_id
    found = (
        select(Case.id, Case.subject, CaseStep.outcome, CaseStep.done_on, CaseStep.opinion)
        .join(CaseStep, CaseStep.case_id == Case.id)
        .where(
            Case.kind == here.kind,
            near,
            Case.id != case,
            Case.withdrawn_on.is_(None),
            CaseStep.withdrawn_on.is_(None),
            CaseStep.outcome.in_((StepOutcome.APPROVED, StepOutcome.REFUSED)),
            CaseStep.done_on.between(day - LATELY, day),
        )
        .order_by(CaseStep.done_on.desc(), CaseStep.id.desc())
    )
    return [
        Decided(number, subject, outcome is StepOutcome.APPROVED, done_on, opinion)
        for number, subject, outcome, done_on, opinion in session.execute(found)
    ]
