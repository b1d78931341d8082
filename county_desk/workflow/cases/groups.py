"""Several cases at once: which of them can take the same step together, and which must stay, and why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from county_desk.models.case import UNDER_WAY, Case
from county_desk.rules.procedures import Step, StepKind
from county_desk.tables.cases.case_list import LISTING as CASES
from county_desk.tables.cases.case_list import CaseRow
from county_desk.tables.listing import Query, page
from county_desk.workflow.cases.case_facts import finding_of
from county_desk.workflow.cases.common import find_cases, procedure_trouble, step_of
from county_desk.workflow.cases.desk_case import blockers, work_of
from county_desk.workflow.cases.disclosure import board_of
from county_desk.workflow.command import Work
from county_desk.workflow.desk import Desk


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that one command can take on together, and those that must stay, with the reason of each."""

    step: Step
    ready: tuple[CaseRow, ...]
    staying: tuple[tuple[CaseRow, str], ...]

    @property
    def rows(self) -> tuple[CaseRow, ...]:
        """Every case of the group."""
        return (*self.ready, *(row for row, _reason in self.staying))

    @property
    def all(self) -> int:
        """The number of cases."""
        return len(self.rows)


def groups(desk: Desk, numbers: Sequence[int]) -> list[Group]:
    """Cases by the step they wait for, and by the list or board that they share.

    Ended cases, and those with an unusable procedure, are left out.
    """

    def read(session: Session) -> list[Group]:
        work = work_of(desk, session)
        rows = {row.id: row for row in page(session, CASES, Query(where={"id": tuple(numbers)}))}
        found: dict[tuple[object, ...], list[Case]] = defaultdict(list)
        for case in find_cases(session, numbers):
            usable = not procedure_trouble(work.policy, case.procedure, case.procedure_digest)
            if case.state in UNDER_WAY and case.id in rows and usable:
                found[_group_key(work, case)].append(case)
        return [_group(work, cases, rows) for cases in found.values()]

    return desk.read(read)


def _group_key(work: Work, case: Case) -> tuple[object, ...]:
    step, followed = step_of(work, case), (case.procedure, case.procedure_digest)
    if step.kind in (StepKind.DISCLOSURE, StepKind.ANNOUNCEMENT):
        return (*followed, step.key, case.year, board_of(work, step, case).id)
    return (*followed, step.key)


def _group(work: Work, cases: Sequence[Case], rows: Mapping[int, CaseRow]) -> Group:
    step, ready, staying = step_of(work, cases[0]), [], []
    for case in cases:
        finding = finding_of(work, case, work.today) if step.kind is StepKind.DECISION else None
        reasons = [blocker.reason for blocker in blockers(work, case, finding)]
        if reasons:
            staying.append((rows[case.id], " ".join(reasons)))
        else:
            ready.append(rows[case.id])
    return Group(step, tuple(ready), tuple(staying))
