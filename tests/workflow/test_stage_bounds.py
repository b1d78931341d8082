"""Stages of programmes are bound by the figures of policy and of the household."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.household import Household
from county_desk.models.measure import MeasureClass
from county_desk.rules.parameters import ParameterBook
from county_desk.rules.programmes import programmes
from county_desk.rules.registry import HELP_RULES
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.command import Refused
from county_desk.workflow.registry import RecordYear
from tests.build import CLERK, TOWNSHIP, refusal
from tests.workflow.staging import BEGUN, LONG_AFTER, a_post, begun, do, household, paid_out, stage
from tests.workflow.test_needs import FOUND

__all__ = ["household"]


def test_a_household_with_an_unsettled_loan_gets_no_second_one(office, household):
    first = paid_out(office, household, Decimal(20000))
    head = office.read(lambda session: session.get(Household, household).members[0].id)
    loan = {"kind": MeasureClass.FINANCE, "programme": "small_loan", "amount": Decimal(30000), "months": 12}
    again = RecordMeasure(household=household, member=head, since=LONG_AFTER, **loan)
    assert "unsettled" in refusal(office.at(LONG_AFTER), again)["programme"]  # though its term is over
    do(office, first, "small_loan/repaid", LONG_AFTER, amount=Decimal(20000))
    do(office, first, "small_loan/settled", LONG_AFTER, words="逾期后结清")
    office.at(LONG_AFTER).do(again)


def test_no_more_interest_is_subsidised_than_is_due(office, household):
    loan, day = paid_out(office, household), date(2018, 6, 6)
    do(office, loan, "small_loan/repaid", date(2018, 6, 5), amount=Decimal(20000))
    do(office, loan, "small_loan/subsidised", day, amount=Decimal(2000))
    # 50,000 yuan for 365 days and 30,000 yuan for one, at 4.75 % for 360 days: 2,411.94 yuan
    wrong = stage(loan, "small_loan/subsidised", day, amount=Decimal("411.95"))
    said = refusal(office.at(day), wrong)["amount"]
    assert said.startswith("The interest to 2018-06-06 is 2,411.94 yuan at 4.75% a year (")
    assert said.endswith("2,000.00 yuan of it were paid; 0.01 yuan are too much")
    do(office, loan, "small_loan/subsidised", day, amount=Decimal("411.94"))


def test_interest_is_subsidised_no_longer_than_the_term(office, household):
    loan = paid_out(office, household)
    wrong = stage(loan, "small_loan/subsidised", LONG_AFTER, amount=Decimal(999999))
    assert "The interest to 2019-06-05 is 4,815.97 yuan" in refusal(office.at(LONG_AFTER), wrong)["amount"]


@pytest.mark.parametrize("name", ["small_loan_subsidy_rate", "post_contract_months"])
def test_a_figure_that_is_not_set_is_said_and_nothing_is_guessed(office, household, name):
    loan = name == "small_loan_subsidy_rate"
    measure = paid_out(office, household) if loan else a_post(office, household)
    book = office.policy.book
    unset = {each: book[each] for each in book.names()} | {name: replace(book[name], history={})}
    rules = {rule: book.rule(rule) for rule in HELP_RULES}
    office.policy = replace(office.policy, book=ParameterBook(unset, rules))
    given = {"amount": Decimal(999999)} if loan else {"document": "合同2", "until": date(2027, 6, 1)}
    key = "small_loan/subsidised" if loan else "forest_ranger/renewed"
    act = stage(measure, key, BEGUN, **given)
    desk = office.at(BEGUN, CLERK if loan else TOWNSHIP)
    (said,) = desk.effects([act])
    assert "is not set for" in said
    assert "cannot tell whether this is too much" in said
    desk.do(act)


@pytest.mark.parametrize("key", ["contracted", "renewed"])
def test_a_yearly_contract_is_not_signed_for_more_than_a_year(office, household, key):
    if key == "contracted":
        with pytest.raises(Refused, match="12 months at most, to 2018-06-12"):
            a_post(office, household, until=date(2027, 6, 1))
        return
    post = a_post(office, household)
    day, document = date(2018, 6, 1), "合同2"
    wrong = stage(post, "forest_ranger/renewed", day, document=document, until=date(2019, 6, 12))
    assert list(refusal(office.at(day, TOWNSHIP), wrong)) == ["until"]
    do(office, post, "forest_ranger/renewed", day, document=document, until=date(2019, 6, 11))
    early = stage(post, "forest_ranger/renewed", day, document="合同3", until=date(2020, 6, 11))
    assert list(refusal(office.at(day, TOWNSHIP), early)) == [
        "done_on"
    ]  # the year of the second one has not begun


@pytest.mark.parametrize("key", ["moved", "jobs", "schooling"])
def test_no_stage_is_about_more_persons_than_the_household_has(office, household, key):
    move = begun(office, household, "relocation", MeasureClass.RELOCATION)
    do(office, move, "relocation/agreed", agreed=True, document="协议1")
    do(office, move, "relocation/explained", place="大河村三组", words="地质灾害点")
    do(office, move, "relocation/allotted", place="安置点3栋201", area=Decimal(25))
    do(office, move, "relocation/approved", document="青发改〔2017〕2号")
    more = {"place": "安置点3栋201"} if key == "moved" else {"words": "落实"}
    if key != "moved":
        do(office, move, "relocation/moved", persons=1, place="安置点3栋201")
    persons = office.read(lambda session: session.get(Household, household).persons)
    wrong = stage(move, f"relocation/{key}", FOUND, persons=99, **more)
    said = f"The household of 张大有 counts {persons}; {99 - persons} too many"
    assert refusal(office.at(FOUND, TOWNSHIP), wrong) == {"persons": said}
    do(office, move, f"relocation/{key}", persons=persons, **more)


def test_more_than_was_approved_is_not_paid_for_a_repair(office, household):
    office.at(FOUND).do(RecordYear(household=household, year=2016, housing_grade="D"))
    repair = begun(office, household, "house_repair", MeasureClass.HOUSING, amount=Decimal(15000))
    do(office, repair, "house_repair/assessed", document="鉴定1")
    do(office, repair, "house_repair/approved", document="批复1", amount=Decimal(15000))
    do(office, repair, "house_repair/started", words="开工")
    do(office, repair, "house_repair/accepted", document="验收1", area=Decimal(60))
    wrong = stage(repair, "house_repair/paid", FOUND, amount=Decimal("15000.01"))
    assert list(refusal(office.at(FOUND), wrong)) == ["amount"]


def test_every_figure_of_a_programme_is_a_figure_of_policy(policy):
    stages = [each for programme in programmes().values() for each in programme.stages]
    named = {name for each in stages for name in (each.days, each.rate, each.longest) if name}
    assert named
    assert all(name in policy.book for name in named)
