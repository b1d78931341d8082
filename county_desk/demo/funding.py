"""Projects of the year, from the proposal to the payments and the income of their assets."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from county_desk.demo.acts import Deed
from county_desk.demo.objecting import hang_out
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK, CODE, REVIEWER, DemoVillage, record_of, town_reviewer
from county_desk.demo.registering import decide
from county_desk.models.project import ProjectClass, ProjectStanding
from county_desk.notice_kinds import NoticeKind
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.steps import RecordAssembly, RecordReview
from county_desk.workflow.projects.allocating import AllocateMoney, AllocationBasis
from county_desk.workflow.projects.asset_acts import RecordAsset, RecordAssetIncome
from county_desk.workflow.projects.funding_notices import IssueFundingNotice
from county_desk.workflow.projects.money import RecordPayment, ReleaseFund
from county_desk.workflow.projects.project_acts import ProposeProject, RecordProgress

_STAGES = (
    (ProjectStanding.TENDERED, 30),
    (ProjectStanding.STARTED, 45),
    (ProjectStanding.FINISHED, 150),
    (ProjectStanding.ACCEPTED, 165),
)
_ACCOUNTS = {
    "岚州市宏远建设有限公司": "6200001234567890123",
    "岚州市晴川新能源有限公司": "6200002345678901232",
}
_RELEASED, _ALLOCATED, _RECORDED = 30, 60, 170  # days after the proposal


@dataclass(frozen=True)
class Built:
    """The asset of a project: its name and keeper, and the income of its first year with the shares of it."""

    title: str
    keeper: str
    shared: date | None = None
    village_share: int = 0
    household_share: int = 0
    households: int = 0


@dataclass(frozen=True)
class Building:
    """One project with its place, purpose and budget in yuan; the money is of the fund with the document.

    `stages` is the number of stages that are done, `paid` the yuan that were paid to the contractor.
    `divided` yuan go to the households of the place instead, by head.
    """

    place: DemoVillage
    begins: date
    title: str
    purpose: ProjectClass
    content: str
    budget: int
    fund: str
    stages: int = 0
    contractor: str = ""
    paid: int = 0
    divided: int = 0
    asset: Built | None = None


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
    if going.divided:
        yield from _divide(office, going, project)
    else:
        yield from _go_on(office, going, project)


def posted(day: date, kind: NoticeKind, place: str = CODE) -> Deed:
    """The notice of funds and projects of a place, by its code; that of the county without one."""
    notice = IssueFundingNotice(kind=kind, place=record_of(place), year=day.year)
    return Deed(day, CLERK, notice)


def _proposal(office: Office, going: Building) -> ProposeProject:
    return ProposeProject(
        place=office.place(going.place.code),
        project=going.title,
        purpose=going.purpose,
        content=going.content,
        unit=f"{going.place.town}人民政府",
        begins_on=going.begins + timedelta(60),
        ends_on=going.begins + timedelta(300),
        budget=Decimal(going.budget),
        year=going.begins.year,
        received_on=office.today,
    )


def _divide(office: Office, going: Building, project: int) -> Thread:
    yield going.begins + timedelta(_RELEASED)
    _release(office, going, project)
    yield going.begins + timedelta(_ALLOCATED)
    shares = AllocateMoney(
        project=project,
        amount=Decimal(going.divided),
        basis=AllocationBasis.HEAD,
        paid_on=office.today,
        voucher=_voucher(going, project),
    )
    office.do(CLERK, shares)


def _go_on(office: Office, going: Building, project: int) -> Thread:
    for number, (standing, days) in enumerate(_STAGES[: going.stages]):
        yield going.begins + timedelta(days)
        if number == 0:
            _release(office, going, project)
        tendered = standing is ProjectStanding.TENDERED
        step = RecordProgress(
            project=project,
            standing=standing,
            done_on=office.today,
            tender_document=f"青招〔{going.begins.year}〕{project}号" if tendered else "",
            contractor=going.contractor if tendered else "",
        )
        office.do(CLERK, step)
    if going.paid:
        yield going.begins + timedelta(_STAGES[going.stages - 1][1] + 5)
        payment = RecordPayment(
            project=project,
            amount=Decimal(going.paid),
            paid_on=office.today,
            voucher=_voucher(going, project),
            payee=going.contractor,
            account=_ACCOUNTS[going.contractor],
        )
        office.do(CLERK, payment)
    if going.asset:
        yield from _earn(office, going, project, going.asset)


def _release(office: Office, going: Building, project: int) -> None:
    released = ReleaseFund(
        fund=office.fund(going.fund),
        project=project,
        amount=Decimal(going.budget),
        released_on=office.today,
        document=f"青财农〔{going.begins.year}〕{20 + project}号",
    )
    office.do(CLERK, released)


def _earn(office: Office, going: Building, project: int, built: Built) -> Thread:
    """Record the asset once it is paid for, and its income when the shares of the year are known."""
    yield going.begins + timedelta(_RECORDED)
    asset = office.made(
        CLERK,
        RecordAsset(
            project=project,
            asset=built.title,
            value=Decimal(going.paid),
            built_on=going.begins + timedelta(_STAGES[-1][1]),
            keeper=built.keeper,
            document=f"青农资〔{going.begins.year}〕{project}号",
        ),
    )
    if built.shared is None:
        return
    yield built.shared
    earned = RecordAssetIncome(
        asset=asset,
        year=built.shared.year,
        income=Decimal(built.village_share + built.household_share),
        village_share=Decimal(built.village_share),
        household_share=Decimal(built.household_share),
        households=built.households,
    )
    office.do(CLERK, earned)


def _voucher(going: Building, project: int) -> str:
    return f"农财付{going.begins.year}-{project:03}"
