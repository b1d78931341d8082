"""Money goes to households in one act, assets earn for villages and households, and balances hold."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from county_desk.models.household import Household, Standing
from county_desk.models.household_change import ChangeKind
from county_desk.models.project import ProjectStanding
from county_desk.tables.assistance.assets import LISTING as ASSETS
from county_desk.tables.assistance.payments import PAYMENTS_LISTING, PaymentQuestion
from county_desk.tables.assistance.projects import (
    FUNDS_LISTING,
    PROJECTS_LISTING,
)
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.life.members import LeaveMember
from county_desk.workflow.projects.allocating import AllocateMoney, AllocationBasis
from county_desk.workflow.projects.asset_acts import RecordAsset, RecordAssetIncome
from county_desk.workflow.projects.project_acts import RecordProgress
from county_desk.workflow.taking_back import TakeBackAct
from tests.build import DAY, a_registered_household, an_id_number, joining, refusal
from tests.second_person import agreed
from tests.workflow.projects.test_projects import MOVES, fund, paying, project, release, rows, today

__all__ = ["fund", "project", "release", "today"]


@pytest.fixture
def three(office, project, today, release):
    """Three households of the project's village; 1,000 yuan were released to the project."""
    heads = enumerate(("甲一", "乙二", "丙三"), 1)
    numbers = tuple(a_registered_household(office, head, serial=n) for n, head in heads)
    agreed(office, release(1000), today)
    return numbers


def stand(office, household, standing):
    with office.sessions.begin() as session:
        session.execute(update(Household).where(Household.id == household).values(standing=standing))


def dividing(project, amount, day, **more):
    asked = {"project": project, "amount": Decimal(amount), "paid_on": day, "voucher": "凭9"}
    return AllocateMoney(**({"basis": AllocationBasis.HOUSEHOLD} | asked | more))


def test_money_is_divided_by_household_and_the_rest_stays(office, three, project, today):
    command = dividing(project, 1000, today)
    assert office.at(today).effects([command]) == [
        f"3 households get 333.33 to 333.33 yuan; 0.01 yuan remain with the project.\n{MOVES}"
    ]
    change = agreed(office, command, today)
    paid = rows(office, PAYMENTS_LISTING)
    assert sorted((row.household_id, row.amount) for row in paid) == [(n, Decimal("333.33")) for n in three]
    assert rows(office, PROJECTS_LISTING)[0].balance == Decimal("0.01")
    agreed(office, TakeBackAct(event=change.event), today)
    assert rows(office, PAYMENTS_LISTING) == []
    assert office.read(verify).ok


def test_money_is_divided_by_head(office, three, project, today):
    with office.sessions.begin() as session:
        for persons, number in enumerate(three, 1):
            session.execute(update(Household).where(Household.id == number).values(persons=persons))
    agreed(office, dividing(project, 600, today, basis=AllocationBasis.HEAD, households=three), today)
    assert sorted(row.amount for row in rows(office, PAYMENTS_LISTING)) == [100, 200, 300]


def test_who_was_paid_or_removed_is_left_out_and_named(office, three, project, today):
    agreed(office, paying(project, 100, today, household=three[0]), today)
    stand(office, three[1], Standing.REMOVED)
    (said,) = office.at(today).effects([dividing(project, 900, today, households=three)])
    assert said.split("\n") == [
        "1 households get 900.00 to 900.00 yuan; 0.00 yuan remain with the project.",
        "Left out (2):",
        "甲一: was paid for this project already",
        "乙二: the household was removed from the register",
        MOVES,
    ]
    agreed(office, dividing(project, 900, today, households=three), today)
    assert list(refusal(office.at(today), dividing(project, 1, today, households=three))) == ["households"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"amount": Decimal("1000.03")}, "amount"),
        ({"amount": Decimal(0)}, "amount"),
        ({"voucher": " "}, "voucher"),
        ({"project": 99}, "project"),
        ({"amount": Decimal("0.02")}, "households"),
    ],
)
def test_an_allocation_that_does_not_add_up_is_refused(office, three, project, today, more, field):
    asked = {"project": project, "amount": 1000, "day": today} | more
    command = dividing(asked["project"], asked["amount"], today, voucher=asked.get("voucher", "凭9"))
    assert list(refusal(office.at(today), command)) == [field]


def test_nobody_is_paid_after_the_own_death(office, three, project, today):
    wife = {"name": "王秀", "relation": "配偶", "id_number": an_id_number(40, "19680725")}
    member = office.at(today).do(joining(three[2], today, **wife)).id
    leaving = {"kind": ChangeKind.DEATH, "happened_on": today, "evidence": "死亡证明"}
    office.at(today).do(LeaveMember(member=member, **leaving))
    asked = {"household": three[2], "payee": "王秀"}
    found = refusal(office.at(today), paying(project, 10, today, **asked))
    assert found == {"payee": f"王秀 died on {today}; name who was paid"}
    agreed(office, paying(project, 10, today, household=three[2]), today)


def test_payments_to_the_gone_and_for_stopped_projects_are_marked(office, three, project, today):
    agreed(office, paying(project, 100, today, household=three[0]), today)
    stand(office, three[0], Standing.REMOVED)
    assert [row.question for row in rows(office, PAYMENTS_LISTING)] == [(PaymentQuestion.GONE,)]
    with office.sessions.begin() as session:
        session.execute(
            update(Household).where(Household.id == three[0]).values(standing=Standing.REGISTERED)
        )
    stop = RecordProgress(project=project, standing=ProjectStanding.STOPPED, done_on=today, remark="停")
    office.at(today).do(stop)
    assert [row.question for row in rows(office, PAYMENTS_LISTING)] == [(PaymentQuestion.STOPPED,)]


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["release", "pay", "divide", "undo"]), st.integers(1, 60_000_000)),
        min_size=1,
        max_size=6,
    )
)
def test_balances_hold_whatever_is_done(office, three, project, release, today, acts):
    last = None
    for kind, fen in acts:
        amount = Decimal(fen) / 100
        command = {
            "release": release(amount),
            "pay": paying(project, amount, today, payee="供货商"),
            "divide": dividing(project, amount, today, basis=AllocationBasis.HEAD),
            "undo": last,
        }[kind]
        with suppress(Refused):
            last = TakeBackAct(event=agreed(office, command, today).event) if command is not None else None
        (of_fund,), (of_project,) = rows(office, FUNDS_LISTING), rows(office, PROJECTS_LISTING)
        paid = sum((row.amount for row in rows(office, PAYMENTS_LISTING)), Decimal(0))
        assert of_fund.left == of_fund.amount - of_fund.released
        assert of_fund.released == of_project.released
        assert of_project.balance == of_project.released - paid
        assert of_fund.left >= 0
        assert of_project.balance >= 0


@pytest.fixture
def asset(office, project, today):
    """An asset of the finished project."""
    for standing in (ProjectStanding.STARTED, ProjectStanding.FINISHED):
        office.at(today).do(RecordProgress(project=project, standing=standing, done_on=today))
    about = {"asset": "光伏电站", "value": Decimal(360000), "built_on": today, "keeper": "村股份经济合作社"}
    return office.at(today).do(RecordAsset(project=project, **about)).id


def test_an_asset_earns_each_year_for_village_and_households(office, asset, today):
    for year in (2019, 2020):
        about = {"income": Decimal(9000), "village_share": Decimal(4000), "household_share": Decimal(5000)}
        income = RecordAssetIncome(asset=asset, year=year, households=20, **about)
        office.at(date(2021, 1, 4)).do(income)
        assert list(refusal(office.at(date(2021, 1, 4)), income)) == ["year"]
    (row,) = rows(office, ASSETS)
    assert (row.income, row.village_share, row.household_share) == (18000, 8000, 10000)
    assert (row.last_year, row.households) == (2020, 20)
    assert office.read(verify).ok


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"household_share": Decimal("5000.01")}, "household_share"),
        ({"household_share": Decimal("4999.99")}, "household_share"),
        ({"households": 0}, "households"),
        (
            {"village_share": Decimal("8999.50"), "household_share": Decimal("0.50"), "households": 0},
            "households",
        ),
        ({"village_share": Decimal(9000), "household_share": Decimal(0)}, "households"),
        ({"year": 2017}, "year"),
        ({"year": 2022}, "year"),
        ({"asset": 99}, "asset"),
        ({"income": Decimal(-1)}, "income"),
    ],
)
def test_an_income_whose_shares_do_not_add_up_is_refused(office, asset, bad, field):
    about = {"income": Decimal(9000), "village_share": Decimal(4000), "household_share": Decimal(5000)}
    asked = {"asset": asset, "year": 2020, "households": 20} | about | bad
    assert list(refusal(office.at(date(2021, 1, 4)), RecordAssetIncome(**asked))) == [field]


def test_an_asset_worth_more_than_its_project_is_asked_about(office, project, asset, today):
    about = {"built_on": today, "keeper": "村股份经济合作社"}
    again = RecordAsset(project=project, asset="光伏电站", value=Decimal("0.01"), **about)
    (said,) = office.at(today).effects([again])
    assert said.split("\n") == [
        "大河村三组产业路硬化 cost 360,000.00 yuan; its assets would be worth 360,000.01 yuan.",
        "大河村三组产业路硬化 has an asset of this name already.",
    ]
    office.at(today).do(again)


def test_more_households_with_a_share_than_the_village_has_are_asked_about(office, three, asset):
    about = {"income": Decimal(9000), "village_share": Decimal(4000), "household_share": Decimal(5000)}
    day = date(2021, 1, 4)
    income = RecordAssetIncome(asset=asset, year=2020, households=42000, **about)
    assert office.at(day).effects([income]) == [
        "大河村 has 3 households on record, and 42000 would have a share."
    ]


def test_a_blank_allocation_takes_registered_and_exited_households_as_its_form_says(
    office, three, project, today
):
    stand(office, three[0], Standing.EXITED)
    stand(office, three[1], Standing.ORDINARY)
    agreed(office, dividing(project, 100, today), today)
    assert sorted(row.household_id for row in rows(office, PAYMENTS_LISTING)) == [three[0], three[2]]
    assert AllocateMoney.asks()["households"].help.endswith("that is registered or has left poverty")


def test_money_is_not_divided_before_it_was_released(office, three, project, today):
    said = refusal(office.at(today), dividing(project, 300, today - DAY))["paid_on"]
    assert said.startswith(f"By {today - DAY} 0.00 yuan were released")


def test_a_project_that_is_not_finished_has_no_asset(office, project, today):
    about = {"asset": "光伏电站", "value": Decimal(1), "built_on": today, "keeper": "村"}
    assert list(refusal(office.at(today), RecordAsset(project=project, **about))) == ["project"]


def test_the_tender_is_kept_with_its_contractor(office, project, today):
    tender = {"tender_document": "青招〔2018〕6号", "contractor": "青岚建筑公司"}
    step = RecordProgress(project=project, standing=ProjectStanding.TENDERED, done_on=today, **tender)
    office.at(today).do(step)
    (row,) = rows(office, PROJECTS_LISTING)
    assert (row.tender_document, row.contractor) == ("青招〔2018〕6号", "青岚建筑公司")
    late = RecordProgress(project=project, standing=ProjectStanding.STARTED, done_on=today + DAY, **tender)
    assert list(refusal(office.at(today + DAY), late)) == ["tender_document", "contractor"]
