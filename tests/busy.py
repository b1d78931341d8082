"""An office with something on each of its lists, and gaps in what it knows."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import update

from county_desk.models.asset import Asset, AssetYear
from county_desk.models.batch import Batch
from county_desk.models.clue import Clue, ClueSource, ClueUrgency
from county_desk.models.county_exit import EvaluationParameter, EvaluationResult
from county_desk.models.department import (
    AskedPerson,
    Department,
    DepartmentEntry,
    DepartmentList,
    DepartmentRequest,
    HitDecision,
    HitOutcome,
    Persons,
)
from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.household import Household, Member
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.models.measure import AssistanceMeasure, MeasureClass, MeasureStage, Need, NeedEnd
from county_desk.models.monitored import Monitored
from county_desk.models.official import Affiliation, Official, Pairing
from county_desk.models.plan import PlanKind, VillagePlan
from county_desk.models.project import Fund, FundLevel, FundShare, Payment, Project, ProjectClass
from county_desk.models.return_ import Return
from county_desk.models.signal import FoundSignal
from county_desk.models.team import (
    Audience,
    Team,
    TeamMember,
    TeamRole,
    TeamWeek,
    Training,
    Undertaking,
    UndertakingKind,
)
from county_desk.models.tie import Tie, TieKind
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.models.waiting_change import WaitingAct, WaitingChange
from county_desk.tables.large_lists import make_list_tables
from county_desk.workflow.accounts.ties import DeclareTie
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.cases.papers import Follows, VoidNotice
from county_desk.workflow.cases.village_filing import FileVillage
from county_desk.workflow.gate.proposals import DeclineProposal
from county_desk.workflow.registry import AddMember
from tests.build import (
    ADMINISTRATOR,
    CHINA,
    DAY,
    REVIEWER,
    a_household,
    a_registered_household,
    an_exit,
    an_id_number,
    case_of,
    post,
    steps_of,
    walk,
)
from tests.busy_supervision import inspections, misconduct
from tests.workflow.policy_files import take

OPENED = date(2017, 6, 1)


def fill(office):
    """Households that came and went, a posted list with objections, a village, and paperwork."""
    gone = a_registered_household(office, "赵来福", serial=9, village="柳湾村")
    left = an_exit(office, gone, received_on=date(2017, 4, 10))
    walk(office, (left,))
    heads = enumerate(("张一", "张二", "张三"), start=1)
    cases = tuple(a_household(office, head, serial=n, group_name="一组") for n, head in heads)
    day = walk(office, cases, to="first_disclosure") + DAY
    post(office, cases, day)
    objecting(office, cases[1], day)
    announced = steps_of(office, left)[-1].notice_id
    office.at(day).do(VoidNotice(notice=announced, reason="名单有误", follows=Follows.AGAIN))
    household = case_of(office, cases[0]).household_id
    wife = AddMember(
        household=household, name="王秀田", relation="配偶", id_number=an_id_number(20, "19680725")
    )
    office.at(day).do(wife)
    village = FileVillage(
        village=office.place("上坝村"),
        kind="village_registration",
        year=2017,
        received_on=OPENED,
        persons=900,
        poor_persons=300,
    )
    office.at(OPENED).do(village)
    take(office, day=OPENED)
    proposing(office)
    with office.sessions.begin() as session:
        session.add_all([*paperwork(), *other_lists(office.place("上坝村", "青山镇"))])
        session.flush()
        session.add_all(
            [
                *rulings(),
                *changes(),
                *waiting_changes(),
                *projects(office.place("上坝村")),
                *assets(office.place("上坝村")),
            ]
        )
        session.add_all(requests())
        session.add_all(ties())
        session.add_all(inspections(office.place("上坝村")))
        session.add_all(misconduct(office.place("上坝村")))
        session.add_all(misconduct(office.place("上坝村")))
        session.execute(
            update(Household).where(Household.head == "张三").values(account="6228480000000000001")
        )
        make_list_tables(session.connection())
    return office


def proposing(office):
    """Two proposed ties; one waits, and the other was declined."""
    tie = {"user": 1, "kind": TieKind.RELATIVE, "relation": "兄弟", "since": OPENED}
    for name in ("王大山", "李小河"):
        proposed = office.at(OPENED, ADMINISTRATOR).do(DeclareTie(person=name, **tie)).id
    office.at(OPENED, REVIEWER).do(DeclineProposal(proposal=proposed, answer="查无此人"))


def objecting(office, case, day):
    """One objection that is settled, and one that is not."""
    desk = office.at(day)
    about = {"disclosure": 4, "received_on": day, "channel": Channel.LETTER}
    heard = desk.do(RecordObjection(case=case, words="家有小汽车", objector="周某", **about)).id
    desk.do(RecordObjection(words="名单不全", **(about | {"channel": Channel.HOTLINE})))
    settling = {"finding": ObjectionFinding.REJECTED, "investigators": "郑宝，赵敏", "reply": "车系其弟所有"}
    desk.do(SettleObjection(objection=heard, settled_on=day, **settling))


def other_lists(village):
    """Somebody in two households, a watched household, and a department's list with a match in it."""
    for number in ("H0098", "H0099"):
        twin = Household(number=number, village_id=village, head="钱多", persons=1)
        twin.members.append(Member(position=1, name="钱多", relation="户主", id_number=an_id_number(30)))
        yield twin
    watched = {"village_id": village, "kind": "边缘易致贫户", "facts": {}}
    yield Monitored(head="钱多", number="H0099", household_id=1, risks="因学、其他", **watched)
    given = {"kind": MeasureClass.INDUSTRY, "title": "鸡苗五十只", "since": OPENED, "recorded_by": 1}
    for head, risks in (("钱多", "因学"), ("孙有", "因残、因学")):
        clue = {"source": ClueSource.ROUND, "urgency": ClueUrgency.MIDDLE, "found_on": OPENED}
        yield Clue(village_id=village, head=head, risks=risks, recorded_by=1, **clue)
        yield FoundSignal(
            number="M20", year=2017, household_id=1, found_on=OPENED, words=f"{head}家收入下降", values="{}"
        )
        seen = {"visited_on": OPENED, "visitors": "郑宝", "found": f"{head}家稳定", "recorded_by": 1}
        yield from helpers(village, head)
        official = Official(name=f"{head}友", unit="县农业农村局", affiliation=Affiliation.COUNTY)
        yield Pairing(
            household_id=1,
            official=official,
            since=OPENED,
            until=OPENED if head == "钱多" else None,
            visit_due_on=OPENED,
            recorded_by=1,
        )
        yield Visit(monitored_id=1, **seen)
        yield Visit(household_id=1, purpose=VisitPurpose.CONTACT, **seen)
        risk = risks.split("、")[0]
        ended = {"ended_on": OPENED, "ended_as": NeedEnd.MET, "outcome": "已落实"} if risk == "因残" else {}
        about = {"wants": MeasureClass.INDUSTRY, "found_on": OPENED, "found_by": "郑宝", "recorded_by": 1}
        need = Need(household_id=1, cause=risk, words=f"{head}家缺鸡苗", **about, **ended)
        yield need
        measure = AssistanceMeasure(
            household_id=1, programme="small_loan", risk=risk, need=None if ended else need, **given
        )
        yield measure
        loan = {"stage": "small_loan/applied" if ended else "small_loan/repaid", "recorded_by": 1}
        loan |= {"done_on": OPENED, "amount": Decimal(500)}
        yield MeasureStage(measure=measure, words=f"{head}买鸡苗", **loan)
    sent = DepartmentList(name="低保名单", year=2016, received_on=OPENED)
    for row, name, number in ((3, "钱小", an_id_number(30)), (4, "李四", "")):
        sent.entries.append(DepartmentEntry(row=row, name=name, id_number=number, kind="低保"))
    yield sent


def ties():
    """A second account, and a relative until a day."""
    yield Tie(account_id=1, kind=TieKind.SAME_PERSON, other_id=2, since=OPENED)
    yield Tie(account_id=2, kind=TieKind.HOUSEHOLD, household_id=1, since=OPENED)
    relative = {"person": "王大山", "relation": "兄弟", "since": OPENED - DAY, "ended_on": OPENED}
    yield Tie(account_id=1, kind=TieKind.RELATIVE, **relative)


def requests():
    """Requests with the persons asked about, an answer, and a decision on a hit."""
    civil = DepartmentList(
        name="低保名单2", year=2017, received_on=OPENED, department=Department.CIVIL_AFFAIRS
    )
    for row, name, kind in ((4, "不在册", "低保"), (5, "钱小", "死亡 2017-05-01")):
        about = {"row": row, "name": name, "kind": kind, "amount": Decimal(100 * row)}
        civil.entries.append(DepartmentEntry(id_number=an_id_number(25 + row), **about))
    for number, department in enumerate((Department.CIVIL_AFFAIRS, Department.BANK), 1):
        about = {"asked_on": OPENED, "due_on": OPENED + number * DAY, "recorded_by": number}
        request = DepartmentRequest(
            department=department, asked_about=tuple(Persons)[number], place_id=number + 2, **about
        )
        row = {"row": number, "household_id": number, "member_id": number, "name": f"钱{number}"}
        yield AskedPerson(request=request, id_number=an_id_number(30 + number), **row)
    civil.request = request
    yield civil
    decided = {"outcome": HitOutcome.VISIT, "decided_on": OPENED, "decided_by": 1}
    yield HitDecision(entry_id=1, member_id=1, explanation="入户核实", **decided)


def helpers(village, head):
    """A team with a member and a week, a plan, a training, and a pledge."""
    team = Team(village_id=village, unit=f"{head}局", since=OPENED, until=OPENED + 365 * DAY, recorded_by=1)
    member = TeamMember(team=team, name=head, role=TeamRole.MEMBER, since=OPENED)
    yield TeamWeek(member=member, monday=OPENED, days=5, log=f"{head}走访", recorded_by=1)
    held = {"audience": Audience.HOUSEHOLDS, "held_on": OPENED, "persons": len(head), "recorded_by": 1}
    yield Training(place_id=village, title=f"{head}培训", **held)
    planned = {"year": 2017, "due_on": OPENED, "recorded_by": 1, "responsible": head}
    kind_of_plan = PlanKind.EXIT if head == "钱多" else PlanKind.MEASURES
    yield VillagePlan(village_id=village, kind=kind_of_plan, households=len(head), **planned)
    kind = UndertakingKind.PLEDGE if head == "钱多" else UndertakingKind.TASK
    days = {"signed_on": OPENED, "due_on": OPENED, "done_on": OPENED if head == "钱多" else None}
    about = {"year": 2017, "responsible": head, "target": f"{head}组脱贫", "recorded_by": 1}
    yield Undertaking(kind=kind, place_id=village, **about, **days)


def changes():
    """A death, a departure and a move."""
    about = {"recorded_on": OPENED, "recorded_by": 1, "evidence": "村委会证明"}
    kinds = ((ChangeKind.DEATH, -1), (ChangeKind.LEFT, -1), (ChangeKind.MOVED, 0))
    for number, (kind, by) in enumerate(kinds, 1):
        yield HouseholdChange(
            household_id=number,
            member_id=number,
            other_id=number + 1,
            kind=kind,
            happened_on=OPENED - number * DAY,
            persons=number,
            by=by,
            **about,
        )


def waiting_changes():
    """Two changes that wait for the window of the year."""
    about = {"recorded_on": OPENED, "recorded_by": 1, "asked": {"happened_on": OPENED.isoformat()}}
    for number, act in enumerate((WaitingAct.END, WaitingAct.MERGE), 1):
        day = OPENED - number * DAY
        opens = OPENED + number * DAY
        yield WaitingChange(household_id=number, act=act, happened_on=day, opens_on=opens, **about)


def projects(place):
    """Two projects with their money, and payments of which an auditor would ask."""
    for number, (title, purpose) in enumerate(
        (("产业路硬化", ProjectClass.INFRASTRUCTURE), ("养牛合作社", ProjectClass.INDUSTRY)), 1
    ):
        yield Project(
            place_id=place,
            year=2015 + number,
            title=title,
            purpose=purpose,
            content=f"建设内容{number}",
            unit="青山镇人民政府",
            begins_on=OPENED,
            ends_on=OPENED + number * DAY,
            budget=Decimal(1000 * number),
        )
        yield Fund(
            document=f"青财农〔2016〕{number}号",
            title=f"专项资金{number}",
            level=(FundLevel.CENTRAL, FundLevel.COUNTY)[number - 1],
            year=2015 + number,
            received_on=OPENED - number * DAY,
            amount=Decimal(5000 * number),
        )
        about = {"project_id": number, "amount": Decimal(600 * number)}
        document = f"青扶组〔2016〕{number}号"
        yield FundShare(fund_id=number, released_on=OPENED, document=document, **about)
        yield Payment(
            household_id=number,
            payee=("张大有", "王秀田")[number - 1],
            account="6217001234567890",
            paid_on=OPENED + number * DAY,
            voucher=f"凭{number:04}",
            **about,
        )


def assets(place):
    """An asset with two years of income, and one without."""
    for number, title in enumerate(("光伏电站", "冷库"), 1):
        about = {"place_id": place, "value": Decimal(90000 * number), "keeper": "村股份经济合作社"}
        asset = Asset(project_id=number, title=title, built_on=OPENED + number * DAY, **about)
        yield asset
        for year in (2018, 2019)[: 2 * (number % 2)]:
            shares = {
                "income": Decimal(9000),
                "village_share": Decimal(4000),
                "household_share": Decimal(5000),
            }
            yield AssetYear(asset=asset, year=year, households=year - 2000, **shares)


def rulings():
    """Two people who are one, and two who are not."""
    about = {"reason": "核实", "settled_on": OPENED, "settled_by": 1}
    yield DuplicateRuling(one_id=1, other_id=2, same=True, survivor_id=2, **about)
    yield DuplicateRuling(one_id=1, other_id=3, same=False, **about)


def paperwork():
    """Two batches, two returns and two results of an evaluation, as the workflow keeps them."""
    at = datetime(2017, 6, 1, 9, tzinfo=CHINA)
    for number, missed in ((1, None), (2, 7)):
        yield EvaluationResult(
            county_id=1,
            year=2017,
            round=number,
            parameter=EvaluationParameter.INCIDENCE,
            numerator=126,
            denominator=5240,
            missed=missed,
            found_on=OPENED,
            document=f"国评〔2017〕{number}号",
            recorded_by=1,
        )
    for number, place in ((1, 5), (2, None)):
        yield Batch(
            file_name=f"花名册{number}.xlsx",
            digest="0" * 64,
            year=2017,
            place_id=place,
            taken_at=at,
            taken_by=number,
            counts={},
            report={},
            undone_on=None if place else OPENED,
        )
        yield Return(
            name="R6",
            period="2016",
            edition=number,
            frozen_at=at,
            frozen_by=1,
            figures={},
            digest=f"{number}" * 64,
            anchor="",
            reason="" if place else "更正",
        )


def terms_of(value):
    """The values by which a row is filtered: each of several terms, or nothing."""
    return (value or (None,)) if isinstance(value, tuple) else (value,)
