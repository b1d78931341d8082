"""Announcing: the notice is numbered and frozen, the cases end, and the register changes."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.case import Case
from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.models.exit import Exit
from county_desk.models.household import Standing
from county_desk.models.notice import Notice
from county_desk.models.place import Place
from county_desk.rules.grace import years_later
from county_desk.rules.step_kinds import StepKind
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.cases.papers import VoidNotice, facts_of
from county_desk.workflow.command import Refused
from county_desk.workflow.registry import SetContact
from tests.build import (
    CLERK,
    DAY,
    FOUNDED,
    TOWNSHIP,
    a_household,
    a_registered_household,
    an_exit,
    household_of,
    refusal,
    states,
    two_households,
    walk,
)
from tests.refusals import outside
from tests.workflow.watching import FOUND, a_case, look, set_line


def notices(office):
    """Everything that was issued, oldest first."""
    return office.read(lambda session: list(session.scalars(select(Notice).order_by(Notice.id))))


def approved(office, *cases):
    """Walk cases to their approval; returns the day after it."""
    return walk(office, cases, to="announcement") + DAY


def test_an_announcement_ends_the_cases_of_one_village(office):
    cases = two_households(office)
    day = approved(office, *cases)
    change = office.at(day).do(Announce(cases=cases, announced_on=day))
    assert states(office, *cases) == [("done", "announcement")] * 2
    assert change.summary == "2 cases of 大河村 announced: 青岚〔2016〕1号"
    facts = office.read(lambda session: facts_of(session, change.id))
    assert [row.name for row in facts.rows] == ["张大有", "王秀田"]
    assert (facts.issuer, facts.decided_by) == ("青岚县扶贫开发办公室", "青岚县扶贫开发领导小组")


def test_nothing_is_announced_before_it_was_approved(office):
    case = a_household(office)
    day = walk(office, (case,), to="county_decision")
    assert refusal(office.at(day), Announce(cases=(case,), announced_on=day)) == {
        "": f"Case {case} (张大有) is not approved: In progress, it waits for “Decision by the county”"
    }
    assert refusal(office.at(day), Announce(cases=(), announced_on=day)) == {
        "cases": "Choose at least one case"
    }


def test_an_announcement_is_dated_between_the_approval_and_today(office):
    case = a_household(office)
    day = approved(office, case)
    assert refusal(office.at(day), Announce(cases=(case,), announced_on=day + DAY)) == {
        "announced_on": f"“Announced on” {day + DAY} has not come yet; today is {day}"
    }
    assert refusal(office.at(day), Announce(cases=(case,), announced_on=day - 2 * DAY)) == {
        "announced_on": f"A paper bears the day on which it is issued, {day}; {day - 2 * DAY} is over"
    }


def test_each_village_has_an_announcement_of_its_own(office):
    here, there = a_household(office), a_household(office, "王秀田", serial=2, village="柳湾村")
    days = [approved(office, case) for case in (here, there)]
    both = Announce(cases=(here, there), announced_on=max(days))
    assert refusal(office.at(max(days)), both) == {
        "": f"Case {there} (王秀田) is not of 大河村; each place has a list of its own"
    }


def test_a_case_is_announced_once(office):
    case = a_household(office)
    walk(office, (case,))
    day = date(2016, 12, 30)
    assert refusal(office.at(day), Announce(cases=(case,), announced_on=day)) == {
        "": f"Case {case} (张大有) has ended: Announced"
    }


def test_the_number_of_a_void_notice_is_never_used_again(office):
    first = a_household(office)
    day = walk(office, (first,), to="township_review")
    office.at(day).do(VoidNotice(notice=1, reason="名单有误"))
    second = a_household(office, "王秀田", serial=2)
    walk(office, (second,), to="township_review")
    assert [notice.number for notice in notices(office)] == ["城关大河〔2016〕1号", "城关大河〔2016〕2号"]
    assert notices(office)[0].void_reason == "名单有误"


def test_numbers_begin_again_each_year(office):
    walk(office, (a_household(office),), to="township_review")
    later = a_household(office, "王秀田", serial=2, received_on=date(2017, 3, 1))
    walk(office, (later,), to="township_review")
    assert [notice.number for notice in notices(office)] == ["城关大河〔2016〕1号", "城关大河〔2017〕1号"]


def test_a_number_carries_the_agency_code_of_the_office(office):
    case = a_household(office)
    day = approved(office, case)
    county = office.place("青岚县", "青岚市")
    office.at(day).do(SetContact(place=county, telephone="0000-1234503", agency_code="青扶办"))
    office.at(day).do(Announce(cases=(case,), announced_on=day))
    assert notices(office)[-1].number == "青扶办〔2016〕1号"


def test_a_code_that_another_office_used_before_gives_no_number_twice(office):
    first, second = a_household(office), a_household(office, "王秀田", serial=2, township="青山镇")
    here, there = office.place("大河村"), office.place("大河村", "青山镇")
    desk = office.at(FOUNDED)
    desk.do(SetContact(place=here, telephone="0000-1234501", agency_code="大河委"))
    walk(office, (first,), to="township_review")
    desk.do(SetContact(place=here, telephone="0000-1234501", agency_code=""))
    desk.do(SetContact(place=there, telephone="0000-1234502", agency_code="大河委"))
    walk(office, (second,), to="township_review")
    assert [notice.number for notice in notices(office)] == ["大河委〔2016〕1号", "大河委〔2016〕2号"]


def test_a_village_named_like_its_township_does_not_repeat_the_name(office):
    case, place = a_household(office), office.place("大河村")
    with office.at(FOUNDED).sessions.begin() as session:
        village = session.get_one(Place, place)
        village.name, village.short = "城关村", "城关"
    walk(office, (case,), to="township_review")
    assert [notice.number for notice in notices(office)] == ["城关镇城关村〔2016〕1号"]


def test_a_notice_is_declared_void_once_and_with_a_reason(office):
    day = walk(office, (a_household(office),), to="township_review")
    desk = office.at(day)
    assert refusal(desk, VoidNotice(notice=7, reason="名单有误")) == {
        "notice": "There is no notice 7; choose it from the list"
    }
    assert refusal(desk, VoidNotice(notice=1, reason=" ")) == {"reason": "Give the reason"}
    assert refusal(office.at(day, "钱江"), VoidNotice(notice=1, reason="名单有误")) == {"": outside()}
    desk.do(VoidNotice(notice=1, reason="名单有误"))
    assert refusal(desk, VoidNotice(notice=1, reason="名单有误")) == {"": f"This notice is void since {day}"}


def test_guizhou_names_the_days_of_appeal_on_its_announcement(guizhou):
    case = a_household(guizhou, received_on=date(2016, 11, 8))
    walk(guizhou, (case,))
    assert notices(guizhou)[-1].facts["appeal_days"] == 7


def test_a_notice_is_anchored_in_the_history_before_it(office):
    case = a_household(office)
    day = approved(office, case)
    before = office.at(day).do(an_idle_act(office)).seal
    office.at(day).do(Announce(cases=(case,), announced_on=day))
    assert notices(office)[-1].anchor == before


def an_idle_act(office):
    """An act that has nothing to do with the case."""
    return SetContact(place=office.place("柳湾村"), telephone="0000-1234577")


def test_an_exit_ends_the_poverty_but_not_the_support(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=date(2017, 5, 10))
    day = walk(office, (case,))
    found = household_of(office, household)
    assert (found.standing, found.exited_on) == (Standing.EXITED, day)
    assert found.grace_until == day.replace(year=2022)
    left = office.read(lambda session: session.scalars(select(Exit)).one())
    assert (left.case_id, left.household_id, left.persons) == (case, household, 1)
    assert (left.exited_on, left.grace_until) == (day, found.grace_until)
    assert notices(office)[-1].facts["grace_until"] == found.grace_until.isoformat()


def test_five_years_from_a_leap_day_end_in_february():
    assert years_later(date(2016, 2, 29), 5) == date(2021, 2, 28)
    assert years_later(date(2016, 2, 29), 4) == date(2020, 2, 29)
    assert years_later(date(2016, 5, 10), 5) == date(2021, 5, 10)


def test_a_notice_says_whether_anybody_objected_before(office):
    cases = two_households(office)
    day = walk(office, cases, to="first_disclosure") + DAY
    office.at(day).do(OpenDisclosure(cases=cases, opened_on=day))
    letter = RecordObjection(
        disclosure=1, received_on=day, channel=Channel.LETTER, words="家有小汽车", case=cases[1]
    )
    office.at(day).do(letter)
    rejected = {"finding": ObjectionFinding.REJECTED, "investigators": "郑宝，赵敏", "reply": "车系其弟所有"}
    office.at(day).do(SettleObjection(objection=1, settled_on=day, **rejected))
    day += 7 * DAY
    office.at(day).do(CloseDisclosure(disclosure=1, closed_on=day))
    walk(office, cases)
    assert [notice.facts["done"]["objections"] for notice in notices(office)] == [None, 1, 1]


def test_a_notice_that_nobody_objected_to_says_so(office):
    walk(office, (a_household(office),))
    assert [notice.facts["done"]["objections"] for notice in notices(office)] == [None, 0, 0]


def test_a_notice_keeps_the_steps_before_it_that_their_declaration_names(office, monkeypatch):
    monkeypatch.setattr(StepKind.VISIT, "type", replace(StepKind.VISIT.type, mention="听证会"))
    walk(office, (a_household(office),))
    assert [notice.facts["done"]["further"] for notice in notices(office)] == [["visit"]] * 3


def test_a_paper_never_carries_the_number_of_a_villager(office):
    with pytest.raises(Refused, match="leave the number out"):
        a_household(office, group_name="990101196503120011")
    case = a_household(office)
    with office.at(FOUNDED).sessions.begin() as session:
        session.get_one(Case, case).household.group_name = "990101196503120011"  # as a workbook left it
    day = walk(office, (case,), to="first_disclosure")
    with pytest.raises(Refused, match="must not carry this number"):
        office.at(day).do(OpenDisclosure(cases=(case,), opened_on=day))
    assert notices(office) == []


def test_a_township_announces_what_belongs_to_its_level_and_nothing_of_the_county(office):
    case = a_household(office)
    day = approved(office, case)
    command = Announce(cases=(case,), announced_on=day)
    assert refusal(office.at(day, TOWNSHIP), command) == {
        "": "“Announcement” is for the County; 赵敏 is Township clerk"
    }
    set_line(office)
    watched = a_case(office, serial=9)
    look(office, watched, FOUND + 2 * DAY)
    day = walk(office, (watched,), to="monitoring_announcement", by={StepKind.ASSEMBLY: CLERK}) + DAY
    office.at(day, TOWNSHIP).do(Announce(cases=(watched,), announced_on=day))
    assert states(office, watched) == [("done", "monitoring_announcement")]
