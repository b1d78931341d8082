"""The story of a household: every room tells its part, on one line of days."""

from datetime import date

import pytest

from county_desk.fields import Sex
from county_desk.models.household_change import ChangeKind
from county_desk.models.measure import MeasureClass, NeedEnd
from county_desk.models.monitored import Monitored
from county_desk.tables.story import TELLERS, story_of
from county_desk.workflow.assistance.measures import DeliverMeasure, RecordMeasure
from county_desk.workflow.assistance.needs import EndNeed, RecordNeed
from county_desk.workflow.life.members import JoinMember
from county_desk.workflow.monitoring.visits import RecordMonitoringVisit
from tests.build import DAY, a_household, case_of
from tests.workflow.watching import FOUND, a_case, announced, set_line

BORN = date(2024, 8, 1)


@pytest.fixture
def household(office):
    """A household under monitoring, with a birth, a measure that it has, and a visit."""
    set_line(office)
    case = a_case(office)
    entered = announced(office, case)
    number = case_of(office, case).household_id
    desk = office.at(BORN + DAY)
    birth = {"kind": ChangeKind.BIRTH, "happened_on": BORN, "evidence": "出生医学证明", "id_number": ""}
    desk.do(JoinMember(household=number, name="周小米", relation="之子", sex=Sex.MALE, **birth))
    help_given = {"kind": MeasureClass.EDUCATION, "content": "雨露计划", "since": BORN, "risk": "因学"}
    measure = desk.do(RecordMeasure(household=number, **help_given)).id
    desk.do(DeliverMeasure(measure=measure, delivered_on=BORN + DAY, result="已发放"))
    watched = office.read(lambda session: session.query(Monitored.id).scalar())
    visit = {"visited_on": BORN, "visitors": "郑宝", "found": "已参加雨露计划"}
    desk.do(RecordMonitoringVisit(monitored=watched, **visit))
    assert entered < BORN
    return number


def test_each_part_of_the_story_is_told_with_its_day_and_its_page(office, household):
    told = office.read(lambda session: story_of(session, household))

    assert {line.kind for line in told} == {"Step of a case", "Change", "Monitoring", "Measure", "Visit"}
    assert [line.day for line in told] == sorted((line.day for line in told), reverse=True)
    pages = {"case", "changes", "clues", "monitored", "measures", "visits"}
    assert {line.page for line in told} == pages
    words = {line.words for line in told}
    visit = "Monitoring of risks, 郑宝: 已参加雨露计划"
    assert {"Birth, 周小米, now 5 members", "Education aid: 雨露计划", visit} <= words
    assert any(word.endswith("Announced") for word in words)
    assert next(line.day for line in told if line.words.startswith("Clue 1: ")) == FOUND


def test_what_was_taken_back_is_not_told(office, household):
    desk = office.at(BORN + 2 * DAY)
    change = desk.do(RecordMeasure(household=household, kind=MeasureClass.OTHER, content="慰问", since=BORN))
    assert any("慰问" in line.words for line in office.read(lambda session: story_of(session, household)))
    desk.do(change.undo)
    assert not any("慰问" in line.words for line in office.read(lambda session: story_of(session, household)))


def test_every_part_reads_a_household_without_a_story(office):
    number = case_of(office, a_household(office)).household_id
    told = {name: office.read(lambda s, t=teller: list(t(s, number))) for name, teller in TELLERS.items()}
    assert {name for name, lines in told.items() if lines} == {"cases"}
    assert "Application by the household" in told["cases"][0].words  # and not that of a village


def test_needs_are_told_when_they_were_found_and_when_they_ended(office, household):
    need = {"wants": MeasureClass.FINANCE, "risk": "因学", "found_on": BORN, "found_by": "郑宝"}
    number = office.at(BORN + DAY).do(RecordNeed(household=household, words="学费", **need)).id
    end = EndNeed(need=number, ended_as=NeedEnd.MET, ended_on=BORN + DAY, outcome="已缴清")
    office.at(BORN + DAY).do(end)
    told = [line for line in office.read(lambda session: story_of(session, household)) if line.kind == "Need"]
    assert [(line.day, line.page, line.number) for line in told] == [
        (BORN + DAY, "needs", number),
        (BORN, "needs", number),
    ]
    assert told[-1].words == "Finance: 学费"
