"""The row of the work queue, the work of a person, and the parts of the selects that make such rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from sqlalchemy import (
    BindParameter,
    Case,
    ColumnElement,
    Enum,
    Integer,
    Select,
    SQLColumnExpression,
    Subquery,
    cast,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy import case as when

from county_desk.fields import Choice, Count, Record, Term, Text
from county_desk.models.place import Place, PlaceLevel
from county_desk.rules.step_kinds import StepKind
from county_desk.tables.by_sound import HOWS, key_of
from county_desk.tables.cases.queue_words import WEEK, DueIn, PlanPart, QueueTask, TaskName, Urgency
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.procedure_words import ProcedureName
from county_desk.text import N_

# the pages of the tasks that are about neither a case nor a proposal
PAGES: Mapping[str, str] = {
    QueueTask.CLOSE: "disclosures",
    QueueTask.SETTLE: "disclosures",
    QueueTask.DISPATCH: "clues",
    QueueTask.VERIFY: "clues",
    QueueTask.WEIGH: "clues",
    QueueTask.FIRST_VISIT: "monitored",
    QueueTask.NEXT_VISIT: "monitored",
    QueueTask.COMING_VISIT: "monitored",
    QueueTask.MEASURE: "monitored",
}
type PlaceNumber = SQLColumnExpression[int] | SQLColumnExpression[int | None]
KINDS = 8  # kinds of things that wait; each has numbers of its own, and cases the multiples


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step that a person may take; `gap` is the least number of days since the last of `signed`.

    `digest` is that of the procedure's text, as a case keeps it; "" for cases that keep none.

    `below` says that it is rather for the people of a lower level. `within` is the most days since the step
    before; None where neither the procedure nor the county sets a limit.
    """

    procedure: str
    digest: str
    step: str
    kind: StepKind
    gap: int = 0
    signed: tuple[str, ...] = ()
    below: bool = False
    within: int | None = None


@dataclass(frozen=True, slots=True)
class OwnWork:
    """The acts and places open to a person on a day; `place_id` is None for the whole county.

    `procedures` are the versions and texts that can be used; a case of another one is blocked. `acts` is
    whether the person may take any kind of step. `answer_days` is the time limit for an objection; None
    when it is not set. `ready` are the proposals of others that the person can put in force, `stale` those
    that can only be declined. `proposed` are the cases with a step that waits for a second person, and
    `step_proposals` its proposals. `others` are the steps that other posts take.
    """

    actor_id: int
    actor: str
    accounts: tuple[int, ...]
    place_id: int | None
    today: date
    steps: tuple[OwnStep, ...]
    procedures: tuple[tuple[str, str], ...]
    acts: bool
    closes: bool
    settles: bool
    decides: bool
    records: bool
    answer_days: int | None
    ready: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    proposed: frozenset[int] = frozenset()
    step_proposals: frozenset[int] = frozenset()
    others: tuple[OwnStep, ...] = ()


class QueueRow(ShownRow):
    """One thing that waits. `record` is its case, or the record of another page (`page`).

    `due_in` is days from today, `age` how many days it has waited, `entries` how many cases it is about.
    """

    id: Annotated[int, Shown(label=N_("Record"), kind=Record())]
    due_in: Annotated[int | None, Shown(label=N_("Due"), kind=DueIn())]
    task: Annotated[str, Shown(label=N_("Task"), kind=TaskName())]
    subject: Annotated[str, Shown(label=N_("Subject"), kind=Text(width=7))]
    township: Annotated[str, Shown(label=N_("Township"), kind=Text(width=10), hidden=True)]
    village: Annotated[str, Shown(label=N_("Village"), kind=Text(width=8))]
    urgency: Annotated[Urgency, Shown(label=N_("State"), kind=Choice(terms=Urgency, width=17))]
    age: Annotated[int, Shown(label=N_("Days waiting"), kind=Count(width=6))]
    kind: Annotated[str, Shown(label=N_("Procedure"), kind=ProcedureName(width=18))]
    entries: Annotated[int, Shown(label=N_("Cases"), kind=Count(width=6), hidden=True)]
    persons: Annotated[int, Shown(label=N_("Persons"), kind=Count(), hidden=True)]
    record: Annotated[int, Shown(label=N_("Case, disclosure or batch"), kind=Record())]
    rank: Annotated[int, Shown(label=N_("Order"), kind=Record())]
    plan: Annotated[PlanPart, Shown(label=N_("When"), kind=Choice(terms=PlanPart, width=14), hidden=True)]

    @property
    def is_case(self) -> bool:
        """Whether `record` is a case."""
        return self.id % KINDS == 0

    @property
    def page(self) -> str:
        """The key of the page on which it is done."""
        return "applications" if self.is_case else PAGES.get(self.task, "proposals")

    @property
    def objection(self) -> int | None:
        """The objection that is to be settled."""
        return self.id // KINDS if self.task == QueueTask.SETTLE else None


QUEUE = table_of("queue", N_("Queue"), QueueRow)


NAMES = ("subject", "township", "village")  # which the queue sorts and finds by their sound
# PostgreSQL reads whole rows of parts whose columns differ in type
COUNTED = ("due_in", "entries", "persons")


def queue_row(*parts: Iterable[Any], below: ColumnElement[bool] | None = None) -> Select[object]:
    """A select with the columns of the queue but for the plan, in their order.

    The rank follows from the urgency; within one urgency, work for a lower level (`below`) comes last.
    """
    values = [value for part in parts for value in part]
    rank = _place_of(values[6])
    if below is not None:
        rank += when((below, 1), else_=0)
    age = values[7]
    values[7] = when((age < 0, 0), else_=age)  # on an earlier day of a rehearsal nothing has waited yet
    named = dict(zip((column.key for column in QUEUE.columns[:-1]), [*values, rank], strict=True))
    named |= {key: cast(named[key], Integer) for key in COUNTED}
    sounds = {f"{key}_{how}": key_of(named[key], how) for key in NAMES for how in HOWS}
    return select(*(value.label(key) for key, value in (named | sounds).items()))


def plan_of(together: Subquery) -> ColumnElement[PlanPart]:
    """The part of the plan in which each row of the queue stands, by its state and its day."""
    rows = together.c
    days = (
        (PlanPart.LATE, rows.due_in < 0),
        (PlanPart.TODAY, rows.due_in == 0),
        (PlanPart.WEEK, rows.due_in <= WEEK),
    )
    found = (
        (rows.urgency == Urgency.BEGUN, PlanPart.BEGUN),
        (rows.urgency == Urgency.PROPOSED, PlanPart.OTHERS),
        (rows.urgency == Urgency.SECOND, PlanPart.SECOND),
        (rows.urgency == Urgency.NOT_YET, PlanPart.LATER),
        (rows.due_in.is_(None), PlanPart.NO_LIMIT),
        *((holds, plan) for plan, holds in days),
    )
    return when(
        *((holds, literal(plan, _PLANS)) for holds, plan in found), else_=literal(PlanPart.LATER, _PLANS)
    )


def _place_of(urgency: object) -> ColumnElement[int]:
    """The place of an urgency in their order, chosen by the same conditions."""
    if isinstance(urgency, Case):
        chosen = ((condition, _place_of(state)) for condition, state in urgency.whens)
        return when(*chosen, else_=_place_of(urgency.else_))
    assert isinstance(urgency, BindParameter)
    return literal(2 * [state.value for state in Urgency].index(str(urgency.value)))


def in_own_place(own: OwnWork, place: PlaceNumber, above: PlaceNumber) -> ColumnElement[bool]:
    """Whether a place, or the one above it, is that of the person."""
    return true() if own.place_id is None else or_(place == own.place_id, above == own.place_id)


def town_of(town: type[Place], name: object) -> object:
    """The township a place lies in; its own name for one that is no village."""
    return when((town.level == PlaceLevel.TOWNSHIP, town.name), else_=name)


def as_value(urgency: Urgency) -> object:
    """An urgency as a value of the select."""
    return literal(urgency, _URGENCIES)


def _stored_enum(terms: type[Term]) -> Enum:
    return Enum(terms, native_enum=False, values_callable=lambda found: [term.value for term in found])


_URGENCIES, _PLANS = _stored_enum(Urgency), _stored_enum(PlanPart)
