"""R11, last sheet: the objections of a period and their settlement, without the names of those who object."""

from datetime import date
from typing import Annotated

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Count, Day, Text, YesNo
from county_desk.models.disclosure import Channel, Disclosure, Entry, Objection, ObjectionFinding
from county_desk.tables.county import County
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.procedure_words import ProcedureName
from county_desk.tables.returns.page import PageKind
from county_desk.tables.returns.postings import places
from county_desk.tables.usual_fields import LineNumber, TownshipName
from county_desk.text import N_, _n


class ObjectionLine(ShownRow):
    """One objection; `about` is None for one against the whole list, `words` without a public wording."""

    position: LineNumber
    township: TownshipName
    place: Annotated[str, Shown(label=N_("Posted in"), kind=Text(width=12))]
    kind: Annotated[str, Shown(label=N_("Procedure"), kind=ProcedureName())]
    posted_on: Annotated[date, Shown(label=N_("Posted on"), kind=Day(width=11))]
    about: Annotated[str | None, Shown(label=N_("Against"), kind=Text(width=12))]
    received_on: Annotated[date, Shown(label=N_("Received on"), kind=Day(width=11))]
    late: Annotated[bool, Shown(label=N_("After the last day"), kind=YesNo(width=8))]
    channel: Annotated[Channel, Shown(label=N_("How it came"), kind=Choice(terms=Channel, width=12))]
    words: Annotated[str | None, Shown(label=N_("Public wording"), kind=Text(width=28))]
    finding: Annotated[
        ObjectionFinding | None, Shown(label=N_("Finding"), kind=Choice(terms=ObjectionFinding, width=10))
    ]
    settled_on: Annotated[date | None, Shown(label=N_("Settled on"), kind=Day(width=11))]
    days: Annotated[int | None, Shown(label=N_("Days to settle"), kind=Count(width=8))]
    investigators: Annotated[str | None, Shown(label=N_("Investigators"), kind=Text(width=14))]
    reply: Annotated[str | None, Shown(label=N_("Answer and reason"), kind=Text(width=28))]


OBJECTION_LEDGER = table_of("objection_ledger", N_("Ledger of objections"), ObjectionLine)


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


OBJECTION_LEDGER_PAGE = PageKind(
    table=OBJECTION_LEDGER,
    collect=objection_page,
    title=N_("Ledger of objections and their settlement of {county}, {period}"),
    units=N_("days"),
    counts=("place", lambda count: _n("{count} objection", "{count} objections", count)),
)
