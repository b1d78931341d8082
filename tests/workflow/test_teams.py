"""Resident teams with their members and weeks, training, pledges and tasks."""

from datetime import date

import pytest

from county_desk.models.team import Audience, TeamMember, TeamRole, UndertakingKind
from county_desk.models.visit import VisitPurpose
from county_desk.tables.assistance.teams import (
    MEMBERS_LISTING,
    TEAMS_LISTING,
    WEEKS_LISTING,
    TeamState,
)
from county_desk.tables.assistance.undertakings import PLEDGES_LISTING, TRAININGS_LISTING, UndertakingState
from county_desk.tables.county import county_of
from county_desk.tables.listing import page
from county_desk.tables.period import Period
from county_desk.tables.returns.helpers import team_page
from county_desk.workflow.assistance.teams import EndTeam, FormTeam, JoinTeam, LeaveTeam, RecordTeamWeek
from county_desk.workflow.assistance.undertakings import FinishUndertaking, RecordTraining, RecordUndertaking
from county_desk.workflow.audit import verify
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from tests.build import DAY, ELSEWHERE, a_registered_household, refusal
from tests.day_words import too_early

TODAY = date(2018, 6, 6)  # a Wednesday
MONDAY = date(2018, 6, 4)
SINCE = date(2018, 5, 1)
UNTIL = date(2020, 4, 30)


def formed(office, **more):
    asked = {"village": office.place("大河村"), "unit": "县水利局", "since": SINCE, "until": UNTIL} | more
    return FormTeam(**asked)


@pytest.fixture
def team(office):
    """The resident team of 大河村."""
    return office.at(TODAY).do(formed(office)).id


@pytest.fixture
def member(office, team):
    """Its first secretary."""
    return office.at(TODAY).do(joined(team)).id


def joined(team, **more):
    asked = {"name": "郑宝", "role": TeamRole.FIRST_SECRETARY, "since": SINCE} | more
    return JoinTeam(team=team, **asked)


def rows(office, listing, day=TODAY):
    return office.at(day).read(page, listing)


def test_a_team_is_listed_with_its_first_secretary_its_visits_and_its_days(office, team, member):
    household = a_registered_household(office)
    about = {"visitors": "郑宝", "found": "稳定", "purpose": VisitPurpose.TEAM}
    office.at(TODAY).do(RecordHouseholdVisit(household=household, visited_on=TODAY, **about))
    office.at(TODAY).do(RecordTeamWeek(member=member, week_of=TODAY, days=3, log="走访五户"))
    (row,) = rows(office, TEAMS_LISTING)
    assert (row.first_secretary, row.members, row.visits, row.days) == ("郑宝", 1, 1, 3)
    assert (row.last_week, row.state) == (MONDAY, TeamState.RUNNING)
    (week,) = rows(office, WEEKS_LISTING)
    assert (week.monday, week.days, week.log) == (MONDAY, 3, "走访五户")
    assert office.read(verify).ok


def test_a_team_whose_term_is_over_is_not_shown_as_in_the_village(office, team, member):
    assert [row.state for row in rows(office, TEAMS_LISTING, UNTIL)] == [TeamState.RUNNING]
    assert [row.state for row in rows(office, TEAMS_LISTING, UNTIL + DAY)] == [TeamState.LAPSED]

    def listed(period):
        def read(session):
            found = Period.read(period)
            return [line.row.name for line in team_page(session, county_of(session, found.last), found).lines]

        return office.read(read)

    assert (listed("2020-03"), listed("2020-04"), listed("2020-05")) == (["郑宝"], ["郑宝"], [])


def test_a_term_that_ends_before_it_starts_is_refused(office):
    assert list(refusal(office.at(TODAY), formed(office, until=SINCE - DAY))) == ["until"]


def test_a_village_has_one_team_at_a_time(office, team):
    assert list(refusal(office.at(TODAY), formed(office))) == ["village"]
    office.at(TODAY).do(EndTeam(team=team, ended_on=TODAY, reason="轮换"))
    assert refusal(office.at(TODAY), formed(office)) == {
        "since": too_early("Term from", SINCE, "Term ended on", TODAY, "resident team 大河村 县水利局")
    }
    office.at(TODAY).do(formed(office, since=TODAY))
    assert [row.state for row in rows(office, TEAMS_LISTING)] == [TeamState.RUNNING, TeamState.ENDED]


def test_a_term_shorter_than_policy_is_asked_about_and_taken(office):
    short = formed(office, until=date(2019, 4, 30))
    (words,) = office.at(TODAY).effects([short])
    assert words == "The term is shorter than the 2 years of policy."
    assert office.at(TODAY).effects([formed(office)]) in ([], [""])


def test_a_team_has_one_first_secretary(office, team, member):
    assert list(refusal(office.at(TODAY), joined(team, name="马丽"))) == ["role"]
    office.at(TODAY).do(LeaveTeam(member=member, until=TODAY))
    office.at(TODAY).do(joined(team, name="马丽", since=TODAY))
    (row,) = rows(office, TEAMS_LISTING)
    assert (row.first_secretary, row.members) == ("马丽", 1)


def test_the_end_of_a_term_is_the_end_for_its_members_and_is_taken_back(office, team, member):
    change = office.at(TODAY).do(EndTeam(team=team, ended_on=TODAY, reason="轮换"))
    assert [row.until for row in rows(office, MEMBERS_LISTING)] == [TODAY]
    office.at(TODAY).do(change.undo)
    assert [row.until for row in rows(office, MEMBERS_LISTING)] == [None]
    assert office.read(verify).ok


def test_a_team_whose_term_has_ended_takes_no_member_and_ends_once(office, team):
    office.at(TODAY).do(EndTeam(team=team, ended_on=TODAY, reason="轮换"))
    over = {"team": f"The term of this team ended on {TODAY}"}
    assert refusal(office.at(TODAY), joined(team)) == over
    assert refusal(office.at(TODAY), EndTeam(team=team, ended_on=TODAY, reason="轮换")) == over


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"member": 99}, "member"),
        ({"days": 8}, "days"),
        ({"week_of": TODAY + DAY}, "week_of"),
        ({"week_of": date(2018, 4, 20)}, "week_of"),
    ],
)
def test_a_week_that_cannot_be_is_refused(office, member, given, field):
    asked = {"member": member, "week_of": TODAY, "days": 5} | given
    assert list(refusal(office.at(TODAY), RecordTeamWeek(**asked))) == [field]


def test_a_week_is_recorded_once(office, member):
    office.at(TODAY).do(RecordTeamWeek(member=member, week_of=TODAY, days=5))
    again = RecordTeamWeek(member=member, week_of=MONDAY, days=4)
    assert list(refusal(office.at(TODAY), again)) == ["week_of"]


def test_what_cannot_be_of_a_team_is_refused(office, team, member):
    for command, field in (
        (joined(99), "team"),
        (joined(team, name=" "), "name"),
        (joined(team, role=TeamRole.MEMBER, since=SINCE - DAY), "since"),
        (LeaveTeam(member=member, until=SINCE - DAY), "until"),
        (EndTeam(team=team, ended_on=SINCE - DAY, reason="轮换"), "ended_on"),
        (EndTeam(team=team, ended_on=TODAY, reason=" "), "reason"),
    ):
        assert list(refusal(office.at(TODAY), command)) == [field]
    assert list(refusal(office.at(TODAY, ELSEWHERE), joined(team, role=TeamRole.MEMBER))) == [""]


def test_a_training_is_recorded_with_day_place_and_people(office):
    asked = {"place": office.place("大河村"), "subject": "核桃栽培", "audience": Audience.HOUSEHOLDS}
    office.at(TODAY).do(RecordTraining(**asked, held_on=TODAY, persons=32, participants="一组、二组"))
    (row,) = rows(office, TRAININGS_LISTING)
    assert (row.title, row.persons, row.held_on, row.place) == ("核桃栽培", 32, TODAY, "大河村")
    none = RecordTraining(**asked, held_on=TODAY, persons=0)
    assert list(refusal(office.at(TODAY), none)) == ["persons"]


def undertaken(office, **more):
    asked = {
        "kind": UndertakingKind.PLEDGE,
        "place": office.place("大河村"),
        "year": 2018,
        "target": "二十户脱贫",
        "responsible": "李有田",
        "given_to": "青山镇人民政府",
        "signed_on": SINCE,
        "due_on": TODAY,
    }
    return RecordUndertaking(**(asked | more))


def test_a_pledge_is_kept_late_or_in_time(office):
    for day, state in ((TODAY, UndertakingState.DONE), (TODAY + DAY, UndertakingState.LATE)):
        number = office.at(TODAY).do(undertaken(office)).id
        office.at(day).do(FinishUndertaking(undertaking=number, done_on=day, result="完成"))
        assert {row.id: row.state for row in rows(office, PLEDGES_LISTING)}[number] is state
    again = FinishUndertaking(undertaking=number, done_on=TODAY, result="完成")
    assert list(refusal(office.at(TODAY + DAY), again)) == ["undertaking"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"target": ""}, "target"),
        ({"responsible": ""}, "responsible"),
        ({"given_to": ""}, "given_to"),
        ({"due_on": SINCE - DAY}, "due_on"),
        ({"signed_on": TODAY + DAY, "due_on": TODAY + DAY}, "signed_on"),
        ({"place": 9999}, "place"),
    ],
)
def test_a_pledge_that_cannot_be_is_refused(office, given, field):
    assert list(refusal(office.at(TODAY), undertaken(office, **given))) == [field]


def test_a_task_of_the_timetable_is_given_to_nobody(office):
    office.at(TODAY).do(undertaken(office, kind=UndertakingKind.TASK, given_to=""))
    (row,) = rows(office, PLEDGES_LISTING)
    assert (row.kind, row.state) == (UndertakingKind.TASK, UndertakingState.OPEN)


def test_an_act_and_its_way_back_touch_the_records_that_a_page_shows(office, team):
    change = office.at(TODAY).do(joined(team))
    assert TeamMember in change.touched
    assert TeamMember in office.at(TODAY).do(change.undo).touched
