"""R11: every list posted and every announcement made in a period, with its days and its result."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Choice, Code, Column, Count, Day, Table, Text
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, DisclosureOutcome, Entry, Objection, PostingPlace
from county_desk.models.notice import Notice
from county_desk.models.place import Place, PlaceLevel
from county_desk.tables.county import County
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.returns.page import PageKind
from county_desk.tables.words import ProcedureName, StepName, step_in
from county_desk.text import N_, _n


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One posted list; `closed_on` and `outcome` are None while it hung at the end of the period."""

    position: int
    township: str
    place: str
    kind: str
    step: str
    notice: str | None
    opened_on: date
    last_day: date
    days: int
    hung: int
    entries: int
    persons: int
    objections: int
    struck: int
    closed_on: date | None
    outcome: DisclosureOutcome | None


POSTINGS = Table(
    key="postings",
    title=N_("Ledger of disclosures"),
    row=PostingRow,
    columns=(
        Column("position", N_("No."), Count(width=5)),
        Column("township", N_("Township"), Text(width=10)),
        Column("place", N_("Posted in"), Text(width=12)),
        Column("kind", N_("Procedure"), ProcedureName()),
        Column("step", N_("Step"), StepName()),
        Column("notice", N_("Notice"), Code(width=22)),
        Column("opened_on", N_("Posted on"), Day(width=11)),
        Column("last_day", N_("Last day"), Day(width=11)),
        Column("days", N_("Days"), Count(width=6)),
        Column("hung", N_("Places recorded"), Count(width=8)),
        Column("entries", N_("Entries"), Count(width=8)),
        Column("persons", N_("Persons"), Count(width=6)),
        Column("objections", N_("Objections"), Count(width=8)),
        Column("struck", N_("Struck"), Count(width=8)),
        Column("closed_on", N_("Closed on"), Day(width=11)),
        Column("outcome", N_("Outcome"), Choice(terms=DisclosureOutcome, width=18)),
    ),
)
_SUMMED = ("entries", "persons", "objections", "struck")


@dataclass(frozen=True, slots=True)
class AnnouncementRow:
    """One announcement of results; without a notice number where no paper was issued."""

    position: int
    township: str
    place: str
    kind: str
    notice: str | None
    announced_on: date
    entries: int
    persons: int
    voided_on: date | None


ANNOUNCEMENTS = Table(
    key="announcements",
    title=N_("Ledger of announcements"),
    row=AnnouncementRow,
    columns=(
        Column("position", N_("No."), Count(width=5)),
        Column("township", N_("Township"), Text(width=10)),
        Column("place", N_("Announced in"), Text(width=12)),
        Column("kind", N_("Procedure"), ProcedureName()),
        Column("notice", N_("Notice"), Code(width=22)),
        Column("announced_on", N_("Announced on"), Day(width=11)),
        Column("entries", N_("Entries"), Count(width=8)),
        Column("persons", N_("Persons"), Count(width=6)),
        Column("voided_on", N_("Void since"), Day(width=11)),
    ),
)


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
    lines = []
    for position, (posted, notice) in enumerate(session.execute(wanted), start=1):
        ended = posted.closed_on is not None and posted.closed_on <= period.last
        township, place = named[posted.place_id]
        row = PostingRow(
            position=position,
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
            persons=counts.persons[posted.id],
            objections=counts.objections[posted.id],
            struck=counts.struck[posted.id],
            closed_on=posted.closed_on if ended else None,
            outcome=posted.outcome if ended else None,
        )
        lines.append(FigureLine(row, {"place": (posted.id,)}, posted.place_id))
    totals = {key: sum(getattr(line.row, key) for line in lines) for key in _SUMMED}
    return ReturnPage(POSTINGS, "disclosures", tuple(lines), totals)


class _Counts:
    """What stands on each list at the end of a day, by disclosure."""

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
    named, found = places(session), _announced(session, period)
    lines = []
    for position, cases in enumerate(found.values(), start=1):
        first = cases[0]
        township, place = named[first.case.place_id]
        void = first.notice.voided_on if first.notice else None
        row = AnnouncementRow(
            position=position,
            township=township,
            place=place,
            kind=first.case.kind,
            notice=first.notice.number if first.notice else None,
            announced_on=first.announced_on,
            entries=len(cases),
            persons=sum(each.case.persons for each in cases),
            voided_on=void if void and void <= period.last else None,
        )
        numbers = tuple(each.case.id for each in cases)
        lines.append(FigureLine(row, {"entries": numbers}, first.case.place_id))
    totals = {key: sum(getattr(line.row, key) for line in lines) for key in ("entries", "persons")}
    return ReturnPage(ANNOUNCEMENTS, "cases", tuple(lines), totals)


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


def _disclosures(count: int) -> str:
    return _n("{count} disclosure", "{count} disclosures", count).format(count=count)


def _announcements(count: int) -> str:
    return _n("{count} announcement", "{count} announcements", count).format(count=count)


POSTINGS_PAGE = PageKind(
    table=POSTINGS,
    collect=posting_page,
    title=N_("Ledger of disclosures of {county}, {period}"),
    units=N_("entries, persons, days"),
    counts=("place", _disclosures),
)


ANNOUNCEMENTS_PAGE = PageKind(
    table=ANNOUNCEMENTS,
    collect=announcement_page,
    title=N_("Ledger of announcements of {county}, {period}"),
    units=N_("entries, persons"),
    counts=("place", _announcements),
)
