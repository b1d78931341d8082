"""The work queue of one person: steps of cases, disclosures, objections and proposals."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy import case as when
from sqlalchemy import tuple_ as pair
from sqlalchemy.orm import Session, aliased

from county_desk.models.audit import ACCESS, Event
from county_desk.models.case import SENDS_BACK, CaseState, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, Entry, Objection
from county_desk.models.place import Place
from county_desk.models.proposal import Proposal
from county_desk.models.user import User
from county_desk.rules.step_kinds import StepKind
from county_desk.tables.by_sound import with_keys
from county_desk.tables.cases import case_list as cases
from county_desk.tables.cases import disclosures
from county_desk.tables.cases.queue_row import (
    KINDS,
    QUEUE,
    OwnStep,
    OwnWork,
    QueueRow,
    as_value,
    in_own_place,
    queue_row,
    town_of,
)
from county_desk.tables.cases.queue_words import QueueTask, Urgency
from county_desk.tables.days import days_between
from county_desk.tables.history.acts import EVENTS, EVENTS_LISTING, EventRow
from county_desk.tables.listing import Listing, facets
from county_desk.tables.monitoring.queue_monitoring import monitoring_parts
from county_desk.text import current


def waiting(own: Callable[[], OwnWork]) -> Listing[QueueRow]:
    """The queue as a list; it calls `own` at each reading, because days pass."""
    return Listing(
        QUEUE, lambda: _queue(own(), current()), search=("subject", "village"), order=("rank", "-age", "id")
    )


@dataclass(frozen=True, slots=True)
class QueueTally:
    """The counts of the queue: overdue, due today, and in total."""

    late: int
    today: int
    all: int


def tally(session: Session, listing: Listing[QueueRow]) -> QueueTally:
    """The counts of the tabs, in one query."""
    counted = dict(facets(session, listing, "urgency"))
    return QueueTally(counted.get(Urgency.LATE, 0), counted.get(Urgency.TODAY, 0), sum(counted.values()))


def acts_since(actor: str, since: Callable[[], datetime]) -> Listing[EventRow]:
    """The acts of a person since a moment, the newest first."""

    def source() -> Select[object]:
        own = Event.actor == actor, Event.command.not_in(ACCESS)
        return EVENTS_LISTING.select().where(*own, Event.at >= since())

    table = EVENTS.only("at", "summary")
    return replace(EVENTS_LISTING, table=table, source=source, search=("summary",))


@lru_cache(maxsize=4)  # for each reading, until the work or the language is another
def _queue(own: OwnWork, _language: str) -> Select[object]:
    parts: Iterable[Select[object]] = (
        *(_case_steps(own), _disclosures(own)),
        *(_objections(own), _proposals(own)),
        *monitoring_parts(own),
    )
    first, *others = parts
    together = first.union_all(*others).subquery()
    return select(*(together.c[column.key].label(column.key) for column in QUEUE.columns))


def _case_steps(own: OwnWork) -> Select[object]:
    rows = with_keys(cases.LISTING.select()).subquery()
    step_of = pair(rows.c.procedure, rows.c.procedure_digest, rows.c.step)
    mine = [_of_case(step) for step in own.steps]
    unusable = pair(rows.c.procedure, rows.c.procedure_digest).not_in(own.procedures)
    blocked = and_(unusable, true() if own.acts else false())
    tasks = [(step_of.in_(steps), literal(kind.value)) for kind in StepKind if (steps := _at_step(own, kind))]
    task = when((blocked, literal(QueueTask.MEND.value)), *tasks, else_=literal(""))
    age = days_between(rows.c.since, literal(own.today))
    state = _state_of(own, rows, blocked)
    taken = exists().where(CaseStep.case_id == rows.c.id, CaseStep.actor_id == own.actor_id)
    handled = taken.where(CaseStep.outcome.not_in(SENDS_BACK))
    below = [_of_case(step) for step in own.steps if step.below]
    signed = _at_step(own, StepKind.DECISION)
    signs = step_of.in_(signed) if signed else false()
    due = days_between(literal(own.today), _due_on(rows))
    return queue_row(
        (rows.c.id * KINDS, due, task, rows.c.subject, rows.c.township, rows.c.village, state, age),
        (rows.c.kind, literal(1), rows.c.persons, rows.c.id),
        below=step_of.in_(below) if below else false(),
    ).where(
        or_(
            blocked,
            and_(
                rows.c.unconfirmed == 0,
                step_of.in_(mine) if mine else false(),
                or_(rows.c.last.is_(None), rows.c.last != StepOutcome.POSTED),
                # whoever entered or handled a case cannot sign it
                ~and_(signs, or_(handled, rows.c.entered_by == own.actor)),
            ),
        ),
        rows.c.state.in_(("open", "approved")),
        in_own_place(own, rows.c.place_id, rows.c.township_id),
    )


def _state_of(own: OwnWork, rows: Subquery, blocked: ColumnElement[bool]) -> object:
    """Whether a case can go on, was sent back, or waits for the day of its step."""
    step_of = pair(rows.c.procedure, rows.c.procedure_digest, rows.c.step)
    today = literal(own.today)
    early = or_(
        false(),
        *(
            and_(step_of == pair(*_of_case(s)), days_between(_signed(rows.c.id, s), today) < s.gap)
            for s in own.steps
            if s.gap
        ),
    )
    return when(
        (blocked, as_value(Urgency.BLOCKED)),
        (rows.c.id.in_(own.proposed), as_value(Urgency.PROPOSED)),
        (early, as_value(Urgency.NOT_YET)),
        (_due_on(rows) < own.today, as_value(Urgency.LATE)),
        (_due_on(rows) == own.today, as_value(Urgency.TODAY)),
        (rows.c.last == StepOutcome.SUSPENDED, as_value(Urgency.SUSPENDED)),
        (rows.c.last == StepOutcome.RETURNED, as_value(Urgency.RETURNED)),
        else_=as_value(Urgency.TO_DO),
    )


def _due_on(rows: Subquery) -> ColumnElement[date]:
    """The last day for the decision of a case; none once it was decided."""
    return when((rows.c.state == CaseState.OPEN, rows.c.due_on))


def _signed(case: ColumnElement[int], step: OwnStep) -> object:
    """The last day on which the level below signed a case."""
    signed = CaseStep.step.in_(step.signed) & (CaseStep.outcome == StepOutcome.PASSED)
    last = select(func.max(CaseStep.done_on)).where(CaseStep.case_id == case, signed)
    return last.where(CaseStep.withdrawn_on.is_(None)).scalar_subquery()


def _disclosures(own: OwnWork) -> Select[object]:
    rows = with_keys(disclosures.LISTING.select()).subquery()
    first = select(Entry.subject).where(Entry.disclosure_id == rows.c.id).order_by(Entry.position).limit(1)
    late = days_between(rows.c.last_day, literal(own.today))
    state = when((late > 1, as_value(Urgency.LATE)), else_=as_value(Urgency.TODAY))
    town = aliased(Place)
    return (
        queue_row(
            (rows.c.id * KINDS + 1, 1 - late, literal(QueueTask.CLOSE.value), first.scalar_subquery()),
            (town_of(town, rows.c.place), rows.c.place, state, late - 1),
            (rows.c.kind, rows.c.entries, rows.c.persons, rows.c.id),
        )
        .outerjoin(town, town.id == rows.c.township_id)
        .where(
            true() if own.closes else false(),
            rows.c.closed_on.is_(None),
            rows.c.waiting == 0,  # an objection stands in the queue itself
            rows.c.last_day < own.today,
            in_own_place(own, rows.c.place_id, rows.c.township_id),
        )
    )


def _objections(own: OwnWork) -> Select[object]:
    town = aliased(Place)
    age = days_between(Objection.received_on, literal(own.today))
    due = literal(None) if own.answer_days is None else own.answer_days - age
    late, today = (false(), false()) if own.answer_days is None else (due < 0, due == 0)
    state = when(
        (late, as_value(Urgency.LATE)), (today, as_value(Urgency.TODAY)), else_=as_value(Urgency.OBJECTION)
    )
    return (
        queue_row(
            (
                Objection.id * KINDS + 2,
                due,
                literal(QueueTask.SETTLE.value),
                func.coalesce(Entry.subject, Objection.omitted_head, Place.name),
            ),
            (town_of(town, Place.name), Place.name, state, age),
            (Disclosure.kind, literal(1), func.coalesce(Entry.persons, 0), Disclosure.id),
        )
        .join(Disclosure, Disclosure.id == Objection.disclosure_id)
        .join(Place, Place.id == Disclosure.place_id)
        .outerjoin(town, town.id == Place.parent_id)
        .outerjoin(Entry, Entry.id == Objection.entry_id)
        .where(
            true() if own.settles else false(),
            Objection.settled_on.is_(None),
            Objection.withdrawn_on.is_(None),
            in_own_place(own, Place.id, Place.parent_id),
        )
    )


def _proposals(own: OwnWork) -> Select[object]:
    """A line for each proposer with acts that this person can put in force, or only decline.

    Each names the oldest of them.
    """
    town = aliased(Place)
    put, decline = (literal(task.value) for task in (QueueTask.PUT_IN_FORCE, QueueTask.DECLINE))
    every = select(
        Proposal.id,
        Proposal.proposed_by,
        when((Proposal.id.in_(own.stale), decline), else_=put).label("task"),
    )
    each = every.where(Proposal.id.in_((*own.ready, *own.stale))).subquery()
    mine = (
        select(func.min(each.c.id).label("first"), func.count().label("all"), each.c.task)
        .group_by(each.c.proposed_by, each.c.task)
        .subquery()
    )
    age = days_between(Proposal.proposed_on, literal(own.today))
    return (
        queue_row(
            (Proposal.id * KINDS + KINDS - 1, literal(None), mine.c.task, User.name),
            (func.coalesce(town.name, ""), func.coalesce(Place.name, "")),
            (as_value(Urgency.TO_DO), age),
            (literal(""), mine.c.all, literal(0), Proposal.id),
        )
        .join(mine, mine.c.first == Proposal.id)
        .join(User, User.id == Proposal.proposed_by)
        .outerjoin(Place, Place.id == Proposal.place_id)
        .outerjoin(town, town.id == Place.parent_id)
    )


def _at_step(own: OwnWork, kind: StepKind) -> list[tuple[str, str, str]]:
    return [_of_case(step) for step in own.steps if step.kind is kind]


def _of_case(step: OwnStep) -> tuple[str, str, str]:
    """The columns of a case that waits for a step."""
    return step.procedure, step.digest, step.step
