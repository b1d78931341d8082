"""Corrections of what is on record."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from county_desk.fields import Sex
from county_desk.models.case import Case
from county_desk.models.household import Household, HouseholdYear, Member
from county_desk.models.place import Place
from county_desk.workflow.audit import verify
from county_desk.workflow.registry import AddMember, RecordMemberYear, RecordYear, SetContact
from tests.build import (
    CLERK,
    ELSEWHERE,
    INSPECTOR,
    a_household,
    a_registered_household,
    an_id_number,
    case_of,
    household_of,
    joining,
    leaving,
    refusal,
    walk,
)
from tests.refusals import outside

TODAY = date(2016, 10, 8)


@pytest.fixture
def household(office):
    """The household of 张大有."""
    return case_of(office, a_household(office)).household_id


def adding(household, **about):
    """Add 王秀田, born 1968, a woman."""
    wife = {"name": "王秀田", "relation": "配偶", "id_number": "990101196807250026", "ethnicity": "汉族"}
    return AddMember(household=household, **(wife | about))


def members(office):
    """Who belongs to the household today."""
    wanted = select(Member).where(Member.withdrawn_on.is_(None)).order_by(Member.position)
    return office.read(lambda session: list(session.scalars(wanted)))


def test_a_member_is_added_with_what_the_identity_number_says(office, household):
    change = office.at(TODAY).do(adding(household))
    wife = members(office)[1]
    assert (wife.id, wife.position, wife.name, wife.relation) == (change.id, 2, "王秀田", "配偶")
    assert (wife.sex, wife.born_on) == (Sex.FEMALE, date(1968, 7, 25))


def test_adding_a_member_can_be_undone_and_leaves_the_record(office, household):
    change = office.at(TODAY).do(adding(household))
    office.at(TODAY).do(change.undo)
    assert [member.name for member in members(office)] == ["张大有"]
    assert office.read(lambda session: session.get(Member, change.id)).withdrawn_on == TODAY
    office.at(TODAY).do(adding(household))
    assert [member.position for member in members(office)] == [1, 3]


def counted(office, household):
    """How many persons the household has on record, and its case."""
    wanted = select(Case.persons).where(Case.household_id == household)
    return household_of(office, household).persons, office.read(lambda session: session.scalar(wanted))


def test_the_count_of_persons_follows_who_comes_and_who_leaves(office, household):
    change = office.at(TODAY).do(adding(household))
    assert counted(office, household) == (2, 2)
    office.at(TODAY).do(change.undo)
    assert counted(office, household) == (1, 1)
    assert office.read(verify).ok


def test_a_count_that_was_not_that_of_the_listed_stays_and_is_told(office):
    household = case_of(office, a_household(office, persons=3)).household_id
    one = office.at(TODAY).do(adding(household))
    assert one.summary.endswith("The household of 张大有 has 3 persons on record and 2 listed.")
    child = {"name": "张小", "relation": "之子", "id_number": an_id_number(7, "20060901")}
    assert office.at(TODAY).do(adding(household, **child)).summary == "张小 added to the household"
    assert counted(office, household) == (3, 3)
    office.at(TODAY).do(one.undo)
    assert counted(office, household) == (3, 3)  # as it would be had only the child been added


def test_an_adding_that_did_not_move_the_count_is_undone_without_moving_it(office):
    household = case_of(office, a_household(office, persons=2)).household_id
    change = office.at(TODAY).do(adding(household))
    assert counted(office, household) == (2, 2)
    office.at(TODAY).do(change.undo)
    assert counted(office, household) == (2, 2)
    assert office.read(verify).ok


@pytest.mark.parametrize(("first", "then"), [("", "44"), ("44", ""), ("44", "43")])
def test_nobody_is_added_again_under_a_certificate_of_the_same_person(office, household, first, then):
    wife = "990101196807250026"
    office.at(TODAY).do(adding(household, id_number=wife + first))
    again = adding(household, id_number=wife + then)
    assert refusal(office.at(TODAY), again) == {
        "id_number": "This person is already in the household of 张大有"
    }


def test_a_case_that_has_gone_on_keeps_its_count_of_persons(office, household):
    case = office.read(lambda session: session.scalars(select(Case.id)).one())
    day = walk(office, (case,), to="verification")
    office.at(day).do(adding(household))
    assert counted(office, household) == (2, 1)


@pytest.mark.parametrize(
    ("about", "problems"),
    [
        ({"name": ""}, {"name": "Write the name"}),
        ({"id_number": "1"}, {"id_number": "An identity number has 18 places; this one has 1"}),
        (
            {"id_number": "990101196503120011"},
            {"id_number": "This person is already in the household of 张大有"},
        ),
    ],
)
def test_a_member_is_a_person_of_no_other_household(office, household, about, problems):
    assert refusal(office.at(TODAY), adding(household, **about)) == problems


def test_a_person_of_a_withdrawn_household_can_be_added_to_another(office, household):
    other = case_of(office, a_household(office, "王秀田", serial=2)).household_id
    with office.sessions.begin() as session:
        session.execute(update(Household).where(Household.id == other).values(withdrawn_on=TODAY))
    office.at(TODAY).do(adding(household, id_number=an_id_number(2)))


def test_members_belong_to_a_household_of_one_s_own_place(office, household):
    assert refusal(office.at(TODAY), adding(77)) == {
        "household": "There is no household 77; choose it from the list"
    }
    assert refusal(office.at(TODAY, ELSEWHERE), adding(household)) == {"": outside()}


def test_an_adding_is_taken_back_once(office, household):
    change = office.at(TODAY).do(adding(household))
    assert office.at(TODAY).do(change.undo).summary == "王秀田 withdrawn from the household: Undone"
    assert refusal(office.at(TODAY), change.undo) == {
        "member": f"member 王秀田 counts no longer since {TODAY}; choose another from the list"
    }


def test_nobody_is_listed_who_is_not_born_yet(office, household):
    ahead = adding(household, id_number=an_id_number(9, "20170601"))
    assert refusal(office.at(TODAY), ahead) == {
        "id_number": "“Identity number” 2017-06-01 has not come yet; today is 2016-10-08"
    }


def test_a_household_has_one_head(office, household):
    assert refusal(office.at(TODAY), adding(household, relation="户主")) == {
        "relation": "The household has a head; change the head by the act for that"
    }


@pytest.fixture
def registered(office):
    """A registered household of one."""
    return a_registered_household(office)


def test_a_registered_household_grows_by_a_change_with_its_day_and_paper(office, registered):
    day = date(2017, 3, 1)
    assert refusal(office.at(day), adding(registered)) == {
        "household": "All persons of the household of 张大有 are listed, and it is registered; record how "
        "the person came in: a birth, a marriage or an arrival"
    }
    office.at(day).do(joining(registered, day, name="王秀田", relation="配偶", id_number=an_id_number(2)))
    assert household_of(office, registered).persons == 2


def test_who_is_counted_in_a_registered_household_is_still_listed(office, registered):
    with office.sessions.begin() as session:  # as a roster delivers it: two persons, one of them listed
        session.get_one(Household, registered).persons = 2
    day = date(2017, 3, 1)
    office.at(day).do(office.at(day).do(adding(registered)).undo)
    office.at(day).do(adding(registered))
    assert household_of(office, registered).persons == 2


def test_an_adding_is_not_taken_back_from_a_household_that_was_registered_since(office, household):
    change = office.at(TODAY).do(adding(household))
    case = office.read(lambda session: session.scalars(select(Case.id)).one())
    day = walk(office, (case,))
    assert refusal(office.at(day), change.undo) == {
        "member": "王秀田 belongs to the household of 张大有 by now; record how the person left it"
    }


def test_the_last_member_is_not_taken_off_by_taking_back(office, household):
    change = office.at(TODAY).do(adding(household))
    head = members(office)[0].id
    office.at(TODAY).do(leaving(head, TODAY, new_head=change.id))
    assert "record how the person left it" in refusal(office.at(TODAY), change.undo)["member"]


def test_what_is_left_blank_of_a_year_stays(office, household):
    office.at(TODAY).do(RecordYear(household=household, year=2016, housing_grade="C", safe_water=False))
    office.at(TODAY).do(RecordYear(household=household, year=2016, net_income=Decimal(3000)))
    year = office.read(lambda session: session.scalars(select(HouseholdYear)).one())
    assert (year.housing_grade, year.safe_water, year.enough_food) == ("C", False, None)
    assert (year.net_income, year.income_per_head) == (Decimal("3000.00"), Decimal("3000.00"))


def test_each_year_has_its_own_facts(office, household):
    office.at(TODAY).do(RecordYear(household=household, year=2015, housing_area=Decimal(60)))
    years = office.read(
        lambda session: session.execute(
            select(HouseholdYear.year, HouseholdYear.housing_area).order_by(HouseholdYear.year)
        ).all()
    )
    assert [tuple(year) for year in years] == [(2015, 60), (2016, None)]


@pytest.mark.parametrize(
    ("facts", "problems"),
    [
        ({}, {"": "Nothing was filled in"}),
        ({"housing_grade": "E"}, {"housing_grade": "The grade of a house is A, B, C or D"}),
        ({"housing_area": Decimal(-3)}, {"housing_area": "An area is not below 0"}),
    ],
)
def test_facts_of_a_year_are_something_and_right(office, household, facts, problems):
    assert refusal(office.at(TODAY), RecordYear(household=household, year=2016, **facts)) == problems


@pytest.mark.parametrize("months", [Decimal(-1), Decimal("12.5"), Decimal(25)])
def test_months_of_work_are_those_of_one_year(office, household, months):
    member = office.read(lambda session: session.get_one(Household, household).members[0].id)
    for field in ("work_months", "post_months"):
        facts = RecordMemberYear(member=member, year=2016, **{field: months})
        assert refusal(office.at(TODAY), facts) == {field: "A year has 0 to 12 months"}


def contact_of(office, place):
    """Who answers for a place."""
    found = office.read(lambda session: session.get_one(Place, place))
    return (found.telephone, found.contact, found.address)


def test_a_contact_is_recorded_and_put_back(office):
    village = office.place("大河村")
    before = contact_of(office, village)
    change = office.at(TODAY).do(
        SetContact(place=village, telephone="0000-7654321", contact="周家乐", address="大河村 1 号")
    )
    assert contact_of(office, village) == ("0000-7654321", "周家乐", "大河村 1 号")
    office.at(TODAY).do(change.undo)
    assert contact_of(office, village) == before
    assert before[2] == ""


def test_what_is_not_said_of_a_contact_stays(office):
    village = office.place("大河村")
    office.at(TODAY).do(SetContact(place=village, telephone="0000-7654321"))
    assert contact_of(office, village) == ("0000-7654321", "李有田", "")


def test_an_office_numbers_its_papers_with_its_agency_code(office):
    county, town = office.place("青岚县", "青岚市"), office.place("城关镇", "青岚县")
    change = office.at(TODAY).do(SetContact(place=county, telephone="0000-1234503", agency_code=" 青扶办 "))
    code = office.read(lambda session: session.get_one(Place, county).agency_code)
    assert code == "青扶办"
    same = SetContact(place=town, telephone="0000-1234502", agency_code="青扶办")
    assert refusal(office.at(TODAY), same) == {
        "agency_code": "“青扶办” is the agency code of 青岚县; each office has its own"
    }
    wrong = SetContact(place=town, telephone="0000-1234502", agency_code="青扶办〔2016〕")
    assert list(refusal(office.at(TODAY), wrong)) == ["agency_code"]
    office.at(TODAY).do(change.undo)
    assert not office.read(lambda session: session.get_one(Place, county).agency_code)


def test_a_contact_is_of_a_place_of_one_s_own(office):
    assert refusal(office.at(TODAY), SetContact(place=99, telephone="12317")) == {
        "place": "There is no place 99; choose it from the list"
    }
    foreign = SetContact(place=office.place("大河村"), telephone="12317")
    assert refusal(office.at(TODAY, ELSEWHERE), foreign) == {"": outside()}


def test_an_inspector_changes_nothing(office):
    change = SetContact(place=office.place("大河村"), telephone="12317")
    assert refusal(office.at(TODAY, INSPECTOR), change) == {
        "": "孙宁 (Inspector) may not open and close disclosures. "
        "This is for: Village clerk, Township clerk, County clerk."
    }
    assert office.at(TODAY, CLERK).problems(change) == {}


def test_a_fact_that_is_recorded_again_leaves_a_history_that_verifies(office, household):
    for amount in (5000, 5000, 6000):
        office.at(TODAY).do(RecordYear(household=household, year=2016, net_income=Decimal(amount)))
    assert office.read(verify).ok


@pytest.mark.parametrize("year", [2012, TODAY.year + 1, 2099])
def test_facts_are_those_of_a_year_of_the_register(office, year):
    household = a_registered_household(office)
    words = f"“Year” {year} is no year of this register; it takes 2013 (first registration) to {TODAY.year}"
    assert refusal(office.at(TODAY), RecordYear(household=household, year=year, net_income=Decimal(1))) == {
        "year": words
    }
