"""Births, arrivals, departures and deaths: what they change, and what is refused."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.fields import Sex
from county_desk.models.household import Member
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.life.members import JoinMember, LeaveMember
from county_desk.workflow.life.withdrawing import WithdrawChange
from county_desk.workflow.pasting import PasteRows
from tests.build import DAY, INSPECTOR, a_registered_household, an_id_number, refusal
from tests.day_words import too_early
from tests.workflow.life.conftest import TODAY

BORN = {"kind": ChangeKind.BIRTH, "happened_on": date(2017, 5, 20), "evidence": "出生医学证明Q990101"}
DIED = {"kind": ChangeKind.DEATH, "happened_on": date(2017, 5, 20), "evidence": "居民死亡证明990101"}


def a_birth(household, **more):
    asked = {**BORN, "name": "张小宝", "relation": "之孙子", "sex": Sex.MALE, **more}
    return JoinMember(household=household, **asked)


def changes(office):
    wanted = select(HouseholdChange).order_by(HouseholdChange.happened_on, HouseholdChange.id)
    return office.read(lambda session: session.scalars(wanted).all())


def test_a_newborn_without_a_number_joins_the_household(office, desk, household, record, moved):
    change = desk.do(a_birth(household))

    child = office.read(lambda session: session.get(Member, change.id))
    assert (child.id_number, child.born_on, child.sex) == ("", date(2017, 5, 20), Sex.MALE)
    assert record(household).persons == 6
    assert change.summary == "张小宝 joined the household of 张大有: Birth"
    (made,) = changes(office)
    assert (made.persons, made.by, made.recorded_on) == (6, 1, TODAY)
    assert moved("2017-05")["natural_increase_persons"] == 1
    assert moved("2017-05")["closing_persons"] == moved("2017-06")["opening_persons"] == 6
    assert office.read(verify).ok


@pytest.mark.parametrize("name", ["张小宝", "张 小宝", "張小寶"])
def test_the_same_newborn_does_not_join_twice(desk, household, name):
    child = desk.do(a_birth(household)).id
    words = f"张小宝, born on 2017-05-20, is in this household already, as member {child}"
    for day in (BORN["happened_on"], BORN["happened_on"] + DAY):
        assert refusal(desk, a_birth(household, name=name, happened_on=day)) == {"name": words}
    desk.do(a_birth(household, name="张二宝"))


def test_a_birth_is_taken_back_as_a_whole(office, desk, household, record, moved):
    before = moved()
    change = desk.do(a_birth(household))
    desk.do(change.undo)

    assert record(household).persons == 5
    assert moved() == before
    assert office.read(verify).ok


def test_nobody_marries_a_head_who_has_a_spouse(desk, household):
    asked = {"kind": ChangeKind.MARRIED_IN, "relation": "配偶", "evidence": "结婚证", "sex": None}
    bride = an_id_number(72, "19900302")
    found = refusal(desk, a_birth(household, name="赵夏", id_number=bride, **asked))
    assert "王秀田 is on record as the spouse of the head" in found["relation"]
    desk.do(LeaveMember(member=2, **DIED))
    later = DIED["happened_on"] + DAY
    desk.do(a_birth(household, name="赵夏", id_number=bride, **asked | {"happened_on": later}))


def test_a_change_is_withdrawn_days_later_as_a_whole(office, desk, household, record, moved):
    before = moved()
    desk.do(a_birth(household))
    (made,) = changes(office)
    later = office.at(TODAY + 9 * DAY)
    change = later.do(WithdrawChange(change=made.id, reason="登记错户"))

    assert (
        change.summary
        == "Household of 张大有: the change “Birth” of 2017-05-20 is withdrawn. Reason: 登记错户"
    )
    assert record(household).persons == 5
    assert moved() == before
    assert office.read(verify).ok
    found = refusal(later, WithdrawChange(change=made.id, reason="再撤"))["change"]
    assert found.startswith(f"change of a household 张大有 2017-05-20 counts no longer since {later.today}")


def test_a_change_on_which_a_later_one_rests_is_not_withdrawn(office, desk, household):
    desk.do(a_birth(household))
    desk.do(a_birth(household, name="张小双"))
    first, second = changes(office)
    assert "record the change that puts it right" in refusal(
        desk, WithdrawChange(change=first.id, reason="登记错户")
    ).get("change", "")
    desk.do(WithdrawChange(change=second.id, reason="登记错户"))
    assert [each.id for each in changes(office) if each.withdrawn_on is None] == [first.id]


def test_a_change_that_was_pasted_with_one_of_another_household_is_not_withdrawn_alone(
    office, desk, household, record
):
    other = a_registered_household(office, "王国安", serial=40)
    desk.do(PasteRows(acts=(a_birth(household), a_birth(other, name="王小宝"))))
    made = next(each for each in changes(office) if each.household_id == household)
    assert refusal(desk, WithdrawChange(change=made.id, reason="登记错户")) == {
        "change": "Other records were written with it or since; record the change that puts it right"
    }
    assert record(other).persons == 2


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        (
            {"happened_on": date(2017, 6, 2)},
            {"happened_on": "“Happened on” 2017-06-02 has not come yet; today is 2017-06-01"},
        ),
        ({"sex": None}, {"sex": "“Sex” is still to be filled in"}),
        ({"evidence": " "}, {"evidence": "Name the paper that proves it"}),
        ({"name": " "}, {"name": "Write the name"}),
        (
            {"kind": ChangeKind.MARRIED_IN, "sex": None},
            {"id_number": "“Identity number” is still to be filled in"},
        ),
        ({"kind": ChangeKind.DEATH}, {"kind": "Choose how the person came"}),
        (
            {"id_number": an_id_number(9, "20170519"), "sex": None},
            {"id_number": "The identity number says born on 2017-05-19, and the birth was on 2017-05-20"},
        ),
        (
            {"relation": "户主"},
            {"relation": "The household has a head; change the head by the act for that"},
        ),
    ],
)
def test_what_cannot_be_a_birth_is_refused_beside_its_field(desk, household, more, problems):
    assert refusal(desk, a_birth(household, **more)) == problems


def test_somebody_of_another_household_cannot_marry_in_before_leaving_it(office, desk, household, member):
    other = a_registered_household(office, "李三", serial=8)
    asked = {"kind": ChangeKind.MARRIED_IN, "name": "张小丽", "relation": "之儿媳"}
    bride = a_birth(other, **asked, id_number=an_id_number(4, "19930412"), sex=None)
    assert refusal(desk, bride) == {"id_number": "This person is already in the household of 张大有"}

    left = {"kind": ChangeKind.MARRIED_OUT, "happened_on": date(2017, 5, 19), "evidence": "结婚证J990101"}
    desk.do(LeaveMember(member=member("张小丽"), **left))
    desk.do(bride)
    assert office.read(verify).ok


def test_a_death_counts_where_the_returns_want_it(office, desk, household, member, record, moved):
    desk.do(a_birth(household))
    change = desk.do(LeaveMember(member=member("张老汉"), **DIED))

    assert change.summary == "张老汉 left the household of 张大有: Death"
    assert record(household).persons == 5
    month = moved("2017-05")
    assert (month["natural_increase_persons"], month["natural_decrease_persons"]) == (1, 1)
    assert (month["opening_persons"], month["closing_persons"]) == (5, 5)


def test_when_the_head_dies_another_member_leads_and_the_number_stays(
    desk, household, member, record, relations
):
    number = record(household).number
    head = member("张大有")
    assert refusal(desk, LeaveMember(member=head, **DIED)) == {
        "new_head": "张大有 is the head; choose who becomes the head"
    }
    desk.do(LeaveMember(member=head, new_head=member("王秀田"), **DIED))

    assert (record(household).head, record(household).number) == ("王秀田", number)
    assert relations(household) == {
        "王秀田": "户主",
        "张小明": "之子",
        "张小丽": "之女",
        "张老汉": "之公公",
    }


def test_a_new_head_must_live_in_the_household_and_is_not_asked_for_otherwise(
    office, desk, household, member
):
    a_registered_household(office, "李三", serial=8)
    stranger = LeaveMember(member=member("张大有"), new_head=member("李三"), **DIED)
    assert refusal(desk, stranger) == {"new_head": "The new head must be a member of this household"}
    needless = LeaveMember(member=member("张老汉"), new_head=member("王秀田"), **DIED)
    assert refusal(desk, needless) == {"new_head": "Leave it blank; the head stays"}


def test_a_member_leaves_with_a_paper_and_the_last_one_after_the_cases(office, desk, household, member):
    unproven = LeaveMember(member=member("张老汉"), **{**DIED, "evidence": " "})
    assert refusal(desk, unproven) == {"evidence": "Name the paper that proves it"}
    alone = a_registered_household(office, "李三", serial=8)
    case = OpenCase(household=alone, kind="household_exit", year=2017, received_on=TODAY)
    number = desk.do(case).id
    assert refusal(desk, LeaveMember(member=member("李三"), **DIED)) == {
        "": f"Case {number} of this household is under way; finish or withdraw it first"
    }


def test_with_its_last_member_a_household_leaves_the_register_as_a_whole(office, desk, member, record, moved):
    alone = a_registered_household(office, "李三", serial=8)
    last = LeaveMember(member=member("李三"), **DIED)
    assert desk.effects([last]) == [
        "李三 is the last member. The household of 李三 leaves the register as a whole."
    ]
    change = desk.do(last)

    assert record(alone).withdrawn_on == date(2017, 5, 20)
    month = moved("2017-05")
    assert (month["whole_natural_households"], month["natural_decrease_persons"]) == (1, 1)
    assert "closing_households" not in month
    desk.do(change.undo)
    assert moved("2017-05")["closing_households"] == 1
    assert office.read(verify).ok


def test_nobody_dies_before_being_born_or_twice(desk, household, member, record):
    early = LeaveMember(member=member("张老汉"), **{**DIED, "happened_on": date(1940, 1, 1)})
    assert refusal(desk, early) == {
        "happened_on": too_early(
            "Happened on",
            date(1940, 1, 1),
            "Registered on",
            record(household).registered_on,
            f"household 张大有 {record(household).number}",
        )
    }
    father = member("张老汉")
    desk.do(LeaveMember(member=father, **DIED))
    assert refusal(desk, LeaveMember(member=father, **DIED)) == {
        "member": f"member 张老汉 counts no longer since {DIED['happened_on']}; choose another from the list"
    }


def test_a_change_recorded_late_counts_from_its_own_day(office, desk, household, member, moved):
    desk.do(a_birth(household))
    desk.do(LeaveMember(member=member("张老汉"), **{**DIED, "happened_on": date(2017, 2, 3)}))

    assert [(one.happened_on.month, one.persons) for one in changes(office)] == [(2, 4), (5, 5)]
    assert moved("2017-02")["closing_persons"] == moved("2017-05")["opening_persons"] == 4
    assert office.read(verify).ok


def test_an_inspector_changes_nothing(office, household):
    assert list(refusal(office.at(TODAY, INSPECTOR), a_birth(household))) == [""]
