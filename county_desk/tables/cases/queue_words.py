"""The words of the work queue: its tasks, how urgent a thing is, and in how many days it is due."""

from collections.abc import Sequence
from dataclasses import dataclass

from county_desk.fields import Invalid, Kind, Term
from county_desk.rules.step_kinds import StepKind
from county_desk.shapes import Shape
from county_desk.tables.history.act_words import ActTitle
from county_desk.text import N_, _, _n


class QueueTask(Term):
    """A task other than a step of a case: for a list, proposals, monitoring, or a blocked case."""

    CLOSE = "close", N_("Close the disclosure")
    SETTLE = "settle", N_("Settle an objection")
    MEND = "mend", N_("Procedure file is wrong")
    DISPATCH = "dispatch", N_("Dispatch a clue")
    VERIFY = "verify", N_("Verify a clue")
    WEIGH = "weigh", N_("Decide on a clue")
    FIRST_VISIT = "first_visit", N_("Never visited")
    NEXT_VISIT = "next_visit", N_("Visit overdue")
    COMING_VISIT = "coming_visit", N_("Visit falls due")
    MEASURE = "measure", N_("Measure is missing")
    DECLINE = "decline", N_("Proposals to decline")


@dataclass(frozen=True)
class TaskName(Kind):
    """A task by key, shown by its words: of a kind of step, of a `QueueTask`, or of a proposed act."""

    width: int = 15

    def show(self, value: str | None) -> str:
        words = _task_words().get(value or "")
        return _(words) if words else ActTitle().show(value) if value else ""

    def options(self) -> Sequence[tuple[str, str]]:
        return [(key, _(words)) for key, words in _task_words().items()]

    def parse(self, raw: object) -> str:
        wanted = str(raw).strip()
        for key, words in _task_words().items():
            if wanted in (key, words, _(words)):
                return key
        known = _(", ").join(words for _key, words in self.options())
        raise Invalid(_("“{raw}” is not one of: {known}").format(raw=wanted, known=known))


def _task_words() -> dict[str, str]:
    of_steps = {kind.value: kind.type.task for kind in StepKind if kind.type.task}
    return of_steps | {task.value: task.label for task in QueueTask}


class Urgency(Term):
    """The urgency of an entry of the queue."""

    LATE = "late", N_("Overdue"), Shape.MUST
    TODAY = "today", N_("Due today"), Shape.WATCH
    OBJECTION = "objection", N_("Objection"), Shape.DISPUTED
    SUSPENDED = "suspended", N_("Suspended"), Shape.WATCH
    RETURNED = "returned", N_("Returned"), Shape.WATCH
    TO_DO = "to_do", N_("To do"), Shape.UNDERWAY
    SECOND = "second", N_("To put in force"), Shape.UNDERWAY
    BLOCKED = "blocked", N_("Cannot go on"), Shape.MUST
    NOT_YET = "not_yet", N_("Not yet"), Shape.NONE
    PROPOSED = "proposed", N_("Awaits another"), Shape.NONE
    BEGUN = "begun", N_("Begun by you"), Shape.NONE


class PlanPart(Term):
    """The part of a person's plan in which a thing stands; each stands in exactly one."""

    LATE = "late", N_("Overdue"), Shape.MUST
    TODAY = "today", N_("Due today"), Shape.WATCH
    WEEK = "week", N_("In the next 7 days"), Shape.UNDERWAY
    LATER = "later", N_("Later than in 7 days"), Shape.NONE
    NO_LIMIT = "no_limit", N_("No limit set"), Shape.UNDERWAY
    SECOND = "second", N_("To put in force"), Shape.UNDERWAY
    OTHERS = "others", N_("Waiting on others"), Shape.NONE
    BEGUN = "begun", N_("Begun by me, waiting on others"), Shape.NONE


AWAITING = (PlanPart.OTHERS, PlanPart.BEGUN)
OWN = tuple(plan for plan in PlanPart if plan not in (*AWAITING, PlanPart.SECOND))
WEEK, BEGUN_DAYS = 7, 30  # days that the plan looks ahead; days for which a thing counts as begun


@dataclass(frozen=True)
class DueIn(Kind):
    """A number of days from today, in words."""

    width: int = 9

    def show(self, value: int | None) -> str:
        """“2 days late”, “Today”, “in 3 days”; nothing where no day is set."""
        if value is None:
            return ""
        if value == 0:
            return _("Today")
        words = (
            _n("{count} day late", "{count} days late", -value)
            if value < 0
            else _n("in {count} day", "in {count} days", value)
        )
        return words.format(count=abs(value))
