"""Monitoring in the work queue: clues, visits that are overdue or were never made, and missing measures."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, literal, or_, true
from sqlalchemy import case as when
from sqlalchemy.orm import aliased

from county_desk.models.clue import Clue, ClueState
from county_desk.models.household import Household
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.tables.cases.queue_row import KINDS, OwnWork, as_value, in_own_place, queue_row
from county_desk.tables.cases.queue_words import WEEK, QueueTask, Urgency
from county_desk.tables.days import days_between
from county_desk.tables.monitoring.unanswered import lacks_measure

TASKS = {
    ClueState.NEW: QueueTask.DISPATCH,
    ClueState.AGAIN: QueueTask.DISPATCH,
    ClueState.DISPATCHED: QueueTask.VERIFY,
    ClueState.VERIFIED: QueueTask.WEIGH,
}


def monitoring_parts(own: OwnWork) -> Iterator[Select[object]]:
    """Yield the parts of the queue; there are none for a person who records nothing."""
    if own.records:
        yield _clues(own)
        yield _visits(own)
        yield _measures(own)
        yield _coming_visits(own)


def _clues(own: OwnWork) -> Select[object]:
    village, township = aliased(Place), aliased(Place)
    task = when(*((Clue.state == state, literal(task.value)) for state, task in TASKS.items()))
    since = func.coalesce(Clue.verified_on, Clue.found_on)
    return (
        queue_row(
            (Clue.id * KINDS + 4, days_between(literal(own.today), Clue.due_on), task, Clue.head),
            (func.coalesce(township.name, ""), village.name, _urgency(own, Clue.due_on)),
            (days_between(since, literal(own.today)), literal(""), literal(1)),
            (func.coalesce(Household.persons, 0), Clue.id),
        )
        .join(village, village.id == Clue.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .outerjoin(Household, Household.id == Clue.household_id)
        .where(
            Clue.state.in_(TASKS),
            Clue.withdrawn_on.is_(None),
            Household.withdrawn_on.is_(None),
            in_own_place(own, village.id, village.parent_id),
        )
    )


def _visits(own: OwnWork) -> Select[object]:
    """Households with a visit that is due today or overdue, and those not visited since they entered."""
    never = Monitored.visited_on.is_(None)
    due = Monitored.visit_due_on
    task = when((never, literal(QueueTask.FIRST_VISIT.value)), else_=literal(QueueTask.NEXT_VISIT.value))
    waits = or_(due <= own.today, and_(never, Monitored.entered_on.is_not(None)))
    return _of_monitored(own, 5, task, due, Monitored.visited_on).where(waits)


def _coming_visits(own: OwnWork) -> Select[object]:
    """Households with a visit that falls due in the next days."""
    due, task = Monitored.visit_due_on, literal(QueueTask.COMING_VISIT.value)
    coming = due > own.today, due <= own.today + timedelta(days=WEEK), Monitored.visited_on.is_not(None)
    return _of_monitored(own, 3, task, due, Monitored.visited_on).where(*coming)


def _measures(own: OwnWork) -> Select[object]:
    """Households with a risk that no measure answers."""
    task = literal(QueueTask.MEASURE.value)
    return _of_monitored(own, 6, task, Monitored.measures_due_on, None).where(lacks_measure())


def _of_monitored(
    own: OwnWork,
    kind: int,
    task: ColumnElement[str],
    due: SQLColumnExpression[object],
    since: SQLColumnExpression[object] | None,
) -> Select[object]:
    village, township = aliased(Place), aliased(Place)
    begun = Monitored.entered_on if since is None else func.coalesce(since, Monitored.entered_on)
    return (
        queue_row(
            (Monitored.id * KINDS + kind, days_between(literal(own.today), due), task, Monitored.head),
            (func.coalesce(township.name, ""), village.name, _urgency(own, due)),
            (func.coalesce(days_between(begun, literal(own.today)), 0), literal(""), literal(1)),
            (func.coalesce(Household.persons, 0), Monitored.id),
        )
        .join(village, village.id == Monitored.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .outerjoin(Household, Household.id == Monitored.household_id)
        .where(
            Monitored.removed == "",
            Monitored.withdrawn_on.is_(None),
            Household.withdrawn_on.is_(None),
            in_own_place(own, village.id, village.parent_id) if own.place_id is not None else true(),
        )
    )


def _urgency(own: OwnWork, due: SQLColumnExpression[object]) -> SQLColumnExpression[object]:
    return when(
        (due < own.today, as_value(Urgency.LATE)),
        (due == own.today, as_value(Urgency.TODAY)),
        else_=as_value(Urgency.TO_DO),
    )
