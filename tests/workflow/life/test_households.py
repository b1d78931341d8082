"""Another head, a split, a merger, a move within the county and the end of a household."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.household import Household, Standing
from county_desk.models.household_change import ChangeKind
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.life.heads import ChangeHead
from county_desk.workflow.life.moving import EndHousehold, MoveHousehold
from county_desk.workflow.life.splitting import MergeHouseholds, SplitHousehold
from tests.build import VILLAGE, a_registered_household, refusal
from tests.workflow.life.conftest import TODAY

ON = {"happened_on": date(2017, 5, 20), "evidence": "青扶办〔2017〕8号"}


@pytest.fixture
def a_split(household, member):
    """The act that splits 张小明 and his sister off."""

    def made(**more):
        members = (member("张小明"), member("张小丽"))
        asked = {"household": household, "members": members, "head": members[0], **ON, **more}
        return SplitHousehold(**asked)

    return made


def test_another_head_keeps_the_number_and_the_relations_follow(desk, household, member, record, relations):
    before = record(household).number
    change = desk.do(ChangeHead(member=member("张小明"), **ON))

    assert (record(household).head, record(household).number) == ("张小明", before)
    assert relations(household) == {
        "张大有": "之父",
        "王秀田": "之母",
        "张小明": "户主",
        "张小丽": "之兄弟姐妹",
        "张老汉": "之祖父",
    }
    assert change.summary == "张小明 is the head of the household instead of 张大有"
    desk.do(change.undo)
    assert relations(household)["张大有"] == "户主"
    again = ChangeHead(member=member("张大有"), **ON)
    assert refusal(desk, again) == {"member": "张大有 is the head already"}


def test_relations_that_do_not_follow_are_named(desk, household, member):
    change = desk.do(ChangeHead(member=member("张老汉"), **ON))
    assert change.summary == "张老汉 is the head of the household instead of 张大有"
    change = desk.do(ChangeHead(member=member("王秀田"), **ON))
    assert change.summary.endswith("Check the relation of 张大有, 张小明, 张小丽, 张老汉 to the new head.")


def test_a_split_makes_a_household_that_stands_alike(office, desk, household, a_split, record, relations):
    new = desk.do(a_split()).id

    made, old = record(new), record(household)
    assert (made.head, made.persons, made.standing) == ("张小明", 2, Standing.REGISTERED)
    assert (old.head, old.persons) == ("张大有", 3)
    assert made.registered_on == old.registered_on
    assert made.number != old.number
    assert relations(new) == {"张小明": "户主", "张小丽": "之兄弟姐妹"}
    assert office.read(verify).ok


def test_a_split_adds_a_household_and_no_person(desk, household, a_split, moved):
    change = desk.do(a_split())

    assert moved("2017-05") == {
        "opening_households": 1,
        "opening_persons": 5,
        "split_households": 1,
        "closing_households": 2,
        "closing_persons": 5,
    }
    assert moved("2017-04")["closing_households"] == 1
    desk.do(change.undo)
    assert moved("2017-05")["closing_households"] == 1


def test_the_head_stays_and_the_new_head_is_one_of_those_who_split_off(desk, member, a_split):
    assert refusal(desk, a_split(head=member("王秀田"))) == {
        "head": "The head of the new household must be one of those who split off"
    }
    assert refusal(desk, a_split(members=(member("张大有"),), head=member("张大有"))) == {
        "members": "The head stays; change the head first if the head is to leave"
    }
    assert refusal(desk, a_split(members=())) == {"members": "Choose the members who split off"}


def test_only_the_county_splits_merges_and_moves(office, household, a_split):
    desk = office.at(TODAY, VILLAGE)
    move = MoveHousehold(household=household, village=office.place("柳湾村"), **ON)
    assert [list(refusal(desk, act)) for act in (a_split(), move)] == [[""], [""]]


def test_a_household_with_a_case_under_way_does_not_split(office, desk, household, a_split):
    case = OpenCase(household=household, kind="household_exit", year=2017, received_on=TODAY)
    number = desk.do(case).id
    assert refusal(desk, a_split()) == {
        "": f"Case {number} of this household is under way; finish or withdraw it first"
    }


def test_a_merger_ends_one_household_and_moves_no_person(office, desk, household, record, relations, moved):
    brother = a_registered_household(office, "张二有", serial=8)
    act = MergeHouseholds(household=brother, into=household, relation="之兄弟姐妹", **ON)
    change = desk.do(act)

    assert record(brother).withdrawn_on == date(2017, 5, 20)
    assert record(household).persons == 6
    assert relations(household)["张二有"] == "之兄弟姐妹"
    assert moved("2017-05") == {
        "opening_households": 2,
        "opening_persons": 6,
        "merged_households": 1,
        "closing_households": 1,
        "closing_persons": 6,
    }
    desk.do(change.undo)
    assert record(brother).withdrawn_on is None
    assert office.read(verify).ok


def test_households_of_two_villages_or_standings_do_not_merge(office, desk, household):
    away = a_registered_household(office, "张二有", serial=8, village="柳湾村")
    act = MergeHouseholds(household=away, into=household, relation="之兄弟姐妹", **ON)
    assert refusal(desk, act) == {"into": "It lies in another village; move the household first"}
    itself = MergeHouseholds(household=household, into=household, relation="其他", **ON)
    assert refusal(desk, itself) == {"into": "Choose another household"}


def test_a_move_within_the_county_goes_from_one_village_to_the_other(office, desk, household, record, moved):
    act = MoveHousehold(household=household, village=office.place("柳湾村"), group_name="三组", **ON)
    change = desk.do(act)

    assert record(household).village_id == office.place("柳湾村")
    assert moved("2017-05") == {
        "opening_households": 1,
        "opening_persons": 5,
        "moved_out_households": 1,
        "moved_out_persons": 5,
    }
    assert moved("2017-05", "柳湾村") == {
        "moved_in_households": 1,
        "moved_in_persons": 5,
        "closing_households": 1,
        "closing_persons": 5,
    }
    assert moved("2017-04")["closing_households"] == 1
    assert "closing_households" not in moved("2017-04", "柳湾村")
    again = refusal(desk, act)
    assert again == {"village": "The household is on file in 柳湾村 already"}
    desk.do(change.undo)
    assert moved("2017-05")["closing_households"] == 1


def test_a_household_that_is_gone_leaves_with_all_its_members(office, desk, household, record, moved):
    act = EndHousehold(household=household, kind=ChangeKind.LEFT, **ON)
    assert desk.effects([act]) == ["The household of 张大有 with 5 members leaves the register as a whole."]
    desk.do(act)

    assert record(household).withdrawn_on == date(2017, 5, 20)
    assert moved("2017-05") == {
        "opening_households": 1,
        "opening_persons": 5,
        "whole_natural_households": 1,
        "natural_decrease_persons": 5,
    }
    standing = select(Household.id).where(Household.withdrawn_on.is_(None))
    assert office.read(lambda session: session.scalars(standing).all()) == []
    assert office.read(verify).ok
