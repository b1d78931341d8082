"""Households that may fall back: clues, cases, and the release of those whose risk has gone."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from county_desk.demo.homes import Home
from county_desk.demo.objecting import hang_out
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK, REVIEWER, DemoVillage, town_clerk, town_reviewer
from county_desk.demo.registering import decide
from county_desk.models.clue import ClueSource, ClueUrgency
from county_desk.rules.monitoring_rules import entry_window, listed_window
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.steps import (
    RecordAssembly,
    RecordComparison,
    RecordReview,
    RecordRiskVisit,
)
from county_desk.workflow.monitoring.clues import DismissClue, DispatchClue, RecordClue, VerifyClue
from county_desk.workflow.monitoring.entering import OpenMonitoring
from county_desk.workflow.registry import RecordYear

RELEASE = "monitoring_release"
_DEPARTMENTS = "民政、医保、公安、市场监管、不动产登记、银行"
_TEAM = "驻村工作队 杜国安,村委会 田小妹"
# days after the clue: verified, visited, compared, voted on, posted, taken down, reviewed, decided, announced
_PACE = (1, 2, 4, 5, 6, 11, 12, 13, 14)


@dataclass(frozen=True)
class Watch:
    """A household that somebody worries about, from the clue on.

    `on_record` is false for one that was never registered. `earned` is its income of twelve months in yuan
    and `spent` its hard spending. `dismissed` is the reason for which the clue ends. Nobody goes to see an
    `unseen` clue.
    """

    place: DemoVillage
    home: Home
    begins: date
    source: ClueSource
    risk: str
    words: str
    earned: int
    spent: int = 0
    urgency: ClueUrgency = ClueUrgency.MIDDLE
    on_record: bool = True
    dispatched: bool = True
    unseen: bool = False
    dismissed: str = ""


def watch(office: Office, going: Watch) -> Thread:
    """Walk one clue; wherever the story ends, it waits for the next step."""
    who = office.clerk(going.place)
    yield going.begins
    clue = office.made(who, _clue(office, going))
    if not going.dispatched:
        return
    due = going.begins + timedelta(3)
    office.do(who, DispatchClue(clue=clue, assigned_to=going.place.contact, due_on=due))
    if going.unseen:
        return
    yield going.begins + timedelta(_PACE[0])
    _verify(office, who, clue, going)
    if going.dismissed:
        office.do(who, DismissClue(clue=clue, reason=going.dismissed))
        return
    yield going.begins + timedelta(_PACE[1])
    case = office.made(who, _opening(clue, going))
    _visit(office, who, case, going)
    yield from _to_the_announcement(office, who, case, going, _PACE[2:])


def _clue(office: Office, going: Watch) -> RecordClue:
    clue = RecordClue(
        household=office.household(going.home) if going.on_record else None,
        source=going.source,
        risks=going.risk,
        found_on=office.today,
        urgency=going.urgency,
        words=going.words,
    )
    if going.on_record:
        return clue
    village, head = office.place(going.place.code), going.home.head.name
    return replace(clue, village=village, head=head, group_name=going.home.group)


def _verify(office: Office, who: str, clue: int, going: Watch) -> None:
    finding = going.dismissed or f"情况属实：{going.words}"
    seen = VerifyClue(
        clue=clue, verified_on=office.today, visitors=_TEAM, authorised=not going.dismissed, finding=finding
    )
    office.do(who, seen)


def _opening(clue: int, going: Watch) -> OpenMonitoring:
    if going.on_record:
        return OpenMonitoring(clue=clue)
    return OpenMonitoring(clue=clue, id_number=going.home.head.id_number, persons=len(going.home.people))


def _visit(office: Office, who: str, case: int, going: Watch) -> None:
    office.do(
        who,
        RecordRiskVisit(
            cases=(case,),
            done_on=office.today,
            visitors=_TEAM,
            opinion="建议纳入监测",
            dropouts=0,
            all_insured=True,
            safe_water=True,
            window_income=Decimal(going.earned),
            window_end=entry_window(going.begins),
            hard_spending=Decimal(going.spent),
            beyond_means=bool(going.spent),
        ),
    )


def _to_the_announcement(
    office: Office, who: str, case: int, going: Watch, pace: tuple[int, ...]
) -> Generator[date, None, None]:
    compared, reviewed, posted, closed, looked_at, decided, announced = pace
    cases, begins = (case,), going.begins
    yield begins + timedelta(compared)
    office.do(CLERK, RecordComparison(cases=cases, done_on=office.today, departments=_DEPARTMENTS, hits=0))
    yield begins + timedelta(reviewed)
    office.do(who, RecordAssembly(cases=cases, done_on=office.today, due=36, present=30, in_favour=29))
    yield begins + timedelta(posted)
    _list, left = yield from hang_out(office, who, cases, closed - posted)
    yield begins + timedelta(looked_at)
    town, reviewer = town_clerk(going.place.town), town_reviewer(going.place.town)
    office.do(
        reviewer,
        RecordReview(cases=left, done_on=office.today, opinion="同意上报", checked=len(left)),
    )
    yield begins + timedelta(decided)
    approved = decide(office, REVIEWER, left, "不符合纳入条件")
    yield begins + timedelta(announced)
    if approved:
        office.do(town, Announce(cases=approved, announced_on=office.today))


@dataclass(frozen=True)
class Release:
    """A monitored household whose risk has gone; `earned` is its income of the window, in yuan."""

    place: DemoVillage
    home: Home
    begins: date
    earned: int


def release(office: Office, going: Release) -> Thread:
    """Walk a release; wherever the story ends, the case waits for the next step."""
    who, begins = office.clerk(going.place), going.begins
    town, reviewer = town_clerk(going.place.town), town_reviewer(going.place.town)
    yield begins
    household, year = office.household(going.home), begins.year
    opening = OpenCase(household=household, kind=RELEASE, year=year, received_on=office.today)
    cases = (office.made(who, opening),)
    yield begins + timedelta(1)
    office.do(who, RecordYear(household=household, year=year, housing_grade=going.home.living.grade))
    office.do(who, _last_visit(office, cases, going))
    yield begins + timedelta(3)
    office.do(who, RecordAssembly(cases=cases, done_on=office.today, due=36, present=32, in_favour=32))
    yield begins + timedelta(4)
    _list, left = yield from hang_out(office, who, cases, 5)
    yield begins + timedelta(10)
    reviewed = RecordReview(cases=left, done_on=office.today, opinion="同意", checked=len(left))
    office.do(reviewer, reviewed)
    yield begins + timedelta(11)
    approved = decide(office, REVIEWER, left, "继续监测帮扶")
    yield begins + timedelta(12)
    if approved:
        office.do(town, Announce(cases=approved, announced_on=office.today))


def _last_visit(office: Office, cases: tuple[int, ...], going: Release) -> RecordRiskVisit:
    """The visit that found the risk gone."""
    visit: RecordRiskVisit = RecordRiskVisit(
        cases=cases,
        done_on=office.today,
        visitors=_TEAM,
        opinion="风险已稳定消除",
        dropouts=0,
        all_insured=True,
        safe_water=True,
        window_income=Decimal(going.earned),
        window_end=listed_window(going.begins),
        hard_spending=Decimal(0),
        months_above=8,
        risks_gone=True,
        new_risk=False,
    )
    return visit
