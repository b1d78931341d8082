"""R11, last sheet: the objections of a period and their settlement, without the names of those who object."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Column, Count, Day, Table, Text, YesNo
from county_desk.models.disclosure import Channel, Disclosure, Entry, Objection, ObjectionFinding
from county_desk.tables.county import County
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.returns.page import PageKind
from county_desk.tables.returns.postings import places
from county_desk.tables.words import ProcedureName
from county_desk.text import N_, _n


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """One objection; `about` is None for one against the whole list, `words` without a public wording."""

    position: int
    township: str
    place: str
    kind: str
    posted_on: date
    about: str | None
    received_on: date
    late: bool
    channel: Channel
    words: str | None
    finding: ObjectionFinding | None
    settled_on: date | None
    days: int | None
    investigators: str | None
    reply: str | None


OBJECTION_LEDGER = Table(
    key="objection_ledger",
    title=N_("Ledger of objections"),
    row=ObjectionLine,
    columns=(
        Column("position", N_("No."), Count(width=5)),
        Column("township", N_("Township"), Text(width=10)),
        Column("place", N_("Posted in"), Text(width=12)),
        Column("kind", N_("Procedure"), ProcedureName()),
        Column("posted_on", N_("Posted on"), Day(width=11)),
        Column("about", N_("Against"), Text(width=12)),
        Column("received_on", N_("Received on"), Day(width=11)),
        Column("late", N_("After the last day"), YesNo(width=8)),
        Column("channel", N_("How it came"), Choice(terms=Channel, width=12)),
        Column("words", N_("Public wording"), Text(width=28)),
        Column("finding", N_("Finding"), Choice(terms=ObjectionFinding, width=10)),
        Column("settled_on", N_("Settled on"), Day(width=11)),
        Column("days", N_("Days to settle"), Count(width=8)),
        Column("investigators", N_("Investigators"), Text(width=14)),
        Column("reply", N_("Answer and reason"), Text(width=28)),
    ),
)


def objection_page(session: Session, county: County, period: Period) -> ReturnPage[ObjectionLine]:
    """The objections that were open in the period, as they stood at its end, by day of receipt."""
    named = places(session)
    wanted = (
        select(Objection, Disclosure, Entry.subject)
        .join(Disclosure, Disclosure.id == Objection.disclosure_id)
        .outerjoin(Entry, Entry.id == Objection.entry_id)
        .where(
            Objection.received_on <= period.last,
            or_(Objection.settled_on.is_(None), Objection.settled_on >= period.first),
            Objection.withdrawn_on.is_(None),
            Disclosure.withdrawn_on.is_(None),
        )
        .order_by(Objection.received_on, Objection.id)
    )
    lines = []
    for position, (objection, posted, subject) in enumerate(session.execute(wanted), start=1):
        settled = objection.settled_on if (objection.settled_on or date.max) <= period.last else None
        township, place = named[posted.place_id]
        row = ObjectionLine(
            position=position,
            township=township,
            place=place,
            kind=posted.kind,
            posted_on=posted.opened_on,
            about=subject or objection.omitted_head or None,
            received_on=objection.received_on,
            late=objection.received_on > posted.last_day,
            channel=objection.channel,
            words=objection.public_words or None,
            finding=objection.finding if settled else None,
            settled_on=settled,
            days=(settled - objection.received_on).days if settled else None,
            investigators=(objection.investigators or None) if settled else None,
            reply=(objection.reply or None) if settled else None,
        )
        lines.append(FigureLine(row, {"about": (objection.id,)}, posted.place_id))
    return ReturnPage(OBJECTION_LEDGER, "objections", tuple(lines))


def _counted(count: int) -> str:
    return _n("{count} objection", "{count} objections", count).format(count=count)


OBJECTION_LEDGER_PAGE = PageKind(
    table=OBJECTION_LEDGER,
    collect=objection_page,
    title=N_("Ledger of objections and their settlement of {county}, {period}"),
    units=N_("days"),
    counts=("place", _counted),
)
