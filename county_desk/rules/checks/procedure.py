"""Checks of the cases: whether the steps were taken in order, in time, by votes enough, and as posted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one

STEP = "步骤"


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One step that a case has passed, with its figures of policy and its title in the current language.

    `gap` is the least number of days since the last signature of another level. `quorum` and `majority` are
    shares of the people due and of the people present.
    """

    key: str
    title: str
    kind: str
    level: str
    done_on: date
    due: int | None = None
    present: int | None = None
    in_favour: int | None = None
    quorum: Decimal | None = None
    majority: Decimal | None = None
    gap: int | None = None


@dataclass(frozen=True, slots=True)
class PostedFacts:
    """One posting of a list on which the case stood. `days` is how long it must hang.

    `rows` and `persons` are those of the paper, `listed_rows` and `listed_persons` those of the list.
    """

    step: str
    opened_on: date
    last_day: date
    closed_on: date | None
    days: int
    open_objections: int = 0
    rows: int | None = None
    persons: int | None = None
    listed_rows: int | None = None
    listed_persons: int | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case: the order that its procedure gives to the steps, and the steps that were taken.

    `over` is whether the case is over, so that nothing about it may still be open.
    """

    id: int
    subject: str
    kind: str
    year: int
    place: int
    order: tuple[str, ...]
    received_on: date
    steps: tuple[StepFacts, ...] = ()
    posted: tuple[PostedFacts, ...] = ()
    identified_year: int | None = None
    over: bool = False

    def first(self, *kinds: str) -> StepFacts | None:
        """The first step of some kinds that was passed."""
        return next((step for step in self.steps if step.kind in kinds), None)


@check("P01", Of.CASE)
def out_of_order(case: CaseFacts, n: Numbers) -> Hits:
    """A step was taken before one that comes earlier, or before the application."""
    days = {step.key: step for step in case.steps}
    before: StepFacts | None = None
    for key in case.order:
        step = days.get(key)
        if step is None:
            continue
        if before is not None and step.done_on < before.done_on:
            return one(
                STEP, step=step.title, day=step.done_on, earlier=before.title, earlier_day=before.done_on
            )
        before = step
    return NONE


@check("P02", Of.CASE)
def hung_too_short(case: CaseFacts, n: Numbers) -> Hits:
    """A list hung for fewer days than it must."""
    found = []
    for posting in case.posted:
        hung = (min(posting.last_day, posting.closed_on or posting.last_day) - posting.opened_on).days + 1
        if hung < posting.days:
            values = {"step": posting.step, "hung": hung, "needed": posting.days}
            found.append(Hit(STEP, values))
    return tuple(found)


@check("P03", Of.CASE)
def signed_too_soon(case: CaseFacts, n: Numbers) -> Hits:
    """A level signed fewer days after the one before than it must."""
    found = []
    for place, step in enumerate(case.steps):
        below = [other for other in case.steps[:place] if other.level != step.level and _signed(other)]
        if step.gap and below and (step.done_on - below[-1].done_on).days < step.gap:
            days = (step.done_on - below[-1].done_on).days
            found.append(Hit(STEP, {"step": step.title, "days": days, "needed": step.gap}))
    return tuple(found)


def _signed(step: StepFacts) -> bool:
    return step.kind != "disclosure"


@check("P04", Of.CASE)
def objection_left_open(case: CaseFacts, n: Numbers) -> Hits:
    """The case went on although an objection was not settled."""
    waiting = [posting for posting in case.posted if posting.open_objections and posting.closed_on]
    return one(STEP, step=waiting[0].step, count=waiting[0].open_objections) if waiting else NONE


@check("P05", Of.CASE)
def too_few_votes(case: CaseFacts, n: Numbers) -> Hits:
    """Too few attended a meeting, or too few were in favour."""
    return tuple(hit for step in case.steps for hit in (*_quorum(step), *_majority(step)))


def _quorum(step: StepFacts) -> Hits:
    if not step.due or step.present is None or step.quorum is None:
        return NONE
    if step.present >= step.quorum * step.due:
        return NONE
    return one(STEP, "quorum", step=step.title, present=step.present, due=step.due)


def _majority(step: StepFacts) -> Hits:
    if not step.present or step.in_favour is None or step.majority is None:
        return NONE
    if step.in_favour > step.majority * step.present:
        return NONE
    return one(STEP, "majority", step=step.title, present=step.present, votes=step.in_favour)


@check("P06", Of.CASE)
def exit_without_signature(case: CaseFacts, n: Numbers) -> Hits:
    """A household's exit was posted or decided without its signature."""
    further = case.first("disclosure", "decision", "announcement")
    if case.kind != n["exit"] or further is None or case.first("consent") is not None:
        return NONE
    return one(STEP, step=further.title, day=further.done_on)


@check("P07", Of.CASE)
def in_and_out_in_one_year(case: CaseFacts, n: Numbers) -> Hits:
    """A household leaves in the year in which it was identified."""
    if case.kind != n["exit"] or case.identified_year != case.year:
        return NONE
    return one("识别时间", year=case.year)


@check("P08", Of.CASE)
def announced_before_approval(case: CaseFacts, n: Numbers) -> Hits:
    """The announcement lies before the approval, or there is none."""
    announced, decided = case.first("announcement"), case.first("decision")
    if announced is None:
        return NONE
    if decided is None:
        return one(STEP, "none", day=announced.done_on)
    if announced.done_on >= decided.done_on:
        return NONE
    return one(STEP, day=announced.done_on, decided=decided.done_on)


@check("P09", Of.CASE)
def took_too_long(case: CaseFacts, n: Numbers) -> Hits:
    """An identification for monitoring took longer than it may."""
    decided = case.first("decision")
    if not case.kind.startswith(n["kind"]) or decided is None:
        return NONE
    days = (decided.done_on - case.received_on).days + 1
    return one(STEP, count=days, most=n["most"]) if days > n["most"] else NONE


@check("P10", Of.CASE)
def paper_and_list(case: CaseFacts, n: Numbers) -> Hits:
    """The paper of a posting has other numbers of rows or persons than its list."""
    return tuple(
        Hit(
            STEP,
            {
                "step": posting.step,
                "rows": posting.rows,
                "persons": posting.persons,
                "listed_rows": posting.listed_rows,
                "listed_persons": posting.listed_persons,
            },
        )
        for posting in case.posted
        if posting.rows is not None
        and (posting.rows, posting.persons) != (posting.listed_rows, posting.listed_persons)
    )
