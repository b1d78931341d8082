"""A death or a departure ends the help that runs, says so before, and gives it back when it is undone."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.household import Household
from county_desk.models.household_change import ChangeKind
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.tables.assistance.measures import measure_detail
from county_desk.tables.assistance.officials import terms_of
from county_desk.workflow.assistance.measures import DeliverMeasure, RecordMeasure
from county_desk.workflow.assistance.needs import RecordNeed
from county_desk.workflow.assistance.officials import AssignOfficial
from county_desk.workflow.audit import verify
from county_desk.workflow.life.members import LeaveMember
from county_desk.workflow.life.moving import EndHousehold
from county_desk.workflow.life.splitting import MergeHouseholds
from county_desk.workflow.life.withdrawing import WithdrawChange
from county_desk.workflow.registry import RecordMemberYear
from tests.build import TOWNSHIP, a_registered_household, refusal
from tests.workflow.life.conftest import TODAY
from tests.workflow.staging import BEGUN, a_post, do, paid_out, stage
from tests.workflow.test_needs import FOUND

DIED = date(2017, 7, 10)
LATER = date(2018, 6, 1)
UNTIL = date(2019, 6, 11)


@pytest.fixture
def head(office, household, member):
    """The head, who can work."""
    number = member("张大有")
    office.at(FOUND).do(RecordMemberYear(member=number, year=2016, labour="普通劳动力"))
    return number


@pytest.fixture
def desk(office):
    """The village clerk's desk after the death."""
    return office.at(LATER)


def death(member, **more):
    return LeaveMember(member=member, kind=ChangeKind.DEATH, happened_on=DIED, evidence="死亡证明", **more)


def measure(office, number):
    return office.read(lambda session: session.get(AssistanceMeasure, number))


def officials(office, household):
    return [(each.official, each.until) for each in office.read(lambda s: terms_of(s, household))]


def assign(office, household):
    asked = {"official": "周强", "official_unit": "县农业局", "since": FOUND}
    office.at(FOUND).do(AssignOfficial(household=household, **asked))


def test_a_death_ends_the_post_and_says_so_before(office, desk, household, head, member):
    post, loan = a_post(office, household), paid_out(office, household, Decimal(30000))
    act = death(head, new_head=member("王秀田"))
    assert desk.effects([act]) == [
        "With it end: Forest ranger (张大有)\n"
        "Still to be repaid and settled: Small loan (张大有), 30,000.00 yuan"
    ]
    change = desk.do(act)
    ended = measure(office, post)
    assert (ended.ended_on, ended.result) == (DIED, "Death")
    assert measure(office, loan).ended_on is None
    renewal = stage(post, "forest_ranger/renewed", LATER, document="合同2", until=UNTIL)
    township = office.at(LATER, TOWNSHIP)
    assert refusal(township, renewal) == {"stage": f"The measure ended on {DIED}"}
    assert office.read(lambda session: measure_detail(session, post)).nexts == ()
    desk.do(change.undo)
    assert (measure(office, post).ended_on, measure(office, post).result) == (None, "")
    township.do(renewal)
    assert office.read(verify).ok


def test_a_loan_of_somebody_who_died_is_repaid_and_settled_only(office, desk, household, head, member):
    loan = paid_out(office, household)
    desk.do(death(head, new_head=member("王秀田")))
    more = stage(loan, "small_loan/subsidised", LATER, amount=Decimal(1))
    assert refusal(desk, more) == {"stage": f"张大有 died or left the household on {DIED}"}
    nexts = office.read(lambda session: measure_detail(session, loan)).nexts
    assert [key for key, _title in nexts] == ["small_loan/repaid", "small_loan/settled"]
    do(office, loan, "small_loan/repaid", LATER, amount=Decimal(50000))
    do(office, loan, "small_loan/settled", LATER, words="保险赔付后结清")
    assert measure(office, loan).ended_on == LATER


def test_nothing_is_given_to_somebody_who_died(office, desk, household, head, member):
    plain = {"household": household, "kind": MeasureClass.SOCIAL, "content": "慰问", "since": FOUND}
    planned = office.at(FOUND).do(RecordMeasure(member=head, **plain)).id
    desk.do(death(head, new_head=member("王秀田")))
    assert list(refusal(desk, RecordMeasure(member=head, **plain))) == ["member"]
    late = DeliverMeasure(measure=planned, delivered_on=LATER)
    assert refusal(desk, late) == {"delivered_on": f"The measure ended on {DIED}"}


def test_help_that_was_given_once_does_not_end_with_a_death(office, desk, household, head, member):
    plain = {"household": household, "kind": MeasureClass.SOCIAL, "content": "慰问", "since": FOUND}
    given = office.at(FOUND).do(RecordMeasure(member=head, **plain)).id
    office.at(FOUND).do(DeliverMeasure(measure=given, delivered_on=FOUND))
    act = death(head, new_head=member("王秀田"))
    assert "With it end" not in "".join(desk.effects([act]))
    desk.do(act)
    assert (measure(office, given).ended_on, measure(office, given).delivered_on) == (None, FOUND)


def test_a_household_that_is_gone_loses_its_measures_and_its_official(office, desk, household, head):
    assign(office, household)
    post = a_post(office, household)
    planned = {"household": household, "kind": MeasureClass.SOCIAL, "content": "慰问", "since": BEGUN}
    two = [office.at(BEGUN).do(RecordMeasure(**planned, amount=Decimal(n))).id for n in (1, 2)]
    gone = EndHousehold(household=household, kind=ChangeKind.MOVED_AWAY, happened_on=DIED, evidence="迁移证")
    (said,) = desk.effects([gone])
    assert said.split("\n")[1] == "With it end: Forest ranger (张大有); 慰问; 慰问; contact official 周强"
    made = desk.do(gone)
    assert {measure(office, each).ended_on for each in (post, *two)} == {DIED}
    assert officials(office, household) == [("周强", DIED)]
    change = office.read(lambda session: session.get(Household, household))
    assert change.withdrawn_on == DIED
    desk.do(made.undo)
    assert {measure(office, each).ended_on for each in (post, *two)} == {None}
    assert officials(office, household) == [("周强", None)]
    assert office.read(verify).ok


def test_a_death_recorded_by_mistake_is_withdrawn_with_the_measures_that_it_ended(
    office, desk, household, head, member
):
    plain = {"household": household, "kind": MeasureClass.SOCIAL, "content": "慰问", "since": BEGUN}
    two = [office.at(BEGUN).do(RecordMeasure(member=head, **plain)).id for _n in range(2)]
    desk.do(death(head, new_head=member("王秀田")))
    assert {measure(office, each).ended_on for each in two} == {DIED}
    desk.do(WithdrawChange(change=1, reason="登记错户"))
    assert {measure(office, each).ended_on for each in two} == {None}
    assert office.read(verify).ok


def test_a_household_that_merges_takes_its_measures_along(office, desk, household, head):
    into = a_registered_household(office, "甲一", serial=7)
    assign(office, household)
    post = a_post(office, household)
    need = {"household": household, "cause": "因学", "found_on": FOUND, "found_by": "郑宝"}
    office.at(FOUND).do(RecordNeed(wants=MeasureClass.EDUCATION, **need))
    act = MergeHouseholds(
        household=household, into=into, relation="之父", happened_on=DIED, evidence="县批复1"
    )
    county = office.at(LATER)
    assert county.effects([act]) == ["With it end: contact official 周强"]
    county.do(act)
    assert measure(office, post).household_id == into
    assert officials(office, household) == [("周强", DIED)]
    do(office, post, "forest_ranger/renewed", LATER, document="合同2", until=UNTIL)
    assert office.read(verify).ok


def test_a_departure_on_the_day_of_today_ends_nothing_of_others(office, household, head, member):
    post = a_post(office, household)
    son = LeaveMember(member=member("张小明"), kind=ChangeKind.LEFT, happened_on=TODAY, evidence="迁移证")
    assert office.at(LATER).effects([son]) in ([], [""])
    office.at(LATER).do(son)
    assert measure(office, post).ended_on is None
