"""The list of payments shows every question about each, and is filtered by each."""

from datetime import timedelta
from decimal import Decimal

import pytest

from county_desk.models.project import Payment, Project
from county_desk.tables.assistance.payments import PAYMENTS, PAYMENTS_LISTING, PaymentQuestion
from county_desk.tables.conditions import Condition, Operator, SortLevel
from county_desk.tables.listing import ALL, Query, choices, count, page
from county_desk.tables.saved_query import as_plain, from_plain
from county_desk.workflow.life.moving import EndHousehold
from tests.build import a_registered_household, refusal
from tests.second_person import agreed, settled
from tests.workflow.projects.test_projects import fund, paying, project, release, today

__all__ = ["fund", "project", "release", "today"]

ACCOUNT = "6217001234567890"
DAY = timedelta(1)
Q = PaymentQuestion


@pytest.fixture
def desk(office, today, release):
    """The desk after 300,000 yuan were released."""
    agreed(office, release("300000.00"), today)
    return office.at(today + 2 * DAY)


@pytest.fixture
def pay(office, desk, today):
    """Pay out of the project; another person puts the payment in force."""
    return lambda *about, **more: agreed(office, paying(*about, **more), today + 2 * DAY)


def questions(desk, query=ALL):
    return {row.voucher: row.question for row in desk.read(page, PAYMENTS_LISTING, query)}


def test_a_payment_shows_all_its_questions(office, desk, pay, project, today):
    household = a_registered_household(office)
    for voucher in ("凭1", "凭2"):
        pay(project, 100, today + DAY, household=household, voucher=voucher, account=ACCOUNT)
    pay(project, 100, today, payee="某施工队", voucher="凭3", account=ACCOUNT)
    end = EndHousehold(household=household, kind="death", happened_on=today, evidence="证明")
    office.at(today + 3 * DAY).do(end)
    with office.sessions.begin() as session:
        session.get(Project, project).budget = Decimal(150)
    assert questions(desk) == {
        **dict.fromkeys(("凭1", "凭2"), (Q.TWICE, Q.GONE, Q.SHARED, Q.OVER)),
        "凭3": (Q.SHARED, Q.OVER),
    }


def test_a_payment_is_found_by_each_of_its_questions(office, desk, pay, project, today):
    household = a_registered_household(office)
    for voucher in ("凭1", "凭2"):
        pay(project, 100, today, household=household, voucher=voucher, account=ACCOUNT)
    pay(project, 100, today, payee="某施工队", voucher="凭3", account=ACCOUNT)
    pay(project, 100, today, payee="某砖厂", voucher="凭4")
    for question, found in ((Q.TWICE, 2), (Q.SHARED, 3), (Q.GONE, 0), (None, 1)):
        query = Query(where={"question": question})
        assert desk.read(count, PAYMENTS_LISTING, query) == len(questions(desk, query)) == found
    either = Query(where={"question": (Q.TWICE, None)})
    assert desk.read(count, PAYMENTS_LISTING, either) == 3
    assert from_plain(PAYMENTS, as_plain(PAYMENTS, either)).where == either.where
    blank = Query(conditions=(Condition("question", Operator.BLANK),))
    assert list(questions(desk, blank)) == ["凭4"]
    offered = desk.read(choices, PAYMENTS_LISTING, "question", ALL, ALL)
    assert offered == [(Q.SHARED, 3), (Q.TWICE, 2), (None, 1)]
    first = Query(sort=(SortLevel("question", descending=True),))
    assert list(questions(desk, first))[-1] == "凭4"
    assert PAYMENTS["question"].kind.show(Q.TWICE) == "Household paid twice for one project"
    assert PAYMENTS["question"].kind.read("gone,twice") == (Q.GONE, Q.TWICE)


def test_the_same_voucher_for_the_same_payee_is_asked_about(office, desk, pay, project, today):
    pay(project, "200000.15", today, payee="某施工队", voucher="记-001")
    again = paying(project, 10000, today, payee="某施工队", voucher="记-001")
    asks = f"Voucher 记-001 paid 200,000.15 yuan to 某施工队 on {today} already."
    assert desk.effects([again])[0].splitlines()[0] == asks
    settled(office, desk.do(again), today + 2 * DAY)
    pay(project, 10000, today, payee="某砖厂", voucher="记-001")
    rows = desk.read(page, PAYMENTS_LISTING)
    assert {row.payee: row.question for row in rows} == {"某施工队": (Q.VOUCHER,), "某砖厂": ()}


def test_one_voucher_of_two_households_of_one_name_is_none_twice(office, desk, pay, project, today):
    for serial in (1, 2):
        pay(project, 10, today, household=a_registered_household(office, serial=serial))
    assert set(questions(desk).values()) == {()}


def test_money_is_not_paid_before_it_was_released_and_an_older_payment_is_asked_about(
    office, desk, pay, project, today
):
    early = paying(project, 100, today - DAY, payee="某施工队", voucher="凭1")
    assert refusal(desk, early) == {
        "paid_on": f"By {today - DAY} 0.00 yuan were released to this project and 100.00 yuan paid with this."
    }
    number = pay(project, 100, today, payee="某施工队", voucher="凭1").id
    pay(project, 299900, today, payee="某砖厂", voucher="凭2")
    with office.sessions.begin() as session:  # an older program let it pass
        session.get_one(Payment, number).paid_on = today - DAY
    assert questions(desk) == {"凭1": (Q.EARLY,), "凭2": ()}


def test_a_payment_beyond_all_released_money_is_asked_about(office, desk, pay, project, today):
    pay(project, 100000, today, payee="某施工队", voucher="凭1")
    last = pay(project, 200000, today + DAY, payee="某砖厂", voucher="凭2").id
    assert questions(desk) == {"凭1": (), "凭2": ()}
    with office.sessions.begin() as session:  # an older program let it pass
        session.get_one(Payment, last).amount += 1
    assert questions(desk) == {"凭1": (), "凭2": (Q.EARLY,)}
    assert list(questions(desk, Query(where={"question": Q.EARLY}))) == ["凭2"]


def test_an_account_of_a_supplier_and_a_household_is_asked_about(office, desk, pay, project, today):
    household = a_registered_household(office)
    pay(project, 100, today, payee="某施工队", voucher="凭1", account=ACCOUNT)
    again = paying(project, 100, today, household=household, voucher="凭2", account=ACCOUNT)
    assert desk.effects([again])[0].splitlines()[0] == "某施工队 was paid on this account, too."
    settled(office, desk.do(again), today + 2 * DAY)
    pay(project, 100, today, payee="某施工队", voucher="凭3", account=ACCOUNT)
    assert set(questions(desk).values()) == {(Q.SHARED,)}
