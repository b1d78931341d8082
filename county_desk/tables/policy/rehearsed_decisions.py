"""The decisions behind papers that went out, and the papers that would differ if they turn."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.notice import Notice
from county_desk.models.return_ import Return
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedures import Procedure, Procedures
from county_desk.rules.rehearsed import RestatedPapers
from county_desk.tables.period import Period
from county_desk.tables.returns import KINDS, ReturnName

SUBJECT = func.coalesce(Case.household_id, Case.village_id, Case.county_id, 0)  # of a case, by its number
_DECIDED = (CaseState.APPROVED, CaseState.DONE)


class DecidedCase(NamedTuple):
    """A case that was approved: its number, year and subject, and the procedure that it followed."""

    id: int
    year: int
    subject: int
    procedure: Procedure


def decided_cases(session: Session, procedures: Procedures) -> Iterator[DecidedCase]:
    """Every approved case with a known procedure."""
    columns = Case.id, Case.year, SUBJECT, Case.procedure, Case.procedure_digest
    wanted = select(*columns).where(Case.state.in_(_DECIDED), Case.withdrawn_on.is_(None))
    known: dict[tuple[str, str | None], Procedure] = {}
    for number, year, subject, version, digest in session.execute(wanted.order_by(Case.id)):
        with suppress(LookupError, WrongFile):
            if (version, digest) not in known:
                known[version, digest] = procedures.begun(version, digest)
            yield DecidedCase(number, year, subject, known[version, digest])


def issued_papers(session: Session, turning: Collection[int]) -> tuple[RestatedPapers, ...]:
    """The notices in force that list decided cases which turn, by kind and year."""
    wanted = (
        select(Notice.kind, Notice.year, Notice.number, CaseStep.case_id)
        .join(CaseStep, CaseStep.notice_id == Notice.id)
        .where(
            among(CaseStep.case_id, turning),
            CaseStep.withdrawn_on.is_(None),
            Notice.voided_on.is_(None),
        )
    )
    order = [kind.value for kind in NoticeKind]
    found: dict[tuple[str, int], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for kind, year, number, case in session.execute(wanted.order_by(Notice.id)):
        found[kind, year][number].add(case)
    keys = sorted(found, key=lambda key: (key[1], order.index(key[0])))
    return tuple(_restated(*key, found[key]) for key in keys)


def frozen_papers(
    session: Session, decided: Iterable[DecidedCase], turning: Collection[int]
) -> tuple[RestatedPapers, ...]:
    """The frozen returns that count announced decisions which turn, by name and year."""
    days = _announced_on(session, turning)
    turned = [case for case in decided if case.id in days]
    frozen = select(Return.name, Return.period).where(Return.withdrawn_on.is_(None)).distinct()
    found: dict[tuple[str, int], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for name, text in session.execute(frozen.order_by(Return.period)) if turned else ():
        kind, period = KINDS[ReturnName.named(name)], Period.read(text)
        counted = {
            case.id
            for case in turned
            if case.procedure.subject in kind.subjects
            and case.procedure.outcome in kind.outcomes
            and period.holds(days[case.id])
        }
        if counted:
            found[name, period.year][text] = counted
    order = [each.value for each in ReturnName]
    keys = sorted(found, key=lambda key: (key[1], order.index(key[0])))
    return tuple(_restated(*key, found[key]) for key in keys)


def _restated(kind: str, year: int, behind: Mapping[str, set[int]]) -> RestatedPapers:
    return RestatedPapers(kind, year, tuple(behind), len(set().union(*behind.values())))


def _announced_on(session: Session, cases: Collection[int]) -> dict[int, date]:
    """The day on which each of some cases was announced; cases without one are left out."""
    wanted = select(CaseStep.case_id, CaseStep.done_on).where(
        among(CaseStep.case_id, cases),
        CaseStep.outcome == StepOutcome.ANNOUNCED,
        CaseStep.withdrawn_on.is_(None),
    )
    return {case: day for case, day in session.execute(wanted.order_by(CaseStep.id))}
