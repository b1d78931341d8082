"""The plan of a person: the parts of the queue, each as the first tasks or as counts by task."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from county_desk.shapes import Shape
from county_desk.tables.cases.queue_row import QUEUE, QueueRow
from county_desk.tables.cases.queue_words import PlanPart
from county_desk.tables.conditions import SortLevel
from county_desk.tables.home.content import Cell, Door, HomeContent, number
from county_desk.tables.listing import Listing, Query, facets, page
from county_desk.text import _, _n

type Work = Listing[QueueRow]

FIRST = 7  # tasks of a part that a card names
KEY = "queue"  # the page of all tasks


def plan_counts(session: Session, work: Work) -> Mapping[PlanPart, int]:
    """How many things stand in each part of the plan."""
    return dict(facets(session, work, "plan"))


def first_tasks(session: Session, work: Work, part: PlanPart, total: int) -> HomeContent:
    """The first tasks of a part by their day."""
    query = Query({"plan": (part,)})
    soonest = Query(query.where, sort=(SortLevel("due_in"),))
    rows = [_task(row) for row in page(session, work, soonest, 0, FIRST)] if total else []
    if (left := total - FIRST) > 0:
        words = _n("{count} more task", "{count} more tasks", left).format(count=left)
        rows.append((Cell(words, Door(KEY, query)), Cell("")))
    return HomeContent(rows, total=number(KEY, query, total, part.shape))


def week_tasks(session: Session, work: Work) -> list[QueueRow]:
    """The tasks that are overdue or due within a week, by day and village."""
    sort = (SortLevel("due_in"), SortLevel("village"))
    return page(session, work, Query({"plan": (PlanPart.LATE, PlanPart.TODAY, PlanPart.WEEK)}, sort=sort))


def by_task(session: Session, work: Work, part: PlanPart, total: int) -> HomeContent:
    """The things of a part counted by task."""
    query = Query({"plan": (part,)})
    rows = []
    for task, found in facets(session, work, "task", query) if total else ():
        every = Query({**query.where, "task": (task,)})
        words = QUEUE["task"].kind.show(task) or _("Another step")
        rows.append((Cell(words, Door(KEY, every)), number(KEY, every, found)))
    return HomeContent(rows, total=number(KEY, query, total))


def _task(row: QueueRow) -> tuple[Cell, Cell]:
    """A task with its subject and village, and its day."""
    door = Door(KEY, row.id) if row.is_case else Door(row.page, row.record)
    said = (QUEUE[key].shown(row, masked=True) for key in ("task", "subject", "village"))
    days = QUEUE["due_in"].shown(row) or _(row.urgency.label)
    late = Shape.MUST if row.due_in is not None and row.due_in < 0 else None
    return Cell(" ".join(dict.fromkeys(filter(None, said))), door), Cell(days, door, late)
