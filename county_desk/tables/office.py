"""Lists of the office's output: notices, batches, returns and exits."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from county_desk.fields import Code, Column, Count, Day, Moment, Record, Table, Tally, Text, Year, YesNo
from county_desk.models.batch import Batch
from county_desk.models.case import Case
from county_desk.models.exit import Exit
from county_desk.models.notice import Notice
from county_desk.models.place import Place
from county_desk.models.return_ import Return
from county_desk.models.user import User
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.words import NoticeName
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One issued notice."""

    id: int
    number: str
    kind: str
    place: str
    year: int
    issued_on: date
    issued_by: str
    voided_on: date | None
    copies: int | None
    copied_on: date | None
    place_id: int


NOTICES = Table(
    key="notices",
    title=N_("Notices"),
    row=NoticeRow,
    columns=(
        Column("id", N_("Notice record"), Record(), hidden=True),
        Column("number", N_("Number"), Text(width=20)),
        Column("kind", N_("Notice"), NoticeName()),
        Column("place", N_("Issued by the office of"), Text(width=14)),
        Column("year", N_("Year"), Year()),
        Column("issued_on", N_("Issued on"), Day()),
        Column("issued_by", N_("Issued by"), Text(width=10)),
        Column("voided_on", N_("Void since"), Day()),
        Column("copies", N_("Copies"), Tally(width=6)),
        Column("copied_on", N_("Last copy on"), Day()),
        Column("place_id", N_("Place"), Record(), hidden=True),
    ),
)


def _notices() -> Rows:
    return (
        select(
            Notice.id.label("id"),
            Notice.number.label("number"),
            Notice.kind.label("kind"),
            Place.name.label("place"),
            Notice.year.label("year"),
            Notice.issued_on.label("issued_on"),
            User.name.label("issued_by"),
            Notice.voided_on.label("voided_on"),
            Notice.copies.label("copies"),
            Notice.copied_on.label("copied_on"),
            Notice.place_id.label("place_id"),
        )
        .join(Place, Place.id == Notice.place_id)
        .join(User, User.id == Notice.issued_by)
    )


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One file that was taken in."""

    id: int
    file_name: str
    place: str
    year: int
    taken_at: datetime
    taken_by: str
    undone_on: date | None
    opening: bool | None
    confirmed_by: str
    place_id: int | None


BATCHES = Table(
    key="batches",
    title=N_("Batches"),
    row=BatchRow,
    columns=(
        Column("id", N_("Batch"), Record()),
        Column("file_name", N_("File"), Text(width=30)),
        Column("place", N_("Village"), Text(width=12)),
        Column("year", N_("Year"), Year()),
        Column("taken_at", N_("Taken in at"), Moment()),
        Column("taken_by", N_("Taken in by"), Text(width=10)),
        Column("undone_on", N_("Undone on"), Day()),
        Column("opening", N_("Opening balance"), YesNo()),
        Column("confirmed_by", N_("Confirmed by"), Text(width=10)),
        Column("place_id", N_("Place"), Record(), hidden=True),
    ),
)


def _batches() -> Rows:
    confirmer = aliased(User)
    return (
        select(
            Batch.id.label("id"),
            Batch.file_name.label("file_name"),
            func.coalesce(Place.name, "").label("place"),
            Batch.year.label("year"),
            Batch.taken_at.label("taken_at"),
            User.name.label("taken_by"),
            Batch.undone_on.label("undone_on"),
            Batch.opening.label("opening"),
            func.coalesce(confirmer.name, "").label("confirmed_by"),
            Batch.place_id.label("place_id"),
        )
        .outerjoin(Place, Place.id == Batch.place_id)
        .join(User, User.id == Batch.taken_by)
        .outerjoin(confirmer, confirmer.id == Batch.confirmed_by)
    )


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One frozen edition of a return."""

    id: int
    name: str
    period: str
    edition: int
    frozen_at: datetime
    frozen_by: str
    reason: str
    digest: str


RETURNS = Table(
    key="returns",
    title=N_("Returns"),
    row=ReturnRow,
    columns=(
        Column("id", N_("Return record"), Record(), hidden=True),
        Column("name", N_("Return"), Text(width=8)),
        Column("period", N_("Period"), Text(width=10)),
        Column("edition", N_("Edition"), Count()),
        Column("frozen_at", N_("Frozen at"), Moment()),
        Column("frozen_by", N_("Frozen by"), Text(width=10)),
        Column("reason", N_("Reason"), Text(width=24)),
        Column("digest", N_("Digest"), Code(width=20)),
    ),
)


def _returns() -> Rows:
    return select(
        Return.id.label("id"),
        Return.name.label("name"),
        Return.period.label("period"),
        Return.edition.label("edition"),
        Return.frozen_at.label("frozen_at"),
        User.name.label("frozen_by"),
        Return.reason.label("reason"),
        Return.digest.label("digest"),
    ).join(User, User.id == Return.frozen_by)


@dataclass(frozen=True, slots=True)
class ExitRow:
    """One household or village that left the register."""

    id: int
    case_id: int
    subject: str
    place: str
    persons: int
    year: int
    exited_on: date
    grace_until: date | None
    place_id: int


EXITS = Table(
    key="exits",
    title=N_("Exits"),
    row=ExitRow,
    columns=(
        Column("id", N_("Exit record"), Record(), hidden=True),
        Column("case_id", N_("Case"), Record()),
        Column("subject", N_("Subject"), Text(width=12)),
        Column("place", N_("Village"), Text(width=12)),
        Column("persons", N_("Persons"), Count()),
        Column("year", N_("Year"), Year()),
        Column("exited_on", N_("Exited on"), Day()),
        Column("grace_until", N_("Grace until"), Day()),
        Column("place_id", N_("Place"), Record(), hidden=True),
    ),
)


def _exits() -> Rows:
    return (
        select(
            Exit.id.label("id"),
            Exit.case_id.label("case_id"),
            Case.subject.label("subject"),
            Place.name.label("place"),
            Exit.persons.label("persons"),
            Exit.year.label("year"),
            Exit.exited_on.label("exited_on"),
            Exit.grace_until.label("grace_until"),
            Case.place_id.label("place_id"),
        )
        .join(Case, Case.id == Exit.case_id)
        .join(Place, Place.id == Case.place_id)
    )


NOTICES_LISTING = Listing(NOTICES, _notices, search=("number", "place"), order=("-id",))
BATCHES_LISTING = Listing(
    BATCHES, _batches, search=("file_name", "place"), order=("-id",), named=("file_name", "place", "id")
)
RETURNS_LISTING = Listing(RETURNS, _returns, search=("name", "period"), order=("-id",))
EXITS_LISTING = Listing(EXITS, _exits, search=("subject", "place"), order=("-id",))
