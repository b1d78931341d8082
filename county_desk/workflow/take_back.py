"""Taking back: a step undone by who recorded it, a case returned or withdrawn with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from county_desk.fields import Day, Numbers, Text
from county_desk.models.base import given_back
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import HouseholdYear
from county_desk.models.user import Permission
from county_desk.rules.procedures import StepKind
from county_desk.text import N_, _
from county_desk.workflow.casework import (
    find_cases,
    last_step,
    order_trouble,
    pass_step,
    place_trouble,
    procedure_of,
)
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.facts import record_facts, says_anything, year_of

TOUCHES = frozenset({Case})
CASES = Ask(Numbers(), N_("Cases"), of="cases")
REASON = Ask(Text(lines=2, width=40), N_("Reason"))
ON_PAPER = (
    *(StepOutcome.POSTED, StepOutcome.APPROVED, StepOutcome.REFUSED, StepOutcome.ANNOUNCED),
    StepOutcome.SUSPENDED,
)


@dataclass(frozen=True, kw_only=True)
class TakeBackStep(Command):
    """Take back the last step of cases; only who recorded it may, and only while nothing followed."""

    permission: ClassVar = Permission.READ
    title: ClassVar = N_("Take back the last step")

    cases: Annotated[tuple[int, ...], CASES]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := _asked_problems(work, self.cases, self.reason):
            return found
        for case in find_cases(work.session, self.cases):
            last = last_step(case)
            if last is None or case.state is not CaseState.OPEN:
                return {"": _("Case {number} has no step that could be taken back").format(number=case.id)}
            if last.actor_id != work.actor.id:
                return {
                    "": _("Only who recorded the last step of case {number} can take it back").format(
                        number=case.id
                    )
                }
            if last.disclosure_id or last.outcome in ON_PAPER or _is_application(work, case, last):
                return {
                    "": _("“{outcome}” of case {number} is on record and cannot be taken back").format(
                        outcome=_(last.outcome.label), number=case.id
                    )
                }
        return {}

    def run(self, work: Work) -> Change:
        cases = find_cases(work.session, self.cases)
        for case in cases:
            last = last_step(case)
            assert last is not None
            last.withdrawn_on, case.step = work.today, last.step
            _put_back(work, case, (last.facts or {}).get("before") or {})
        summary = _("Step of case {number} ({subject}) taken back: {reason}").format(
            number=cases[0].id, subject=cases[0].subject, reason=self.reason
        )
        return Change(TOUCHES, summary, id=cases[0].id)


@dataclass(frozen=True, kw_only=True)
class ReturnCase(Command):
    """Return a case for changes: it goes back to the step after its application."""

    permission: ClassVar = Permission.REVIEW
    title: ClassVar = N_("Return for changes")

    cases: Annotated[tuple[int, ...], CASES]
    returned_on: Annotated[date, Ask(Day(), N_("Day"))]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := _closing_problems(work, self.cases, self.reason):
            return found
        return _day_problems(work, self.cases, self.returned_on)

    def run(self, work: Work) -> Change:
        cases = find_cases(work.session, self.cases)
        for case in cases:
            pass_step(work, case, StepOutcome.RETURNED, self.returned_on, advance=False, opinion=self.reason)
            procedure = procedure_of(work, case)
            first = procedure.first
            begins = procedure.after(first.key) if first.kind is StepKind.APPLICATION else first
            case.step = (begins or first).key
        summary = _("Case {number} ({subject}) returned: {reason}").format(
            number=cases[0].id, subject=cases[0].subject, reason=self.reason
        )
        return Change(TOUCHES, summary, id=cases[0].id)


@dataclass(frozen=True, kw_only=True)
class WithdrawCase(Command):
    """End a case because the applicant withdraws it."""

    permission: ClassVar = Permission.FILE
    title: ClassVar = N_("Withdraw a case")

    cases: Annotated[tuple[int, ...], CASES]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        return _closing_problems(work, self.cases, self.reason)

    def run(self, work: Work) -> Change:
        cases = find_cases(work.session, self.cases)
        for case in cases:
            pass_step(work, case, StepOutcome.WITHDRAWN, work.today, advance=False, opinion=self.reason)
            case.state = CaseState.WITHDRAWN
        summary = _("Case {number} ({subject}) withdrawn: {reason}").format(
            number=cases[0].id, subject=cases[0].subject, reason=self.reason
        )
        return Change(TOUCHES, summary, id=cases[0].id)


def _asked_problems(work: Work, numbers: tuple[int, ...], reason: str) -> Mapping[str, str]:
    """Whether a reason and cases that exist were given."""
    if not reason.strip():
        return {"reason": _("Give the reason")}
    cases = find_cases(work.session, numbers)
    if not cases or len(cases) != len(set(numbers)):
        return {"cases": _("Choose cases that exist")}
    return {}


def _day_problems(work: Work, numbers: tuple[int, ...], day: date) -> Mapping[str, str]:
    """Why these cases cannot have been returned that day."""
    if day > work.today:
        message = _("{day} has not come yet; today is {today}")
        return {"returned_on": message.format(day=day, today=work.today)}
    for case in find_cases(work.session, numbers):
        if trouble := order_trouble(case, day):
            return {"returned_on": trouble}
    return {}


def _closing_problems(work: Work, numbers: tuple[int, ...], reason: str) -> Mapping[str, str]:
    if found := _asked_problems(work, numbers, reason):
        return found
    cases = find_cases(work.session, numbers)
    for case in cases:
        if case.state is not CaseState.OPEN:
            return {
                "": _("Case {number} ({subject}) is not in progress: {state}").format(
                    number=case.id, subject=case.subject, state=_(case.state.label)
                )
            }
        if trouble := place_trouble(work.session, work.actor, case.place_id):
            return {"": trouble}
        last = last_step(case)
        if last is not None and last.outcome is StepOutcome.POSTED:
            return {
                "": _("Case {number} ({subject}) is on disclosure; close the disclosure first").format(
                    number=case.id, subject=case.subject
                )
            }
    return {}


def _put_back(work: Work, case: Case, before: Mapping[str, object]) -> None:
    if case.household_id is not None and before:
        year = year_of(work.session, case.household_id, case.year)
        record_facts(year, {name: given_back(HouseholdYear, name, value) for name, value in before.items()})
        if not says_anything(year):
            year.withdrawn_on = work.today


def _is_application(work: Work, case: Case, last: CaseStep) -> bool:
    return procedure_of(work, case).step(last.step).kind is StepKind.APPLICATION
