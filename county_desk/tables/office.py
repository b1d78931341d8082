"""Lists of the office's output: notices, batches, returns and exits."""

from datetime import date, datetime
from typing import Annotated

from sqlalchemy import func
from sqlalchemy.orm import aliased

from county_desk.fields import Code, Moment, Text
from county_desk.models.batch import Batch
from county_desk.models.case import Case
from county_desk.models.exit import Exit
from county_desk.models.notice import Notice
from county_desk.models.place import Place
from county_desk.models.return_ import Return
from county_desk.models.user import User
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.procedure_words import NoticeName
from county_desk.text import N_


class NoticeRow(ShownRow):
    """One issued notice."""

    id: Annotated[int, Shown(Notice.id, N_("Notice record"))]
    number: Annotated[str, Shown(Notice.number)]
    kind: Annotated[str, Shown(Notice.kind, N_("Notice"), NoticeName())]
    place: Annotated[str, Shown(Place.name, N_("Issued by the office of"))]
    year: Annotated[int, Shown(Notice.year)]
    issued_on: Annotated[date, Shown(Notice.issued_on)]
    issued_by: Annotated[str, Shown(User.name, N_("Issued by"), width=10)]
    voided_on: Annotated[date | None, Shown(Notice.voided_on)]
    copies: Annotated[int | None, Shown(Notice.copies)]
    copied_on: Annotated[date | None, Shown(Notice.copied_on)]
    place_id: Annotated[int, Shown(Notice.place_id)]


NOTICES = table_of("notices", N_("Notices"), NoticeRow)


def _notices() -> Rows:
    return (
        select_of(NoticeRow).join(Place, Place.id == Notice.place_id).join(User, User.id == Notice.issued_by)
    )


class BatchRow(ShownRow):
    """One file that was taken in."""

    id: Annotated[int, Shown(Batch.id, N_("Batch"), hidden=False)]
    file_name: Annotated[str, Shown(Batch.file_name)]
    place: Annotated[str, Shown(Place.name, N_("Village"), width=12, blank=True)]
    year: Annotated[int, Shown(Batch.year)]
    taken_at: Annotated[datetime, Shown(Batch.taken_at, N_("Taken in at"), Moment())]
    taken_by: Annotated[str, Shown(User.name, N_("Taken in by"), width=10)]
    undone_on: Annotated[date | None, Shown(Batch.undone_on)]
    opening: Annotated[bool | None, Shown(Batch.opening)]
    confirmed_by: Annotated[str, Shown(label=N_("Confirmed by"), kind=Text(width=10))]
    place_id: Annotated[int | None, Shown(Batch.place_id)]


BATCHES = table_of("batches", N_("Batches"), BatchRow)


def _batches() -> Rows:
    confirmer = aliased(User)
    return (
        select_of(BatchRow, confirmed_by=func.coalesce(confirmer.name, ""))
        .outerjoin(Place, Place.id == Batch.place_id)
        .join(User, User.id == Batch.taken_by)
        .outerjoin(confirmer, confirmer.id == Batch.confirmed_by)
    )


class ReturnRow(ShownRow):
    """One frozen edition of a return."""

    id: Annotated[int, Shown(Return.id, N_("Return record"))]
    name: Annotated[str, Shown(Return.name)]
    period: Annotated[str, Shown(Return.period)]
    edition: Annotated[int, Shown(Return.edition)]
    frozen_at: Annotated[datetime, Shown(Return.frozen_at, N_("Frozen at"), Moment())]
    frozen_by: Annotated[str, Shown(User.name, N_("Frozen by"), width=10)]
    reason: Annotated[str, Shown(Return.reason, width=24)]
    digest: Annotated[str, Shown(Return.digest, N_("Digest"), Code(width=20))]


RETURNS = table_of("returns", N_("Returns"), ReturnRow)


def _returns() -> Rows:
    return select_of(ReturnRow).join(User, User.id == Return.frozen_by)


class ExitRow(ShownRow):
    """One household or village that left the register."""

    id: Annotated[int, Shown(Exit.id, N_("Exit record"))]
    case_id: Annotated[int, Shown(Exit.case_id, N_("Case"), hidden=False)]
    subject: Annotated[str, Shown(Case.subject)]
    place: Annotated[str, Shown(Place.name, N_("Village"), width=12)]
    persons: Annotated[int, Shown(Exit.persons)]
    year: Annotated[int, Shown(Exit.year)]
    exited_on: Annotated[date, Shown(Exit.exited_on)]
    grace_until: Annotated[date | None, Shown(Exit.grace_until)]
    place_id: Annotated[int, Shown(Case.place_id)]


EXITS = table_of("exits", N_("Exits"), ExitRow)


def _exits() -> Rows:
    return select_of(ExitRow).join(Case, Case.id == Exit.case_id).join(Place, Place.id == Case.place_id)


NOTICES_LISTING = Listing(NOTICES, _notices, search=("number", "place"), order=("-id",))
BATCHES_LISTING = Listing(
    BATCHES, _batches, search=("file_name", "place"), order=("-id",), named=("file_name", "place", "id")
)
RETURNS_LISTING = Listing(RETURNS, _returns, search=("name", "period"), order=("-id",))
EXITS_LISTING = Listing(EXITS, _exits, search=("subject", "place"), order=("-id",))
