"""Visits to households: recorded for a purpose, planned by intensity where monitored, and taken back."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.case import Case
from county_desk.models.household import Household, Standing
from county_desk.models.monitored import Intensity, Monitored
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.tables.listing import page
from county_desk.tables.monitoring.monitored import overdue_visits
from county_desk.tables.monitoring.visits import LISTING as VISITS
from county_desk.workflow.audit import verify
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit, RecordMonitoringVisit, SetIntensity
from county_desk.workflow.overtaken import Overtaken
from county_desk.workflow.submission import Submission
from tests.build import DAY, ELSEWHERE, TOWNSHIP, refusal
from tests.refusals import outside
from tests.workflow.watching import a_case, announced, set_line

TODAY = date(2025, 1, 6)


@pytest.fixture
def watched(office):
    """A household that is monitored; its record."""
    set_line(office)
    announced(office, a_case(office))
    return record_of(office)


def record_of(office):
    return office.read(lambda session: session.scalars(select(Monitored)).one())


def a_visit(watched, day, **more):
    about = {"visitors": "郑宝", "found": "已参加雨露计划"}
    return RecordMonitoringVisit(monitored=watched.id, visited_on=day, **(about | more))


def test_the_first_visit_is_due_thirty_days_after_the_entry(office, watched):
    assert (watched.intensity, watched.visited_on) == (Intensity.KEY, None)
    assert (watched.visit_due_on - watched.entered_on).days == 30


def test_a_visit_is_overdue_on_the_day_after_its_last(office, watched):
    due = watched.visit_due_on
    assert office.read(lambda session: overdue_visits(session, due)) == 0
    assert office.read(lambda session: overdue_visits(session, due + DAY)) == 1


@pytest.mark.parametrize(
    ("intensity", "days"), [(Intensity.KEY, 30), (Intensity.REGULAR, 90), (Intensity.OBSERVATION, 180)]
)
def test_the_next_visit_is_due_by_the_intensity(office, watched, intensity, days):
    office.at(TODAY).do(a_visit(watched, TODAY))
    office.at(TODAY).do(SetIntensity(monitored=watched.id, intensity=intensity))
    record = record_of(office)
    assert (record.visited_on, (record.visit_due_on - TODAY).days) == (TODAY, days)
    assert office.read(lambda session: overdue_visits(session, TODAY)) == 0


def test_an_undo_leaves_what_another_person_did_since(office, watched):
    first, second = office.at(TODAY), office.at(TODAY, TOWNSHIP)
    change = first.do(SetIntensity(monitored=watched.id, intensity=Intensity.REGULAR))
    second.do(SetIntensity(monitored=watched.id, intensity=Intensity.OBSERVATION))
    with pytest.raises(Overtaken):
        first.do(change.undo, submission=Submission(seen=change.event))
    assert record_of(office).intensity is Intensity.OBSERVATION


def test_a_visit_is_listed_and_taken_back(office, watched):
    change = office.at(TODAY).do(a_visit(watched, TODAY, new_risk=False))
    (row,) = office.read(lambda session: page(session, VISITS))
    assert (row.head, row.visited_on, row.new_risk) == ("周有粮", TODAY, False)
    office.at(TODAY).do(change.undo)
    record = record_of(office)
    assert (record.visited_on, record.visit_due_on) == (None, watched.visit_due_on)
    assert office.read(lambda session: page(session, VISITS)) == []
    assert office.read(verify).ok


def test_an_earlier_visit_that_is_recorded_late_changes_no_plan(office, watched):
    office.at(TODAY).do(a_visit(watched, TODAY))
    office.at(TODAY).do(a_visit(watched, TODAY - 10 * DAY))
    assert record_of(office).visited_on == TODAY


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"monitored": 99}, "monitored"),
        ({"visited_on": TODAY + DAY}, "visited_on"),
        ({"visited_on": date(2024, 6, 1)}, "visited_on"),
        ({"visitors": " "}, "visitors"),
        ({"found": " "}, "found"),
    ],
)
def test_a_visit_that_cannot_be_is_refused(office, watched, given, field):
    asked = {"monitored": watched.id, "visited_on": TODAY, "visitors": "郑宝", "found": "稳定"}
    assert list(refusal(office.at(TODAY), RecordMonitoringVisit(**(asked | given)))) == [field]


def test_a_released_household_and_one_of_another_township_are_not_visited(office, watched):
    assert refusal(office.at(TODAY, ELSEWHERE), a_visit(watched, TODAY)) == {"": outside()}
    with office.sessions.begin() as session:
        session.get_one(Monitored, watched.id).removed = "2024-12"
    words = "The risk of the household of 周有粮 is removed"
    assert refusal(office.at(TODAY), a_visit(watched, TODAY)) == {"monitored": words}


def a_household_visit(household, day, purpose=VisitPurpose.CONTACT, **more):
    about = {"visitors": "赵敏", "found": "鸡苗已发"}
    return RecordHouseholdVisit(household=household, visited_on=day, purpose=purpose, **(about | more))


def household_of(office, case):
    return office.read(lambda session: session.get_one(Case, case).household_id)


def test_a_registered_household_is_visited_by_its_contact_official(office):
    household = household_of(office, a_case(office))
    change = office.at(TODAY).do(a_household_visit(household, TODAY))
    (row,) = office.read(lambda session: page(session, VISITS))
    assert (row.purpose, row.household_id, row.monitored_id) == (VisitPurpose.CONTACT, household, None)
    office.at(TODAY).do(change.undo)
    assert office.read(lambda session: page(session, VISITS)) == []
    assert office.read(verify).ok


def test_a_visit_at_a_monitored_household_plans_the_next_one_whatever_it_was_for(office, watched):
    office.at(TODAY).do(a_household_visit(watched.household_id, TODAY))
    (row,) = office.read(lambda session: page(session, VISITS))
    assert (row.purpose, row.monitored_id) == (VisitPurpose.CONTACT, watched.id)
    assert record_of(office).visited_on == TODAY


def test_a_monitoring_visit_belongs_to_the_household_on_record(office, watched):
    office.at(TODAY).do(a_visit(watched, TODAY))
    (row,) = office.read(lambda session: page(session, VISITS))
    assert (row.purpose, row.household_id) == (VisitPurpose.MONITORING, watched.household_id)


def test_a_visit_from_before_the_purpose_was_asked_for_is_monitoring(office, watched):
    office.at(TODAY).do(a_visit(watched, TODAY))
    with office.sessions.begin() as session:
        visit = session.scalars(select(Visit)).one()
        visit.purpose = visit.household_id = None
    (row,) = office.read(lambda session: page(session, VISITS))
    assert (row.purpose, row.household_id) == (VisitPurpose.MONITORING, watched.household_id)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"household": 99}, "household"),
        ({"purpose": VisitPurpose.MONITORING}, "purpose"),
        ({"visited_on": TODAY + DAY}, "visited_on"),
        ({"visitors": ""}, "visitors"),
        ({"found": ""}, "found"),
    ],
)
def test_a_visit_to_a_household_that_cannot_be_is_refused(office, given, field):
    household = household_of(office, a_case(office))
    asked = {"household": household, "visited_on": TODAY, "purpose": VisitPurpose.OTHER}
    about = {"visitors": "赵敏", "found": "稳定"}
    assert list(refusal(office.at(TODAY), RecordHouseholdVisit(**(asked | about | given)))) == [field]


def test_a_removed_household_is_not_visited(office):
    household = household_of(office, a_case(office))
    with office.sessions.begin() as session:
        session.get_one(Household, household).standing = Standing.REMOVED
    assert list(refusal(office.at(TODAY), a_household_visit(household, TODAY))) == ["household"]
