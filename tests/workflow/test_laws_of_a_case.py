"""Orders of acts and days that no rule allows are refused, and facts are judged by the law of their year."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from county_desk.models.household import Household
from county_desk.rules.procedures import Procedures
from county_desk.tables.cases.case_detail import case_detail
from county_desk.tables.cases.evidence import evidence_of
from county_desk.text import language
from county_desk.workflow.cases.filing import FileHousehold, OpenCase
from county_desk.workflow.cases.receiving import JudgeByYear
from county_desk.workflow.cases.village_filing import FileVillage
from county_desk.workflow.checks import household_check
from county_desk.workflow.gate.records import record_words
from county_desk.workflow.registry import RecordYear
from tests.build import (
    DAY,
    INSPECTOR,
    TOWNSHIP,
    a_registered_household,
    an_id_number,
    case_of,
    post,
    refusal,
    walk,
)
from tests.day_words import too_early
from tests.second_person import settled

LATER = date(2017, 5, 10)
ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`((?:\w+/)?test_\w+\.py)::(test_\w+)`")


def test_each_law_of_the_list_names_a_test_that_there_is():
    lists = [(ROOT / "docs" / name).read_text("utf8") for name in ("laws.md", "laws.zh.md")]
    named, chinese = (NAMED.findall(text) for text in lists)
    assert named == chinese, "both languages name the same laws in the same order"
    assert len(named) == len(re.findall(r"^\d+\.\d+\. ", lists[0], re.MULTILINE))
    gone = [
        f"{file}::{test}"
        for file, test in named
        if f"def {test}(" not in (ROOT / "tests" / "workflow" / file).read_text("utf8")
    ]
    assert gone == []


@pytest.fixture
def household(office):
    """A household that was registered on 17 November 2016."""
    return a_registered_household(office)


def an_exit_of(household, **about):
    asked = {"kind": "household_exit", "year": 2017, "received_on": LATER}
    return OpenCase(household=household, **(asked | about))


def registered_on(office, household):
    return office.read(lambda session: session.get_one(Household, household).registered_on)


def test_an_exit_is_received_after_the_registration(office, household):
    day = date(2016, 10, 1)
    registered = registered_on(office, household)
    name = office.read(lambda session: record_words(session, session.get_one(Household, household)))
    assert refusal(office.at(LATER), an_exit_of(household, year=2016, received_on=day)) == {
        "received_on": too_early("Received on", day, "Registered on", registered, name)
    }


def test_the_year_of_a_case_has_begun(office, household):
    reason = {"year": "“Year” 2018 is no year of this register; it takes 2013 (first registration) to 2017"}
    assert refusal(office.at(LATER), an_exit_of(household, year=2018)) == reason
    application = FileHousehold(
        village=office.place("大河村"),
        head="李有田",
        id_number=an_id_number(9),
        persons=1,
        year=2018,
        received_on=LATER,
    )
    assert refusal(office.at(LATER), application) == reason
    village = FileVillage(
        village=office.place("大河村"),
        kind="village_registration",
        year=2018,
        received_on=LATER,
        persons=100,
        poor_persons=3,
    )
    assert refusal(office.at(LATER), village) == reason


def test_the_procedure_names_the_year_of_a_case(office, household):
    exit_ = an_exit_of(household, year=2016)
    assert refusal(office.at(LATER), exit_) == {
        "year": "“Exit of households” judges a case received on 2017-05-10 by 2017; to depart from it, open "
        "the case and then use “Judge by another year”"
    }
    case = office.at(LATER).do(replace(exit_, year=None)).id
    assert case_of(office, case).year == 2017


def judged_by(case, year, **about):
    grounds = {"reason": "2017年数据未出", "document": "青政办〔2017〕3号"}
    return JudgeByYear(case=case, year=year, **(grounds | about))


def test_another_year_is_a_departure_of_two_persons_with_its_document(office, household):
    case = office.at(LATER).do(an_exit_of(household)).id
    desk = office.at(LATER, TOWNSHIP)
    assert refusal(desk, judged_by(case, 2016, document=" ")) == {
        "document": "A departure from the rule rests on a document; name it"
    }
    assert refusal(desk, judged_by(case, 2017)) == {"year": "Case 2 is judged by 2017 already"}
    change = desk.do(judged_by(case, 2016))
    assert case_of(office, case).year == 2017, "it waits for a second person"
    settled(office, change, LATER)
    assert case_of(office, case).year == 2016
    detail = office.read(lambda session: case_detail(session, case))
    procedure = office.policy.procedures.version("national/household_exit-2016")
    line = next(each for each in evidence_of(detail, procedure) if each.item == "Year")
    assert (line.claimed, line.checked, line.source) == ("2016", "2017", "The procedure")
    day = walk(office, (case,), to="disclosure") + DAY
    post(office, (case,), day)
    again = judged_by(case, 2017)
    assert "was posted as judged by 2016; return it first" in refusal(office.at(day, TOWNSHIP), again)[""]


def test_no_exit_lies_before_the_identification(office, household):
    case = office.at(LATER).do(an_exit_of(household)).id
    with office.sessions.begin() as session:
        session.get_one(Household, household).identified = "201703"
    desk = office.at(LATER, TOWNSHIP)
    assert refusal(desk, judged_by(case, 2016)) == {
        "year": "The household of 张大有 was identified in 2017; 2016 lies before it"
    }
    with language("zh"):
        found = refusal(desk, judged_by(case, 2016))
    assert found == {"year": "张大有户2017年识别，2016年在此之前"}


def test_no_day_of_receipt_reaches_a_procedure_that_has_ended(office, household):
    desk = office.at(date(2021, 1, 11))
    late = an_exit_of(household, year=2020, received_on=date(2020, 12, 31), late_reason="补录")
    assert "ended on 2020-12-31" in refusal(desk, late)["received_on"]
    in_time = replace(late, late_reason="")
    assert office.at(date(2021, 1, 10)).problems(in_time) == {}


def test_a_late_receipt_waits_for_a_second_person(office, household):
    late = an_exit_of(household)
    day = LATER + 11 * DAY
    assert set(refusal(office.at(day), late)) == {"late_reason"}
    change = office.at(day).do(replace(late, late_reason="村里迟报"))
    opened = settled(office, change, day)
    assert case_of(office, opened.id).received_on == LATER


def test_nothing_of_a_procedure_that_has_ended_can_be_begun(office, household):
    shipped = office.policy.procedures.versions()
    ended = Procedures([replace(each, until=date(2016, 12, 31), afterwards="") for each in shipped])
    office = replace(office, policy=replace(office.policy, procedures=ended))
    assert refusal(office.at(LATER), an_exit_of(household)) == {
        "received_on": "“Exit of households” ended on 2016-12-31; cases begun before are finished under it"
    }
    with language("zh"):
        found = refusal(office.at(LATER), an_exit_of(household))
    assert found == {"received_on": "“贫困户退出”止于2016-12-31，此前受理的按原规定办完"}


def test_an_income_is_judged_by_the_line_of_its_own_year_however_late(office, household):
    figures = {"net_income": Decimal("9450"), "housing_grade": "A", "housing_area": Decimal(60)}
    office.at(LATER).do(RecordYear(household=household, year=2016, reason="更正", **figures))
    for day in (date(2016, 12, 31), date(2019, 1, 5), date(2026, 11, 27)):
        check = household_check(office.at(day, INSPECTOR), household, 2016)
        found = {leaf.label: leaf for leaf in check.finding.reasons()}
        assert found["Net income a head"].needed.number == Decimal(3146), day
        assert found["Safe drinking water"].weighs is False, day
