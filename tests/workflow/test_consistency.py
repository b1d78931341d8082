"""The checks over the register: what they find, where, and how a county takes them otherwise."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.intake.comparing.reading_terms import reading_terms
from county_desk.models.case import StepOutcome
from county_desk.models.check import CheckSetting
from county_desk.models.disclosure import Disclosure
from county_desk.models.household import Member, MemberYear, Standing
from county_desk.models.monitored import Monitored
from county_desk.models.notice import Notice
from county_desk.models.village import Source, VillageYear
from county_desk.progress import Cancelled
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.rules.checks.running import Switch
from county_desk.workflow.consistency import check_register, list_checks
from county_desk.workflow.consistency_settings import SetCheck, WithdrawCheck, switches
from tests.build import ADMINISTRATOR, CLERK, an_id_number, refusal
from tests.registers import a_household, announced, disclosed, step, village
from tests.second_person import in_force

TODAY = date(2016, 11, 24)


@pytest.fixture
def clerk(guizhou):
    return guizhou.at(TODAY, CLERK)


@pytest.fixture
def administrator(guizhou):
    return guizhou.at(TODAY, ADMINISTRATOR)


def a_family(session, where=None, number="A1", **about):
    """Two people of whom nothing is wrong; `child` are the facts of the second in 2016."""
    child, years = about.pop("child", {}), about.pop("years", {})
    household = a_household(session, where, number=number, persons=2, years=years, **about)
    household.members[0].id_number = an_id_number(11)
    household.members.append(
        Member(position=2, name="张小明", relation="之子", id_number=an_id_number(13), born_on=None)
    )
    if child:
        household.members[1].years.append(MemberYear(year=2016, **child))
    session.flush()
    return household


def found(desk, year=2016, **about):
    """What the checks find, as (number, household, column)."""
    report = desk.read(check_register, desk.policy, year, TODAY, **about)
    return [(hit.number, hit.household, hit.field) for hit in report.hits]


def test_a_contradiction_is_found_with_its_household_and_column(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        a_family(session, cause="因学", child={"schooling": "非在校生", "education": "初中"})
        child = session.scalars(select(Member).where(Member.position == 1)).one()
        child.years.append(
            MemberYear(year=2016, schooling="非在校生", education="初中", health="健康", labour="普通劳动力")
        )
    report = clerk.read(check_register, clerk.policy, 2016, TODAY, only={"D72"})
    (hit,) = report.hits
    assert (hit.number, hit.level, hit.household, hit.field, hit.value) == (
        "D72",
        CheckLevel.WARNING,
        "A1",
        "致贫原因",
        "因学",
    )
    assert (hit.township, hit.village) == ("城关镇", "大河村")
    assert hit.sentence == "Poor by the cost of schooling, but nobody is at school."
    assert {row.number: row.hits for row in report.checks if row.hits} == {"D72": 1}
    assert (report.households, report.persons) == (1, 2)


def test_numbers_of_people_are_covered(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        household = a_family(session)
        household.members[1].id_number = an_id_number(13)[:17]
        household.telephone = "1390000"
    report = clerk.read(check_register, clerk.policy, 2016, TODAY, only={"D01", "D08"})
    assert sorted((hit.number, hit.field) for hit in report.hits) == [
        ("D01", "身份证号"),
        ("D08", "联系电话"),
    ]
    number = next(hit.value for hit in report.hits if hit.number == "D01")
    assert "*" in number
    assert all(an_id_number(13)[6:14] not in hit.value + hit.sentence for hit in report.hits)


def test_one_person_in_two_households_is_found_in_both(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        a_family(session, number="A1")
        a_family(session, village(session, "柳湾"), number="B2")
    assert {(number, household) for number, household, _ in found(clerk, only={"D04"})} == {
        ("D04", "A1"),
        ("D04", "B2"),
    }


def test_a_run_can_be_about_one_village_or_township(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        a_family(session, number="A1")
        other = village(session, "柳湾")
        a_family(session, other, number="B2")
        elsewhere = village(session, "上坝", "青山镇")
        a_family(session, elsewhere, number="C3")
        there, town = other.id, elsewhere.parent_id
    assert [household for _n, household, _f in found(clerk, within=there, only={"D04"})] == ["B2", "B2"]
    assert {household for _n, household, _f in found(clerk, within=town, only={"D04"})} == {"C3"}
    report = clerk.read(check_register, clerk.policy, 2016, TODAY, only={"D04"})
    assert [hit.household for hit in report.within()] == [hit.household for hit in report.hits]
    assert [hit.household for hit in report.within("城关镇", "柳湾村")] == ["B2", "B2"]


def test_what_does_not_count_any_longer_is_not_checked(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        a_family(session, number="A1", standing=Standing.REMOVED)
        gone = a_family(session, number="B2")
        gone.withdrawn_on = TODAY
    assert found(clerk) == []


def test_a_household_that_left_is_held_against_the_line_and_the_guarantees(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        facts = {"persons": 2, "income_per_head": Decimal("3000"), "housing_grade": "D", "safe_water": True}
        a_family(session, standing=Standing.EXITED, years={2016: facts})
    assert found(clerk, only={"D56", "D65"}) == [("D56", "A1", "人均纯收入"), ("D65", "A1", "危房等级")]


def test_a_watched_household_is_checked_whether_or_not_it_stands_in_the_register(guizhou, clerk):
    facts = {"识别监测时间": "202301", "风险消除时间": "202303", "风险是否消除": "是"}
    with guizhou.sessions.begin() as session:
        household = a_family(session)
        about = {"head": "张大有", "village_id": household.village_id, "facts": facts}
        session.add(Monitored(household_id=household.id, number="A1", **about))
        session.add(Monitored(household_id=None, number="X9", **about))
    assert found(clerk, 2023, only={"M02"}) == [
        ("M02", "A1", "风险消除时间"),
        ("M02", "X9", "风险消除时间"),
    ]


def test_a_village_is_held_against_its_households(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        household = a_family(session, years={2016: {"arable_land": Decimal("12.5")}})
        given = VillageYear(village_id=household.village_id, year=2016, source=Source.TABLE, persons=900)
        given.facts = {"耕地面积": 10, "总户数": 310}
        session.add(given)
    assert [(number, field) for number, _h, field in found(clerk, only={"B01", "B05"})] == [
        ("B05", "耕地面积")
    ]


def test_a_run_can_be_stopped(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        a_family(session)

    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        found(clerk, progress=stop)


def test_a_run_says_that_it_began_before_it_counts_the_households(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        a_family(session)
    told = []
    found(clerk, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 0), (0, 1), (1, 1)]


def test_a_check_that_is_part_of_reading_a_cell_is_switched_for_the_register_alone_and_says_so(guizhou):
    change = in_force(
        guizhou, SetCheck(check="D02", year=2016, level=CheckLevel.OFF, reason="旧号较多"), TODAY
    )
    assert "cells of a workbook are read as ever" in change.summary


def test_a_county_takes_a_check_otherwise_for_a_year_and_back(guizhou, administrator):
    setting = SetCheck(check="D72", year=2016, level=CheckLevel.ERROR, reason="省检查组要求")
    change = in_force(guizhou, setting, TODAY)
    assert change.summary.endswith("D72 Poor by schooling, yet nobody at school: Error for 2016")
    assert administrator.read(switches, 2016) == (Switch("D72", "error"),)
    assert administrator.read(switches, 2017) == ()
    assert administrator.read(reading_terms, 2016, TODAY).switches == (Switch("D72", "error"),)
    row = next(r for r in administrator.read(list_checks, 2016, "guizhou") if r.number == "D72")
    assert (row.level, row.usual, row.own) == (CheckLevel.ERROR, CheckLevel.WARNING, "省检查组要求")
    in_force(guizhou, WithdrawCheck(check="D72", year=2016), TODAY)
    assert administrator.read(switches, 2016) == ()


def test_a_check_says_where_it_is_made(administrator):
    where = {row.number: row.where for row in administrator.read(list_checks, 2016, "guizhou")}
    assert {number: where[number] for number in ("D52", "D04", "M08", "M31", "R01")} == {
        "D52": "Register and lists",
        "D04": "Register alone",
        "M08": "Lists that are read",
        "M31": "Signals of monitoring",
        "R01": "Files that are compared",
    }


def test_the_second_setting_of_a_check_takes_the_place_of_the_first(guizhou, administrator):
    for level in (CheckLevel.ERROR, CheckLevel.OFF):
        in_force(guizhou, SetCheck(check="D72", year=2016, level=level, reason="一"), TODAY)
    assert administrator.read(switches, 2016) == (Switch("D72", "off"),)
    assert administrator.read(lambda session: len(list(session.scalars(select(CheckSetting))))) == 1


def test_what_is_withdrawn_can_be_set_again(guizhou, administrator):
    setting = SetCheck(check="D72", year=2016, level=CheckLevel.OFF, reason="一")
    in_force(guizhou, setting, TODAY)
    in_force(guizhou, WithdrawCheck(check="D72", year=2016), TODAY)
    assert administrator.read(switches, 2016) == ()
    in_force(guizhou, setting, TODAY)
    assert administrator.read(switches, 2016) == (Switch("D72", "off"),)


@pytest.mark.parametrize(
    ("about", "field"),
    [({"check": "D99"}, "check"), ({"reason": " "}, "reason")],
)
def test_a_setting_names_a_check_and_says_why(administrator, about, field):
    given = {"check": "D72", "year": 2016, "level": CheckLevel.OFF, "reason": "一"} | about
    assert list(refusal(administrator, SetCheck(**given))) == [field]


def test_a_setting_is_for_the_administrator(clerk):
    setting = SetCheck(check="D72", year=2016, level=CheckLevel.OFF, reason="一")
    assert "Administrator" in refusal(clerk, setting)[""]


def test_a_check_that_is_off_finds_nothing_and_says_so(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        a_family(session, number="A1")
        a_family(session, village(session, "柳湾"), number="B2")
    in_force(guizhou, SetCheck(check="D04", year=2016, level=CheckLevel.OFF, reason="一"), TODAY)
    report = clerk.read(check_register, clerk.policy, 2016, TODAY)
    row = next(row for row in report.checks if row.number == "D04")
    assert (row.hits, report.of("D04")) == (None, [])


def test_a_case_that_was_announced_without_approval_or_signature_is_found(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        household = a_family(session)
        case = announced(session, "household_exit", date(2016, 11, 20), of=household)
        case.procedure = "guizhou/household_exit-2017"
        announced(session, "household_exit", date(2016, 11, 20), of=household)  # of no known procedure
    assert [number for number, _h, _f in found(clerk, only={"P06", "P08"})] == ["P06", "P08"]


def test_a_posting_is_held_against_its_days_and_objections(guizhou, clerk):
    with guizhou.sessions.begin() as session:
        household = a_family(session)
        case = announced(session, "household_exit", date(2016, 11, 20), of=household)
        case.procedure = "guizhou/household_exit-2017"
        disclosed(session, case, date(2016, 11, 1), date(2016, 11, 7), objections=1)
    assert [number for number, _h, _f in found(clerk, only={"P02", "P04", "P10"})] == ["P04"]


@pytest.mark.parametrize(
    ("votes", "wrong"),
    [
        ({"due": 60, "present": 40, "in_favour": 27}, []),
        ({"due": 60, "present": 39, "in_favour": 27}, ["39 of 60 attended"]),
        ({"due": 60, "present": 40, "in_favour": 20}, ["20 of 40 were in favour"]),
    ],
)
def test_a_meeting_is_held_against_its_quorum_and_majority(guizhou, clerk, votes, wrong):
    with guizhou.sessions.begin() as session:
        household = a_family(session)
        case = announced(session, "household_exit", date(2016, 11, 20), of=household)
        case.procedure = "guizhou/household_exit-2017"
        step(session, case, "village_review", StepOutcome.PASSED, date(2016, 11, 1), facts=votes)
    report = clerk.read(check_register, clerk.policy, 2016, TODAY, only={"P05"})
    assert [hit.sentence.partition(": ")[2].partition(",")[0] for hit in report.hits] == wrong


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([{"group": "一组", "persons": 2}], []),
        ([{"group": "一组", "persons": 3}], ["P10"]),
        ([{"group": "一组", "persons": 2}] * 2, ["P10"]),
        ([{"group": "一组", "persons": None}], []),
    ],
)
def test_the_paper_of_a_posting_is_held_against_its_list(guizhou, clerk, rows, wrong):
    with guizhou.sessions.begin() as session:
        household = a_family(session)
        case = announced(session, "household_exit", date(2016, 11, 20), of=household)
        case.procedure = "guizhou/household_exit-2017"
        disclosed(session, case, date(2016, 11, 1), date(2016, 11, 7))
        paper = Notice(
            kind="household_exit_disclosure",
            place_id=case.place_id,
            year=2016,
            serial=1,
            number="一",
            issued_on=date(2016, 11, 1),
            issued_at=datetime(2016, 11, 1, tzinfo=UTC),
            issued_by=1,
            facts={"rows": rows},
            digest="",
            anchor="",
        )
        session.add(paper)
        session.flush()
        session.scalars(select(Disclosure)).one().notice_id = paper.id
    assert [number for number, _h, _f in found(clerk, only={"P10"})] == wrong
