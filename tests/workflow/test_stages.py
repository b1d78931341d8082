"""Measures of a programme live by their stages: loans, posts, relocations, and back to school."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.programmes import programmes, read_programme
from county_desk.tables.assistance.measures import measure_detail
from county_desk.tables.assistance.programme_words import ProgrammeStageName
from county_desk.tables.story import story_of
from county_desk.workflow.assistance.measures import DeliverMeasure, RecordMeasure, UndeliverMeasure
from county_desk.workflow.assistance.stage_bounds import months_after
from county_desk.workflow.assistance.stages import RecordStage, WithdrawStage
from county_desk.workflow.audit import verify
from tests.build import CLERK, TOWNSHIP, VILLAGE, refusal
from tests.second_person import settled
from tests.workflow.staging import (
    BEGUN,
    DAY,
    LONG_AFTER,
    a_loan,
    begun,
    do,
    household,
    hung,
    nexts,
    overdue,
    paid_out,
    record_of,
    stage,
)
from tests.workflow.test_needs import FOUND, a_measure

__all__ = ["household"]


def test_a_loan_goes_from_its_application_to_the_last_repayment(office, household):
    loan = paid_out(office, household)
    record = record_of(office, loan)
    assert (record.delivered_on, record.until) == (FOUND, date(2019, 6, 5))
    assert nexts(office, loan) == ["Interest subsidised", "Repayment", "Settled"]
    do(office, loan, "small_loan/subsidised", date(2018, 6, 5), amount=Decimal("2175.50"))
    do(office, loan, "small_loan/repaid", date(2019, 5, 1), amount=Decimal(20000))
    owed = refusal(
        office.at(date(2019, 6, 1)), stage(loan, "small_loan/settled", date(2019, 6, 1), words="清")
    )
    assert owed == {"stage": "30,000.00 yuan are still owed"}
    do(office, loan, "small_loan/repaid", date(2019, 6, 1), amount=Decimal(30000))
    do(office, loan, "small_loan/settled", date(2019, 6, 1), words="按期结清")
    assert record_of(office, loan).ended_on == date(2019, 6, 1)
    assert nexts(office, loan) == []
    assert office.read(verify).ok


def test_a_loan_over_its_day_is_overdue_until_it_is_settled(office, household):
    loan = paid_out(office, household)
    assert overdue(office, date(2019, 6, 5)) == 0
    assert overdue(office, date(2019, 6, 6)) == 1
    do(office, loan, "small_loan/repaid", LONG_AFTER, amount=Decimal(50000))
    do(office, loan, "small_loan/settled", LONG_AFTER, words="逾期后结清")
    assert overdue(office, LONG_AFTER) == 0


def test_a_loan_for_no_production_does_not_pass_the_gate(office, household):
    loan = a_loan(office, household)
    do(office, loan, "small_loan/applied", words="娶亲")
    do(office, loan, "small_loan/use_checked", agreed=False, words="用于彩礼")
    approval = {"document": "农信〔2017〕8号", "amount": Decimal(50000)}
    found = refusal(office.at(FOUND), stage(loan, "small_loan/approved", FOUND, **approval))
    assert "Used for production" in found["stage"]


def test_the_gate_judges_the_amount_that_is_approved_and_not_the_one_applied_for(office, household):
    loan = a_loan(office, household)
    do(office, loan, "small_loan/applied", words="养牛")
    do(office, loan, "small_loan/use_checked", agreed=True)
    approval = {"document": "农信〔2017〕8号", "amount": Decimal("50000.01")}
    found = refusal(office.at(FOUND), stage(loan, "small_loan/approved", FOUND, **approval))
    assert "50,000.01 yuan" in found["stage"]


@pytest.mark.parametrize(
    ("key", "given", "field"),
    [
        ("small_loan/settled", {"words": "清"}, "stage"),
        ("relocation/agreed", {"agreed": True, "document": "〔2017〕1号"}, "stage"),
        ("small_loan/moon", {}, "stage"),
        ("small_loan/use_checked", {"agreed": True, "amount": Decimal(1)}, "amount"),
        ("small_loan/use_checked", {}, "agreed"),
        ("small_loan/use_checked", {"agreed": True, "done_on": FOUND - DAY}, "done_on"),
        ("small_loan/use_checked", {"agreed": True, "done_on": FOUND + DAY}, "done_on"),
        ("small_loan/use_checked", {"agreed": True, "measure": 999}, "measure"),
    ],
)
def test_a_stage_out_of_order_or_with_wrong_fields_is_refused(office, household, key, given, field):
    loan = a_loan(office, household)
    do(office, loan, "small_loan/applied", words="养牛")
    asked = {"measure": loan, "stage": key, "done_on": FOUND} | given
    assert list(refusal(office.at(FOUND), RecordStage(**asked))) == [field]


@pytest.mark.parametrize(("amount", "left"), [("50000.01", "50,000.00"), ("60000", "50,000.00")])
def test_more_than_was_paid_out_is_not_repaid(office, household, amount, left):
    loan = paid_out(office, household)
    found = refusal(office.at(FOUND), stage(loan, "small_loan/repaid", FOUND, amount=Decimal(amount)))
    assert found["amount"].startswith(f"{left} yuan are left")


def test_a_post_is_disclosed_contracted_and_renewed_each_year(office, household):
    post = begun(office, household, "forest_ranger", MeasureClass.POST)
    do(office, post, "forest_ranger/applied", words="本人申请")
    do(office, post, "forest_ranger/reviewed", document="城关镇〔2017〕5号")
    hung(office, post)
    approval = stage(post, "forest_ranger/approved", FOUND + 6 * DAY, document="青林发〔2017〕9号")
    early = refusal(office.at(FOUND + 6 * DAY), approval)
    assert early == {"done_on": f"Disclosed in the village runs 7 days, to {FOUND + 7 * DAY}"}
    day = FOUND + 7 * DAY
    do(office, post, "forest_ranger/approved", day, document="青林发〔2017〕9号")
    do(office, post, "forest_ranger/contracted", day, document="合同1", until=date(2018, 6, 11))
    assert record_of(office, post).until == date(2018, 6, 11)
    renewal = {"document": "合同2", "until": date(2019, 6, 11)}
    do(office, post, "forest_ranger/renewed", date(2018, 6, 1), **renewal)
    assert record_of(office, post).until == date(2019, 6, 11)
    office.at(date(2018, 6, 2)).do(WithdrawStage(measure=post, reason="录错"))
    assert record_of(office, post).until == date(2018, 6, 11)
    do(office, post, "forest_ranger/left", date(2018, 6, 11), words="外出务工")
    assert record_of(office, post).ended_on == date(2018, 6, 11)
    assert office.read(verify).ok


def test_a_relocation_needs_the_consent_and_the_area(office, household):
    move = begun(office, household, "relocation", MeasureClass.RELOCATION)
    do(office, move, "relocation/agreed", agreed=True, document="协议1")
    do(office, move, "relocation/explained", place="大河村三组", words="地质灾害点")
    do(office, move, "relocation/allotted", place="城关镇安置点3栋201", area=Decimal(400))
    found = refusal(office.at(FOUND), stage(move, "relocation/approved", FOUND, document="青发改〔2017〕2号"))
    assert "Area a head within the standard" in found["stage"]
    office.at(FOUND).do(WithdrawStage(measure=move, reason="面积录错"))
    do(office, move, "relocation/allotted", place="城关镇安置点3栋201", area=Decimal(25))
    do(office, move, "relocation/approved", document="青发改〔2017〕2号")
    do(office, move, "relocation/moved", persons=1, place="城关镇安置点3栋201")
    assert record_of(office, move).delivered_on == FOUND
    assert nexts(office, move) == [
        *("Old homestead given back", "House registered", "Jobs found", "Children at school"),
    ]


def test_a_stage_is_undone_and_withdrawn(office, household):
    loan = paid_out(office, household)
    change = do(office, loan, "small_loan/repaid", amount=Decimal(1))
    office.at(FOUND).do(change.undo)
    assert len(office.read(lambda s: measure_detail(s, loan)).stages) == 4
    office.at(FOUND).do(WithdrawStage(measure=loan, reason="未放款"))
    record = record_of(office, loan)
    assert (record.delivered_on, record.until) == (None, None)
    assert nexts(office, loan) == ["Loan paid out"]
    assert office.read(verify).ok


def test_a_programme_goes_on_by_its_stages_only(office, household):
    loan = paid_out(office, household)
    assert list(refusal(office.at(FOUND), UndeliverMeasure(measure=loan, reason="错"))) == ["measure"]
    other = begun(office, household, "forest_ranger", MeasureClass.POST)
    assert list(refusal(office.at(FOUND), DeliverMeasure(measure=other, delivered_on=FOUND))) == ["measure"]
    plain = a_measure(office, household)
    wrong = RecordStage(measure=plain, stage="small_loan/applied", done_on=FOUND, words="养牛")
    assert list(refusal(office.at(FOUND), wrong)) == ["measure"]
    assert list(refusal(office.at(FOUND), WithdrawStage(measure=plain, reason="错"))) == ["measure"]


@pytest.mark.parametrize(
    ("day", "months", "answer"),
    [
        (date(2017, 1, 31), 1, date(2017, 2, 28)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2017, 12, 5), 36, date(2020, 12, 5)),
        (date(2017, 6, 30), 6, date(2017, 12, 30)),
    ],
)
def test_a_term_ends_on_the_same_day_of_a_later_month(day, months, answer):
    assert months_after(day, months) == answer


def test_every_stage_of_every_programme_has_a_title_and_one_delivers():
    for programme in programmes().values():
        assert sum(each.delivers for each in programme.stages) == 1, programme.key
        assert any(each.gate for each in programme.stages), programme.key
    assert all(title and title != key for key, title in ProgrammeStageName().options())


WRONG = {
    "asks": {"asks": ["moon"]},
    "after": {"after": "moon"},
    "level": {"level": "moon"},
    "facts": {"facts": {"agreed": "consent"}},
    "within": {"within": "moon"},
}


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_stage_of_a_file_is_refused(key):
    entry = {"key": "one", "title": {"zh": "一", "en": "One"}, "level": "village"} | WRONG[key]
    data = {"key": "p", "title": "p", "class": "搬迁", "rule": "relocation", "stage": [entry]}
    with pytest.raises(WrongFile, match=key):
        read_programme(data, "p")


def test_the_story_of_the_household_tells_each_stage(office, household):
    loan = a_loan(office, household)
    do(office, loan, "small_loan/applied", words="养牛")
    last = do(office, loan, "small_loan/use_checked", agreed=True)
    told = [line for line in office.read(lambda session: story_of(session, household)) if line.number == loan]
    stages = {"Small loan: Application", "Small loan: Use for production checked"}
    assert stages <= {line.words for line in told}
    office.at(FOUND).do(last.undo)
    assert len(office.read(lambda session: story_of(session, household))) == len(told) - 1


@pytest.mark.parametrize(
    ("key", "given", "name", "said"),
    [
        ("applied", {"words": "本人申请"}, VILLAGE, ""),
        ("reviewed", {"document": "镇〔2017〕5号"}, VILLAGE, "is for the Township"),
        ("contracted", {"document": "合同1", "until": date(2018, 6, 11)}, VILLAGE, "is for the Township"),
        ("contracted", {"document": "合同1", "until": date(2018, 6, 11)}, CLERK, "the level before"),
    ],
)
def test_each_level_records_its_own_stages(office, household, key, given, name, said):
    post = begun(office, household, "forest_ranger", MeasureClass.POST)
    act = stage(post, f"forest_ranger/{key}", BEGUN, **given)
    if key != "applied":
        do(office, post, "forest_ranger/applied", words="本人申请")
    if key == "contracted":
        do(office, post, "forest_ranger/reviewed", document="城关镇〔2017〕5号")
        hung(office, post)
        do(office, post, "forest_ranger/approved", BEGUN, document="青林发〔2017〕9号")
    found = office.at(BEGUN, name).problems(act)
    assert list(found) == ([""] if said else [])
    assert said in found.get("", "")


def test_who_recorded_the_level_before_does_not_record_the_next(office, household):
    loan = a_loan(office, household)
    do(office, loan, "small_loan/applied", words="养牛")
    office.at(FOUND).do(stage(loan, "small_loan/use_checked", FOUND, agreed=True))
    approval = stage(loan, "small_loan/approved", FOUND, document="农信〔2017〕8号", amount=Decimal(50000))
    said = f"{CLERK} recorded the stage of the level before; another person records this one"
    assert refusal(office.at(FOUND), approval) == {"": said}
    office.at(FOUND, TOWNSHIP).do(approval)
    subsidy = stage(loan, "small_loan/subsidised", FOUND, amount=Decimal(1))
    assert "is for the County" in refusal(office.at(FOUND, VILLAGE), subsidy)[""]


def test_a_posting_is_a_notice_and_no_tick(office, household):
    post = begun(office, household, "forest_ranger", MeasureClass.POST)
    do(office, post, "forest_ranger/applied", words="本人申请")
    do(office, post, "forest_ranger/reviewed", document="城关镇〔2017〕5号")
    tick = stage(post, "forest_ranger/disclosed", FOUND, place="村务公开栏", document="大河〔2017〕1号")
    said = "“Disclosed in the village” is a notice with a number and days; post the person with"
    assert refusal(office.at(FOUND, VILLAGE), tick) == {"stage": f"{said} “Post proposed holders”"}


def test_a_posting_from_before_the_register_is_recorded_with_its_number(office, household):
    day = date(2015, 12, 1)
    late = {"since": day, "late_reason": "补录往年台账"}
    proposed = office.at(FOUND).do(
        RecordMeasure(
            household=household,
            kind=MeasureClass.POST,
            programme="forest_ranger",
            member=office.read(lambda session: session.get(Household, household).members[0].id),
            **late,
        )
    )
    post = settled(office, proposed, FOUND).id
    steps = (
        ("applied", {"words": "本人申请"}, VILLAGE),
        ("reviewed", {"document": "城关镇〔2015〕5号"}, TOWNSHIP),
        ("disclosed", {"place": "村务公开栏", "document": "大河〔2015〕1号"}, VILLAGE),
    )
    for key, given, name in steps:
        act = stage(post, f"forest_ranger/{key}", day, late_reason="补录往年台账", **given)
        settled(office, office.at(FOUND, name).do(act), FOUND)
    assert record_of(office, post).until is None
    stages = office.read(lambda session: list(session.get(AssistanceMeasure, post).stages))
    assert stages[-1].document == "大河〔2015〕1号"


def test_who_is_helped_records_no_help_of_their_own(office, household):
    with office.sessions.begin() as session:
        session.get(Household, household).members[0].name = VILLAGE
    asked = {"kind": MeasureClass.EDUCATION, "content": "雨露计划", "since": FOUND}
    said = refusal(office.at(FOUND, VILLAGE), RecordMeasure(household=household, **asked))
    assert said[""].startswith(f"{VILLAGE} belongs to this household")
    office.at(FOUND, TOWNSHIP).do(RecordMeasure(household=household, **asked))
