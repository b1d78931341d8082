"""Applications of households: new to the office, or on record already."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from county_desk.fields import Sex
from county_desk.models.household import Household, HouseholdYear, Member
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.filing import FileHousehold, OpenCase
from county_desk.workflow.cases.take_back import WithdrawCase
from tests.build import (
    DAY,
    ELSEWHERE,
    REVIEWER,
    VILLAGE,
    a_household,
    an_id_number,
    case_of,
    household_of,
    refusal,
    states,
    walk,
)
from tests.refusals import outside

TODAY = date(2016, 10, 8)


def an_application(office, **about):
    """The application of a household of 大河村."""
    asked = {
        "village": office.place("大河村"),
        "head": "张大有",
        "id_number": "990101196503120011",
        "persons": 3,
        "year": 2016,
        "received_on": TODAY,
    }
    return FileHousehold(**(asked | about))


def test_a_new_household_gets_a_number_a_head_and_a_case(office):
    change = office.at(TODAY, VILLAGE).do(
        an_application(office, head=" 张大有 ", group_name="一组", telephone="0000-1234588")
    )
    household = household_of(office, case_of(office, change.id).household_id)
    assert (household.number, household.head, household.group_name) == ("9901011000010001", "张大有", "一组")
    assert household.telephone == "0000-1234588"
    member = office.read(lambda session: session.scalars(select(Member)).one())
    assert (member.name, member.relation, member.sex) == ("张大有", "户主", Sex.MALE)
    assert (member.id_number, member.born_on) == ("990101196503120011", date(1965, 3, 12))
    assert states(office, change.id) == [("open", "village_review")]
    assert change.summary == f"Application of 张大有: case {change.id} opened"


def test_an_income_is_kept_by_head(office):
    office.at(TODAY).do(an_application(office, net_income=Decimal("6790.00")))
    year = office.read(lambda session: session.scalars(select(HouseholdYear)).one())
    assert (year.net_income, year.income_per_head) == (Decimal("6790.00"), Decimal("2263.33"))


def test_without_an_income_nothing_is_made_up(office):
    office.at(TODAY).do(an_application(office))
    assert office.read(lambda session: session.scalars(select(HouseholdYear)).all()) == []


def test_households_of_a_village_are_numbered_in_turn(office):
    numbers = [
        household_of(office, case_of(office, a_household(office, serial=serial)).household_id).number
        for serial in (1, 2, 3)
    ]
    assert numbers == ["9901011000010001", "9901011000010002", "9901011000010003"]


@pytest.mark.parametrize("number", ["990101100001000A", "99010110000199999", "9901011000010001"])
def test_a_number_is_free_whatever_numbers_came_from_elsewhere(office, number):
    a_household(office)
    with office.sessions.begin() as session:
        session.execute(update(Household).values(number=number))
    a_household(office, "王秀田", serial=2)
    a_household(office, "李有田", serial=3)
    numbers = office.read(lambda session: session.scalars(select(Household.number)).all())
    assert len(set(numbers)) == 3


@pytest.mark.parametrize(
    ("about", "problems"),
    [
        ({"head": " "}, {"head": "Write the name of the head of household"}),
        ({"persons": 0}, {"persons": "A household has at least one member"}),
        (
            {"id_number": "990101196503120012"},
            {"id_number": "Place 18 of the identity number should be 1; it is 2"},
        ),
        ({"village": 999}, {"village": "There is no place 999; choose it from the list"}),
        (
            {"received_on": TODAY + DAY},
            {"received_on": "“Received on” 2016-10-09 has not come yet; today is 2016-10-08"},
        ),
        (
            {"received_on": date(2014, 3, 31)},
            {"received_on": "“Registration of households” begins on 2014-04-01"},
        ),
    ],
)
def test_an_application_that_cannot_be_is_refused_with_its_reason(office, about, problems):
    assert refusal(office.at(TODAY), an_application(office, **about)) == problems


def test_a_township_is_no_village(office):
    township = office.place("城关镇")
    assert refusal(office.at(TODAY), an_application(office, village=township)) == {
        "village": f"There is no village {township}; choose it from the list"
    }


def test_a_clerk_files_only_for_the_own_place(office):
    assert refusal(office.at(TODAY, ELSEWHERE), an_application(office)) == {"": outside()}


@pytest.mark.parametrize("written", ["990101196503120011", " 990101196503120011 "])
def test_nobody_is_in_two_households(office, written):
    office.at(TODAY).do(an_application(office))
    assert refusal(office.at(TODAY), an_application(office, head="张大友", id_number=written)) == {
        "id_number": "This person is already in the household of 张大有"
    }


def test_a_household_can_apply_again_after_it_withdrew(office):
    case = a_household(office)
    household = case_of(office, case).household_id

    def again():
        return OpenCase(
            household=household, kind="household_registration", year=2016, received_on=date(2016, 10, 9)
        )

    desk = office.at(date(2016, 10, 9))
    assert refusal(desk, again()) == {"": f"Case {case} of this household is under way"}
    desk.do(WithdrawCase(cases=(case,), reason="缺证件"))
    change = desk.do(again())
    assert change.summary == f"Registration of households, 张大有: case {change.id} opened"


def test_a_household_can_apply_again_after_it_was_refused(office):
    case = a_household(office)
    day = walk(office, (case,), to="county_decision") + DAY
    decision = Decide(cases=(case,), decided_on=day, decision=Decision.REFUSE, opinion="收入超过标准")
    office.at(day, REVIEWER).do(decision)
    household = case_of(office, case).household_id
    kind = "household_registration"
    office.at(day).do(OpenCase(household=household, kind=kind, year=2016, received_on=day))


def test_a_case_is_opened_for_a_household_on_record_and_of_one_s_own_place(office):
    case = a_household(office)
    kind = "household_registration"
    unknown = OpenCase(household=77, kind=kind, year=2016, received_on=TODAY)
    assert refusal(office.at(TODAY), unknown) == {
        "household": "There is no household 77; choose it from the list"
    }
    household = case_of(office, case).household_id
    foreign = OpenCase(household=household, kind=kind, year=2016, received_on=TODAY)
    assert refusal(office.at(TODAY, ELSEWHERE), foreign) == {"": outside()}
    office.at(TODAY).do(WithdrawCase(cases=(case,), reason="缺证件"))
    late = OpenCase(household=household, kind=kind, year=2016, received_on=TODAY + DAY)
    assert refusal(office.at(TODAY), late) == {
        "received_on": "“Received on” 2016-10-09 has not come yet; today is 2016-10-08"
    }


def test_the_builders_make_valid_numbers():
    assert an_id_number(1) == "990101196503120011"


def test_what_came_in_before_the_end_says_until_when_it_could_be_entered(office):
    application = FileHousehold(
        village=office.place("大河村"),
        head="张三",
        id_number=an_id_number(3),
        persons=3,
        received_on=date(2020, 12, 31),
    )
    found = refusal(office.at(date(2026, 11, 30)), application)["received_on"]
    assert found.endswith(
        ". An application that came in before the end can be entered for 10 more days. Those days ended on "
        "2021-01-10, so this one of 2020-12-31 can no longer be entered"
    )
    assert "record a clue" in found
