"""From a measure to the release: the risk is marked as removed, and the record stays."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.models.household import Member
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.monitored import Monitored, RemovalWay
from county_desk.models.notice import Notice
from county_desk.tables.assistance.measures import LISTING as MEASURES
from county_desk.tables.listing import page
from county_desk.workflow.assistance.measures import DeliverMeasure, RecordMeasure, WithdrawMeasure
from county_desk.workflow.assistance.needs import RecordNeed
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.desk_case import case_now
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.missing_facts import Gap
from county_desk.workflow.cases.papers import Follows, VoidNotice, facts_of
from county_desk.workflow.monitoring.entering import OpenMonitoring
from county_desk.workflow.monitoring.risks import SetRisks
from county_desk.workflow.registry import RecordMemberYear, RecordYear
from tests.build import DAY, case_of, refusal, states, walk
from tests.day_words import too_early
from tests.second_person import settled
from tests.workflow.watching import a_case, a_clue, announced, look, set_line, verified

ASKED = date(2025, 1, 6)


@pytest.fixture
def office(office):
    """The office of a county that has entered the lines of two years."""
    set_line(office)
    set_line(office, 2025, "8300")
    return office


@pytest.fixture
def household(office):
    """A household that is monitored since June 2024, one of whose members can work."""
    case = a_case(office)
    announced(office, case)
    number = case_of(office, case).household_id
    head = office.read(lambda session: session.scalars(select(Member.id)).first())
    office.at(ASKED).do(RecordMemberYear(member=head, year=2024, labour="普通劳动力"))
    office.at(ASKED).do(RecordYear(household=number, year=2025, housing_grade="A"))
    return number


def record_of(office, household):
    """The record of a monitored household."""
    wanted = select(Monitored).where(Monitored.household_id == household).order_by(Monitored.id.desc())
    return office.read(lambda session: session.scalars(wanted.limit(1)).one())


def help_with(office, household, *, delivered=True, since=date(2024, 7, 1)):
    """Give a household what answers its risk."""
    measure = {"kind": "教育帮扶", "content": "雨露计划补助", "risk": "因学", "since": since}
    number = office.at(since).do(RecordMeasure(household=household, amount=Decimal(3000), **measure)).id
    if delivered:
        delivery = date(2024, 9, 2)
        office.at(delivery).do(DeliverMeasure(measure=number, delivered_on=delivery))
    return number


def a_release(office, household, day=ASKED):
    """The case of a release that was proposed on a day."""
    opening = OpenCase(household=household, kind="monitoring_release", year=day.year, received_on=day)
    return office.at(day).do(opening).id


def released(office, household, **found):
    """Walk a release to its end; returns the case and the day of the announcement."""
    case = a_release(office, household)
    well = {"window_income": Decimal(40000), "window_end": "2024-09", "months_above": 7}
    look(office, case, ASKED + DAY, **(well | {"risks_gone": True, "new_risk": False} | found))
    return case, walk(office, (case,))


def test_a_household_is_released_by_help(office, household):
    help_with(office, household)
    case, day = released(office, household)
    assert states(office, case) == [("done", "release_announcement")]
    record = record_of(office, household)
    assert (record.removed, record.released_on, record.way) == (day.isoformat(), day, RemovalWay.HELP)
    assert (record.release_case_id, record.intensity) == (case, None)
    assert record.facts["风险消除方式"] == "帮扶消除"
    assert office.read(verify).ok


def test_the_notice_says_how_the_risk_went(office, household):
    help_with(office, household)
    released(office, household)
    newest = select(Notice.id).order_by(Notice.id.desc()).limit(1)
    facts = office.read(lambda session: facts_of(session, session.scalars(newest).one()))
    assert [(row.name, row.way, row.category) for row in facts.rows] == [("周有粮", "帮扶消除", "")]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"months_above": 5}, "Months with an income above the line"),
        ({"risks_gone": False}, "Every risk is gone"),
        ({"new_risk": True}, "No new risk"),
        ({"window_end": "2024-12"}, "needs the income of twelve months to 2024-09, not to 2024-12"),
        ({"window_end": None}, "Give the last of the twelve months, 2024-09"),
        ({"dropouts": 1}, "Children out of compulsory schooling"),
    ],
)
def test_what_stands_against_a_release_is_named(office, household, found, words):
    help_with(office, household)
    with pytest.raises(Exception, match=words):
        released(office, household, **found)


def test_without_a_delivered_measure_nobody_is_released(office, household):
    help_with(office, household, delivered=False)
    with pytest.raises(Exception, match="Measures delivered"):
        released(office, household)


def test_a_measure_of_before_the_entry_does_not_count(office, household):
    number = help_with(office, household, delivered=False, since=date(2024, 1, 2))
    before = date(2024, 2, 1)
    office.at(before).do(DeliverMeasure(measure=number, delivered_on=before))
    with pytest.raises(Exception, match="Measures delivered"):
        released(office, household)


def test_a_household_wholly_without_labour_power_is_never_released(office, household):
    help_with(office, household)
    head = office.read(lambda session: session.scalars(select(Member.id)).first())
    office.at(ASKED).do(RecordMemberYear(member=head, year=2025, labour="丧失劳动力"))
    with pytest.raises(Exception, match="Wholly without labour power"):
        released(office, household)


def test_a_release_after_three_months_is_refused_at_once(office, household):
    entered = record_of(office, household).entered_on
    opening = {"household": household, "kind": "monitoring_release", "year": 2024}
    early = OpenCase(**opening, received_on=date(2024, 9, 16))
    assert refusal(office.at(ASKED), early) == {
        "kind": f"The household of 周有粮 entered monitoring on {entered}; 6 months have to pass first"
    }
    months = entered.replace(month=entered.month + 6)
    assert "kind" in refusal(office.at(ASKED), OpenCase(**opening, received_on=months - DAY))
    office.at(months).do(OpenCase(**opening, received_on=months))


def test_a_void_announcement_puts_the_household_under_watch_again(office, household):
    help_with(office, household)
    case, day = released(office, household)
    newest = select(Notice.id).order_by(Notice.id.desc()).limit(1)
    notice = office.read(lambda session: session.scalars(newest).one())
    void = VoidNotice(notice=notice, reason="户主姓名有误", follows=Follows.BACK)
    settled(office, office.at(day).do(void), day)
    record = record_of(office, household)
    assert (record.removed, record.released_on, record.way) == ("", None, None)
    assert (record.facts["风险是否消除"], record.intensity.value) == ("否", "key")
    assert states(office, case) == [("approved", "release_announcement")]
    assert office.read(verify).ok


def test_a_released_household_that_falls_back_enters_again(office, household):
    help_with(office, household)
    _case, day = released(office, household)
    clue = a_clue(office, household=household, found_on=day + DAY, risks="因自然灾害")
    again = office.at(day + 2 * DAY).do(OpenMonitoring(clue=verified(office, clue, day + 2 * DAY))).id
    announced(office, again, window_income=Decimal(12000))
    records = office.read(lambda session: list(session.scalars(select(Monitored).order_by(Monitored.id))))
    assert [(record.risks, bool(record.removed)) for record in records] == [
        ("因学", True),
        ("因自然灾害", False),
    ]


def test_a_measure_is_listed_and_withdrawn(office, household):
    number = help_with(office, household, delivered=False)
    (row,) = office.read(lambda session: page(session, MEASURES))
    assert (row.head, row.title, row.risk, row.amount) == ("周有粮", "雨露计划补助", "因学", Decimal(3000))
    office.at(ASKED).do(WithdrawMeasure(measure=number, reason="已改为助学贷款"))
    assert office.read(lambda session: page(session, MEASURES)) == []
    assert office.read(lambda session: session.get_one(AssistanceMeasure, number)).result == "已改为助学贷款"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"content": " "}, "content"),
        ({"until": date(2024, 6, 30)}, "until"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"risk": "因懒"}, "risk"),
        ({"household": 99}, "household"),
    ],
)
def test_a_measure_that_cannot_be_is_refused(office, household, given, field):
    asked = {"household": household, "kind": "教育帮扶", "content": "补助", "since": date(2024, 7, 1)}
    assert list(refusal(office.at(ASKED), RecordMeasure(**(asked | given)))) == [field]


def test_a_measure_is_delivered_once_and_not_before_it_begins(office, household):
    number = help_with(office, household, delivered=False)
    early = DeliverMeasure(measure=number, delivered_on=date(2024, 6, 30))
    assert refusal(office.at(ASKED), early) == {
        "delivered_on": too_early(
            "Delivered on", date(2024, 6, 30), "From", date(2024, 7, 1), "measure 雨露计划补助 周有粮"
        )
    }
    change = office.at(ASKED).do(DeliverMeasure(measure=number, delivered_on=ASKED))
    assert "measure" in refusal(office.at(ASKED), WithdrawMeasure(measure=number, reason="误"))
    office.at(ASKED).do(change.undo)
    assert office.read(lambda session: session.get_one(AssistanceMeasure, number)).delivered_on is None


def test_no_help_answers_a_risk_that_the_household_does_not_have(office, household):
    said = "Illness is no risk of this household, which has: School costs. If it is one, set its risks first"
    help_ = RecordMeasure(household=household, kind="健康帮扶", content="大病救助", risk="因病", since=ASKED)
    need = RecordNeed(household=household, wants="健康帮扶", risk="因病", found_on=ASKED, found_by="郑宝")
    for command in (help_, need):
        assert refusal(office.at(ASKED), command) == {"risk": said}
    office.at(ASKED).do(SetRisks(monitored=record_of(office, household).id, risks="因学、因病"))
    for command in (help_, need):
        assert office.at(ASKED).problems(command) == {}


def test_a_release_says_at_its_first_step_what_will_be_missing_at_its_last(office, household):
    opening = OpenCase(household=household, kind="monitoring_release", year=2025, received_on=ASKED)
    (said,) = office.at(ASKED).effects([opening])
    for title in ("Income of the window a head", "Measures delivered", "Every risk is gone"):
        assert title in said
    assert "Months under monitoring" not in said, "the day of the proposal is known"
    case = office.at(ASKED).do(opening).id
    gaps = {each.title: each for each in case_now(office.at(ASKED), case).missing}
    assert gaps["Every risk is gone"].gap is Gap.FACT
    assert (gaps["Measures delivered"].gap, gaps["Measures delivered"].command) == (Gap.TEST, None)
    help_with(office, household)
    well = {"window_income": Decimal(40000), "window_end": "2024-09", "months_above": 7}
    look(office, case, ASKED + DAY, **well, risks_gone=True, new_risk=False)
    assert case_now(office.at(ASKED + DAY), case).missing == ()
