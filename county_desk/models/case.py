"""Cases: one household, village, project or county in one procedure, and the steps it has passed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, and_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.day_laws import DONE, PAST_YEAR
from county_desk.fields import Choice, Code, Count, Day, Kind, Term, Text, Year
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.models.project import Project
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED
from county_desk.shapes import Shape
from county_desk.text import N_

ONE_SUBJECT = (
    "(CASE WHEN household_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN village_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN project_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN county_id IS NULL THEN 0 ELSE 1 END) = 1"
)


class CaseState(Term):
    """Whether a case is under way, and how it ended."""

    OPEN = "open", N_("In progress"), Shape.UNDERWAY
    APPROVED = "approved", N_("Approved"), Shape.FINE
    DONE = "done", N_("Announced"), Shape.FINE
    REFUSED = "refused", N_("Refused"), Shape.WATCH
    STRUCK = "struck", N_("Struck after objection"), Shape.DISPUTED
    WITHDRAWN = "withdrawn", N_("Withdrawn"), Shape.NONE


UNDER_WAY = (CaseState.OPEN, CaseState.APPROVED)


class StepOutcome(Term):
    """How a step of a case ended."""

    PASSED = "passed", N_("Passed")
    NOT_PASSED = "not_passed", N_("Not passed")
    POSTED = "posted", N_("Posted")
    STRUCK = "struck", N_("Struck")
    RETURNED = "returned", N_("Returned")
    APPROVED = "approved", N_("Approved")
    REFUSED = "refused", N_("Refused")
    ANNOUNCED = "announced", N_("Announced")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    SUSPENDED = "suspended", N_("Suspended: notice void")
    ANSWERED = "answered", N_("Applicant answered")
    REEXAMINED = "reexamined", N_("Re-examination opened")


# outcomes by which a case is sent back or heard again; who records one has not handled the case
SENDS_BACK = (StepOutcome.RETURNED, StepOutcome.SUSPENDED, StepOutcome.REEXAMINED, StepOutcome.ANSWERED)


class Case(Kept):
    """One case. It keeps the version and the text of the procedure it began under; only commands move it.

    `step` is the key of the step that the case waits for. `procedure_digest` names the `PolicyText`; it is
    None in a register that was not written since before texts were kept. `due_on` is the last day for the
    decision, where the procedure has a time limit.
    """

    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        Index("ix_case_state_kind_step", "state", "kind", "step"),
    )

    kind: Mapped[str] = column(N_("Procedure"), Code())
    procedure: Mapped[str]
    procedure_digest: Mapped[str | None] = mapped_column(index=True)
    year: Mapped[int] = column(N_("Year"), Year(), law=PAST_YEAR)
    household_id: Mapped[int | None] = link("household", N_("Household"), of="households", index=True)
    village_id: Mapped[int | None] = link("place", N_("Village"), index=True)
    project_id: Mapped[int | None] = link("project", N_("Project"), index=True)
    county_id: Mapped[int | None] = link("place", N_("County"), index=True)
    place_id: Mapped[int] = link("place", N_("Place"), index=True)
    subject: Mapped[str] = column(N_("Subject"), Text(width=12), info=NAMED)
    persons: Mapped[int] = column(N_("Persons"), Count())
    step: Mapped[str] = column(N_("Step"), Code())
    state: Mapped[CaseState] = column(N_("State"), Choice(terms=CaseState), default=CaseState.OPEN)
    received_on: Mapped[date] = column(N_("Received on"), Day(), law=DONE)
    entered_by: Mapped[int] = link("user", N_("Entered by"))
    batch_id: Mapped[int | None] = link("batch", N_("Batch"), index=True)
    due_on: Mapped[date | None] = column(N_("Due on"), Day())

    household: Mapped[Household | None] = relationship()
    project: Mapped[Project | None] = relationship()
    place: Mapped[Place] = relationship(foreign_keys=place_id)
    steps: Mapped[list["CaseStep"]] = relationship(back_populates="case", order_by="CaseStep.id")


CASE = RecordKind(Case, N_("Case record"), (Case.subject,), about=(Case.household_id, Case.village_id))


# late steps of an earlier version that no second person has confirmed
_UNCONFIRMED = "late_reason IS NOT NULL AND confirmed_by IS NULL AND withdrawn_on IS NULL"


class CaseStep(Kept):
    """One step that a case has passed: when, by whom, how it ended, and what it rested on.

    `facts` are the figures of the step (attendance, votes, visitors); `finding` is the rule's
    argument as it stood, so that the step stays explainable after the figures change.
    `late_days` counts from the day of the step to that of its record; None for older steps. `late_reason`
    says why it is past what the county allows, and `confirmed_by` is the second person who confirmed it.
    """

    __table_args__ = (
        Index(
            "ix_case_step_unconfirmed",
            "case_id",
            sqlite_where=text(_UNCONFIRMED),
            postgresql_where=text(_UNCONFIRMED),
        ),
        # lists of cases show and sort by the last step that stands
        Index("ix_case_step_newest", "case_id", "id", "withdrawn_on", "outcome", "done_on"),
    )

    case_id: Mapped[int] = link("case", N_("Case record"))
    step: Mapped[str] = column(N_("Step"), Text())
    outcome: Mapped[StepOutcome] = column(N_("Outcome"), Choice(terms=StepOutcome))
    done_on: Mapped[date] = column(N_("Done on"), Day())
    recorded_at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    opinion: Mapped[str] = column(N_("Opinion"), Text(lines=2, width=40), default="")
    facts: Mapped[dict[str, Any] | None] = column(N_("Figures of the step"), Kind())
    finding: Mapped[dict[str, Any] | None]
    disclosure_id: Mapped[int | None] = link("disclosure", N_("Disclosure"), index=True)
    notice_id: Mapped[int | None] = link("notice", N_("Notice"))
    late_days: Mapped[int | None] = column(N_("Recorded late (days)"), Count())
    late_reason: Mapped[str | None] = column(N_("Why it is recorded late"), Text(width=40))
    confirmed_by: Mapped[int | None] = link("user", N_("Late entry confirmed by"))
    confirmed_on: Mapped[date | None] = column(N_("Late entry confirmed on"), Day())

    case: Mapped[Case] = relationship(back_populates="steps")


UNCONFIRMED = and_(
    CaseStep.late_reason.is_not(None), CaseStep.confirmed_by.is_(None), CaseStep.withdrawn_on.is_(None)
)
CASE_STEP = RecordKind(CaseStep, N_("Step of a case"), (Case.subject,), about=(CaseStep.case_id,))
