"""Cases in the work queue: those with a step for the person, and those that wait for another post."""

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
)
from sqlalchemy import case as when
from sqlalchemy import tuple_ as pair

from county_desk.models.case import SENDS_BACK, CaseState, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, Entry
from county_desk.rules.step_kinds import StepKind
from county_desk.tables.by_sound import with_keys
from county_desk.tables.cases.case_list import LISTING
from county_desk.tables.cases.queue_row import KINDS, OwnStep, OwnWork, as_value, in_own_place, queue_row
from county_desk.tables.cases.queue_words import BEGUN_DAYS, QueueTask, Urgency
from county_desk.tables.days import days_between


def case_steps(own: OwnWork) -> Select[object]:
    """The open cases that the person can take on, and those with a procedure that cannot be used."""
    cases = _OpenCases(own, own.steps)
    return cases.select(cases.state()).where(cases.mine, cases.in_place)


def cases_of_others(own: OwnWork) -> Select[object]:
    """The other open cases of the place, and those that the person entered or handled elsewhere."""
    cases = _OpenCases(own, (*own.steps, *own.others))
    entered = cases.c.entered_by == own.actor
    begun = and_(entered, days_between(cases.c.received_on, literal(own.today)) <= BEGUN_DAYS)
    state = when((begun, as_value(Urgency.BEGUN)), else_=as_value(Urgency.PROPOSED))
    own_ones = or_(cases.in_place, entered, cases.handled)
    return cases.select(state).where(~func.coalesce(and_(cases.mine, cases.in_place), false()), own_ones)


class _OpenCases:
    """The open cases with their days, their tasks by some steps, and the turn of the person."""

    def __init__(self, own: OwnWork, steps: Sequence[OwnStep]) -> None:
        self.own, self.steps = own, steps
        self.c = rows = with_keys(LISTING.select()).subquery().c
        self.step_of = pair(rows.procedure, rows.procedure_digest, rows.step)
        self.in_place = in_own_place(own, rows.place_id, rows.township_id)
        unusable = pair(rows.procedure, rows.procedure_digest).not_in(own.procedures)
        self.blocked = and_(unusable, true() if own.acts else false())
        taken = exists().where(CaseStep.case_id == rows.id, CaseStep.actor_id == own.actor_id)
        self.handled = taken.where(CaseStep.outcome.not_in(SENDS_BACK))
        self.age = days_between(rows.since, literal(own.today))
        self.posted = func.coalesce(rows.last == StepOutcome.POSTED, false())

    @property
    def mine(self) -> ColumnElement[bool]:
        """Whether a case waits for the person, wherever it lies."""
        handled = or_(self.handled, self.c.entered_by == self.own.actor)
        signs = self.at(self.own.steps, StepKind.DECISION)
        takes = and_(self.c.unconfirmed == 0, self.at(self.own.steps), ~self.posted)
        return or_(self.blocked, and_(takes, ~and_(signs, handled)))  # nobody signs what they handled

    def at(self, steps: Iterable[OwnStep], kind: StepKind | None = None) -> ColumnElement[bool]:
        """Whether a case waits for one of these steps, or for one of a kind among them."""
        found = [_of_case(step) for step in steps if kind in (None, step.kind)]
        return self.step_of.in_(found) if found else false()

    def select(self, state: object) -> Select[object]:
        """The open cases as rows of the queue."""
        rows, kinds = self.c, {step.kind for step in self.steps}
        tasks = [(self.at(self.steps, kind), literal(kind.value)) for kind in StepKind if kind in kinds]
        task = when((self.blocked, literal(QueueTask.MEND.value)), *tasks, else_=literal(""))
        return queue_row(
            (rows.id * KINDS, self.due(), task, rows.subject, rows.township, rows.village, state, self.age),
            (rows.kind, literal(1), rows.persons, rows.id),
            below=self.at(step for step in self.steps if step.below),
        ).where(rows.state.in_((CaseState.OPEN, CaseState.APPROVED)))

    def due(self) -> ColumnElement[int]:
        """The days until the first limit that a case has: of its list, of its step, or of its procedure."""
        today = literal(self.own.today)
        whole = when((self.c.state == CaseState.OPEN, days_between(today, self.c.due_on)))
        last_day = select(func.max(Disclosure.last_day)).join(Entry, Entry.disclosure_id == Disclosure.id)
        last_day = last_day.where(Entry.case_id == self.c.id, Disclosure.closed_on.is_(None))
        step = self._left()
        return when(
            (self.posted, days_between(today, last_day.scalar_subquery())),
            (or_(step.is_(None), whole <= step), whole),
            else_=step,
        )

    def _left(self) -> ColumnElement[int]:
        """The days that are left for the step that a case waits for; NULL where it has no limit."""
        limits = sorted({step.within for step in self.steps if step.within is not None})
        found = [
            (self.at(step for step in self.steps if step.within == days), literal(days) - self.age)
            for days in limits
        ]
        return when(*found) if found else cast(null(), Integer)

    def state(self) -> object:
        """Whether a case can go on, was sent back, or waits for the day of its step."""
        rows, due = self.c, self.due()
        return when(
            (self.blocked, as_value(Urgency.BLOCKED)),
            (rows.id.in_(self.own.proposed), as_value(Urgency.PROPOSED)),
            (self._early(), as_value(Urgency.NOT_YET)),
            (due < 0, as_value(Urgency.LATE)),
            (due == 0, as_value(Urgency.TODAY)),
            (rows.last == StepOutcome.SUSPENDED, as_value(Urgency.SUSPENDED)),
            (rows.last == StepOutcome.RETURNED, as_value(Urgency.RETURNED)),
            else_=as_value(Urgency.TO_DO),
        )

    def _early(self) -> ColumnElement[bool]:
        """Whether the days between the signatures of two levels have not passed."""
        today, waits = literal(self.own.today), (step for step in self.own.steps if step.gap)
        signed = ((step, days_between(self._signed(step), today)) for step in waits)
        return or_(false(), *(and_(self.at([step]), days < step.gap) for step, days in signed))

    def _signed(self, step: OwnStep) -> object:
        """The last day on which the level below signed a case."""
        signed = CaseStep.step.in_(step.signed) & (CaseStep.outcome == StepOutcome.PASSED)
        last = select(func.max(CaseStep.done_on)).where(CaseStep.case_id == self.c.id, signed)
        return last.where(CaseStep.withdrawn_on.is_(None)).scalar_subquery()


def _of_case(step: OwnStep) -> tuple[str, str, str]:
    """The columns of a case that waits for a step."""
    return step.procedure, step.digest, step.step
