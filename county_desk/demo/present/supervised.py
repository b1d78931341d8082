"""Supervision in the chapter of today: a spot check, reports of misconduct, and appraisals."""

from datetime import date
from decimal import Decimal

from county_desk.demo.acts import Deed, Sequel, place_of
from county_desk.demo.inspecting import Flaw, Inspecting
from county_desk.demo.places import REVIEWER
from county_desk.demo.present.cast import LIUWAN, TIANBA, YUNLING, home, on
from county_desk.models.inspection import RoundKind, RoundPeople, Severity
from county_desk.models.misconduct import AppraisalGrade, AppraisedKind, ReportChannel, ReportOutcome
from county_desk.workflow.supervision.appraisals import RecordAppraisal, RecordIncentive
from county_desk.workflow.supervision.misconduct import AssignReport, ReceiveReport, SettleReport
from county_desk.workflow.supervision.rounds import DrawRound

_DRAWN = on(10, 12)
SPOT_CHECK = Inspecting(
    DrawRound(
        kind=RoundKind.SPOT_CHECK,
        name="2026年秋季防返贫抽查",
        people=RoundPeople.EXITED,
        drawn_on=_DRAWN,
        due_on=on(10, 26),
        unit="县农业农村局督查组",
        confidence=Decimal(80),
        margin=Decimal(18),
    ),
    "郭敏、唐志刚",
    twice=9,  # the rest waits for the second entry
    flaws=(
        Flaw(
            LIUWAN,
            "帮扶措施已公示，户内明白卡未更新",
            Severity.SERIOUS,
            home(LIUWAN, 0),
            proof="已补填明白卡并拍照存档",
        ),
        Flaw(
            TIANBA,
            "9月1日结对后帮扶责任人一直没有入户走访",
            Severity.SERIOUS,
            home(TIANBA, 3),
            mender="石建国",
        ),  # overdue: the household was handed over instead, and the mending is still to be told
        Flaw(YUNLING, "监测走访记录没有两人签名", Severity.SLIGHT, days=50),
    ),
)

_REPORTED, _FOUND = on(10, 26), on(11, 20)


def _report(
    day: date, channel: ReportChannel, village: str, about: str, words: str, *then: Sequel, reporter: str = ""
) -> Deed:
    received = ReceiveReport(
        received_on=day,
        channel=channel,
        anonymous=not reporter,
        reporter=reporter,
        village=place_of(village),
        about=about,
        words=words,
    )
    return Deed(day, REVIEWER, received, then)


def _assigned(day: date, who: str, due: date) -> Sequel:
    return Sequel(day, REVIEWER, lambda number: AssignReport(report=number, investigators=who, due_on=due))


def _settled(day: date, outcome: ReportOutcome, found: str, answered: date | None = None) -> Sequel:
    return Sequel(
        day,
        REVIEWER,
        lambda number: SettleReport(
            report=number, outcome=outcome, found=found, settled_on=day, answered_on=answered
        ),
    )


REPORTS = (
    _report(
        on(9, 21),
        ReportChannel.HOTLINE,
        "高坪村",
        "高坪村茶叶加工厂房项目",
        "反映厂房设备以次充好",
        _assigned(on(9, 22), "郭敏、唐志刚", on(10, 20)),
        _settled(on(10, 16), ReportOutcome.UNFOUNDED, "核对采购合同和到货清单，设备型号与合同一致"),
    ),
    _report(
        _REPORTED,
        ReportChannel.VISIT,
        "田坝村",
        "帮扶责任人 石建国",
        "反映结对近两个月没有上门",
        _assigned(on(10, 27), "郭敏、周志强", on(11, 25)),
        _settled(
            _FOUND,
            ReportOutcome.PARTLY,
            "结对后未入户属实；大病救助由村里代办，已到账。责成县农业农村局谈话提醒，更换帮扶责任人",
            _FOUND,
        ),
        reporter="高素芬",
    ),
    _report(
        on(11, 23),
        ReportChannel.ONLINE,
        "梨园村",
        "梨园村村委会",
        "反映公益性岗位人选没有公示",
        _assigned(on(11, 24), "郭敏、唐志刚", on(12, 15)),
    ),  # under way
)

_GRADED = on(11, 25)


def _graded(
    kind: AppraisedKind, place: str, name: str, grade: AppraisalGrade, basis: str, *then: Sequel
) -> Deed:
    appraisal = RecordAppraisal(
        year=_GRADED.year,
        kind=kind,
        place=place_of(place),
        name=name,
        grade=grade,
        basis=basis,
        appraised_on=_GRADED,
    )
    return Deed(_GRADED, REVIEWER, appraisal, then)


def _praised(words: str) -> Sequel:
    day = on(11, 27)
    return Sequel(
        day, REVIEWER, lambda number: RecordIncentive(appraisal=number, incentive=words, incentive_on=day)
    )


_K, _G = AppraisedKind, AppraisalGrade
APPRAISALS = (
    _graded(
        _K.VILLAGE, "柳湾村", "", _G.GOOD, "监测及时，措施按期落实，项目完工验收", _praised("县级通报表扬")
    ),
    _graded(
        _K.SECRETARY,
        "柳湾村",
        "杜国安",
        _G.GOOD,
        "每周驻村五天，走访记录完整",
        _praised("评为年度优秀第一书记"),
    ),
    _graded(_K.OFFICIAL, "柳湾村", "孟庆余", _G.FAIR, "走访按时，邓社平户11月走访逾期"),
    _graded(_K.OFFICIAL, "田坝村", "石建国", _G.MIDDLING, "结对后未按要求入户，已约谈并限期补齐走访"),
)
