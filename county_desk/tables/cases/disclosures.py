"""Disclosures with their days, their objections and how they ended."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from sqlalchemy import ScalarSelect, exists, func, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Code, Count, Text, YesNo
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
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.procedure_words import ProcedureName, StepColumn, StepName
from county_desk.text import N_
from county_desk.text_kinds import Secret


class DisclosureRow(ShownRow):
    """One posted list; `waiting` counts the objections that are not settled.

    `unposted` counts the cases of a suspended list that were not posted again yet.
    """

    id: Annotated[int, Shown(Disclosure.id, N_("Disclosure"), hidden=False)]
    kind: Annotated[str, Shown(Disclosure.kind, kind=ProcedureName())]
    step: Annotated[str, Shown(Disclosure.step, kind=StepName(), column=StepColumn)]
    place: Annotated[str, Shown(Place.name, N_("Posted in"), width=12)]
    opened_on: Annotated[date, Shown(Disclosure.opened_on)]
    last_day: Annotated[date, Shown(Disclosure.last_day)]
    days: Annotated[int, Shown(Disclosure.days)]
    entries: Annotated[int, Shown(label=N_("Entries"), kind=Count())]
    persons: Annotated[int, Shown(label=N_("Persons"), kind=Count())]
    struck: Annotated[int, Shown(label=N_("Struck"), kind=Count())]
    objections: Annotated[int, Shown(label=N_("Objections"), kind=Count())]
    waiting: Annotated[int, Shown(label=N_("Not settled"), kind=Count())]
    closed_on: Annotated[date | None, Shown(Disclosure.closed_on)]
    outcome: Annotated[DisclosureOutcome | None, Shown(Disclosure.outcome)]
    notice: Annotated[str, Shown(Notice.number, N_("Notice"), width=18, blank=True)]
    notice_id: Annotated[int | None, Shown(Disclosure.notice_id, N_("Notice record"))]
    place_id: Annotated[int, Shown(Disclosure.place_id)]
    township_id: Annotated[int | None, Shown(Place.parent_id, N_("Township number"))]
    unposted: Annotated[int, Shown(label=N_("To be posted again"), kind=Count(), hidden=True)]
    rule_reason: Annotated[str, Shown(Disclosure.rule_reason, blank=True)]
    extension: Annotated[str, Shown(Disclosure.extension, blank=True)]
    procedure: Annotated[
        str, Shown(Disclosure.procedure, N_("Version of the procedure"), Text(width=28), hidden=True)
    ]
    procedure_digest: Annotated[
        str, Shown(label=N_("Text of the procedure"), kind=Code(width=20), hidden=True)
    ]

    @property
    def closes_on(self) -> date:
        """The day on which its result is due: the first after its last one."""
        return self.last_day + timedelta(days=1)


DISCLOSURES = table_of("disclosures", N_("Disclosures"), DisclosureRow)


def _disclosures() -> Rows:
    entries = select(func.count(Entry.id)).where(Entry.disclosure_id == Disclosure.id)
    persons = select(func.coalesce(func.sum(Entry.persons), 0)).where(Entry.disclosure_id == Disclosure.id)
    objections = select(func.count(Objection.id)).where(
        Objection.disclosure_id == Disclosure.id, Objection.withdrawn_on.is_(None)
    )
    digest = select(Case.procedure_digest).join(Entry, Entry.case_id == Case.id)
    digest = digest.where(Entry.disclosure_id == Disclosure.id).order_by(Entry.id).limit(1)
    return (
        select_of(
            DisclosureRow,
            entries=entries.scalar_subquery(),
            persons=persons.scalar_subquery(),
            struck=entries.where(Entry.struck_on.is_not(None)).scalar_subquery(),
            objections=objections.scalar_subquery(),
            waiting=objections.where(Objection.settled_on.is_(None)).scalar_subquery(),
            unposted=_unposted(),
            procedure_digest=func.coalesce(digest.scalar_subquery(), ""),
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


class EntryRow(ShownRow):
    """One line of a posted list."""

    id: Annotated[int, Shown(Entry.id, N_("Record"))]
    disclosure_id: Annotated[int, Shown(Entry.disclosure_id)]
    position: Annotated[int, Shown(Entry.position, N_("No."))]
    case_id: Annotated[int, Shown(Entry.case_id, N_("Case"), hidden=False)]
    subject: Annotated[str, Shown(Entry.subject)]
    group_name: Annotated[str, Shown(Entry.group_name)]
    persons: Annotated[int, Shown(Entry.persons)]
    struck_on: Annotated[date | None, Shown(Entry.struck_on)]
    place_id: Annotated[int, Shown(Disclosure.place_id)]


ENTRIES = table_of("entries", N_("Entries"), EntryRow)


def _entries() -> Rows:
    return select_of(EntryRow).join(Disclosure, Disclosure.id == Entry.disclosure_id)


class ObjectionRow(ShownRow):
    """One objection; the objector is masked until the reader asks for the name.

    `omitted` marks an objection about a household missing from the list, and `case_id` is the case opened
    for it.
    """

    id: Annotated[int, Shown(Objection.id, N_("Objection"), hidden=False)]
    disclosure_id: Annotated[int, Shown(Objection.disclosure_id, hidden=False)]
    place: Annotated[str, Shown(Place.name, N_("Posted in"), width=12)]
    about: Annotated[str, Shown(label=N_("Against"), kind=Text(width=12))]
    received_on: Annotated[date, Shown(Objection.received_on)]
    channel: Annotated[Channel, Shown(Objection.channel)]
    words: Annotated[str, Shown(Objection.words, kind=Secret(width=28))]
    objector: Annotated[str, Shown(Objection.objector, kind=Secret(width=12))]
    settled_on: Annotated[date | None, Shown(Objection.settled_on)]
    finding: Annotated[ObjectionFinding | None, Shown(Objection.finding)]
    investigators: Annotated[str, Shown(Objection.investigators, width=16)]
    reply: Annotated[str, Shown(Objection.reply, width=28)]
    omitted: Annotated[
        bool, Shown(Objection.omitted_head.is_not(None), N_("Omitted household"), YesNo(), hidden=True)
    ]
    case_id: Annotated[int | None, Shown(Objection.case_id, N_("Case opened for it"), hidden=False)]
    place_id: Annotated[int, Shown(Disclosure.place_id)]
    public_words: Annotated[str, Shown(Objection.public_words, width=28, blank=True)]
    late: Annotated[
        bool, Shown(Objection.received_on > Disclosure.last_day, N_("After the last day"), YesNo())
    ]
    complained_of: Annotated[str, Shown(Objection.complained_of, kind=Secret(width=12), blank=True)]


OBJECTIONS = table_of("objections", N_("Objections"), ObjectionRow)


def _objections() -> Rows:
    entry = aliased(Entry)
    return (
        select_of(ObjectionRow, about=func.coalesce(entry.subject, Objection.omitted_head, ""))
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
