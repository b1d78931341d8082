"""Monitoring in the work queue: clues, visits, and the measures that each risk gets within its days."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from county_desk.models.household_change import ChangeKind
from county_desk.models.measure import MeasureClass
from county_desk.models.monitored import Monitored
from county_desk.tables.cases.queue_words import QueueTask, Urgency
from county_desk.tables.listing import page
from county_desk.tables.monitoring.monitored import overdue_visits
from county_desk.tables.monitoring.unanswered import LISTING, lacks_measure
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.cases.next_steps import plan
from county_desk.workflow.life.moving import EndHousehold
from county_desk.workflow.monitoring.clues import DismissClue, DispatchClue
from county_desk.workflow.monitoring.risks import SetRisks
from county_desk.workflow.monitoring.visits import RecordMonitoringVisit
from tests.build import DAY, ELSEWHERE, INSPECTOR, VILLAGE, case_of
from tests.plans import MINE
from tests.second_person import enter
from tests.workflow.watching import FOUND, a_case, a_clue, announced, set_line, verified

OURS = {
    *(QueueTask.DISPATCH, QueueTask.VERIFY, QueueTask.WEIGH),
    *(QueueTask.FIRST_VISIT, QueueTask.NEXT_VISIT, QueueTask.MEASURE),
}


@pytest.fixture
def office(office):
    """The office of a county that has entered this year's line."""
    set_line(office)
    return office


def waiting(office, day, name=VILLAGE):
    """The tasks of monitoring in the queue of a person, with their urgency and days."""
    desk = office.at(day, name)
    rows = desk.read(page, plan(desk), MINE)
    return {row.task: (row.urgency, row.due_in) for row in rows if row.task in OURS}


def lacking(office):
    return [(row.risk, row.due_on) for row in office.read(partial(page, listing=LISTING))]


def test_a_clue_waits_for_its_dispatch_its_verification_and_its_decision(office):
    clue = a_clue(office)
    assert waiting(office, FOUND) == {QueueTask.DISPATCH: (Urgency.TO_DO, None)}
    office.at(FOUND).do(DispatchClue(clue=clue, assigned_to="郑宝", due_on=FOUND + 3 * DAY))
    assert waiting(office, FOUND) == {QueueTask.VERIFY: (Urgency.TO_DO, 3)}
    assert waiting(office, FOUND + 3 * DAY) == {QueueTask.VERIFY: (Urgency.TODAY, 0)}
    assert waiting(office, FOUND + 4 * DAY) == {QueueTask.VERIFY: (Urgency.LATE, -1)}
    verified(office, clue, FOUND + 4 * DAY)
    assert list(waiting(office, FOUND + 4 * DAY)) == [QueueTask.WEIGH]
    office.at(FOUND + 4 * DAY).do(DismissClue(clue=clue, reason="不属实"))
    assert waiting(office, FOUND + 4 * DAY) == {}


def test_the_queue_is_that_of_the_place_and_the_post(office):
    a_clue(office)
    assert waiting(office, FOUND, ELSEWHERE) == waiting(office, FOUND, INSPECTOR) == {}


def test_a_household_that_entered_waits_for_its_visit_and_its_measures(office):
    case = a_case(office)
    day = announced(office, case)
    assert lacking(office) == [("因学", day + 10 * DAY)]
    found = waiting(office, day + 10 * DAY)
    assert found[QueueTask.MEASURE] == (Urgency.TODAY, 0)
    assert found[QueueTask.FIRST_VISIT] == (Urgency.TO_DO, 20)
    assert waiting(office, day + 11 * DAY)[QueueTask.MEASURE] == (Urgency.LATE, -1)
    seen = {"visited_on": day + DAY, "visitors": "郑宝", "found": "稳定"}
    office.at(day + DAY).do(RecordMonitoringVisit(monitored=1, **seen))
    assert QueueTask.FIRST_VISIT not in waiting(office, day + DAY)
    assert waiting(office, day + 32 * DAY)[QueueTask.NEXT_VISIT] == (Urgency.LATE, -1)


def test_nothing_waits_for_a_household_that_is_gone(office):
    case = a_case(office)
    day = announced(office, case)
    late = day + 40 * DAY
    a_clue(office, household=case_of(office, case).household_id, found_on=day)
    assert office.read(lambda session: overdue_visits(session, late)) == 1
    gone = {"kind": ChangeKind.LEFT, "happened_on": day, "evidence": "证明"}
    office.at(day).do(EndHousehold(household=case_of(office, case).household_id, **gone))
    assert waiting(office, late) == {}
    assert office.read(lambda session: overdue_visits(session, late)) == 0


@pytest.mark.parametrize(("risk", "left"), [("因学", ["因病"]), ("因病", ["因学"]), ("", ["因病", "因学"])])
def test_a_measure_answers_its_own_risk_alone(office, risk, left):
    case = a_case(office)
    day = announced(office, case)
    watched = office.read(lambda session: session.scalars(select(Monitored.id)).one())
    office.at(day).do(SetRisks(monitored=watched, risks="因学、因病"))
    given = {"kind": MeasureClass.EDUCATION, "content": "助学金", "since": day, "risk": risk}
    office.at(day).do(RecordMeasure(household=case_of(office, case).household_id, **given))
    assert sorted(risk for risk, _due in lacking(office)) == sorted(left)


def test_a_measure_of_one_household_answers_no_risk_of_another(office):
    helped, other = a_case(office), a_case(office, "王秀田", serial=2)
    day = max(announced(office, helped), announced(office, other))
    given = {"kind": MeasureClass.EDUCATION, "content": "助学金", "since": day, "risk": "因学"}
    office.at(day).do(RecordMeasure(household=case_of(office, helped).household_id, **given))
    desk = office.at(day, VILLAGE)
    asked = [row.subject for row in desk.read(page, plan(desk), MINE) if row.task == QueueTask.MEASURE]
    assert asked == ["王秀田"]


def test_the_days_for_the_measures_are_the_countys_own(office):
    figure = {"name": "monitoring_measure_days", "value": "15", "reference": "县文件"}
    enter(office, date(2024, 1, 1), since=date(2024, 1, 1), **figure)
    day = announced(office, a_case(office))
    assert lacking(office) == [("因学", day + 15 * DAY)]


def test_a_server_asks_each_household_for_its_risks_and_joins_nothing_to_them():
    """As a join PostgreSQL takes it for a rare condition, and compares each place with each household."""
    assert str(lacks_measure()).endswith(" IS true")
