"""Persons named in an act: two are two people, none of them of the household, and no clerk signs for it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from county_desk.models.clue import ClueSource
from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.models.tie import TieKind
from county_desk.models.user import Role
from county_desk.models.visit import VisitPurpose
from county_desk.names import compared
from county_desk.workflow.accounts.people import AddUser
from county_desk.workflow.accounts.ties import DeclareTie
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.cases.persons import named
from county_desk.workflow.cases.steps import RecordAssembly, RecordConsent, RecordVisit
from county_desk.workflow.cases.take_back import WithdrawCase
from county_desk.workflow.monitoring.clues import RecordClue, VerifyClue
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from tests.build import (
    CLERK,
    DAY,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_registered_household,
    an_exit,
    case_of,
    joining,
    post,
    refusal,
    walk,
)
from tests.second_person import in_force

TWICE = ("田小妹,田 小妹", "田小妹、田　小妹", "田小妹；田  小妹", "ｌｉ ｍｉｎｇ，li ming")
OF_HOUSEHOLD = (
    *("张大有、王芳", "张 大有，王芳", "張大有、王芳", "村会计张大有、王芳", "村会计 张大有、王芳"),
    *("乡干部張大有、王芳", "张大有主任、王芳", "张大有（村会计）、王芳", "乡政府张大有(村会计)、王芳"),
    *("支书：张大有、王芳", "CUN 张大有、王芳"),
)
LONG = ("尔古伍达", "支书：尔古伍达", "尔古·伍达", "尔古•伍达", "李建军尔古伍达", "ＬＩ 尔古伍达", "爾古伍達")
WORDS = tuple(
    f"{re.split('[、，]', visitors)[0]} belongs to the household of 张大有, or has the name of a member; "
    "name another person. An administrator declares the account of a namesake"
    for visitors in OF_HOUSEHOLD
)


@pytest.mark.parametrize("text", TWICE)
def test_blanks_and_width_make_no_other_person(text):
    assert len(named(text)) == 1


def test_names_keep_their_order_and_the_first_form():
    assert named("周小妹、田 小妹，周 小妹，田小妹") == ["周小妹", "田 小妹"]
    assert compared("田　小妹") == compared("田小妹")


@pytest.fixture
def listed(office):
    """A case whose list hangs, and its last day of the walk."""
    case = a_household(office)
    day = walk(office, (case,), to="first_disclosure") + DAY
    post(office, (case,), day)
    return case, day


@pytest.mark.parametrize("text", TWICE)
def test_one_person_written_twice_is_not_two_visitors(office, text):
    case = a_household(office)
    day = walk(office, (case,), to="verification") + DAY
    visit = RecordVisit(cases=(case,), done_on=day, visitors=text)
    assert "two people or more" in refusal(office.at(day), visit)["visitors"]


@pytest.mark.parametrize(("visitors", "words"), list(zip(OF_HOUSEHOLD, WORDS, strict=True)))
def test_nobody_visits_the_own_household(office, visitors, words):
    case = a_household(office)
    day = walk(office, (case,), to="verification") + DAY
    visit = RecordVisit(cases=(case,), done_on=day, visitors=visitors)
    assert refusal(office.at(day), visit) == {"visitors": words}
    declared_namesake(office, day, case)
    office.at(day).do(replace(visit, disqualified=False))


def declared_namesake(office, day, case):
    """An account of a person who only bears the name of the head of a household."""
    village, household = office.place("大河村"), case_of(office, case).household_id
    clerk = in_force(office, AddUser(name="张大有", role=Role.VILLAGE_CLERK, place=village), day).id
    tie = DeclareTie(user=clerk, kind=TieKind.NAMESAKE, household=household, since=day)
    in_force(office, tie, day)


@pytest.mark.parametrize("visitor", LONG)
@pytest.mark.parametrize("head", ["尔古伍达", "尔古·伍达"])
def test_a_name_of_several_parts_is_known_with_and_without_its_dot(office, head, visitor):
    case = a_household(office, head)
    day = walk(office, (case,), to="verification") + DAY
    visit = RecordVisit(cases=(case,), done_on=day, visitors=f"{visitor}、王芳")
    assert f"belongs to the household of {head}" in refusal(office.at(day), visit)["visitors"]


@pytest.mark.parametrize("visitors", ["欧阳大有、王芳", "张大、王芳", "张大有为、王芳", "小张大有、王芳"])
def test_who_only_has_a_part_of_a_name_visits(office, visitors):
    case = a_household(office, "阳大有" if visitors.startswith("欧") else "张大有")
    day = walk(office, (case,), to="verification") + DAY
    office.at(day).do(RecordVisit(cases=(case,), done_on=day, visitors=visitors, disqualified=False))


def test_nobody_acts_in_a_case_of_the_own_household(office):
    case = a_household(office, CLERK, by=TOWNSHIP)
    day = date(2016, 10, 9)
    meeting = {"due": 36, "present": 31, "in_favour": 29}
    assemblies = RecordAssembly(cases=(case,), done_on=day, **meeting)
    for act in (assemblies, WithdrawCase(cases=(case,), reason="农户撤回")):
        assert f"{CLERK} belongs to this household" in refusal(office.at(day), act)[""]
    office.at(day, TOWNSHIP).do(assemblies)


@pytest.mark.parametrize("text", TWICE)
def test_one_person_written_twice_is_not_two_investigators(office, listed, text):
    case, day = listed
    assert "two people or more" in settled(office, case, day, text).lower()


@pytest.mark.parametrize("whole", [True, False])
def test_nobody_investigates_an_objection_to_the_own_household(office, listed, whole):
    case, day = listed
    assert settled(office, None if whole else case, day, "张大有、王芳") == WORDS[0]


def test_an_official_complained_of_is_known_whatever_the_blanks(office, listed):
    case, day = listed
    assert "does not investigate" in settled(office, case, day, "李 四、王芳", complained_of="李四")
    own = settled(office, case, day, "赵六、孙七", complained_of="王　芳", field="")
    assert own == "王芳 is complained of in this objection; another person settles it"


def settled(office, case, day, investigators, field="investigators", **about):
    """Why an objection cannot be settled by these investigators."""
    told = {"disclosure": 1, "case": case, "channel": Channel.LETTER, "words": f"有车：{field}"}
    objection = office.at(day).do(RecordObjection(received_on=day, **told, **about)).id
    found = {"investigators": investigators, "reply": "不属实", "settled_on": day}
    command = SettleObjection(objection=objection, finding=ObjectionFinding.REJECTED, **found)
    return refusal(office.at(day), command)[field]


@pytest.mark.parametrize("visitors", ["郑宝", "郑宝，郑 宝", "", "郑宝、无", "郑宝、無"])
def test_a_clue_is_verified_by_two(office, visitors):
    day, household = date(2022, 3, 1), a_registered_household(office)
    about = {"source": ClueSource.HOTLINE, "risks": "因病", "found_on": day}
    clue = office.at(day).do(RecordClue(household=household, **about)).id
    found = {"verified_on": day, "authorised": True, "finding": "属实"}
    verifying = VerifyClue(clue=clue, visitors=visitors, **found)
    assert "two people or more" in refusal(office.at(day), verifying)["visitors"]
    own = VerifyClue(clue=clue, visitors=OF_HOUSEHOLD[0], **found)
    assert refusal(office.at(day), own) == {"visitors": WORDS[0]}
    office.at(day).do(VerifyClue(clue=clue, visitors="郑宝、王芳", **found))


def test_a_member_of_the_household_is_no_visitor_of_it(office):
    day, household = date(2017, 3, 1), a_registered_household(office)
    office.at(day).do(joining(household, day, name="王秀田", relation="配偶", id_number="990101196807250026"))
    about = {"visited_on": day, "purpose": VisitPurpose.OTHER, "found": "稳定"}
    visit = RecordHouseholdVisit(household=household, visitors="王 秀田", **about)
    assert "belongs to the household of 张大有" in refusal(office.at(day), visit)["visitors"]
    office.at(day).do(RecordHouseholdVisit(household=household, visitors="郑宝", **about))


@pytest.mark.parametrize(
    ("visitors", "words"),
    [
        ("张三、张 三", "张 三 stands here twice"),
        ("，", "Name the people, separated by commas"),
        ("无", "Name the people, separated by commas"),
    ],
)
def test_a_visit_names_distinct_people(office, visitors, words):
    day, household = date(2017, 3, 1), a_registered_household(office)
    about = {"visited_on": day, "purpose": VisitPurpose.OTHER, "found": "稳定"}
    visit = RecordHouseholdVisit(household=household, visitors=visitors, **about)
    assert refusal(office.at(day), visit) == {"visitors": words}


def test_a_clerk_of_the_case_is_nobodys_representative(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=date(2017, 5, 10))
    day = walk(office, (case,), to="consent") + DAY
    for clerk in (VILLAGE, CLERK, "王　芳"):
        told = {"relation": "村干部", "representing": "不在家", "signed_by": clerk}
        consent = RecordConsent(cases=(case,), done_on=day, **told)
        words = f"{clerk} entered or handled this case and represents nobody in it"
        assert refusal(office.at(day, VILLAGE), consent) == {"signed_by": words}
    told = {"relation": "堂兄", "representing": "不在家", "signed_by": "张大力"}
    office.at(day, VILLAGE).do(RecordConsent(cases=(case,), done_on=day, **told))


def test_a_meeting_of_one_is_none(office):
    case = a_household(office)
    assert case_of(office, case).step == "village_review"
    day = date(2016, 10, 9)
    alone = RecordAssembly(cases=(case,), done_on=day, due=1, present=1, in_favour=1)
    assert refusal(office.at(day), alone) == {
        "present": "A meeting of one is none; two people or more attend it"
    }
