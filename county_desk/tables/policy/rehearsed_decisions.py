"""The decisions behind papers that went out, and the papers that would differ if they turn."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Term
from county_desk.models.among import among
from county_desk.models.case import CaseStep, StepOutcome
from county_desk.models.notice import Notice
from county_desk.models.return_ import Return
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.rehearsed import RestatedPapers
from county_desk.tables.period import Period
from county_desk.tables.policy.rehearsed_cases import KnownCase
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import KINDS

type _Papers = tuple[str, int]  # the kind and year


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
    found: dict[_Papers, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for kind, year, number, case in session.execute(wanted.order_by(Notice.id)):
        found[kind, year][number].add(case)
    return _restated(found, NoticeKind)


def frozen_papers(
    session: Session, decided: Iterable[KnownCase], turning: Collection[int]
) -> tuple[RestatedPapers, ...]:
    """The frozen returns that count announced decisions which turn, by name and year."""
    days = _announced_on(session, turning)
    turned = [case for case in decided if case.id in days]
    frozen = select(Return.name, Return.period).where(Return.withdrawn_on.is_(None)).distinct()
    found: dict[_Papers, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
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
    return _restated(found, ReturnName)


def _restated(
    found: Mapping[_Papers, Mapping[str, set[int]]], kinds: type[Term]
) -> tuple[RestatedPapers, ...]:
    """The papers by year and in the order of their kinds, each number with the decisions on it."""
    order = [each.value for each in kinds]
    keys = sorted(found, key=lambda key: (key[1], order.index(key[0])))
    return tuple(
        RestatedPapers(*key, tuple(found[key]), len(set().union(*found[key].values()))) for key in keys
    )


def _announced_on(session: Session, cases: Collection[int]) -> dict[int, date]:
    """The day on which each of some cases was announced; cases without one are left out."""
    wanted = select(CaseStep.case_id, CaseStep.done_on).where(
        among(CaseStep.case_id, cases),
        CaseStep.outcome == StepOutcome.ANNOUNCED,
        CaseStep.withdrawn_on.is_(None),
    )
    return {case: day for case, day in session.execute(wanted.order_by(CaseStep.id))}
