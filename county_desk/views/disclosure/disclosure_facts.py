"""The facts in the reading pane of a disclosure, read at once off the window's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.tables.cases.disclosures import (
    ENTRIES_LISTING,
    LISTING,
    OBJECTIONS_LISTING,
    DisclosureRow,
    EntryRow,
    HungPlace,
    ObjectionRow,
    hung_places,
)
from county_desk.tables.listing import Query, one, page
from county_desk.tables.places import PLACES_LISTING
from county_desk.text import _, _n
from county_desk.text_kinds import PROBE
from county_desk.views.types import Desk
from county_desk.views.widgets.text_format import sentences
from county_desk.workflow.cases.disclosure import CloseDisclosure, ReopenDisclosure
from county_desk.workflow.cases.hanging_lists import ExtendDisclosure, RecordPosting
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.cases.postings import PostingSpan, span_of

if TYPE_CHECKING:
    from county_desk.workflow.command import Command


@dataclass(frozen=True)
class DisclosureFacts:
    """A disclosure with its days, entries and objections, and why each act is refused now, if it is."""

    row: DisclosureRow
    township: str
    span: PostingSpan
    entries: tuple[EntryRow, ...]
    objections: tuple[ObjectionRow, ...]
    closing: str
    reopening: str
    objecting: str
    settling: Mapping[int, str]
    hanging: str
    extending: str
    hung: tuple[HungPlace, ...] = ()


def facts_of(desk: Desk, number: int) -> DisclosureFacts | None:
    """Everything about one disclosure; None when there is no such disclosure."""
    row = desk.read(one, LISTING, number)
    if row is None:
        return None
    where = Query(where={"disclosure_id": number})
    objections = tuple(desk.read(page, OBJECTIONS_LISTING, where))
    today = desk.today
    heard = RecordObjection(
        disclosure=number, received_on=min(row.last_day, today), channel=Channel.LETTER, words=PROBE
    )
    hangs = RecordPosting(
        disclosure=number,
        hung_at=PROBE,
        posted_on=min(max(row.opened_on, today), row.last_day),
        picture=PROBE,
    )
    longer = ExtendDisclosure(
        disclosure=number, last_day=max(row.last_day, today) + timedelta(days=1), reason=PROBE
    )
    town = desk.read(one, PLACES_LISTING, row.township_id) if row.township_id else None
    return DisclosureFacts(
        row,
        town.name if town else "",
        desk.read(span_of, number),
        tuple(desk.read(page, ENTRIES_LISTING, where)),
        objections,
        _trouble(desk, CloseDisclosure(disclosure=number, closed_on=today)),
        _trouble(desk, ReopenDisclosure(disclosure=number, reason=PROBE)),
        _trouble(desk, heard),
        _settling(desk, objections),
        _trouble(desk, hangs),
        _trouble(desk, longer),
        desk.read(hung_places, number),
    )


def span_words(span: PostingSpan) -> str:
    """The sum of a period in words, or why its last day cannot be named."""
    if span.days is None:
        return span.trouble
    days = span.days
    counting = _(span.counting.label) if span.counting else ""
    if span.last_day is None:
        words = _n("From {first}, {days} day ({counting})", "From {first}, {days} days ({counting})", days)
        return words.format(first=span.opened_on, days=days, counting=counting) + f" → {span.trouble}"
    words = _n(
        "From {first}, {days} day ({counting}) → until {last}",
        "From {first}, {days} days ({counting}) → until {last}",
        days,
    )
    return words.format(first=span.opened_on, days=days, counting=counting, last=span.last_day)


def _settling(desk: Desk, objections: tuple[ObjectionRow, ...]) -> dict[int, str]:
    """The reason against settling each open objection, for this person."""
    waiting = [objection for objection in objections if objection.settled_on is None]
    return {each.id: _trouble(desk, _settlement(desk, each)) for each in waiting}


def _settlement(desk: Desk, objection: ObjectionRow) -> SettleObjection:
    return SettleObjection(
        objection=objection.id,
        settled_on=desk.today,
        finding=ObjectionFinding.REJECTED,
        investigators=f"{PROBE}、{PROBE}{PROBE}",
        reply=PROBE,
    )


def _trouble(desk: Desk, command: "Command") -> str:
    return sentences(desk.problems(command).values())
