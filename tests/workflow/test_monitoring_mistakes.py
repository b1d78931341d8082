"""Bad input around monitoring: each is refused in words that name the place and the cure."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.models.clue import Clue, ClueSource
from county_desk.models.monitored import Monitored
from county_desk.rules.monitoring_rules import entry_window
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.steps import RecordRiskVisit
from county_desk.workflow.life.moving import MoveHousehold
from county_desk.workflow.monitoring.clues import RecordClue, VerifyClue
from county_desk.workflow.monitoring.entering import OpenMonitoring
from county_desk.workflow.monitoring.risks import SetRisks
from county_desk.workflow.monitoring.visits import RecordMonitoringVisit
from county_desk.workflow.policy.own_figures import SetParameter
from tests.build import ADMINISTRATOR, DAY, an_id_number, case_of, refusal
from tests.day_words import too_early
from tests.workflow.watching import FOUND, a_case, a_clue, announced, set_line, verified


@pytest.fixture
def office(office):
    """The office of a county that has entered this year's line."""
    set_line(office)
    return office


def clue(office, **about):
    asked = {"source": ClueSource.ROUND, "risks": "因学", "found_on": FOUND, **about}
    return refusal(office.at(FOUND), RecordClue(**asked))


def test_a_clue_is_about_a_household_or_a_village_of_the_county(office):
    assert clue(office, household=99) == {"household": "There is no household 99; choose it from the list"}
    assert list(clue(office, village=999, head="周有粮")) == ["village"]
    assert list(clue(office, village=1, head="周有粮")) == ["village"]  # the county itself is no village


def test_a_visit_is_not_before_its_clue(office):
    number = a_clue(office)
    about = {"visitors": "郑宝、王芳", "finding": "学费负担重", "authorised": True}
    visit = VerifyClue(clue=number, verified_on=FOUND - DAY, **about)
    assert refusal(office.at(FOUND), visit) == {
        "verified_on": too_early("Visited on", FOUND - DAY, "Found on", FOUND, "clue 周有粮 2024-06-03")
    }


def test_a_visit_of_monitoring_is_not_before_the_entry(office):
    entered = announced(office, a_case(office))
    visit = {"visited_on": entered - DAY, "visitors": "郑宝", "found": "稳定"}
    found = refusal(office.at(entered), RecordMonitoringVisit(monitored=1, **visit))
    assert found == {
        "visited_on": too_early(
            "Visited on", entered - DAY, "Entry announced", entered, "monitored household 周有粮"
        )
    }


def test_a_release_after_three_months_is_refused_with_the_months_that_have_to_pass(office):
    case = a_case(office)
    entered = announced(office, case)
    household = case_of(office, case).household_id
    asked = {"household": household, "kind": "monitoring_release", "year": 2024}
    day = date(entered.year, entered.month + 3, entered.day)
    found = refusal(office.at(day), OpenCase(received_on=day, **asked))
    assert found["kind"].endswith("6 months have to pass first")


def test_a_household_is_not_monitored_twice_nor_in_two_villages(office):
    case = a_case(office)
    day = announced(office, case)
    household = case_of(office, case).household_id
    again = verified(office, a_clue(office, household=household, found_on=day), day)
    assert refusal(office.at(day), OpenMonitoring(clue=again)) == {
        "clue": "The household of 周有粮 is monitored already; set its risks there, and dismiss the clue"
    }
    there = office.place("上坝村", "青山镇")
    move = MoveHousehold(household=household, village=there, happened_on=day, evidence="青扶办〔2024〕8号")
    change = office.at(day).do(move)
    assert places(office) == {there}
    office.at(day).do(change.undo)
    assert places(office) == {office.place("大河村")}
    assert office.read(verify).ok


def test_a_clue_about_a_monitored_household_says_so_before_it_is_recorded(office):
    case = a_case(office)
    day = announced(office, case)
    about = {"source": ClueSource.HOTLINE, "risks": "因病", "found_on": day}
    clue = RecordClue(household=case_of(office, case).household_id, **about)
    (effect,) = office.at(day).effects((clue,))
    assert effect.startswith("The household of 周有粮 is monitored already; record its new risks there.")


def test_a_second_clue_of_a_household_says_that_the_first_one_waits(office):
    case = a_case(office)
    household = case_of(office, case).household_id
    about = {"source": ClueSource.HOTLINE, "risks": "因病", "found_on": FOUND + DAY}
    clue = RecordClue(household=household, **about)
    assert office.at(FOUND + DAY).effects((clue,)) == [], "its only clue became a case"
    first = office.at(FOUND + DAY).do(clue).id
    (effect,) = office.at(FOUND + DAY).effects((clue,))
    assert effect == f"Clue {first} about 周有粮 of 2024-06-04 waits already (To dispatch); this is one more"


def test_a_new_risk_of_a_monitored_household_asks_for_a_measure_within_its_days(office):
    entered = announced(office, a_case(office))
    found = entered + 30 * DAY
    change = office.at(found).do(SetRisks(monitored=1, risks="因学、因病"))
    watched = office.read(lambda s: s.get_one(Monitored, 1))
    assert (watched.risks, watched.measures_due_on) == ("因学、因病", found + 10 * DAY)
    assert (watched.facts["致贫返贫风险1"], watched.facts["致贫返贫风险2"]) == ("因学", "因病")
    same = refusal(office.at(found), SetRisks(monitored=1, risks="因病、因学"))
    assert same == {"risks": "These risks are on record already; tick a new one, or untick one"}
    office.at(found).do(change.undo)
    watched = office.read(lambda s: s.get_one(Monitored, 1))
    assert (watched.risks, watched.facts["致贫返贫风险2"]) == ("因学", "")
    assert office.read(verify).ok


def places(office):
    """The villages in which the household, as clues and monitoring know it, lives."""
    wanted = (select(Monitored.village_id), select(Clue.village_id))
    return {number for each in wanted for number in office.read(lambda s, each=each: s.scalars(each).all())}


def test_somebody_of_another_household_on_record_enters_no_second_one(office):
    announced(office, a_case(office))
    other = verified(office, a_clue(office, "周有田", village="柳湾村"))
    asked = OpenMonitoring(clue=other, id_number=an_id_number(1), persons=3)
    assert list(refusal(office.at(FOUND + DAY), asked)) == ["id_number"]


def test_a_line_that_no_document_gives_is_refused(office):
    line = {"name": "monitor_line", "value": "9000", "since": date(2025, 1, 1)}
    found = refusal(office.at(FOUND, ADMINISTRATOR), SetParameter(reference=" ", **line))
    assert found == {"reference": "Name the document and clause where this figure is written"}


def test_an_income_without_its_last_month_is_refused(office):
    case = a_case(office)
    day = FOUND + 2 * DAY
    visit = {"cases": (case,), "done_on": day, "visitors": "郑宝、王芳"}
    command = RecordRiskVisit(**visit, window_income=Decimal(20000))
    due = entry_window(case_of(office, case).received_on)
    assert refusal(office.at(day), command) == {
        "window_end": f"Give the last of the twelve months, {due}; the income counts only for them"
    }
