"""A made-up county, the people of its office, and cases walked to where a test needs them."""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from county_desk.fields import Count, Day, Kind
from county_desk.identity import check_digit
from county_desk.models.case import Case, CaseStep
from county_desk.models.disclosure import Disclosure
from county_desk.models.household import Household
from county_desk.models.household_change import ChangeKind
from county_desk.models.place import Place
from county_desk.models.register import Register, RegisterKind
from county_desk.models.user import Actor, Role
from county_desk.rules.policy import Policy
from county_desk.rules.procedures import Step, StepKind
from county_desk.tables.listing import Listing
from county_desk.workflow.accounts.people import actor_of
from county_desk.workflow.cases.answering import AnswerApplicant, Reexamine
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.filing import FileHousehold, OpenCase
from county_desk.workflow.cases.hanging_lists import RecordPosting
from county_desk.workflow.cases.next_steps import step_commands
from county_desk.workflow.cases.steps import (
    RecordAssembly,
    RecordComparison,
    RecordConsent,
    RecordReview,
    RecordVisit,
)
from county_desk.workflow.command import Change, Command, Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.founding import FoundRegister, Person
from county_desk.workflow.life.members import JoinMember, LeaveMember
from county_desk.workflow.place_list import PlaceLine
from county_desk.workflow.policy.own_figures import SetParameter
from county_desk.workflow.registry import RecordYear, SetContact
from county_desk.workflow.rights import is_real
from tests.reached import reached
from tests.second_person import ADMINISTRATOR, REVIEWER, in_force, settled

CHINA = timezone(timedelta(hours=8))
FOUNDED = date(2016, 1, 4)
DAY = timedelta(days=1)
A_SCAN = __file__  # any file stands for the scan of a paper
TOWNSHIPS = {"990101100": "城关镇", "990101101": "青山镇"}
VILLAGES = {"001": "大河", "002": "柳湾", "003": "上坝"}
CLERK, TOWNSHIP, INSPECTOR = "王芳", "赵敏", "孙宁"
VILLAGE, ELSEWHERE, SECOND = "郑宝", "钱江", "何静"
PEOPLE = (
    Person(CLERK, Role.COUNTY_CLERK),
    Person(TOWNSHIP, Role.TOWNSHIP_CLERK, "990101100000"),
    Person(REVIEWER, Role.REVIEWER),
    Person(ADMINISTRATOR, Role.ADMINISTRATOR),
    Person(INSPECTOR, Role.INSPECTOR),
    Person(VILLAGE, Role.VILLAGE_CLERK, "990101100001"),
    Person(ELSEWHERE, Role.TOWNSHIP_CLERK, "990101101000"),
    Person(SECOND, Role.REVIEWER),
)

ROLES = {person.name: person.role for person in PEOPLE}


def lines() -> tuple[PlaceLine, ...]:
    """Three villages in each of two townships."""
    above = (2016, "99", "青岚省", "9901", "青岚市", "990101", "青岚县")
    return tuple(
        PlaceLine(*above, f"{code}000", town, code + last, village)
        for code, town in TOWNSHIPS.items()
        for last, village in VILLAGES.items()
    )


def founding(
    province: str = "", region: str = "central", people: tuple[Person, ...] = PEOPLE
) -> FoundRegister:
    """The first act of the county's register."""
    return FoundRegister(
        name="青岚县",
        code="990101",
        kind=RegisterKind.REHEARSAL,
        province=province,
        region=region,
        uid="00000000-0000-4000-8000-000000000001",
        places=lines(),
        people=people,
    )


def national(policy: Policy) -> Policy:
    """The same policy where a province has nothing of its own."""
    return replace(policy, province="", region="central")


def clock(day: date, hour: int = 9) -> Callable[[], datetime]:
    """A clock of a Chinese office that stands still."""
    return lambda: datetime.combine(day, time(hour), tzinfo=CHINA)


@dataclass
class Office:
    """Everybody at one county's register; `at` seats one of them on a day of one's choice."""

    sessions: sessionmaker[Session]
    policy: Policy

    def at(self, day: date, name: str = CLERK, hour: int = 9) -> Desk:
        """The desk of a person on a day."""
        with self.sessions() as session:
            actor = actor_of(session, name)
        assert actor is not None, f"nobody is named {name}"
        return Desk(self.sessions, actor, self.policy, clock(day, hour))

    def read[T](self, query: Callable[[Session], T]) -> T:
        """What a query finds."""
        with self.sessions() as session:
            return query(session)

    def place(self, name: str, township: str = "城关镇") -> int:
        """The number of a place by name; villages of one name are told apart by their township."""
        found = self.read(lambda session: session.scalars(select(Place).where(Place.name == name)).all())
        with self.sessions() as session:
            here = [one for one in found if session.get(Place, one.parent_id or 0)]
            above = {one.id: session.get_one(Place, one.parent_id).name for one in here}
        return next((one.id for one in found if above.get(one.id) == township), found[0].id)


def open_register(sessions: sessionmaker[Session], policy: Policy) -> Office:
    """Found the register on an empty schema, with a telephone on record for every place."""
    founder = Desk(sessions, Actor(0, ADMINISTRATOR, Role.ADMINISTRATOR), policy, clock(FOUNDED))
    founder.do(founding(policy.province, policy.region))
    office = Office(sessions, policy)
    places = office.read(lambda session: list(session.scalars(select(Place.id).where(Place.parent_id > 1))))
    for place in places:
        office.at(FOUNDED).do(SetContact(place=place, telephone=f"0000-12345{place:02}", contact="李有田"))
    return office


def an_id_number(serial: int, born: str = "19650312") -> str:
    """A valid identity number that nobody has: the prefix of the made-up county."""
    number = f"990101{born}{serial:03}"
    return number + check_digit(number)


def a_household(
    office: Office,
    head: str = "张大有",
    *,
    serial: int = 1,
    village: str = "大河村",
    township: str = "城关镇",
    received_on: date = date(2016, 10, 8),
    by: str = CLERK,
    **more: Any,
) -> int:
    """The number of the registration case of a household that is new to the office."""
    asked: dict[str, Any] = {"persons": 1, "net_income": Decimal("2000.00"), "year": received_on.year, **more}
    command = FileHousehold(
        village=office.place(village, township),
        head=head,
        id_number=an_id_number(serial),
        received_on=received_on,
        **asked,
    )
    case = office.at(received_on, by).do(command).id
    assert case is not None
    return case


def two_households(office: Office, **more: Any) -> tuple[int, int]:
    """The cases of two households of one village."""
    return a_household(office, "张大有", **more), a_household(office, "王秀田", serial=2, **more)


def a_registered_household(office: Office, head: str = "张大有", *, serial: int = 1, **more: Any) -> int:
    """The number of a household whose registration was announced."""

    def register() -> int:
        case = a_household(office, head, serial=serial, **more)
        _walk(office, (case,), "", {})
        household = case_of(office, case).household_id
        assert household is not None
        return household

    return reached(office.sessions.kw["bind"], office.policy, (head, serial, *more.items()), register)


def joining(household: int, day: date, **who: Any) -> JoinMember:
    """A person who comes into a household on a day."""
    about: dict[str, Any] = {"kind": ChangeKind.CAME_IN, "happened_on": day, "evidence": "户口簿"}
    return JoinMember(household=household, **(about | who))


def with_a_pupil(office: Office, household: int, day: date) -> int:
    """A household with a member of school age, who came on a day."""
    born = {"id_number": an_id_number(77, "20060315")}
    office.at(day).do(joining(household, day, name="张小春", relation="之子", **born))
    return household


def leaving(member: int, day: date, **about: Any) -> LeaveMember:
    """A person who dies on a day."""
    usual: dict[str, Any] = {"kind": ChangeKind.DEATH, "happened_on": day, "evidence": "死亡证明"}
    return LeaveMember(member=member, **(usual | about))


def an_exit(office: Office, household: int, *, received_on: date, able: bool = True) -> int:
    """The number of an exit case; `able` records a good income and a good house for its year."""
    desk = office.at(received_on)
    year = received_on.year
    if able:
        facts: dict[str, Any] = {
            "net_income": Decimal(5000),
            "housing_grade": "B",
            "housing_area": Decimal(60),
        }
        desk.do(RecordYear(household=household, year=year, **facts))
    command = OpenCase(household=household, kind="household_exit", year=year, received_on=received_on)
    case = desk.do(command).id
    assert case is not None
    return case


def make_real(office: Office) -> None:
    """Let the papers of an office have effect."""
    with office.sessions.begin() as session:
        session.execute(update(Register).values(kind=RegisterKind.REAL))


def short_lists(office: Office) -> None:
    """Let first lists hang for three days only, by a figure of the county's own."""
    figure = {"name": "household_disclosure_days_first", "value": "3", "reference": "县文件"}
    in_force(office, SetParameter(since=FOUNDED, **figure), FOUNDED)


def case_of(office: Office, case: int) -> Case:
    """A case as it stands."""
    return office.read(lambda session: session.get_one(Case, case))


def states(office: Office, *cases: int) -> list[tuple[str, str]]:
    """The state of each case and the step that it waits for."""
    found = [case_of(office, case) for case in cases]
    return [(case.state.value, case.step) for case in found]


def steps_of(office: Office, case: int) -> list[CaseStep]:
    """The steps of a case that stand, in order."""
    wanted = select(CaseStep).where(CaseStep.case_id == case, CaseStep.withdrawn_on.is_(None))
    return office.read(lambda session: list(session.scalars(wanted.order_by(CaseStep.id))))


def household_of(office: Office, number: int) -> Household:
    """A household as it stands."""
    return office.read(lambda session: session.get_one(Household, number))


def last_disclosure(office: Office) -> Disclosure:
    """The disclosure that was posted last."""
    newest = select(Disclosure).order_by(Disclosure.id.desc()).limit(1)
    return office.read(lambda session: session.scalars(newest).one())


def reader_of(listing: Listing[Any], usual: str = CLERK) -> str:
    """Who may read a list: the usual person, or the reviewer where that person may not."""
    return usual if ROLES[usual].may(listing.needs) else REVIEWER


def refusal(desk: Desk, command: Command) -> dict[str, str]:
    """Why the desk refuses a command, by field; it must, whether asked before or told to do it."""
    before = dict(desk.problems(command))
    with pytest.raises(Refused) as refused:
        desk.do(command)
    assert before == refused.value.problems, "asking first gives the same answer"
    return refused.value.problems


def walk(office: Office, cases: tuple[int, ...], to: str = "", by: dict[StepKind, str] | None = None) -> date:
    """Take cases from step to step, until they wait for the step `to` or the last is done.

    Returns the day of the last step. `by` names who takes a kind of step. A walk that began with the same
    register before is copied from then.
    """
    engine, people = office.sessions.kw["bind"], by or {}
    acts = (cases, to, *people.items())
    return reached(engine, office.policy, acts, partial(_walk, office, cases, to, people))


def _walk(office: Office, cases: tuple[int, ...], to: str, people: dict[StepKind, str]) -> date:
    first = case_of(office, cases[0])
    taken = steps_of(office, cases[0])
    day = taken[-1].done_on if taken else first.received_on
    policy = office.at(day).policy
    procedure = policy.procedures.begun(first.procedure, first.procedure_digest)
    while (case := case_of(office, cases[0])).state.value in ("open", "approved") and case.step != to:
        step = procedure.step(case.step)
        gap = policy.terms(day)[step.gap].whole if step.gap else None
        day += timedelta(days=max(gap or 0, 1))
        day = take(office, step, cases, day, people.get(step.kind) or _taker(step.kind))
    return day


def take(office: Office, step: Step, cases: tuple[int, ...], day: date, name: str) -> date:
    """Take one step; a disclosure is posted and closed. Returns the day on which it ended."""
    if step.kind is not StepKind.DISCLOSURE:
        office.at(day, name).do(command_for(office, step, cases, day))
        return day
    posted = post(office, cases, day, name).id
    assert posted is not None
    if office.read(is_real):
        hangs = {"disclosure": posted, "hung_at": "村务公开栏", "posted_on": day}
        office.at(day, name).do(RecordPosting(**hangs, scan=A_SCAN))
    ends = last_disclosure(office).last_day + DAY
    office.at(ends, name).do(CloseDisclosure(disclosure=posted, closed_on=ends))
    return ends


def refused_once(office: Office, case: int, day: date) -> None:
    """Let the first reviewer refuse a case, and the second hear it again."""
    refusing = {"decision": Decision.REFUSE, "opinion": "证据不足"}
    office.at(day, REVIEWER).do(Decide(cases=(case,), decided_on=day, **refusing))
    office.at(day).do(AnswerApplicant(case=case))
    office.at(day, SECOND).do(Reexamine(case=case, asked_on=day, reason="补充证据"))


def post(office: Office, cases: tuple[int, ...], day: date, name: str = CLERK) -> Change:
    """Post a list; a second person puts it in force where the rule does not find an entry met."""
    posting = OpenDisclosure(cases=cases, opened_on=day, rule_reason="群众要求公示")
    return settled(office, office.at(day, name).do(posting), day)


def command_for(office: Office, step: Step, cases: tuple[int, ...], day: date) -> Command:
    """A command that a step of that kind accepts; a kind without an answer here has each field filled."""
    command = step_commands()[step.kind]
    if command is RecordVisit:
        visit = a_visit(cases, day)
        return replace(visit, scan=A_SCAN) if office.read(is_real) else visit
    needed = [field.name for field in fields(command) if field.default is MISSING]
    filled = {name: _filled(command.asks()[name].kind, day) for name in needed}
    own = _ANSWERS[command](office, cases) if command in _ANSWERS else {}
    own |= {"scan": A_SCAN} if step.paper and office.read(is_real) else {}
    return command(**filled | own | {"cases": cases})


def _filled(kind: Kind, day: date) -> Any:
    """A value of a kind that a step accepts."""
    match kind:
        case Day():
            return day
        case Count():
            return 1
    return "同意"


def a_visit(cases: tuple[int, ...], day: date, **found: Any) -> RecordVisit:
    """A visit that found all well and no ground for exclusion, unless it is said otherwise."""
    well: dict[str, Any] = {
        "enough_food": True,
        "enough_clothing": True,
        "income_stable": True,
        "disqualified": False,
        "safe_water": True,
        "all_insured": True,
        "dropouts": 0,
    }
    return RecordVisit(cases=cases, done_on=day, visitors="郑宝、王芳", **(well | found))


_ANSWERS: dict[type[Command], Callable[[Office, tuple[int, ...]], dict[str, Any]]] = {
    RecordAssembly: lambda _office, _cases: {"due": 36, "present": 31, "in_favour": 29},
    RecordComparison: lambda _office, _cases: {"departments": "公安局、房管局", "hits": 0},
    RecordConsent: lambda office, cases: {"signed_by": case_of(office, cases[0]).subject},
    RecordReview: lambda _office, cases: {"checked": len(cases)},
    Decide: lambda _office, cases: {"decision": Decision.APPROVE, "checked": len(cases)},
}


def _taker(kind: StepKind) -> str:
    """Who takes a kind of step: the first of the office whose post may."""
    permission = step_commands()[kind].permission
    return next(person.name for person in PEOPLE if person.role.may(permission))


def approval_refused(office: Office, case: int, day: date) -> str:
    """Why the county cannot approve a case."""
    approval = Decide(cases=(case,), decided_on=day, decision=Decision.APPROVE, checked=1, opinion="同意")
    return refusal(office.at(day, REVIEWER), approval)["decision"]
