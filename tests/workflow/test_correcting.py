"""Corrections of facts of households and people, by the county itself."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.fields import Sex
from county_desk.models.audit import Event
from county_desk.models.case import Case
from county_desk.models.household import Household, Member, MemberYear
from county_desk.models.user import Role
from county_desk.workflow.accounts.people import AddUser
from county_desk.workflow.audit import verify
from county_desk.workflow.correcting import CorrectHousehold, CorrectMember
from county_desk.workflow.overtaken import Overtaken
from county_desk.workflow.registry import AddMember, RecordMemberYear
from county_desk.workflow.returns import FreezeReturn
from county_desk.workflow.submission import begin_submission
from tests.build import (
    INSPECTOR,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_registered_household,
    an_exit,
    an_id_number,
    case_of,
    refusal,
    walk,
)
from tests.second_person import in_force

TODAY = date(2016, 10, 8)
WHY = {"reason": "入户核实"}
PROVEN = {**WHY, "evidence": "户口簿"}


@pytest.fixture
def household(office):
    """The household of 张大有."""
    return case_of(office, a_household(office)).household_id


@pytest.fixture
def head(office, household):
    """The member who is its head."""
    wanted = select(Member.id).where(Member.household_id == household)
    return office.read(lambda session: session.scalars(wanted).one())


def married(office, household):
    """The number of 王秀田, the wife of the head."""
    wife = {"name": "王秀田", "relation": "配偶", "id_number": an_id_number(2, "19680725")}
    return office.at(TODAY).do(AddMember(household=household, **wife)).id


def told(office, mapped, number):
    return office.read(lambda session: session.get(mapped, number))


def test_facts_of_a_household_are_corrected_and_the_rest_stays(office, household):
    office.at(TODAY).do(CorrectHousehold(household=household, telephone="13900000001", **WHY))
    change = office.at(TODAY).do(CorrectHousehold(household=household, address="柳湾村一组12号", **WHY))

    record = told(office, Household, household)
    assert (record.address, record.telephone) == ("柳湾村一组12号", "13900000001")
    assert change.summary == "张大有: Address corrected: 入户核实"
    assert office.read(verify).ok


def test_a_correction_shows_each_fact_before_and_after(office, household):
    office.at(TODAY).do(CorrectHousehold(household=household, telephone="13900000001", bank="农商行", **WHY))
    command = CorrectHousehold(household=household, telephone="13900000002", clear="bank", **WHY)

    assert office.at(TODAY).effects([command]) == [
        "Telephone: 139****0001 → 13900000002\nBank: 农商行 → blank"
    ]


def test_blank_erases_nothing_unless_the_fact_is_cleared(office, household):
    office.at(TODAY).do(CorrectHousehold(household=household, bank="农商行", address="一组", **WHY))
    assert refusal(office.at(TODAY), CorrectHousehold(household=household, bank="", **WHY)) == {
        "": "Nothing would change"
    }
    office.at(TODAY).do(CorrectHousehold(household=household, clear="bank", **WHY))

    record = told(office, Household, household)
    assert (record.bank, record.address) == (None, "一组")
    both = CorrectHousehold(household=household, address="二组", clear="address", **WHY)
    assert refusal(office.at(TODAY), both) == {"clear": "Address is filled in; clear it or correct it"}


def test_a_correction_is_taken_back_until_something_was_done_since(office, household):
    first = office.at(TODAY).do(CorrectHousehold(household=household, address="一组", **WHY))
    office.at(TODAY).do(first.undo)
    assert told(office, Household, household).address is None

    second = office.at(TODAY).do(CorrectHousehold(household=household, address="一组", **WHY))
    office.at(TODAY).do(CorrectHousehold(household=household, bank="农商行", **WHY))
    trouble = refusal(office.at(TODAY), second.undo)
    assert list(trouble) == [""]
    assert trouble[""].startswith(
        "Something was done since to what was recorded; it stays. 王芳 changed this"
    )
    assert trouble[""].endswith("张大有: Bank corrected: 入户核实")
    assert office.read(verify).ok


def test_a_form_that_another_person_overtook_says_so(office, household):
    in_force(office, AddUser(name="吴桐", role=Role.COUNTY_CLERK), TODAY)
    seen = office.read(begin_submission)
    office.at(TODAY).do(CorrectHousehold(household=household, address="一组", **WHY))
    with pytest.raises(Overtaken):
        office.at(TODAY, "吴桐").do(
            CorrectHousehold(household=household, address="二组", **WHY), submission=seen
        )


@pytest.mark.parametrize(
    ("facts", "problems"),
    [
        ({"address": "一组", "reason": " "}, {"reason": "Give the reason"}),
        ({"kind": "富裕户", **WHY}, {"kind": "“富裕户” is not one of: "}),
        (
            {"identified": "去年", **WHY},
            {"identified": "“去年” is no year or month; write it as 2014 or 2014-03"},
        ),
        ({"remark": f"{an_id_number(3)}", **WHY}, {"remark": "It holds"}),
    ],
)
def test_what_cannot_be_a_fact_is_refused_beside_its_field(office, household, facts, problems):
    found = refusal(office.at(TODAY), CorrectHousehold(household=household, **facts))

    assert found.keys() == problems.keys()
    assert all(found[key].startswith(words) for key, words in problems.items())


@pytest.mark.parametrize("person", [TOWNSHIP, VILLAGE, REVIEWER, INSPECTOR])
def test_only_the_county_corrects(office, household, person):
    command = CorrectHousehold(household=household, address="一组", **WHY)

    assert list(refusal(office.at(TODAY, person), command)) == [""]


def test_a_corrected_number_says_sex_and_birth_and_is_checked_as_an_import_is(office, household, head):
    wife = AddMember(
        household=household, name="王秀田", relation="配偶", id_number=an_id_number(2, "19680725")
    )
    other = office.at(TODAY).do(wife).id
    woman = an_id_number(4, "19700301")
    assert refusal(office.at(TODAY), CorrectMember(member=other, id_number=woman, **WHY)) == {
        "evidence": "Name the paper that proves the name or the number"
    }
    office.at(TODAY).do(CorrectMember(member=other, id_number=woman, **PROVEN))

    record = told(office, Member, other)
    assert (record.id_number, record.born_on, record.sex) == (woman, date(1970, 3, 1), Sex.FEMALE)
    taken = told(office, Member, head).id_number
    assert refusal(office.at(TODAY), CorrectMember(member=other, id_number=taken, **PROVEN)) == {
        "id_number": "This person is already in the household of 张大有"
    }
    wrong = taken[:-1] + ("0" if taken[-1] != "0" else "1")
    assert "id_number" in refusal(office.at(TODAY), CorrectMember(member=other, id_number=wrong, **PROVEN))
    said = refusal(office.at(TODAY), CorrectMember(member=other, born_on=date(1971, 1, 1), **WHY))
    assert said == {"born_on": "The identity number says otherwise; correct the number"}


def test_the_name_of_the_head_is_that_of_the_household_and_its_new_case(office, household, head):
    change = office.at(TODAY).do(CorrectMember(member=head, name="张大友", **PROVEN))
    case = select(Case.subject).where(Case.household_id == household)
    assert told(office, Household, household).head == "张大友"
    assert office.read(lambda session: session.scalars(case).all()) == ["张大友"]

    office.at(TODAY).do(change.undo)
    assert told(office, Household, household).head == "张大有"
    assert office.read(lambda session: session.scalars(case).all()) == ["张大有"]
    assert office.read(verify).ok


def test_a_household_has_one_head(office, household):
    wife = AddMember(
        household=household, name="王秀田", relation="配偶", id_number=an_id_number(2, "19680725")
    )
    other = office.at(TODAY).do(wife).id

    assert refusal(office.at(TODAY), CorrectMember(member=other, relation="户主", **WHY)) == {
        "relation": "张大有 is the head; correct that relation first"
    }


def test_facts_of_a_person_in_a_year_are_recorded(office, head):
    office.at(TODAY).do(RecordMemberYear(member=head, year=2016, education="初中", allowance="是"))
    office.at(TODAY).do(RecordMemberYear(member=head, year=2016, pension_insured=True))

    (year,) = office.read(lambda session: session.scalars(select(MemberYear)).all())
    assert (year.education, year.allowance, year.pension_insured) == ("初中", "是", True)
    assert refusal(office.at(TODAY), RecordMemberYear(member=head, year=2016)) == {
        "": "Nothing was filled in"
    }
    assert office.read(verify).ok


def test_the_history_has_the_correction_with_its_reason_and_evidence(office, head):
    office.at(TODAY).do(CorrectMember(member=head, marital_status="已婚", **PROVEN))

    last = office.read(lambda session: session.scalars(select(Event).order_by(Event.id.desc())).first())
    assert last.command == "CorrectMember"
    assert '"marital_status":"已婚"' in last.changes
    assert "入户核实" in last.request
    assert "户口簿" in last.request


@pytest.mark.parametrize(
    ("facts", "problems"),
    [
        (
            {"identified": "1900"},
            {"identified": "“Identified” 1900 is no year of this register; it takes 2013"},
        ),
        ({"identified": "2031-02"}, {"identified": "“Identified” 2031-02 is no year of this register"}),
        (
            {"identified": "2016-11"},
            {"identified": "“Identified” 2016-11 has not come yet; today is 2016-10-08"},
        ),
        ({"relapsed": "2031"}, {"relapsed": "“Fell back in the lists” 2031 is no year of this register"}),
        ({"planned_exit": "2022"}, {"planned_exit": "it takes 2013 (first registration) to 2021"}),
        (
            {"causes_found_on": date(1900, 1, 1)},
            {"causes_found_on": "lies before 2013, the year of the first"},
        ),
        ({"exit_year": "2016"}, {"exit_year": "张大有 is applicant and has not left by the register"}),
        (
            {"identified": "2015", "exit_year": "2014", "relapsed": "2016"},
            {"exit_year": "“Year of exit in the lists” 2014 lies before “Identified” 2015"},
        ),
        (
            {"exit_year": "2015", "relapsed": "2014"},
            {"relapsed": "“Fell back in the lists” 2014 lies before “Year of exit in the lists” 2015"},
        ),
    ],
)
def test_a_year_of_a_household_lies_in_the_campaign_and_agrees_with_the_register(
    office, household, facts, problems
):
    found = refusal(office.at(TODAY), CorrectHousehold(household=household, **facts, **WHY))
    assert list(found) == list(problems)
    for field, words in problems.items():
        assert words in found[field]


def test_the_year_of_exit_is_that_of_the_day_on_record(office):
    left = a_registered_household(office)
    walk(office, (an_exit(office, left, received_on=date(2018, 10, 15)),))
    end = told(office, Household, left).exited_on
    wrong = CorrectHousehold(household=left, exit_year="2017", **WHY)
    words = f"The household of 张大有 left on {end} by the register; the year of exit is {end.year}"
    assert refusal(office.at(end), wrong) == {"exit_year": words}


def test_a_year_that_was_reported_is_stated_and_changed_by_two(office):
    day = date(2017, 1, 20)
    household = a_registered_household(office)
    stated = CorrectHousehold(household=household, identified="2016-11", **WHY)
    other = CorrectHousehold(household=household, identified="2015", **WHY)
    office.at(day).do(FreezeReturn(name="R1", period="2016"))
    causes = CorrectHousehold(household=household, causes_found_on=date(2016, 11, 1), **WHY)
    assert all(office.at(day).do(act).waits for act in (stated, other, causes))
    assert not office.at(day).do(CorrectHousehold(household=household, planned_exit="2016", **WHY)).waits


def test_a_year_that_was_corrected_before_the_report_is_taken_back_by_two(office):
    household, day = a_registered_household(office), date(2017, 1, 20)
    free = a_registered_household(office, "王秀田", serial=2)
    made = office.at(day).do(CorrectHousehold(household=household, identified="2016-11", **WHY))
    other = office.at(day).do(CorrectHousehold(household=free, address="二组", **WHY))
    office.at(day).do(FreezeReturn(name="R1", period="2016"))
    assert office.at(day).do(made.undo).waits
    assert not office.at(day).do(other.undo).waits
