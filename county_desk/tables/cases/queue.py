"""The work queue of one person: steps of cases, disclosures, objections and proposals."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import (
    Select,
    and_,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy import case as when
from sqlalchemy.orm import aliased

from county_desk.models.audit import ACCESS, Event
from county_desk.models.disclosure import Disclosure, Entry, Objection
from county_desk.models.place import Place
from county_desk.models.proposal import Proposal, ProposalState
from county_desk.tables.by_sound import with_keys
from county_desk.tables.cases import disclosures
from county_desk.tables.cases.queue_cases import case_steps, cases_of_others
from county_desk.tables.cases.queue_row import (
    KINDS,
    QUEUE,
    OwnWork,
    QueueRow,
    as_value,
    in_own_place,
    plan_of,
    queue_row,
    town_of,
)
from county_desk.tables.cases.queue_words import BEGUN_DAYS, WEEK, QueueTask, Urgency
from county_desk.tables.days import days_between
from county_desk.tables.history.acts import EVENTS, EVENTS_LISTING, EventRow
from county_desk.tables.listing import Listing
from county_desk.tables.monitoring.queue_monitoring import monitoring_parts
from county_desk.text import current

_NO_WORK = ACCESS | {"SetPassword", "CommitPasswords"}  # acts on one's own account


def waiting(own: Callable[[], OwnWork]) -> Listing[QueueRow]:
    """The plan of a person as a list; it calls `own` at each reading, because days pass.

    It has the tasks of now and of the next days, and the open cases and acts that wait for others.
    """
    search, order = ("subject", "village"), ("rank", "-age", "id")
    return Listing(QUEUE, lambda: _queue(own(), current()), search=search, order=order)


def acts_since(actor: str, since: Callable[[], datetime]) -> Listing[EventRow]:
    """The acts of a person since a moment, the newest first."""

    def source() -> Select[object]:
        own = Event.actor == actor, Event.command.not_in(_NO_WORK)
        return EVENTS_LISTING.select().where(*own, Event.at >= since())

    table = EVENTS.only("at", "summary")
    return replace(EVENTS_LISTING, table=table, source=source, search=("summary",))


@lru_cache(maxsize=8)  # for each reading, until the work or the language is another
def _queue(own: OwnWork, _language: str) -> Select[object]:
    parts: Iterable[Select[object]] = (
        *(case_steps(own), _disclosures(own), _objections(own), _proposals(own)),
        *monitoring_parts(own),
        *((cases_of_others(own),) if own.acts else ()),
    )
    first, *others = parts
    together = first.union_all(*others).subquery()
    columns = [together.c[column.key].label(column.key) for column in QUEUE.columns[:-1]]
    return select(*columns, plan_of(together).label("plan"))


def _disclosures(own: OwnWork) -> Select[object]:
    """The lists to close today, those that are late, and those to close within a week."""
    rows = with_keys(disclosures.LISTING.select()).subquery()
    first = select(Entry.subject).where(Entry.disclosure_id == rows.c.id).order_by(Entry.position).limit(1)
    late = days_between(rows.c.last_day, literal(own.today))
    states = (late > 1, as_value(Urgency.LATE)), (late < 1, as_value(Urgency.TO_DO))
    state = when(*states, else_=as_value(Urgency.TODAY))
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
            rows.c.last_day < own.today + timedelta(days=WEEK),
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
    """The acts that this person can put in force or only decline, and the others that wait.

    A step of a case that waits for its second person stands in the plan as the case.
    """
    town, age = aliased(Place), days_between(Proposal.proposed_on, literal(own.today))
    mine = Proposal.proposed_by.in_(own.accounts)
    settles = Proposal.id.in_((*own.ready, *own.stale))
    others = and_(
        Proposal.state == ProposalState.WAITING,
        Proposal.id.not_in(own.step_proposals),
        or_(mine, in_own_place(own, Place.id, Place.parent_id)),
    )
    task = when((Proposal.id.in_(own.stale), literal(QueueTask.DECLINE.value)), else_=Proposal.act)
    state = when(
        (settles, as_value(Urgency.SECOND)),
        (and_(mine, age <= BEGUN_DAYS), as_value(Urgency.BEGUN)),
        else_=as_value(Urgency.PROPOSED),
    )
    return (
        queue_row(
            (Proposal.id * KINDS + KINDS - 1, literal(None), task, func.coalesce(Proposal.subject, "")),
            (func.coalesce(town.name, ""), func.coalesce(Place.name, ""), state, age),
            (literal(""), literal(0), literal(0), Proposal.id),
        )
        .outerjoin(Place, Place.id == Proposal.place_id)
        .outerjoin(town, town.id == Place.parent_id)
        .where(or_(settles, others))
    )
