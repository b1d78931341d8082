"""The homes: for each post the cards that it begins the day with."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from county_desk.models.batch import Batch
from county_desk.models.case import Case
from county_desk.models.clue import Clue
from county_desk.models.disclosure import Disclosure, Objection
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.monitored import Monitored
from county_desk.models.proposal import Proposal
from county_desk.models.user import Role
from county_desk.models.visit import Visit
from county_desk.tables.cases.queue_words import PlanPart
from county_desk.tables.home.content import Cell, Door, HomeContent
from county_desk.tables.home.plan import by_task, first_tasks
from county_desk.text import N_
from county_desk.views.home.home_card import HomeCard, HomeWork
from county_desk.views.page import DraftOpening
from county_desk.views.widgets.draft_rows import DRAFTS, weigh

TASKS = frozenset({Batch, Case, Disclosure, Objection, Clue, Monitored, AssistanceMeasure, Visit, Proposal})


def _part(part: PlanPart, read: Callable[..., HomeContent], nothing: str) -> HomeCard:
    """The card of one part of the plan."""

    def content(work: HomeWork) -> HomeContent:
        return work.desk.read(partial(read, work=work.plan, part=part, total=work.counts.get(part, 0)))

    return HomeCard(part.label, content, nothing, TASKS)


def _drafts(work: HomeWork) -> HomeContent:
    """The forms that the person began and did not submit."""
    rows = weigh(work.desk, work.drafts).rows
    doors = [Door(row.kept.page, DraftOpening(row.kept.key)) for row in rows]
    said = [tuple(DRAFTS[key].shown(row) for key in ("form", "about", "typed_at")) for row in rows]
    lines = [
        (Cell(" ".join(filter(None, (form, about))), door), Cell(typed, door))
        for door, (form, about, typed) in zip(doors, said, strict=True)
    ]
    return HomeContent(lines, total=Cell(str(len(rows)), Door("queue", DraftOpening()), count=len(rows)))


_PLAN = (
    _part(PlanPart.LATE, first_tasks, N_("Nothing is overdue.")),
    _part(PlanPart.TODAY, first_tasks, N_("Nothing is due today.")),
    _part(PlanPart.WEEK, first_tasks, N_("Nothing is due in the next 7 days.")),
    _part(PlanPart.LATER, by_task, N_("Nothing is due later.")),
    _part(PlanPart.NO_LIMIT, by_task, N_("Every task has a last day.")),
    _part(PlanPart.OTHERS, by_task, N_("No case of your place waits for another post.")),
    _part(PlanPart.BEGUN, by_task, N_("You began no case in the last 30 days that waits for another post.")),
    HomeCard(N_("Drafts"), _drafts, N_("You have no drafts.")),
)
HOMES: Mapping[Role, Sequence[HomeCard]] = {
    Role.VILLAGE_CLERK: _PLAN,
    Role.TOWNSHIP_CLERK: _PLAN,
    Role.COUNTY_CLERK: _PLAN,
    Role.REVIEWER: _PLAN,
}
