"""Projects of the year: proposed, disclosed, approved, paid for; and the money that was released for them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from county_desk.demo.objecting import hang_out
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK, REVIEWER, DemoVillage, town_reviewer
from county_desk.demo.registering import decide
from county_desk.models.project import FundLevel, ProjectClass, ProjectStanding
from county_desk.workflow.announcement import Announce
from county_desk.workflow.projects.money import RecordFund, RecordPayment, ReleaseFund
from county_desk.workflow.projects.project_acts import ProposeProject, RecordProgress
from county_desk.workflow.steps import RecordAssembly, RecordReview

FUND_CAME = date(2026, 2, 9)
FUND = "青财农〔2026〕8号"
_STAGES = (
    (ProjectStanding.TENDERED, 30),
    (ProjectStanding.STARTED, 45),
    (ProjectStanding.FINISHED, 150),
    (ProjectStanding.ACCEPTED, 165),
)


@dataclass(frozen=True)
class Building:
    """One project with its place, purpose and budget in yuan.

    `stages` is the number of stages that are done, `paid` the yuan that were paid.
    """

    place: DemoVillage
    begins: date
    title: str
    purpose: ProjectClass
    content: str
    budget: int
    stages: int = 0
    paid: int = 0


def fund(office: Office) -> Thread:
    """The money of the year comes in."""
    yield FUND_CAME
    came = RecordFund(
        document=FUND,
        name="中央财政衔接推进乡村振兴补助资金",
        level=FundLevel.CENTRAL,
        year=FUND_CAME.year,
        received_on=office.today,
        amount=Decimal(2_600_000),
    )
    office.do(CLERK, came)


def build(office: Office, going: Building) -> Thread:
    """Walk a project into the library and on; wherever the story ends, it waits."""
    who, begins = office.clerk(going.place), going.begins
    yield begins
    project = office.made(who, _proposal(office, going))
    cases = (office.newest_case("project"),)
    yield begins + timedelta(2)
    office.do(who, RecordAssembly(cases=cases, done_on=office.today, due=40, present=34, in_favour=33))
    yield begins + timedelta(4)
    reviewer = town_reviewer(going.place.town)
    office.do(reviewer, RecordReview(cases=cases, done_on=office.today, opinion="同意申报", checked=1))
    yield begins + timedelta(6)
    _list, left = yield from hang_out(office, CLERK, cases, 11)
    yield begins + timedelta(18)
    approved = decide(office, REVIEWER, left, "暂缓入库")
    yield begins + timedelta(19)
    office.do(CLERK, Announce(cases=approved, announced_on=office.today))
    yield from _go_on(office, going, project)


def _proposal(office: Office, going: Building) -> ProposeProject:
    return ProposeProject(
        place=office.place(going.place.code),
        project=going.title,
        purpose=going.purpose,
        content=going.content,
        unit=f"{going.place.town}人民政府",
        begins_on=going.begins + timedelta(60),
        ends_on=going.begins + timedelta(240),
        budget=Decimal(going.budget),
        year=going.begins.year,
        received_on=office.today,
    )


def _go_on(office: Office, going: Building, project: int) -> Thread:
    for number, (standing, days) in enumerate(_STAGES[: going.stages]):
        yield going.begins + timedelta(days)
        if number == 0:
            _release(office, going, project)
        office.do(CLERK, RecordProgress(project=project, standing=standing, done_on=office.today))
    if going.paid:
        yield going.begins + timedelta(_STAGES[going.stages - 1][1] + 5)
        office.do(
            CLERK,
            RecordPayment(
                project=project,
                amount=Decimal(going.paid),
                paid_on=office.today,
                voucher=f"农财付2026-{project:03}",
                payee="岚州市宏远建设有限公司",
                account="6200001234567890123",
            ),
        )


def _release(office: Office, going: Building, project: int) -> None:
    released = ReleaseFund(
        fund=office.fund(FUND),
        project=project,
        amount=Decimal(going.budget),
        released_on=office.today,
        document=f"青财农〔2026〕{20 + project}号",
    )
    office.do(CLERK, released)
