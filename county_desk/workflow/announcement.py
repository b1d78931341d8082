"""Announcing results: the notice is issued, the cases end, and the register changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.fields import Day, Numbers
from county_desk.models.case import Case, CaseState, StepOutcome
from county_desk.models.exit import Exit
from county_desk.models.household import Household, Standing
from county_desk.models.notice import Notice
from county_desk.models.user import Permission
from county_desk.models.village import VillageRecord, VillageStanding
from county_desk.rules.procedures import Procedure, StepKind
from county_desk.text import N_, _, _n
from county_desk.workflow.casework import (
    count_anew,
    day_trouble,
    find_cases,
    is_suspended,
    pass_step,
    place_trouble,
    procedure_of,
    step_of,
)
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.disclosure import board_of, list_trouble
from county_desk.workflow.issuing import contacts_of, issue


@dataclass(frozen=True, kw_only=True)
class Announce(Command):
    """Announce approved cases of one place: their notice is numbered, and the register changes today."""

    permission: ClassVar = Permission.ANNOUNCE
    title: ClassVar = N_("Announce the result")
    final: ClassVar = ON_RECORD

    cases: Annotated[tuple[int, ...], Ask(Numbers(), N_("Cases"), of="cases")]
    announced_on: Annotated[date, Ask(Day(), N_("Announced on"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        cases = find_cases(work.session, self.cases)
        if not cases or len(cases) != len(set(self.cases)):
            return {"cases": _("Choose cases that exist")}
        if self.announced_on > work.today:
            return {
                "announced_on": _("{day} has not come yet; today is {today}").format(
                    day=self.announced_on, today=work.today
                )
            }
        for case in cases:
            if found := self._case_trouble(work, case):
                return found
        if trouble := list_trouble(work, cases):
            return {"": trouble}
        if not contacts_of(work, board_of(work, step_of(work, cases[0]), cases[0])):
            return {"": _("A notice names a telephone for objections; none is recorded for this place")}
        return {}

    def _case_trouble(self, work: Work, case: Case) -> Mapping[str, str]:
        step = step_of(work, case)
        if case.state not in (CaseState.OPEN, CaseState.APPROVED):
            return {
                "": _("Case {number} ({subject}) has ended: {state}").format(
                    number=case.id, subject=case.subject, state=_(case.state.label)
                )
            }
        if case.state is not CaseState.APPROVED or step.kind is not StepKind.ANNOUNCEMENT:
            message = _("Case {number} ({subject}) is not approved: {state}, it waits for “{step}”")
            return {
                "": message.format(
                    number=case.id, subject=case.subject, state=_(case.state.label), step=step.title
                )
            }
        if trouble := day_trouble(work, case, self.announced_on):
            return {"announced_on": trouble}
        trouble = place_trouble(work.session, work.actor, case.place_id)
        return {"": trouble} if trouble else {}

    def run(self, work: Work) -> Change:
        cases = find_cases(work.session, self.cases)
        count_anew(filter(is_suspended, cases))
        procedure, step = procedure_of(work, cases[0]), step_of(work, cases[0])
        board = board_of(work, step, cases[0])
        grace = grace_of(work, procedure, self.announced_on)
        notice = issue(work, procedure, step, board, cases, self.announced_on, grace_until=grace)
        for case in cases:
            announced = pass_step(
                work, case, StepOutcome.ANNOUNCED, self.announced_on, advance=False, notice_id=notice.id
            )
            case.state = CaseState.DONE
            announced.facts = {"before": enact(work, procedure, case, self.announced_on, grace)}
        work.session.flush()
        summary = _n(
            "{count} case of {place} announced: {number}",
            "{count} cases of {place} announced: {number}",
            len(cases),
        ).format(count=len(cases), place=board.name, number=notice.number)
        touched = frozenset({Case, Notice, Household, VillageRecord, Exit})
        return Change(touched, summary, id=notice.id)


def leaves_by(procedure: Procedure) -> bool:
    """Whether a procedure leads out of the register."""
    return procedure.key.endswith("_exit")


def grace_of(work: Work, procedure: Procedure, day: date) -> date | None:
    """Until when support goes on for those who leave by a procedure on a day."""
    years = work.terms(day)["grace_years"].whole if leaves_by(procedure) else None
    return years_later(day, years) if years else None


def enact(work: Work, procedure: Procedure, case: Case, day: date, grace: date | None) -> dict[str, str]:
    """Change the register as an announced case says; returns what stood there, for taking it back."""
    leaves = leaves_by(procedure)
    if case.household is not None:
        before = {"identified": case.household.identified}
        case.household.standing = Standing.EXITED if leaves else Standing.REGISTERED
        if not leaves:
            case.household.registered_on = day
            case.household.identified = case.household.identified or str(case.year)
    else:
        record = village_record(work, case)
        before = {"standing": (record.standing or VillageStanding.ORDINARY).value}
        record.standing = VillageStanding.EXITED if leaves else VillageStanding.POOR
    if leaves:
        _leave(work, case, day, grace)
    return before


def village_record(work: Work, case: Case) -> VillageRecord:
    """The village's standing; made the first time."""
    assert case.village_id is not None
    wanted = select(VillageRecord).where(VillageRecord.village_id == case.village_id)
    found = work.session.scalar(wanted)
    if found is None:
        found = VillageRecord(village_id=case.village_id)
        work.session.add(found)
    return found


def _leave(work: Work, case: Case, day: date, grace: date | None) -> None:
    if case.household is not None:
        case.household.exited_on, case.household.grace_until = day, grace
    work.session.add(
        Exit(
            case_id=case.id,
            household_id=case.household_id,
            village_id=case.village_id,
            year=case.year,
            persons=case.persons,
            exited_on=day,
            grace_until=grace,
        )
    )


def years_later(day: date, years: int) -> date:
    """The same day some years on; the last of February where that year has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
