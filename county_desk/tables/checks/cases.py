"""The facts of the cases that the consistency checks look at: steps, postings, votes and papers."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, Subquery, func, select
from sqlalchemy.orm import Session

from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, DisclosureOutcome, Entry, Objection
from county_desk.models.household import Household
from county_desk.models.notice import Notice
from county_desk.rules.checks.procedure import CaseFacts, PostedFacts, StepFacts
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedures import Procedure
from county_desk.text import _

_PASSED = (
    *(StepOutcome.PASSED, StepOutcome.POSTED, StepOutcome.APPROVED, StepOutcome.ANNOUNCED),
    StepOutcome.REFUSED,
)


type _Paper = tuple[Any, tuple[int, int | None] | None]
"""A posting of a case, and the numbers of rows and persons on its paper."""


def case_facts(session: Session, policy: Policy, year: int) -> tuple[list[CaseFacts], Mapping[str, int]]:
    """Every case of a year that was not withdrawn, with all that it has passed; and how many cannot be read.

    These are counted by the reason: a wrong policy file, or a procedure that this program does not have.
    """
    steps, posted = _steps(session, year), _postings(session, year)
    wanted = (
        select(Case, Household.identified)
        .outerjoin(Household, Household.id == Case.household_id)
        .where(Case.year == year, Case.withdrawn_on.is_(None), Case.state != CaseState.WITHDRAWN)
        .order_by(Case.place_id, Case.id)
    )
    found: list[CaseFacts] = []
    unread: Counter[str] = Counter()
    for case, identified in session.execute(wanted):
        try:
            found.append(_case(case, identified or "", policy, steps[case.id], posted[case.id]))
        except WrongFile as error:
            unread[str(error)] += 1
        except LookupError:
            words = _("this program has no procedure {version}, or not every step of it")
            unread[words.format(version=case.procedure)] += 1
    return found, unread


def _case(
    case: Case, identified: str, policy: Policy, steps: Sequence[CaseStep], posted: Sequence[_Paper]
) -> CaseFacts:
    procedure = policy.procedures.begun(case.procedure, case.procedure_digest)
    return CaseFacts(
        id=case.id,
        subject=case.subject,
        kind=case.kind,
        year=case.year,
        place=case.place_id,
        order=tuple(step.key for step in procedure.steps),
        received_on=case.received_on,
        steps=tuple(_step(each, procedure, policy) for each in steps),
        posted=tuple(_posted(each, procedure) for each in posted),
        identified_year=int(identified[:4]) if identified[:4].isdigit() else None,
        over=case.state is not CaseState.OPEN,
    )


def _steps(session: Session, year: int) -> Mapping[int, list[CaseStep]]:
    """The steps that count of each case: of one taken again, the last."""
    wanted = (
        select(CaseStep)
        .join(Case, Case.id == CaseStep.case_id)
        .where(Case.year == year, CaseStep.withdrawn_on.is_(None), CaseStep.outcome.in_(_PASSED))
        .order_by(CaseStep.id)
    )
    found: dict[int, dict[str, CaseStep]] = defaultdict(dict)
    for step in session.scalars(wanted):
        found[step.case_id].pop(step.step, None)
        found[step.case_id][step.step] = step
    return defaultdict(list, {case: list(steps.values()) for case, steps in found.items()})


def _step(passed: CaseStep, procedure: Procedure, policy: Policy) -> StepFacts:
    step, facts = procedure.step(passed.step), passed.facts or {}
    terms = policy.terms(passed.done_on)

    def figure(name: str) -> Decimal | None:
        return terms[name].number if name else None

    gap = figure(step.gap)
    return StepFacts(
        key=step.key,
        title=step.title,
        kind=step.kind.value,
        level=step.level.value,
        done_on=passed.done_on,
        due=facts.get("due"),
        present=facts.get("present"),
        in_favour=facts.get("in_favour"),
        quorum=figure(step.quorum),
        majority=figure(step.majority),
        gap=None if gap is None else int(gap),
    )


def _postings(session: Session, year: int) -> Mapping[int, list[_Paper]]:
    """The postings of each case, with its open objections and the rows of paper and list."""
    papers = _papers(session)
    found: dict[int, list[_Paper]] = defaultdict(list)
    for row in session.execute(_posted_lists(year)):
        found[row.case_id].append((row, papers.get(row.notice)))
    return found


def _posted_lists(year: int) -> Select[object]:
    """Each case with each of its postings, the length of the list, and the open objections to it."""
    listed, unsettled = _listed(), _unsettled()
    return (
        select(
            Entry.case_id,
            Disclosure.step,
            Disclosure.opened_on,
            Disclosure.last_day,
            Disclosure.closed_on,
            Disclosure.days,
            func.coalesce(unsettled.c.count, 0).label("unsettled"),
            listed.c.rows.label("listed"),
            listed.c.persons.label("people"),
            Disclosure.notice_id.label("notice"),
        )
        .join(Disclosure, Disclosure.id == Entry.disclosure_id)
        .join(Case, Case.id == Entry.case_id)
        .join(listed, listed.c.posting == Disclosure.id)
        .outerjoin(unsettled, unsettled.c.posting == Disclosure.id)
        .where(Case.year == year, Entry.withdrawn_on.is_(None), Disclosure.withdrawn_on.is_(None))
        .where(Disclosure.outcome.is_distinct_from(DisclosureOutcome.SUSPENDED))
        .order_by(Disclosure.id)
    )


def _listed() -> Subquery:
    entries = select(
        Entry.disclosure_id.label("posting"),
        func.count().label("rows"),
        func.sum(Entry.persons).label("persons"),
    )
    return entries.where(Entry.withdrawn_on.is_(None)).group_by(Entry.disclosure_id).subquery()


def _unsettled() -> Subquery:
    objections = select(Objection.disclosure_id.label("posting"), func.count().label("count"))
    still_open = objections.where(Objection.withdrawn_on.is_(None), Objection.settled_on.is_(None))
    return still_open.group_by(Objection.disclosure_id).subquery()


def _papers(session: Session) -> Mapping[int | None, tuple[int, int | None]]:
    """The numbers of rows and persons on each paper; None for the persons where a row does not say them."""
    found: dict[int | None, tuple[int, int | None]] = {}
    for number, facts in session.execute(select(Notice.id, Notice.facts)):
        rows = facts.get("rows", ())
        persons = [row["persons"] for row in rows if "group" in row and row.get("persons") is not None]
        found[number] = (len(rows), sum(persons) if len(persons) == len(rows) else None)
    return found


def _posted(given: _Paper, procedure: Procedure) -> PostedFacts:
    row, paper = given
    return PostedFacts(
        step=procedure.step(row.step).title,
        opened_on=row.opened_on,
        last_day=row.last_day,
        closed_on=row.closed_on,
        days=row.days,
        open_objections=row.unsettled,
        rows=None if paper is None else paper[0],
        persons=None if paper is None else paper[1],
        listed_rows=row.listed,
        listed_persons=row.people if paper is not None and paper[1] is not None else None,
    )
