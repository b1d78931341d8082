"""A project comes through its case into the library, goes on to its acceptance, and gets money."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from county_desk.models.case import Case
from county_desk.models.household import Household, Standing
from county_desk.models.notice import Notice
from county_desk.models.project import FundLevel, Project, ProjectClass, ProjectStanding
from county_desk.tables.assistance.payments import PAYMENTS_LISTING, PaymentQuestion
from county_desk.tables.assistance.projects import (
    FUNDS_LISTING,
    PROJECTS_LISTING,
)
from county_desk.tables.listing import Query, page
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.papers import Follows, VoidNotice
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.life.moving import EndHousehold
from county_desk.workflow.projects.money import RecordFund, RecordPayment, ReleaseFund
from county_desk.workflow.projects.project_acts import ProposeProject, RecordProgress
from county_desk.workflow.taking_back import TakeBackAct
from tests.build import CLERK, REVIEWER, VILLAGE, a_registered_household, case_of, refusal, walk
from tests.day_words import too_early
from tests.second_person import agreed, settled

ROAD, FUND = "project 大河村三组产业路硬化", "fund 中央财政专项扶贫资金"
RECEIVED = date(2018, 3, 5)
DAY = timedelta(days=1)
MOVES = "It moves money. It counts once another person puts it in force: Reviewer."


def proposal(office, **more):
    asked = {
        "place": office.place("大河村"),
        "project": "大河村三组产业路硬化",
        "purpose": ProjectClass.INFRASTRUCTURE,
        "content": "硬化产业路1.2公里，宽3.5米",
        "unit": "城关镇人民政府",
        "begins_on": date(2018, 5, 1),
        "ends_on": date(2018, 10, 31),
        "budget": Decimal("360000.00"),
        "year": 2018,
        "received_on": RECEIVED,
    }
    return ProposeProject(**(asked | more))


@pytest.fixture
def project(office):
    """The number of a project of the library."""
    number = office.at(RECEIVED).do(proposal(office)).id
    case = office.read(lambda session: session.scalar(select(Case.id).where(Case.project_id == number)))
    walk(office, (case,))
    return number


@pytest.fixture
def today(office, project):
    """The day after the project was announced."""
    approved = office.read(lambda session: session.get(Project, project).approved_on)
    return approved + DAY


@pytest.fixture
def fund(office, today):
    """The number of a fund of 500,000 yuan that came in that day."""
    asked = {"document": "青财农〔2018〕12号", "name": "中央财政专项扶贫资金", "level": FundLevel.CENTRAL}
    return office.at(today).do(RecordFund(**asked, year=2018, received_on=today, amount=Decimal(500000))).id


@pytest.fixture
def release(office, fund, project, today):
    """An act that releases money to the project."""

    def made(amount, **more):
        asked = {"fund": fund, "project": project, "released_on": today, "document": "青扶组〔2018〕3号"}
        return ReleaseFund(**(asked | {"amount": Decimal(amount)} | more))

    return made


def paying(project, amount, day, **more):
    asked = {"project": project, "amount": Decimal(amount), "paid_on": day, "voucher": "凭0001"}
    return RecordPayment(**(asked | more))


def rows(office, listing):
    return office.read(lambda session: page(session, listing))


def test_a_project_comes_into_the_library_through_its_case(office, project):
    record = office.read(lambda session: session.get(Project, project))
    assert record.standing is ProjectStanding.APPROVED
    kinds = office.read(lambda session: session.scalars(select(Notice.kind)).all())
    assert kinds == ["project_disclosure", "project_announcement"]
    assert office.read(verify).ok


def test_the_disclosure_names_the_project_its_content_and_its_budget_for_ten_days(office, project):
    facts = office.read(lambda session: session.scalars(select(Notice.facts)).first())
    assert facts["rows"] == [
        {
            "number": 1,
            "village": "大河村",
            "title": "大河村三组产业路硬化",
            "content": "硬化产业路1.2公里，宽3.5米",
            "unit": "城关镇人民政府",
            "term": "2018-05–2018-10",
            "budget": "360000.00",
        }
    ]
    assert facts["days"] == 10


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        (
            {"ends_on": date(2018, 4, 30)},
            {"ends_on": too_early("Ends on", date(2018, 4, 30), "Begins on", date(2018, 5, 1))},
        ),
        (
            {"year": 2020},
            {"year": "“Year” 2020 is no year of this register; it takes 2013 (first registration) to 2019"},
        ),
        ({"budget": Decimal(0)}, {"budget": "The budget is more than 0"}),
        ({"unit": " "}, {"unit": "Fill it in; it is posted"}),
        ({"place": 999}, {"place": "There is no place 999; choose it from the list"}),
        (
            {"received_on": date(2018, 3, 6)},
            {"received_on": "“Received on” 2018-03-06 has not come yet; today is 2018-03-05"},
        ),
    ],
)
def test_what_cannot_be_a_project_is_refused_beside_its_field(office, more, problems):
    assert refusal(office.at(RECEIVED), proposal(office, **more)) == problems


def test_a_village_proposes_for_itself_only(office):
    other = proposal(office, place=office.place("柳湾村"))
    assert list(refusal(office.at(RECEIVED, VILLAGE), other)) == [""]


def test_progress_follows_its_order_and_days(office, project, today):
    desk = office.at(today + 5 * DAY)

    def step(standing, day, **more):
        return RecordProgress(project=project, standing=standing, done_on=day, **more)

    change = desk.do(step(ProjectStanding.STARTED, today + DAY))
    assert change.summary.endswith(f"Started on {today + DAY}")
    assert refusal(desk, step(ProjectStanding.TENDERED, today + DAY)) == {
        "standing": "The project is Started already"
    }
    assert refusal(desk, step(ProjectStanding.FINISHED, today)) == {
        "done_on": too_early("Done on", today, "Started on", today + DAY, ROAD)
    }
    assert refusal(desk, step(ProjectStanding.STOPPED, today, remark="资金调整")) == {
        "done_on": too_early("Done on", today, "Started on", today + DAY, ROAD)
    }
    assert refusal(desk, step(ProjectStanding.STOPPED, today + DAY)) == {
        "remark": "“Remark” is still to be filled in"
    }
    assert refusal(desk, step(ProjectStanding.STARTED, today + DAY)) == {
        "standing": "The project is Started already"
    }
    desk.do(change.undo)
    (row,) = rows(office, PROJECTS_LISTING)
    assert row.standing is ProjectStanding.APPROVED
    desk.do(step(ProjectStanding.STOPPED, today + DAY, remark="资金调整"))
    assert refusal(desk, step(ProjectStanding.STARTED, today + DAY)) == {
        "standing": "The project is Stopped; nothing follows"
    }


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"voucher": " "}, "voucher"),
        ({"paid_on": date(2030, 1, 1)}, "paid_on"),
        ({"paid_on": date(2018, 3, 5)}, "paid_on"),
        ({"payee": " "}, "payee"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_at_its_field(office, project, today, release, more, field):
    agreed(office, release(100000), today)
    desk = office.at(today)
    asked = {"project": project, "amount": 500, "day": today, "payee": "某公司"}
    assert list(refusal(desk, replace(paying(**asked), **more))) == [field]


def test_a_project_outside_the_library_gets_no_progress_and_no_money(office):
    number = office.at(RECEIVED).do(proposal(office)).id
    early = RecordProgress(project=number, standing=ProjectStanding.STARTED, done_on=RECEIVED)
    assert refusal(office.at(RECEIVED), early) == {
        "standing": "The project is Proposed; it goes on once it is in the library"
    }
    assert refusal(office.at(RECEIVED), paying(number, 1, RECEIVED, payee="某公司")) == {
        "project": "大河村三组产业路硬化 is Proposed; money goes to projects of the library"
    }


def test_money_adds_up_from_the_fund_to_the_payment(office, project, today, release):
    desk = office.at(today)
    agreed(office, release("300000.00"), today)
    assert refusal(desk, release("200000.01")) == {
        "amount": "The fund has 200,000.00 yuan left; 0.01 yuan are too much"
    }
    agreed(office, paying(project, "120000.50", today, payee="青岚县第一建筑公司"), today)
    assert refusal(desk, paying(project, "179999.51", today, payee="青岚县第一建筑公司")) == {
        "amount": "Of the money released to this project 179,999.50 yuan are left; 0.01 yuan are too much"
    }

    (fund,) = rows(office, FUNDS_LISTING)
    assert (fund.amount, fund.released, fund.left, fund.projects) == (500000, 300000, 200000, 1)
    (row,) = rows(office, PROJECTS_LISTING)
    assert (row.released, row.paid, row.balance) == (300000, Decimal("120000.50"), Decimal("179999.50"))
    assert office.read(verify).ok


def test_money_moves_once_a_second_person_puts_it_in_force(office, fund, project, today, release):
    proposed = office.at(today).do(release(300000))
    assert rows(office, FUNDS_LISTING)[0].released == 0
    own = refusal(office.at(today), PutInForce(proposal=proposed.id))
    assert "another person decides on it" in own[""]
    settled(office, proposed, today)
    assert rows(office, FUNDS_LISTING)[0].released == 300000
    with_it = paying(project, 300000, today, payee="青岚县第一建筑公司")
    first, second = office.at(today).do(with_it), office.at(today).do(replace(with_it, voucher="凭0002"))
    settled(office, first, today)
    left = "Of the money released to this project 0.00 yuan are left"
    assert left in refusal(office.at(today, REVIEWER), PutInForce(proposal=second.id))[""]
    assert office.read(verify).ok


def test_money_is_released_once_it_came_in_and_paid_once_it_was_released(office, project, today, release):
    desk = office.at(today + DAY)
    early = release(1, released_on=today - DAY)
    assert refusal(desk, early) == {
        "released_on": too_early(
            "Money released on", today - DAY, "Received on", today, "fund 中央财政专项扶贫资金"
        )
    }
    agreed(office, release(300000), today)
    assert refusal(desk, paying(project, 1, today - DAY, payee="某公司")) == {
        "paid_on": f"By {today - DAY} 0.00 yuan were released to this project and 1.00 yuan paid with this."
    }


def test_a_payment_entered_late_has_its_reason(office, project, today, release):
    agreed(office, release(300000), today)
    late = paying(project, 1, today, payee="某公司")
    assert list(refusal(office.at(today + 40 * DAY), late)) == ["late_reason"]
    reasoned = office.at(today + 40 * DAY).do(replace(late, late_reason="凭证迟到"))
    settled(office, reasoned, today + 40 * DAY)
    assert len(rows(office, PAYMENTS_LISTING)) == 1


def test_a_release_above_the_budget_is_confirmed_first(office, today, release):
    assert office.at(today).effects([release("360000.01")]) == [
        f"大河村三组产业路硬化: 360,000.01 yuan would be released, 0.01 yuan more than its budget.\n{MOVES}"
    ]


def test_an_entry_of_money_is_taken_back(office, project, today, release):
    change = agreed(office, release("300000.00"), today)
    agreed(office, TakeBackAct(event=change.event), today)
    (fund,) = rows(office, FUNDS_LISTING)
    assert fund.released == 0
    assert office.read(verify).ok


def test_money_is_found_by_the_number_of_its_document(office, project, today, release):
    desk = office.at(today)
    agreed(office, release("300000.00"), today)
    agreed(office, paying(project, 1000, today, payee="某施工队"), today)
    ((fund,), (payment,)) = rows(office, FUNDS_LISTING), rows(office, PAYMENTS_LISTING)
    for listing, words in ((FUNDS_LISTING, fund.document), (PAYMENTS_LISTING, payment.voucher)):
        assert len(desk.read(page, listing, Query(text=words))) == 1
        assert not desk.read(page, listing, Query(text="无此文号"))


def test_a_fund_is_recorded_once(office, fund, today):
    asked = {"document": "青财农〔2018〕12号", "name": "另一笔", "level": FundLevel.COUNTY, "year": 2018}
    again = RecordFund(**asked, received_on=today, amount=Decimal(1))
    assert refusal(office.at(today), again) == {
        "document": "青财农〔2018〕12号 is on record already: 中央财政专项扶贫资金"
    }


def test_a_household_is_paid_and_asked_about_when_paid_twice(office, project, today, release):
    household = a_registered_household(office)
    desk = office.at(today)
    agreed(office, release("300000.00"), today)
    agreed(office, paying(project, "5000.00", today, household=household, account="6217001234567890"), today)
    again = paying(project, 5000, today, household=household, account="6217001234567890", voucher="凭2")
    assert desk.effects([again]) == [
        f"The household of 张大有 was paid 5,000.00 yuan for this project on {today} already.\n{MOVES}"
    ]
    agreed(office, again, today)

    found = rows(office, PAYMENTS_LISTING)
    assert [(row.payee, row.question) for row in found] == [("张大有", (PaymentQuestion.TWICE,))] * 2


def test_one_account_of_two_households_is_asked_about(office, project, today, release):
    one = a_registered_household(office)
    two = a_registered_household(office, "李三", serial=8)
    agreed(office, release("300000.00"), today)
    for household in (one, two):
        agreed(
            office, paying(project, "5000.00", today, household=household, account="6217001234567890"), today
        )
    assert {row.question for row in rows(office, PAYMENTS_LISTING)} == {(PaymentQuestion.SHARED,)}


def test_nothing_is_paid_to_a_household_that_left_or_was_removed(office, project, today, release):
    gone = a_registered_household(office)
    removed = a_registered_household(office, "李三", serial=8)
    desk = office.at(today)
    agreed(office, release("300000.00"), today)
    with office.sessions.begin() as session:
        session.get(Household, removed).standing = Standing.REMOVED
    ended = {"kind": "death", "happened_on": today - DAY, "evidence": "证明"}
    desk.do(EndHousehold(household=gone, **ended))

    assert refusal(desk, paying(project, 1, today, household=gone)) == {
        "household": f"The household of 张大有 left the register on {today - DAY}"
    }
    assert refusal(desk, paying(project, 1, today, household=removed)) == {
        "household": "The household of 李三 was removed"
    }
    assert refusal(desk, paying(project, 1, today)) == {"payee": "Write who was paid, or choose a household"}


def test_only_the_county_keeps_the_money(office, project, today):
    assert list(refusal(office.at(today, VILLAGE), paying(project, 1, today, payee="某"))) == [""]
    assert office.at(today, CLERK).actor.role.may(RecordFund.permission)
    assert case_of(office, 1).project_id == project


def test_a_part_of_a_fen_comes_from_nowhere(office, project, today, release):
    said = "“5.005” has a part of a fen; write at most two decimal places"
    assert refusal(office.at(today), release("5.005")) == {"amount": said}


def test_a_release_does_not_become_late_while_its_proposal_waits(office, release, today):
    proposed = office.at(today + 9 * DAY).do(release(1000))
    assert settled(office, proposed, today + 30 * DAY).id


def test_a_project_with_money_stays_in_the_library_when_its_notice_is_void(office, project, today, release):
    notice = office.read(lambda session: session.scalar(select(func.max(Notice.id))))
    void = VoidNotice(notice=notice, reason="预算有误", follows=Follows.BACK)
    agreed(office, release("1000"), today)
    assert "is no longer as this announcement left it" in "".join(refusal(office.at(today), void).values())
