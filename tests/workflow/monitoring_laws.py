"""The laws of monitoring, looked at after every act, whoever did what on whichever day."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.clue import Clue, ClueState
from county_desk.models.department import DepartmentList, DepartmentRequest, HitDecision
from county_desk.models.disclosure import Disclosure
from county_desk.models.household import Household, Member, MemberYear
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.monitored import Monitored
from county_desk.models.signal import FoundSignal
from county_desk.models.visit import Visit

ENTRY, RELEASE = "monitoring", "monitoring_release"
CHAIN_DAYS, POSTED_DAYS, WATCHED_MONTHS = 15, 5, 6  # of the national guide; the day of the clue counts
UNABLE = ("丧失劳动力", "无劳动力")


def broken_laws_of_monitoring(session: Session) -> list[str]:
    """Each law of monitoring that does not hold now."""
    return [
        *_of_clues(session),
        *_of_monitored(session),
        *_of_cases(session),
        *_of_visits(session),
        *_of_signals_and_lists(session),
    ]


def _standing[T](session: Session, mapped: type[T]) -> list[T]:
    return list(session.scalars(select(mapped).where(mapped.withdrawn_on.is_(None))))  # type: ignore[attr-defined]


def _of_clues(session: Session) -> Iterable[str]:
    for clue in _standing(session, Clue):
        verified = clue.verified_on is not None
        if clue.verified_on is not None and clue.verified_on < clue.found_on:
            yield f"10.1 clue {clue.id} was found on {clue.found_on}, visited on {clue.verified_on}"
        if clue.state is ClueState.VERIFIED and not verified:
            yield f"10.1 clue {clue.id} is verified without a visit"
        if clue.state is ClueState.DISMISSED and not (clue.reason and clue.ended_on):
            yield f"10.2 clue {clue.id} is dismissed without a reason"
        if clue.state is ClueState.CASE and clue.case_id is None:
            yield f"10.3 clue {clue.id} has no case"
        if clue.household is not None and clue.village_id != clue.household.village_id:
            yield f"10.4 clue {clue.id} lies in another village than its household"


def _of_monitored(session: Session) -> Iterable[str]:
    every = _standing(session, Monitored)
    gone = set(session.scalars(select(Household.id).where(Household.withdrawn_on.is_not(None))))
    now = [each for each in every if not each.removed and each.household_id not in gone]
    for household, count in Counter(each.household_id for each in now).items():
        if count > 1:
            yield f"10.4 household {household} is monitored {count} times at once"
    for each in now:
        yield from _of_place(session, each)
    for each in every:
        yield from _of_spell(session, each)


def _of_place(session: Session, watched: Monitored) -> Iterable[str]:
    """The household of a record, which is monitored now."""
    household = session.get_one(Household, watched.household_id)
    if household.village_id != watched.village_id:
        yield f"10.4 household {household.id} is monitored in another village"


def _of_spell(session: Session, watched: Monitored) -> Iterable[str]:
    """The way in and the way out of one record."""
    entry = session.get_one(Case, watched.entry_case_id)
    if entry.kind != ENTRY or entry.state is not CaseState.DONE:
        yield f"10.3 record {watched.id} stands on case {entry.id}, which is {entry.state}"
    if watched.released_on is None:
        return
    release = session.get_one(Case, watched.release_case_id)
    if release.state is not CaseState.DONE:
        yield f"10.7 record {watched.id} was released by case {release.id}, which is {release.state}"
    assert watched.entered_on is not None
    if months_later(watched.entered_on, WATCHED_MONTHS) > release.received_on:
        yield f"10.7 record {watched.id} entered {watched.entered_on}, release of {release.received_on}"


def months_later(day: date, months: int) -> date:
    """The same day some months later; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _of_cases(session: Session) -> Iterable[str]:
    kinds = (ENTRY, RELEASE)
    for case in session.scalars(select(Case).where(Case.kind.in_(kinds))):
        steps = [step for step in case.steps if step.withdrawn_on is None]
        if case.kind == ENTRY:
            yield from _of_entry(session, case, case.steps[0])
        decided = [step for step in steps if step.outcome is StepOutcome.APPROVED]
        posted = [step for step in steps if step.disclosure_id and step.outcome is StepOutcome.PASSED]
        if decided and posted and case.state in (CaseState.APPROVED, CaseState.DONE):
            hung = session.get_one(Disclosure, posted[-1].disclosure_id)
            days = (hung.last_day - hung.opened_on).days + 1  # the day of the posting counts
            if days < POSTED_DAYS:
                yield f"10.5 the list of case {case.id} hung {days} days"
            if decided[-1].done_on <= hung.last_day:
                yield f"10.5 case {case.id} was decided while its list hung"


def _of_entry(session: Session, case: Case, first: CaseStep) -> Iterable[str]:
    clue = session.get_one(Clue, (first.facts or {}).get("clue"))
    if not clue.authorised:
        yield f"10.3 case {case.id} was opened without an authorisation"
    if case.received_on != clue.found_on or first.done_on != clue.verified_on:
        yield f"10.1 case {case.id} does not begin with its clue"
    if case.due_on is None or (case.due_on - case.received_on).days != CHAIN_DAYS - 1:
        yield f"10.6 case {case.id} of {case.received_on} is due on {case.due_on}"


def _of_visits(session: Session) -> Iterable[str]:
    last: dict[int, date] = {}
    for visit in _standing(session, Visit):
        watched = visit.monitored
        if watched is None or watched.withdrawn_on is not None:
            continue
        if watched.entered_on is not None and visit.visited_on < watched.entered_on:
            yield f"10.1 visit {visit.id} of {visit.visited_on} lies before the entry on {watched.entered_on}"
        last[watched.id] = max(visit.visited_on, last.get(watched.id, visit.visited_on))
    for watched in _standing(session, Monitored):
        if not watched.removed and watched.visited_on != last.get(watched.id):
            yield f"10.9 the last visit of record {watched.id} is not {watched.visited_on}"


def _of_signals_and_lists(session: Session) -> Iterable[str]:
    signals = [each for each in _standing(session, FoundSignal) if each.gone_on is None]
    for key, count in Counter((s.number, s.household_id, s.member_id, s.year) for s in signals).items():
        if count > 1:
            yield f"10.10 signal {key} stands {count} times"
    for signal in signals:
        if (signal.dismissed_on is None) is not (signal.reason is None):
            yield f"10.10 signal {signal.id} is dismissed without a reason"
    for listed in _standing(session, DepartmentList):
        request = session.get(DepartmentRequest, listed.request_id) if listed.request_id else None
        if request is not None and request.withdrawn_on is not None:
            yield f"10.11 list {listed.id} answers a request that was withdrawn"
    decided = Counter((d.entry_id, d.member_id, d.household_id) for d in _standing(session, HitDecision))
    yield from (f"10.11 hit {key} is decided {count} times" for key, count in decided.items() if count > 1)


def as_released(session: Session, number: int) -> list[str]:
    """Why a release that is approved just now breaks a law."""
    case = session.get_one(Case, number)
    if case.kind != RELEASE:
        return []
    watched = session.scalars(
        select(Monitored).where(
            Monitored.household_id == case.household_id,
            Monitored.removed == "",
            Monitored.withdrawn_on.is_(None),
        )
    ).one()
    given = select(AssistanceMeasure).where(
        AssistanceMeasure.household_id == case.household_id,
        AssistanceMeasure.withdrawn_on.is_(None),
        AssistanceMeasure.delivered_on >= watched.entered_on,
    )
    found = [] if session.scalars(given).first() else ["10.7 released without a delivered measure"]
    powers = [_labour(session, each, case.year) for each in _living(session, case.household_id)]
    if all(power in UNABLE for power in powers):
        found.append(f"10.8 released wholly without labour power: {powers}")
    return found


def _living(session: Session, household: int | None) -> list[int]:
    wanted = select(Member.id).where(Member.household_id == household, Member.withdrawn_on.is_(None))
    return list(session.scalars(wanted))


def _labour(session: Session, member: int, year: int) -> str | None:
    """The labour power of a member as known last in a year."""
    wanted = select(MemberYear.labour).where(
        MemberYear.member_id == member,
        MemberYear.year <= year,
        MemberYear.labour.is_not(None),
        MemberYear.withdrawn_on.is_(None),
    )
    return session.scalar(wanted.order_by(MemberYear.year.desc()).limit(1))
