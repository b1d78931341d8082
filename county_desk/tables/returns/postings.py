"""R11: every list posted and every announcement made in a period, with its days and its result.

A notice of funds, or of proposed holders of posts, belongs to no case and stands here by its own facts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Choice, Code, Count, Day, Text
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, DisclosureOutcome, Entry, Objection, PostingPlace
from county_desk.models.notice import Notice
from county_desk.models.notice_facts import NoticeFacts
from county_desk.models.place import Place, PlaceLevel
from county_desk.notice_kinds import ANSWERS, NoticeKind
from county_desk.rules.register_outcomes import HOUSEHOLD, VILLAGE
from county_desk.tables.county import County
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.procedure_words import PostedKind, StepName, procedures, step_in
from county_desk.tables.returns.page import PageKind
from county_desk.tables.usual_fields import LineNumber, TownshipName
from county_desk.text import N_, _n


class PostingRow(ShownRow):
    """One posted list; `closed_on` and `outcome` are None while it hung at the end of the period.

    `persons` is None on a list of projects. A list without cases has no record of its place nor of its
    objections.
    """

    position: LineNumber
    township: TownshipName
    place: Annotated[str, Shown(label=N_("Posted in"), kind=Text(width=12))]
    kind: Annotated[str, Shown(label=N_("Procedure"), kind=PostedKind())]
    step: Annotated[str, Shown(label=N_("Step"), kind=StepName())]
    notice: Annotated[str | None, Shown(label=N_("Notice"), kind=Code(width=22))]
    opened_on: Annotated[date, Shown(label=N_("Posted on"), kind=Day(width=11))]
    last_day: Annotated[date, Shown(label=N_("Last day"), kind=Day(width=11))]
    days: Annotated[int, Shown(label=N_("Days"), kind=Count(width=6))]
    hung: Annotated[int | None, Shown(label=N_("Places recorded"), kind=Count(width=8))]
    entries: Annotated[int, Shown(label=N_("Entries"), kind=Count(width=8))]
    persons: Annotated[int | None, Shown(label=N_("Persons"), kind=Count(width=6))]
    objections: Annotated[int | None, Shown(label=N_("Objections"), kind=Count(width=8))]
    struck: Annotated[int | None, Shown(label=N_("Struck"), kind=Count(width=8))]
    closed_on: Annotated[date | None, Shown(label=N_("Closed on"), kind=Day(width=11))]
    outcome: Annotated[
        DisclosureOutcome | None, Shown(label=N_("Outcome"), kind=Choice(terms=DisclosureOutcome, width=18))
    ]


POSTINGS = table_of("postings", N_("Ledger of disclosures"), PostingRow)
_ALIKE = ("entries", "persons", "struck")  # figures that add up only where all lists are of one subject


class AnnouncementRow(ShownRow):
    """One announcement of results; without a notice number where no paper was issued."""

    position: LineNumber
    township: TownshipName
    place: Annotated[str, Shown(label=N_("Announced in"), kind=Text(width=12))]
    kind: Annotated[str, Shown(label=N_("Procedure"), kind=PostedKind())]
    notice: Annotated[str | None, Shown(label=N_("Notice"), kind=Code(width=22))]
    announced_on: Annotated[date, Shown(label=N_("Announced on"), kind=Day(width=11))]
    entries: Annotated[int, Shown(label=N_("Entries"), kind=Count(width=8))]
    persons: Annotated[int | None, Shown(label=N_("Persons"), kind=Count(width=6))]
    voided_on: Annotated[date | None, Shown(label=N_("Void since"), kind=Day(width=11))]


ANNOUNCEMENTS = table_of("announcements", N_("Ledger of announcements"), AnnouncementRow)


def places(session: Session) -> Mapping[int, tuple[str, str]]:
    """Each place with the township it lies in, by number; a county lies in none, so its township is ""."""
    above = aliased(Place)
    wanted = select(Place.id, Place.level, Place.name, above.name.label("above")).outerjoin(
        above, above.id == Place.parent_id
    )
    return {
        row.id: (
            row.above if row.level is PlaceLevel.VILLAGE else _own_township(row.level, row.name),
            row.name,
        )
        for row in session.execute(wanted)
    }


def _own_township(level: PlaceLevel, name: str) -> str:
    return name if level is PlaceLevel.TOWNSHIP else ""


def posting_page(session: Session, county: County, period: Period) -> ReturnPage[PostingRow]:
    """The lists that hung in the period, as they stood at its end, by day of posting."""
    posted = [*_posted(session, period), *_posted_alone(session, period)]
    posted.sort(key=lambda line: line.row.opened_on)
    lines = tuple(
        replace(line, row=replace(line.row, position=position))
        for position, line in enumerate(posted, start=1)
    )
    objections = sum(line.row.objections or 0 for line in lines)
    return ReturnPage(POSTINGS, "disclosures", lines, {**_sums(lines, _ALIKE), "objections": objections})


def _sums[R: (PostingRow, AnnouncementRow)](
    lines: Sequence[FigureLine[R]], keys: Collection[str]
) -> dict[str, int]:
    """The sums of some figures; nothing where lists are of unlike subjects, as persons and projects."""
    if len({_subject(line.row.kind) for line in lines}) > 1:
        return {}
    return {key: sum(getattr(line.row, key) or 0 for line in lines) for key in keys}


def _subject(kind: str) -> str:
    """The subject of the lists of a procedure, or of a kind of notice."""
    if kind in list(NoticeKind):
        return NoticeKind.named(kind).subject
    known = (version.subject for _digest, version in procedures().followed() if version.key == kind)
    return next(known, HOUSEHOLD)


def _posted(session: Session, period: Period) -> Iterator[FigureLine[PostingRow]]:
    """The lists of cases that hung in a period."""
    named, counts = places(session), _Counts(session, period.last)
    wanted = (
        select(Disclosure, Notice.number)
        .outerjoin(Notice, Notice.id == Disclosure.notice_id)
        .where(
            Disclosure.opened_on <= period.last,
            or_(Disclosure.closed_on.is_(None), Disclosure.closed_on >= period.first),
            Disclosure.withdrawn_on.is_(None),
        )
        .order_by(Disclosure.opened_on, Disclosure.id)
    )
    for posted, notice in session.execute(wanted):
        ended = posted.closed_on is not None and posted.closed_on <= period.last
        township, place = named[posted.place_id]
        row = PostingRow(
            position=0,
            township=township,
            place=place,
            kind=posted.kind,
            step=step_in(posted.procedure, posted.step),
            notice=notice,
            opened_on=posted.opened_on,
            last_day=posted.last_day,
            days=posted.days,
            hung=counts.hung[posted.id],
            entries=counts.entries[posted.id],
            persons=counts.persons[posted.id] if _subject(posted.kind) in (HOUSEHOLD, VILLAGE) else None,
            objections=counts.objections[posted.id],
            struck=counts.struck[posted.id],
            closed_on=posted.closed_on if ended else None,
            outcome=posted.outcome if ended else None,
        )
        yield FigureLine(row, {"place": (posted.id,)}, posted.place_id)


def _posted_alone(session: Session, period: Period) -> Iterator[FigureLine[PostingRow]]:
    """The lists that hung in a period by a notice of no case."""
    named = places(session)
    hangs = select(Disclosure.notice_id).where(Disclosure.notice_id.is_not(None))
    for notice, facts in _notices_alone(session, hangs, period.last, announces=False):
        first, last = facts.first_day or notice.issued_on, facts.last_day or notice.issued_on
        void = notice.voided_on is not None and notice.voided_on <= period.last
        until = notice.voided_on if notice.voided_on and notice.voided_on < last else last
        if until < period.first:
            continue
        township, place = named[notice.place_id]
        row = PostingRow(
            position=0,
            township=township,
            place=place,
            kind=notice.kind,
            step="",
            notice=notice.number,
            opened_on=first,
            last_day=last,
            days=facts.days or 1,
            hung=None,
            entries=len(facts.rows),
            persons=_persons(facts),
            objections=None,
            struck=None,
            closed_on=notice.voided_on if void else None,
            outcome=DisclosureOutcome.SUSPENDED if void else None,
        )
        yield FigureLine(row, {}, notice.place_id)


def _notices_alone(
    session: Session, others: Select[*tuple[int | None]], until: date, *, announces: bool
) -> Iterator[tuple[Notice, NoticeFacts]]:
    """The notices issued until a day that are not among others, without the answers to applicants."""
    kinds = [kind.value for kind in NoticeKind if kind.announces is announces and kind not in ANSWERS]
    wanted = select(Notice).where(
        Notice.kind.in_(kinds),
        Notice.issued_on <= until,
        Notice.id.not_in(others),
        Notice.withdrawn_on.is_(None),
    )
    for notice in session.scalars(wanted.order_by(Notice.issued_on, Notice.id)):
        yield notice, NoticeFacts.from_plain(notice.facts)


def _persons(facts: NoticeFacts) -> int | None:
    """The persons on a list; None where it lists projects or the county."""
    return facts.persons if facts.kind.subject in (HOUSEHOLD, VILLAGE, "holder") else None


class _Counts:
    """The counts of each list at the end of a day, by disclosure."""

    def __init__(self, session: Session, last: date) -> None:
        self.hung, self.entries, self.persons, self.objections, self.struck = (
            defaultdict[int, int](int) for _each in range(5)
        )
        hung = select(PostingPlace.disclosure_id).where(
            PostingPlace.posted_on <= last, PostingPlace.withdrawn_on.is_(None)
        )
        for disclosure in session.scalars(hung):
            self.hung[disclosure] += 1
        raised = select(Objection.disclosure_id).where(
            Objection.received_on <= last, Objection.withdrawn_on.is_(None)
        )
        for disclosure in session.scalars(raised):
            self.objections[disclosure] += 1
        posted = select(Entry.disclosure_id, Entry.persons, Entry.struck_on)
        for disclosure, persons, struck_on in session.execute(posted.where(Entry.withdrawn_on.is_(None))):
            self.entries[disclosure] += 1
            self.persons[disclosure] += persons
            self.struck[disclosure] += struck_on is not None and struck_on <= last


def announcement_page(session: Session, county: County, period: Period) -> ReturnPage[AnnouncementRow]:
    """The results announced in the period, one row for each paper, by day."""
    every = [*_announced_cases(session, period), *_announced_alone(session, period)]
    every.sort(key=lambda line: line.row.announced_on)
    lines = tuple(
        replace(line, row=replace(line.row, position=position))
        for position, line in enumerate(every, start=1)
    )
    return ReturnPage(ANNOUNCEMENTS, "cases", lines, _sums(lines, ("entries", "persons")))


def _announced_cases(session: Session, period: Period) -> Iterator[FigureLine[AnnouncementRow]]:
    """The results of cases that were announced in a period."""
    named = places(session)
    for cases in _announced(session, period).values():
        first = cases[0]
        township, place = named[first.case.place_id]
        counted = _subject(first.case.kind) in (HOUSEHOLD, VILLAGE)
        row = AnnouncementRow(
            position=0,
            township=township,
            place=place,
            kind=first.case.kind,
            notice=first.notice.number if first.notice else None,
            announced_on=first.announced_on,
            entries=len(cases),
            persons=sum(each.case.persons for each in cases) if counted else None,
            voided_on=_void(first.notice, period) if first.notice else None,
        )
        numbers = tuple(each.case.id for each in cases)
        yield FigureLine(row, {"entries": numbers}, first.case.place_id)


def _announced_alone(session: Session, period: Period) -> Iterator[FigureLine[AnnouncementRow]]:
    """The results announced in a period by a notice on which no case rests any longer, or ever did."""
    named = places(session)
    rests = select(CaseStep.notice_id).where(
        CaseStep.notice_id.is_not(None),
        CaseStep.outcome == StepOutcome.ANNOUNCED,
        CaseStep.withdrawn_on.is_(None),
    )
    for notice, facts in _notices_alone(session, rests, period.last, announces=True):
        if notice.issued_on < period.first:
            continue
        township, place = named[notice.place_id]
        row = AnnouncementRow(
            position=0,
            township=township,
            place=place,
            kind=notice.kind,
            notice=notice.number,
            announced_on=notice.issued_on,
            entries=len(facts.rows),
            persons=_persons(facts),
            voided_on=_void(notice, period),
        )
        yield FigureLine(row, {}, notice.place_id)


def _void(notice: Notice, period: Period) -> date | None:
    """The day since which a notice was void at the end of a period."""
    return notice.voided_on if notice.voided_on and notice.voided_on <= period.last else None


@dataclass(frozen=True)
class _Announced:
    case: Case
    notice: Notice | None
    announced_on: date


def _announced(session: Session, period: Period) -> dict[tuple[str, int], list[_Announced]]:
    """The announced cases of a period by paper; a case without one stands alone."""
    wanted = (
        select(Case, Notice, CaseStep.done_on)
        .join(CaseStep, CaseStep.case_id == Case.id)
        .outerjoin(Notice, Notice.id == CaseStep.notice_id)
        .where(
            CaseStep.outcome == StepOutcome.ANNOUNCED,
            CaseStep.done_on.between(period.first, period.last),
            CaseStep.withdrawn_on.is_(None),
        )
        .order_by(CaseStep.done_on, CaseStep.id)
    )
    found: dict[tuple[str, int], list[_Announced]] = defaultdict(list)
    for case, notice, day in session.execute(wanted):
        key = ("notice", notice.id) if notice else ("case", case.id)
        found[key].append(_Announced(case, notice, day))
    return found


POSTINGS_PAGE = PageKind(
    table=POSTINGS,
    collect=posting_page,
    title=N_("Ledger of disclosures of {county}, {period}"),
    units=N_("entries, persons, days"),
    counts=("place", lambda count: _n("{count} disclosure", "{count} disclosures", count)),
)


ANNOUNCEMENTS_PAGE = PageKind(
    table=ANNOUNCEMENTS,
    collect=announcement_page,
    title=N_("Ledger of announcements of {county}, {period}"),
    units=N_("entries, persons"),
    counts=("place", lambda count: _n("{count} announcement", "{count} announcements", count)),
)
