"""Taking back: the recorder of a step undoes it, or a case is returned or withdrawn with a reason."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.day_laws import DONE
from county_desk.fields import Day, Numbers, YesNo
from county_desk.models.audit import Event, records_in
from county_desk.models.base import column_value
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import HouseholdYear
from county_desk.models.user import Permission
from county_desk.rules.procedures import StepKind
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.cases.case_facts import record_facts, says_anything, year_of
from county_desk.workflow.cases.common import (
    begins_again,
    find_cases,
    last_step,
    order_trouble,
    pass_step,
    procedure_of,
)
from county_desk.workflow.cases.laws import OF_A_CASE
from county_desk.workflow.cases.posted import standing_posting
from county_desk.workflow.command import REASON, Ask, Change, Command, Given, Known, Work, plain
from county_desk.workflow.gate.law import Law
from county_desk.workflow.gate.relations import OF_THE_HOUSEHOLD
from county_desk.workflow.gate.taken_back import events_that_wrote

CASES = Ask(Numbers(), N_("Cases"), of="cases")
ON_PAPER = (
    *(StepOutcome.POSTED, StepOutcome.APPROVED, StepOutcome.REFUSED, StepOutcome.ANNOUNCED),
    StepOutcome.SUSPENDED,
)


def _acts_of_last_steps(work: Work, act: "TakeBackStep") -> Iterator[int]:
    """The events that wrote the last steps of the cases."""
    for case in find_cases(work.session, act.cases):
        if (last := last_step(case)) is not None:
            yield from events_that_wrote(work.session, last)


class TakeBackStep(Command):
    """Take back the last step of cases; only who recorded it may, and only while nothing followed."""

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Take back the last step"), N_("Took back the last step"), "case")
    synonyms: ClassVar = N_("revoke")
    law: ClassVar = Law(apart=(OF_THE_HOUSEHOLD,), takes_back=_acts_of_last_steps)

    cases: Annotated[tuple[int, ...], CASES]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := _asked_problems(work, self.cases):
            return found
        for case in find_cases(work.session, self.cases):
            last = last_step(case)
            if last is None or not (case.state is CaseState.OPEN or last.outcome is StepOutcome.NOT_PASSED):
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
            last.withdrawn_on, case.step, case.state = work.today, last.step, CaseState.OPEN
            _put_back(work, case, last.facts or {})
        summary = _("Step of case {number} ({subject}) taken back: {reason}").format(
            number=cases[0].id, subject=cases[0].subject, reason=self.reason
        )
        return Change(summary, id=cases[0].id)


def _posting_wanted(session: Session, given: Given) -> Mapping[str, bool]:
    """No choice of the posting, unless each case has one that stands."""
    posted = [standing_posting(case) for case in find_cases(session, given.get("cases") or ())]
    return {} if all(posted) else {"posting": False}


class ReturnCase(Command):
    """Return a case for changes: to the step after its application, or only to be posted again."""

    permission: ClassVar = Permission.REVIEW
    act: ClassVar = ActWords(N_("Return for changes"), N_("Returned a case for changes"), "case")
    synonyms: ClassVar = N_("send back")
    law: ClassVar = OF_A_CASE
    known: ClassVar = Known(("cases",), wants=_posting_wanted)

    cases: Annotated[tuple[int, ...], CASES]
    returned_on: Annotated[date, Ask(Day(), N_("Day"), today=True, law=DONE)]
    reason: Annotated[str, REASON]
    posting: Annotated[
        bool, Ask(YesNo(), N_("Only to be posted again"), N_("No: back to the step after the application"))
    ] = False

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := _closing_problems(work, self.cases):
            return found
        for case in find_cases(work.session, self.cases) if self.posting else ():
            if standing_posting(case) is None:
                return {
                    "posting": _(
                        "Case {number} ({subject}) was not posted since it began or was sent back"
                    ).format(number=case.id, subject=case.subject)
                }
        return _day_problems(work, self.cases, self.returned_on)

    def run(self, work: Work) -> Change:
        cases = find_cases(work.session, self.cases)
        for case in cases:
            posted = standing_posting(case) if self.posting else None
            pass_step(
                work,
                case,
                StepOutcome.RETURNED,
                self.returned_on,
                advance=False,
                opinion=self.reason,
                late_reason=self.late_reason,
            )
            case.step = posted.step if posted else begins_again(work, case).key
        summary = _("Case {number} ({subject}) returned: {reason}").format(
            number=cases[0].id, subject=cases[0].subject, reason=self.reason
        )
        return Change(summary, id=cases[0].id)


class WithdrawCase(Command):
    """End a case because the applicant withdraws it."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(N_("Withdraw a case"), N_("Withdrew a case"), "case")
    synonyms: ClassVar = N_("cancel application")
    law: ClassVar = OF_A_CASE

    cases: Annotated[tuple[int, ...], CASES]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        return _closing_problems(work, self.cases)

    def run(self, work: Work) -> Change:
        cases = find_cases(work.session, self.cases)
        for case in cases:
            pass_step(work, case, StepOutcome.WITHDRAWN, work.today, advance=False, opinion=self.reason)
            case.state = CaseState.WITHDRAWN
        summary = _("Case {number} ({subject}) withdrawn: {reason}").format(
            number=cases[0].id, subject=cases[0].subject, reason=self.reason
        )
        return Change(summary, id=cases[0].id)


def _asked_problems(work: Work, numbers: tuple[int, ...]) -> Mapping[str, str]:
    """Whether cases that exist were given."""
    cases = find_cases(work.session, numbers)
    if not cases or len(cases) != len(set(numbers)):
        return {"cases": _("Choose cases that exist")}
    return {}


def _day_problems(work: Work, numbers: tuple[int, ...], day: date) -> Mapping[str, str]:
    """Check that these cases can have been returned that day."""
    for case in find_cases(work.session, numbers):
        if trouble := order_trouble(case, day):
            return {"returned_on": trouble}
    return {}


def _closing_problems(work: Work, numbers: tuple[int, ...]) -> Mapping[str, str]:
    if found := _asked_problems(work, numbers):
        return found
    cases = find_cases(work.session, numbers)
    for case in cases:
        if case.state is not CaseState.OPEN:
            return {
                "": _("Case {number} ({subject}) is not in progress: {state}").format(
                    number=case.id, subject=case.subject, state=_(case.state.label)
                )
            }
        last = last_step(case)
        if last is not None and last.outcome is StepOutcome.POSTED:
            return {
                "": _("Case {number} ({subject}) is on disclosure; close the disclosure first").format(
                    number=case.id, subject=case.subject
                )
            }
    return {}


def _put_back(work: Work, case: Case, facts: Mapping[str, object]) -> None:
    """Restore the facts before a visit, except those that another person has written since."""
    before = facts.get("before")
    if case.household_id is not None and isinstance(before, dict) and before:
        year = year_of(work.session, case.household_id, case.year)
        changed = _changed_since(work, year, before, facts)
        standing = {name: value for name, value in before.items() if name not in changed}
        record_facts(
            year, {name: column_value(HouseholdYear, name, value) for name, value in standing.items()}
        )
        if not says_anything(year):
            year.withdrawn_on = work.today


def _changed_since(
    work: Work, year: HouseholdYear, before: Mapping[str, object], facts: Mapping[str, object]
) -> set[str]:
    """The facts of a year that were written after a visit; an older visit compares the values only."""
    changed = {name for name in before if plain(getattr(year, name)) != plain(facts[name])}
    seen = facts.get("seen")
    if isinstance(seen, int):
        after = seen + 1  # the event of the visit itself
        for event in work.session.scalars(select(Event).where(Event.id > after)):
            for table, number, values in records_in(event.changes):
                if (table, number) == (year.__tablename__, str(year.id)):
                    changed |= set(values)
    return changed


def _is_application(work: Work, case: Case, last: CaseStep) -> bool:
    return procedure_of(work, case).step(last.step).kind is StepKind.APPLICATION
