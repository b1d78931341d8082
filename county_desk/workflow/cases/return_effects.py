"""Effects that bring a household back, and the one that turns an announced result that does not hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.household import Household, Standing
from county_desk.rules.register_outcomes import CHANGING, HOUSEHOLD, REEXAMINED
from county_desk.tables.procedure_words import procedures
from county_desk.text import _
from county_desk.workflow.cases.effect import Effect, HouseholdEffect, RegistrationEffect, household_in
from county_desk.workflow.command import Work

_LEFT = ("exited_on", "grace_until")
# what becomes of a household whose announced result does not hold
OPPOSITE: Mapping[Standing, Standing] = {
    Standing.REGISTERED: Standing.REMOVED,
    Standing.EXITED: Standing.REGISTERED,
    Standing.REMOVED: Standing.REGISTERED,
}


@dataclass(frozen=True)
class LateRegistrationEffect(RegistrationEffect):
    """Registers a household that was missed: one that applies, is ordinary, or was wrongly removed."""

    def begins(self, work: Work, household: Household, day: date) -> str:
        if household.standing in (Standing.ORDINARY, Standing.REMOVED):
            return ""
        return super().begins(work, household, day)

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        household = household_in(case)
        was = {"standing": household.standing.value, "registered_on": _plain(household.registered_on)}
        return super().change(session, case, day, grace) | was

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        super().restore(session, case, before)
        household = household_in(case)
        household.standing = Standing.named(before["standing"])
        household.registered_on = _day(before["registered_on"])


class ReturnEffect(HouseholdEffect):
    """Puts a household that left back under its number; its exit and its history stay on record."""

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        household = household_in(case)
        left = {name: _plain(getattr(household, name)) for name in _LEFT}
        before = super().change(session, case, day, grace)
        household.exited_on = household.grace_until = None
        return before | left

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        super().restore(session, case, before)
        for name in _LEFT:
            setattr(household_in(case), name, _day(before.get(name, "")))


@dataclass(frozen=True)
class RemovalEffect(ReturnEffect):
    """Strikes off a household that was wrongly registered, whether or not it has left poverty since."""

    def begins(self, work: Work, household: Household, day: date) -> str:
        return "" if household.standing is Standing.EXITED else super().begins(work, household, day)

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        was = {"standing": household_in(case).standing.value}
        return super().change(session, case, day, grace) | was

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        super().restore(session, case, before)
        household_in(case).standing = Standing.named(before.get("standing", self.starts_at.value))


class ReexaminationEffect(Effect):
    """Turns an announced result that does not hold into its opposite."""

    def begins(self, work: Work, household: Household, day: date) -> str:
        announced = last_announced(work.session, household.id)
        if announced is None or household.standing not in OPPOSITE:
            return _("No result about the household of {head} was announced").format(head=household.head)
        days = work.terms(announced.done_on)["reexamination_days"].whole
        if days is None or day <= announced.done_on + timedelta(days=days):
            return ""
        words = _(
            "The result about the household of {head} was announced on {day}; it could be disputed for "
            "{count} days. Open a removal or a restoration instead"
        )
        return words.format(head=household.head, day=announced.done_on, count=days)

    def stands(self, session: Session, case: Case) -> bool:
        return household_in(case).standing is OPPOSITE[standing_before(case)]

    def enact(self, work: Work, case: Case, day: date, grace: date | None) -> dict[str, str]:
        household = household_in(case)
        before = {"standing": household.standing.value}
        before |= {name: _plain(getattr(household, name)) for name in _LEFT}
        household.standing = OPPOSITE[household.standing]
        household.exited_on = household.grace_until = None
        return before

    def undo(self, session: Session, case: Case, before: Mapping[str, str], today: date) -> None:
        household = household_in(case)
        household.standing = Standing.named(before["standing"])
        for name in _LEFT:
            setattr(household, name, _day(before[name]))


def last_announced(session: Session, household: int) -> CaseStep | None:
    """The last announcement about the standing of a household that stands; None without one."""
    changing = [key for outcome in CHANGING for key in procedures().keys(HOUSEHOLD, outcome)]
    wanted = (
        select(CaseStep)
        .join(Case)
        .where(
            Case.household_id == household,
            Case.kind.in_(changing),
            CaseStep.outcome == StepOutcome.ANNOUNCED,
            CaseStep.withdrawn_on.is_(None),
        )
    )
    return session.scalar(wanted.order_by(CaseStep.done_on.desc(), CaseStep.id.desc()).limit(1))


def standing_before(case: Case) -> Standing:
    """The standing of a household before its case was announced, or now while it was not."""
    for step in reversed(case.steps):
        if step.outcome is StepOutcome.ANNOUNCED and step.withdrawn_on is None:
            return Standing.named((step.facts or {})["before"]["standing"])
    return household_in(case).standing


def reexamined_standing(work: Work, case: Case) -> str:
    """The standing of a household after its re-examination; "" in a case of another procedure."""
    procedure = work.policy.procedures.begun(case.procedure, case.procedure_digest)
    if procedure.outcome != REEXAMINED:
        return ""
    return OPPOSITE[standing_before(case)].value


def _plain(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(plain: str) -> date | None:
    return date.fromisoformat(plain) if plain else None
