"""The row of the work queue, whose work it is, and the parts of the selects that make such rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Enum, Select, literal, or_, select, true
from sqlalchemy import case as when

from county_desk.fields import Choice, Column, Count, Record, Table, Term, Text
from county_desk.models.place import PlaceLevel
from county_desk.rules.step_kinds import StepKind
from county_desk.tables.by_sound import HOWS, key_of
from county_desk.tables.cases.queue_words import DueIn, QueueTask, TaskName, Urgency
from county_desk.tables.words import ProcedureName
from county_desk.text import N_

# the pages of the tasks that are about no case
PAGES = {
    QueueTask.CLOSE: "disclosures",
    QueueTask.SETTLE: "disclosures",
    QueueTask.OPENING: "returns",
    QueueTask.DISPATCH: "clues",
    QueueTask.VERIFY: "clues",
    QueueTask.WEIGH: "clues",
    QueueTask.FIRST_VISIT: "monitored",
    QueueTask.NEXT_VISIT: "monitored",
    QueueTask.MEASURE: "monitored",
}
KINDS = 7  # kinds of things that wait; each has numbers of its own


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step that a person may take; `gap` is the least number of days since the last of `signed`.

    `digest` is that of the procedure's text, as a case keeps it; "" for cases that keep none.

    `below` says that it is rather for the people of a lower level.
    """

    procedure: str
    digest: str
    step: str
    kind: StepKind
    gap: int = 0
    signed: tuple[str, ...] = ()
    below: bool = False


@dataclass(frozen=True, slots=True)
class OwnWork:
    """The acts and places open to a person on a day; `place_id` is None for the whole county.

    `procedures` are the versions and texts that can be used; a case of another one is blocked. `acts` is
    whether the person may take any kind of step. `answer_days` is the time limit for an objection; None
    when it is not set.
    """

    actor_id: int
    actor: str
    place_id: int | None
    today: date
    steps: tuple[OwnStep, ...]
    procedures: tuple[tuple[str, str], ...]
    acts: bool
    closes: bool
    confirms: bool
    settles: bool
    decides: bool
    records: bool
    answer_days: int | None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One thing that waits. `record` is its case, or the record of another page (`page`).

    `due_in` is days from today, `age` how many days it has waited, `entries` how many cases it is about.
    """

    id: int
    due_in: int | None
    task: str
    subject: str
    township: str
    village: str
    urgency: Urgency
    age: int
    kind: str
    entries: int
    persons: int
    record: int
    rank: int

    @property
    def is_case(self) -> bool:
        """Whether `record` is a case."""
        return self.task not in PAGES

    @property
    def page(self) -> str:
        """The key of the page on which it is done."""
        return "applications" if self.is_case else PAGES[QueueTask.named(self.task)]

    @property
    def objection(self) -> int | None:
        """The objection that is to be settled."""
        return self.id // KINDS if self.task == QueueTask.SETTLE else None


QUEUE = Table(
    key="queue",
    title=N_("Queue"),
    row=QueueRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("due_in", N_("Due"), DueIn()),
        Column("task", N_("Task"), TaskName()),
        Column("subject", N_("Subject"), Text(width=7)),
        Column("township", N_("Township"), Text(width=10), hidden=True),
        Column("village", N_("Village"), Text(width=8)),
        Column("urgency", N_("State"), Choice(terms=Urgency, width=13)),
        Column("age", N_("Days waiting"), Count(width=6)),
        Column("kind", N_("Procedure"), ProcedureName(width=18)),
        Column("entries", N_("Cases"), Count(width=6), hidden=True),
        Column("persons", N_("Persons"), Count(), hidden=True),
        Column("record", N_("Case, disclosure or batch"), Record(), hidden=True),
        Column("rank", N_("Order"), Record(), hidden=True),
    ),
)


NAMES = ("subject", "township", "village")  # which the queue sorts and finds by their sound


def queue_row(*parts: Iterable[Any], below: ColumnElement[bool] | None = None) -> Select[object]:
    """A select with the columns of the queue, in their order.

    The rank follows from the urgency; what is rather for a lower level comes after the rest of it.
    """
    values = [value for part in parts for value in part]
    urgency = values[6]
    place = when(*((urgency == is_(state), 2 * place) for place, state in enumerate(Urgency)))
    rank = place if below is None else place + when((below, 1), else_=0)
    age = values[7]
    values[7] = when((age < 0, 0), else_=age)  # on an earlier day of a rehearsal nothing has waited yet
    named = dict(zip((column.key for column in QUEUE.columns), [*values, rank], strict=True))
    sounds = {f"{key}_{how}": key_of(named[key], how) for key in NAMES for how in HOWS}
    return select(*(value.label(key) for key, value in (named | sounds).items()))


def here(own: OwnWork, place: Any, above: Any) -> ColumnElement[bool]:
    """Whether a place, or the one above it, is that of the person."""
    return true() if own.place_id is None else or_(place == own.place_id, above == own.place_id)


def town_of(town: Any, name: object) -> object:
    """The township a place lies in; its own name for one that is no village."""
    return when((town.level == PlaceLevel.TOWNSHIP, town.name), else_=name)


def is_(urgency: Urgency) -> object:
    """An urgency as a value of the select."""
    return literal(urgency, _URGENCIES)


def _kept(terms: type[Term]) -> Enum:
    return Enum(terms, native_enum=False, values_callable=lambda found: [term.value for term in found])


_URGENCIES = _kept(Urgency)
