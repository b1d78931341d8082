"""Readers of the history find an act by its name, also where another person put it in force."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from county_desk.intake.delivery import GuaranteesIn
from county_desk.models.audit import Event
from county_desk.models.county_exit import EvaluationResult
from county_desk.models.user import Role
from county_desk.tables.conditions import Condition, Operator
from county_desk.tables.history.acts import EVENTS_LISTING
from county_desk.tables.history.acts_done import acts_of, is_act
from county_desk.tables.listing import Query, page
from county_desk.workflow.accounts.people import AddUser
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.left_records import later_act, left_records
from county_desk.workflow.supervision.concluding import ConcludeEvaluation, results_of
from county_desk.workflow.supervision.rounds import CheckSheet
from county_desk.workflow.taking_back import TakeBackAct
from tests.build import CLERK, REVIEWER, SECOND, a_household, a_visit, refusal
from tests.intake.register.taking import DAY, held_against
from tests.second_person import agreed, in_force, settled
from tests.workflow.deliveries import a_delivery, a_family
from tests.workflow.projects.test_projects import fund, project, release, today
from tests.workflow.supervision.test_concluding import CONCLUSION, DRAWN, answered

__all__ = ["answered", "fund", "project", "release", "today"]

LATE = timedelta(days=20)
WHY = "材料在乡镇耽搁"


def done(office, *names):
    """The acts of these names by event."""

    def read(session):
        events = session.scalars(select(Event.id).where(is_act(*names)).order_by(Event.id)).all()
        return acts_of(session, events)

    return office.read(read)


def test_an_act_is_found_by_its_name_whoever_carried_it(office, release, today):
    change = agreed(office, release(1000), today)
    (act,) = done(office, "ReleaseFund").values()
    assert (act.name, act.proposer, act.request["amount"]) == ("ReleaseFund", CLERK, "1000")
    assert change.event in done(office, "ReleaseFund", "RecordFund")
    assert len(done(office, "RecordFund")) == 1
    assert done(office, "RecordPayment") == {}


def test_a_release_that_two_persons_took_back_stands_in_the_way_of_nothing(office, release, today):
    released = agreed(office, release(1000), today)
    (came_in,) = done(office, "RecordFund")

    def in_the_way(session):
        left = left_records(session, session.get_one(Event, released.event))
        later = later_act(session, came_in, left)
        return later.id if later else None

    assert office.read(in_the_way) == released.event
    agreed(office, TakeBackAct(event=released.event), today)
    assert office.read(in_the_way) is None


def test_a_round_that_was_concluded_late_has_its_results(office, answered):
    day = DRAWN + LATE
    office.at(DRAWN, SECOND).do(CheckSheet(sheet=2, visited_on=DRAWN, **answered[1]))
    conclusion = ConcludeEvaluation(**CONCLUSION, late_reason=WHY)
    proposed = office.at(day, REVIEWER).do(conclusion)
    assert proposed.waits
    settled(office, proposed, day, SECOND)
    results = office.read(lambda session: session.scalars(select(EvaluationResult.id)).all())

    def found(session):
        return [each.id for each in results_of(session, 1)]

    assert office.read(found) == results != []
    again = refusal(office.at(day, REVIEWER), replace(conclusion, document="再次"))
    assert list(again) == ["round"]


def test_what_a_late_visit_found_is_asked_about(office, tmp_path):
    case = a_household(office, village="柳湾村")
    office.at(DAY).do(RecordAssembly(cases=(case,), done_on=DAY, due=36, present=31, in_favour=29))
    day = DAY + LATE
    agreed(office, replace(a_visit((case,), DAY), late_reason=WHY), day)
    family = replace(a_family(""), guarantees=GuaranteesIn(safe_water=False))
    (conflict,) = held_against(office, a_delivery(tmp_path, office.place("柳湾村"), family)).conflicts
    assert (conflict.title, conflict.by, conflict.on) == ("饮水安全", CLERK, day)


def test_the_history_is_filtered_by_the_act_and_not_by_its_way(office):
    in_force(office, AddUser(name="新人", role=Role.INSPECTOR), date(2017, 5, 1))
    wanted = Query(conditions=(Condition("command", Operator.IS, "AddUser"),))
    (row,) = office.at(date(2017, 5, 2)).read(page, EVENTS_LISTING, wanted)
    assert row.command == "AddUser"
