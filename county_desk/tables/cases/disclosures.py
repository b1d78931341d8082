"""Disclosures with their days, their objections and how they ended."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ScalarSelect, exists, func, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Choice, Code, Column, Count, Day, Record, Table, Text, YesNo
from county_desk.models.case import Case, CaseState
from county_desk.models.disclosure import (
    Channel,
    Disclosure,
    DisclosureOutcome,
    Entry,
    Objection,
    ObjectionFinding,
    PostingPlace,
)
from county_desk.models.notice import Notice
from county_desk.models.place import Place
from county_desk.models.user import Permission, User
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.words import ProcedureName, StepColumn, StepName
from county_desk.text import N_
from county_desk.written import Secret


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One posted list; `waiting` counts the objections that are not settled.

    `unposted` counts the cases of a suspended list that were not posted again yet.
    """

    id: int
    kind: str
    step: str
    place: str
    opened_on: date
    last_day: date
    days: int
    entries: int
    persons: int
    struck: int
    objections: int
    waiting: int
    closed_on: date | None
    outcome: DisclosureOutcome | None
    notice: str
    notice_id: int | None
    place_id: int
    township_id: int | None
    unposted: int
    rule_reason: str
    extension: str
    procedure: str
    procedure_digest: str

    @property
    def closes_on(self) -> date:
        """The day on which its result is due: the first after its last one."""
        return self.last_day + timedelta(days=1)


DISCLOSURES = Table(
    key="disclosures",
    title=N_("Disclosures"),
    row=DisclosureRow,
    columns=(
        Column("id", N_("Disclosure"), Record()),
        Column("kind", N_("Procedure"), ProcedureName()),
        StepColumn("step", N_("Step"), StepName()),
        Column("place", N_("Posted in"), Text(width=12)),
        Column("opened_on", N_("Posted on"), Day()),
        Column("last_day", N_("Last day"), Day()),
        Column("days", N_("Days"), Count(width=6)),
        Column("entries", N_("Entries"), Count()),
        Column("persons", N_("Persons"), Count()),
        Column("struck", N_("Struck"), Count()),
        Column("objections", N_("Objections"), Count()),
        Column("waiting", N_("Not settled"), Count()),
        Column("closed_on", N_("Closed on"), Day()),
        Column("outcome", N_("Outcome"), Choice(terms=DisclosureOutcome, width=18)),
        Column("notice", N_("Notice"), Text(width=18)),
        Column("notice_id", N_("Notice record"), Record(), hidden=True),
        Column("place_id", N_("Place"), Record(), hidden=True),
        Column("township_id", N_("Township number"), Record(), hidden=True),
        Column("unposted", N_("To be posted again"), Count(), hidden=True),
        Column("rule_reason", N_("Posted although the rule is not met"), Text(width=20)),
        Column("extension", N_("Extended"), Text(width=20)),
        Column("procedure", N_("Version of the procedure"), Text(width=28), hidden=True),
        Column("procedure_digest", N_("Text of the procedure"), Code(width=20), hidden=True),
    ),
)


def _disclosures() -> Rows:
    entries = select(func.count(Entry.id)).where(Entry.disclosure_id == Disclosure.id)
    persons = select(func.coalesce(func.sum(Entry.persons), 0)).where(Entry.disclosure_id == Disclosure.id)
    objections = select(func.count(Objection.id)).where(
        Objection.disclosure_id == Disclosure.id, Objection.withdrawn_on.is_(None)
    )
    digest = select(Case.procedure_digest).join(Entry, Entry.case_id == Case.id)
    digest = digest.where(Entry.disclosure_id == Disclosure.id).order_by(Entry.id).limit(1)
    return (
        select(
            Disclosure.id.label("id"),
            Disclosure.kind.label("kind"),
            Disclosure.step.label("step"),
            Place.name.label("place"),
            Disclosure.opened_on.label("opened_on"),
            Disclosure.last_day.label("last_day"),
            Disclosure.days.label("days"),
            entries.scalar_subquery().label("entries"),
            persons.scalar_subquery().label("persons"),
            entries.where(Entry.struck_on.is_not(None)).scalar_subquery().label("struck"),
            objections.scalar_subquery().label("objections"),
            objections.where(Objection.settled_on.is_(None)).scalar_subquery().label("waiting"),
            Disclosure.closed_on.label("closed_on"),
            Disclosure.outcome.label("outcome"),
            func.coalesce(Notice.number, "").label("notice"),
            Disclosure.notice_id.label("notice_id"),
            Disclosure.place_id.label("place_id"),
            Place.parent_id.label("township_id"),
            _unposted().label("unposted"),
            func.coalesce(Disclosure.rule_reason, "").label("rule_reason"),
            func.coalesce(Disclosure.extension, "").label("extension"),
            Disclosure.procedure.label("procedure"),
            func.coalesce(digest.scalar_subquery(), "").label("procedure_digest"),
        )
        .join(Place, Place.id == Disclosure.place_id)
        .outerjoin(Notice, Notice.id == Disclosure.notice_id)
        .where(Disclosure.withdrawn_on.is_(None))
    )


def _unposted() -> ScalarSelect[int]:
    """The cases of a suspended list that are under way, were not struck, and are not posted again since."""
    later, list_of_it = aliased(Entry), aliased(Disclosure)
    same = (list_of_it.id == later.disclosure_id) & (list_of_it.step == Disclosure.step)
    again = exists().where(later.case_id == Entry.case_id, later.id > Entry.id, same)
    again = again.correlate(Entry, Disclosure)
    waiting = select(func.count(Entry.id)).join(Case, Case.id == Entry.case_id)
    waiting = waiting.where(Entry.disclosure_id == Disclosure.id, Entry.struck_on.is_(None), ~again)
    suspended = Disclosure.outcome == DisclosureOutcome.SUSPENDED
    return waiting.where(suspended, Case.state == CaseState.OPEN).correlate(Disclosure).scalar_subquery()


@dataclass(frozen=True, slots=True)
class HungPlace:
    """One place where a list is posted: the day, the picture, and who recorded it.

    `scan` is the digest of the kept picture; "" where only its name is known.
    """

    hung_at: str
    posted_on: date
    picture: str
    recorded_by: str
    scan: str


def hung_places(session: Session, disclosure: int) -> tuple[HungPlace, ...]:
    """Return the places where a list is posted, in the order of entry."""
    scan = func.coalesce(PostingPlace.scan, "")
    found = (
        select(PostingPlace.hung_at, PostingPlace.posted_on, PostingPlace.picture, User.name, scan)
        .join(User, User.id == PostingPlace.recorded_by)
        .where(PostingPlace.disclosure_id == disclosure, PostingPlace.withdrawn_on.is_(None))
        .order_by(PostingPlace.id)
    )
    return tuple(HungPlace(*row) for row in session.execute(found))


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of a posted list."""

    id: int
    disclosure_id: int
    position: int
    case_id: int
    subject: str
    group_name: str
    persons: int
    struck_on: date | None
    place_id: int


ENTRIES = Table(
    key="entries",
    title=N_("Entries"),
    row=EntryRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("disclosure_id", N_("Disclosure"), Record(), hidden=True),
        Column("position", N_("No."), Count(width=5)),
        Column("case_id", N_("Case"), Record()),
        Column("subject", N_("Subject"), Text(width=12)),
        Column("group_name", N_("Villager group"), Text(width=8)),
        Column("persons", N_("Persons"), Count()),
        Column("struck_on", N_("Struck on"), Day()),
        Column("place_id", N_("Place"), Record(), hidden=True),
    ),
)


def _entries() -> Rows:
    return select(
        Entry.id.label("id"),
        Entry.disclosure_id.label("disclosure_id"),
        Entry.position.label("position"),
        Entry.case_id.label("case_id"),
        Entry.subject.label("subject"),
        Entry.group_name.label("group_name"),
        Entry.persons.label("persons"),
        Entry.struck_on.label("struck_on"),
        Disclosure.place_id.label("place_id"),
    ).join(Disclosure, Disclosure.id == Entry.disclosure_id)


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """One objection; the objector is masked until the reader asks for the name.

    `omitted` marks an objection about a household missing from the list, and `case_id` is the case opened
    for it.
    """

    id: int
    disclosure_id: int
    place: str
    about: str
    received_on: date
    channel: Channel
    words: str
    objector: str
    settled_on: date | None
    finding: ObjectionFinding | None
    investigators: str
    reply: str
    omitted: bool
    case_id: int | None
    place_id: int
    public_words: str
    late: bool
    complained_of: str


OBJECTIONS = Table(
    key="objections",
    title=N_("Objections"),
    row=ObjectionRow,
    columns=(
        Column("id", N_("Objection"), Record()),
        Column("disclosure_id", N_("Disclosure"), Record()),
        Column("place", N_("Posted in"), Text(width=12)),
        Column("about", N_("Against"), Text(width=12)),
        Column("received_on", N_("Received on"), Day()),
        Column("channel", N_("How it came"), Choice(terms=Channel)),
        Column("words", N_("What is objected"), Secret(width=28)),
        Column("objector", N_("Objector"), Secret(width=12)),
        Column("settled_on", N_("Settled on"), Day()),
        Column("finding", N_("Finding"), Choice(terms=ObjectionFinding)),
        Column("investigators", N_("Investigators"), Text(width=16)),
        Column("reply", N_("Answer and reason"), Text(width=28)),
        Column("omitted", N_("Omitted household"), YesNo(), hidden=True),
        Column("case_id", N_("Case opened for it"), Record()),
        Column("place_id", N_("Place"), Record(), hidden=True),
        Column("public_words", N_("Public wording"), Text(width=28)),
        Column("late", N_("After the last day"), YesNo()),
        Column("complained_of", N_("Official complained of"), Secret(width=12)),
    ),
)


def _objections() -> Rows:
    entry = aliased(Entry)
    return (
        select(
            Objection.id.label("id"),
            Objection.disclosure_id.label("disclosure_id"),
            Place.name.label("place"),
            func.coalesce(entry.subject, Objection.omitted_head, "").label("about"),
            Objection.received_on.label("received_on"),
            Objection.channel.label("channel"),
            Objection.words.label("words"),
            Objection.objector.label("objector"),
            Objection.settled_on.label("settled_on"),
            Objection.finding.label("finding"),
            Objection.investigators.label("investigators"),
            Objection.reply.label("reply"),
            Objection.omitted_head.is_not(None).label("omitted"),
            Objection.case_id.label("case_id"),
            Disclosure.place_id.label("place_id"),
            func.coalesce(Objection.public_words, "").label("public_words"),
            (Objection.received_on > Disclosure.last_day).label("late"),
            func.coalesce(Objection.complained_of, "").label("complained_of"),
        )
        .join(Disclosure, Disclosure.id == Objection.disclosure_id)
        .join(Place, Place.id == Disclosure.place_id)
        .outerjoin(entry, entry.id == Objection.entry_id)
        .where(Objection.withdrawn_on.is_(None))
    )


LISTING = Listing(
    DISCLOSURES,
    _disclosures,
    search=("place", "notice"),
    order=("-opened_on", "-id"),
    named=("place", "step", "kind", "notice", "id"),
)
ENTRIES_LISTING = Listing(ENTRIES, _entries, search=("subject",), order=("disclosure_id", "position"))
OBJECTIONS_LISTING = Listing(
    OBJECTIONS,
    _objections,
    search=("about", "public_words"),
    order=("-id",),
    named=("place", "about", "received_on", "id"),
    reveals=Permission.OBJECT,
)
