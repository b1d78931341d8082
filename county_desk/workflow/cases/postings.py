"""The lists that wait for posting, and the days of a posted list."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from county_desk.models.case import CaseState, StepOutcome
from county_desk.models.disclosure import Disclosure
from county_desk.rules.calendar import Counting
from county_desk.rules.procedures import ActorLevel, Procedures, StepKind
from county_desk.tables.cases.case_list import LISTING as CASES
from county_desk.tables.cases.case_list import CaseRow
from county_desk.tables.listing import Query, page
from county_desk.workflow.cases.common import ancestor, find_cases, step_of
from county_desk.workflow.cases.disclosure import last_day_of, length_of
from county_desk.workflow.command import Work
from county_desk.workflow.desk import Desk
from county_desk.workflow.policy.own_figures import policy_in_force


@dataclass(frozen=True, slots=True)
class WaitingList:
    """Cases that wait for the same disclosure on the boards of one place, in the order of the list.

    The issuer is the place with the office that posts it: a township also posts on the boards of a village.
    """

    kind: str
    step: str
    year: int
    board_id: int
    board: str
    issuer_id: int
    rows: tuple[CaseRow, ...]

    @property
    def cases(self) -> tuple[int, ...]:
        """The numbers of the cases."""
        return tuple(row.id for row in self.rows)


@dataclass(frozen=True, slots=True)
class PostingSpan:
    """The days of a disclosure; without a last day, `trouble` is the reason."""

    opened_on: date
    days: int | None
    counting: Counting | None
    last_day: date | None
    reference: str
    trouble: str = ""


def waiting_lists(session: Session, procedures: Procedures) -> list[WaitingList]:
    """Every list that could be posted, by place and step; cases that already hang are left out."""
    steps = {
        (version.version, digest, step.key): step
        for digest, version in procedures.followed()
        for step in version.steps
        if step.kind is StepKind.DISCLOSURE
    }
    where = {"state": CaseState.OPEN, "step": tuple({key for _version, _digest, key in steps})}
    boards: dict[tuple[int, ActorLevel], tuple[int, str]] = {}
    found: dict[tuple[str, str, str, int, int], list[CaseRow]] = defaultdict(list)
    for row in page(session, CASES, Query(where=where)):
        step = steps.get((row.procedure, row.procedure_digest, row.step))
        if step is None or row.last is StepOutcome.POSTED:
            continue
        place = (row.place_id, step.posted or ActorLevel.VILLAGE)
        if place not in boards:
            above = ancestor(session, row.place_id, place[1].value)
            boards[place] = (above.id, above.name)
        found[row.procedure, row.procedure_digest, row.step, row.year, boards[place][0]].append(row)
    names = dict(boards.values())
    lists = []
    for (version, digest, key, year, board), rows in found.items():
        issuer = ancestor(session, board, steps[version, digest, key].level.value).id
        lists.append(WaitingList(rows[0].kind, key, year, board, names[board], issuer, tuple(rows)))
    return sorted(lists, key=lambda waiting: (waiting.kind, waiting.step, waiting.board_id, waiting.year))


def span_of(session: Session, disclosure: int) -> PostingSpan:
    """The days of a posted list, as they were counted when it was posted."""
    kept = session.get_one(Disclosure, disclosure)
    return PostingSpan(
        kept.opened_on, kept.days, Counting.named(kept.counting), kept.last_day, kept.reference
    )


def rehearsed(desk: Desk, cases: Sequence[int], opened_on: date) -> PostingSpan:
    """The days a list of these cases would have, were it posted on that day; nothing is written."""

    def read(session: Session) -> PostingSpan:
        policy = policy_in_force(session, desk.shipped)
        work = Work(session, desk.actor, desk.now(), policy)
        step = step_of(work, find_cases(session, cases[:1])[0])
        try:
            days, counting = length_of(work, step, opened_on)
        except LookupError as error:
            return PostingSpan(opened_on, None, None, None, "", str(error.args[0]))
        last = last_day_of(work, step, opened_on)
        reference = work.terms(opened_on)[step.days].reference
        if isinstance(last, str):
            return PostingSpan(opened_on, days, counting, None, reference, last)
        return PostingSpan(opened_on, days, counting, last, reference)

    return desk.read(read)
