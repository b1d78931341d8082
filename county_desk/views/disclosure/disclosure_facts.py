"""The facts in the reading pane of a disclosure, read at once off the window's thread."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

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
from county_desk.workflow.command import Command


@dataclass(frozen=True)
class DisclosureFacts:
    """A disclosure with its days, entries and objections, and why each act is refused now, if it is."""

    row: DisclosureRow
    township: str
    span: PostingSpan
    entries: tuple[EntryRow, ...]
    objections: tuple[ObjectionRow, ...]
    troubles: Mapping[type[Command], str]
    settling: Mapping[int, str]
    hung: tuple[HungPlace, ...] = ()


def facts_of(desk: Desk, number: int) -> DisclosureFacts | None:
    """Everything about one disclosure; None when there is no such disclosure."""
    row = desk.read(one, LISTING, number)
    if row is None:
        return None
    where = Query(where={"disclosure_id": number})
    objections = tuple(desk.read(page, OBJECTIONS_LISTING, where))
    town = desk.read(one, PLACES_LISTING, row.township_id) if row.township_id else None
    return DisclosureFacts(
        row,
        town.name if town else "",
        desk.read(span_of, number),
        tuple(desk.read(page, ENTRIES_LISTING, where)),
        objections,
        {type(probe): _trouble(desk, probe) for probe in _probes(row, desk.today)},
        _settling(desk, objections),
        desk.read(hung_places, number),
    )


def _probes(row: DisclosureRow, today: date) -> Iterator[Command]:
    """Each act on a disclosure, to ask the desk whether it can be done now."""
    received, posted = min(row.last_day, today), min(max(row.opened_on, today), row.last_day)
    longer = max(row.last_day, today) + timedelta(days=1)
    yield CloseDisclosure(disclosure=row.id, closed_on=today)
    yield ReopenDisclosure(disclosure=row.id, reason=PROBE)
    yield RecordObjection(disclosure=row.id, received_on=received, channel=Channel.LETTER, words=PROBE)
    yield RecordPosting(disclosure=row.id, hung_at=PROBE, posted_on=posted, picture=PROBE)
    yield ExtendDisclosure(disclosure=row.id, last_day=longer, reason=PROBE)


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


def _trouble(desk: Desk, command: Command) -> str:
    return sentences(desk.problems(command).values())
