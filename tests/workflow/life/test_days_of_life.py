"""The days of a household's life: not before it was registered or what rests on it, and not silently old."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from county_desk.fields import Sex
from county_desk.models.household_change import ChangeKind
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.models.visit import VisitPurpose
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.officials import AssignOfficial, EndPairing, HandOverHousehold
from county_desk.workflow.audit import verify
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.life.heads import ChangeHead
from county_desk.workflow.life.members import JoinMember, LeaveMember
from county_desk.workflow.life.moving import EndHousehold, MoveHousehold
from county_desk.workflow.life.splitting import MergeHouseholds, SplitHousehold
from county_desk.workflow.life.waiting import EnterWaiting
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from tests.build import DAY, REVIEWER, a_registered_household, refusal
from tests.day_words import too_early
from tests.second_person import enter
from tests.workflow.life.conftest import TODAY

LONG_AGO = date(2010, 1, 1)
LONG = date(2018, 8, 1)  # more than a year after the changes of 2017
VISITED = TODAY - DAY


def an_end(household, day=LONG_AGO, **more):
    asked = {"kind": ChangeKind.MOVED_AWAY, "happened_on": day, "evidence": "户口迁移证"}
    return EndHousehold(household=household, **asked, **more)


def a_visit(household, day=VISITED, **more):
    about = {"visitors": "周强", "purpose": VisitPurpose.CONTACT, "found": "稳定"}
    return RecordHouseholdVisit(household=household, visited_on=day, **about, **more)


def registered(household):
    return too_early(
        "Happened on",
        LONG_AGO,
        "Registered on",
        household.registered_on,
        f"household 张大有 {household.number}",
    )


ACTS = [JoinMember, EndHousehold, LeaveMember, ChangeHead, SplitHousehold, MergeHouseholds, MoveHousehold]


@pytest.mark.parametrize("act", ACTS)
def test_no_change_of_a_household_lies_before_its_registration(office, desk, household, member, record, act):
    son, paper = member("张小明"), "青扶办〔2017〕8号"
    other = a_registered_household(office, "李三", serial=8)
    born = {"kind": ChangeKind.BIRTH, "name": "张小花", "relation": "之女", "sex": Sex.FEMALE}
    asked = {
        JoinMember: {"household": household, **born},
        EndHousehold: {"household": household, "kind": ChangeKind.MOVED_AWAY},
        LeaveMember: {"member": son, "kind": ChangeKind.DEATH},
        ChangeHead: {"member": son},
        SplitHousehold: {"household": household, "members": (son,), "head": son},
        MergeHouseholds: {"household": household, "into": other, "relation": "其他"},
        MoveHousehold: {"household": household, "village": office.place("柳湾村")},
    }
    early = act(happened_on=LONG_AGO, evidence=paper, late_reason="补录", **asked[act])
    found = refusal(desk, early)
    if act is MergeHouseholds:  # the later registration of the two
        assert "“Registered on”" in found["happened_on"]
    else:
        assert found == {"happened_on": registered(record(household))}


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Visited on", lambda household: a_visit(household)),
        (
            "From",
            lambda household: RecordMeasure(
                household=household, kind=MeasureClass.SOCIAL, content="慰问", since=VISITED
            ),
        ),
        (
            "Answers for the household since",
            lambda household: AssignOfficial(
                household=household, official="周强", official_unit="县农业局", since=VISITED
            ),
        ),
        (
            "Happened on",
            lambda household: JoinMember(
                household=household,
                kind=ChangeKind.BIRTH,
                happened_on=VISITED,
                name="张小宝",
                relation="之孙子",
                sex=Sex.MALE,
                evidence="出生医学证明",
            ),
        ),
    ],
)
def test_a_household_does_not_end_before_what_happened_to_it(desk, household, title, about):
    desk.do(about(household))
    found = refusal(desk, an_end(household, VISITED - DAY))
    assert found["happened_on"].startswith(
        f"“Happened on” {VISITED - DAY} lies before “{title}” {VISITED} of "
    )
    desk.do(an_end(household, VISITED))


def test_the_last_member_does_not_leave_before_a_visit(office, desk, member):
    alone = a_registered_household(office, "李三", serial=8)
    desk.do(a_visit(alone))
    died = {"kind": ChangeKind.DEATH, "evidence": "死亡证明"}
    early = LeaveMember(member=member("李三"), happened_on=VISITED - DAY, **died)
    assert "“Visited on”" in refusal(desk, early)["happened_on"]
    desk.do(LeaveMember(member=member("李三"), happened_on=VISITED, **died))


def test_a_change_of_long_ago_waits_for_a_reason_and_a_second_person(office, household, member, record):
    died = {
        "member": member("张老汉"),
        "kind": ChangeKind.DEATH,
        "happened_on": TODAY,
        "evidence": "死亡证明",
    }
    desk = office.at(LONG)
    assert list(refusal(desk, LeaveMember(**died))) == ["late_reason"]
    born = {"kind": ChangeKind.BIRTH, "happened_on": TODAY, "name": "张小宝", "sex": Sex.MALE}
    joined = JoinMember(household=household, relation="之孙子", evidence="出生医学证明", **born)
    assert list(refusal(desk, joined)) == ["late_reason"]
    change = desk.do(LeaveMember(**died, late_reason="外出务工，家属未报"))
    assert change.waits
    assert record(household).persons == 5
    office.at(LONG, REVIEWER).do(PutInForce(proposal=change.id))
    assert record(household).persons == 4


def test_a_change_that_was_recorded_in_time_is_entered_however_late(office, household, record):
    for name, value in (("waits", "all"), ("opens", "10-01"), ("closes", "10-31")):
        for year in (2017, 2018):
            figure = {"name": f"adjustment_{name}", "value": value, "reference": "县文件"}
            enter(office, date(year, 1, 5), since=date(year, 1, 1), **figure)
    born = {"kind": ChangeKind.BIRTH, "happened_on": TODAY, "name": "张小宝", "sex": Sex.MALE}
    office.at(TODAY).do(JoinMember(household=household, relation="之孙子", evidence="出生医学证明", **born))
    office.at(date(2018, 10, 8)).do(EnterWaiting(waiting=(1,)))
    assert record(household).persons == 6


def test_a_visit_is_not_before_the_registration(desk, household):
    assert "“Registered on”" in refusal(desk, a_visit(household, date(2013, 5, 1)))["visited_on"]


def test_an_official_neither_ends_nor_is_followed_before_the_beginning(desk, household):
    helper = {"household": household, "official_unit": "县农业局"}
    desk.do(AssignOfficial(official="周强", since=VISITED, **helper))
    early = VISITED - DAY
    for act in (
        EndPairing(household=household, until=early, reason="调离"),
        HandOverHousehold(official="马丽", since=early, reason="调离", **helper),
    ):
        ((_field, words),) = refusal(desk, act).items()
        assert f"lies before “Answers for the household since” {VISITED}" in words
    ((field, words),) = refusal(desk, EndPairing(household=household, until=LONG_AGO, reason="调离")).items()
    assert (field, "lies before" in words) == ("until", True)


def test_records_of_help_come_in_monthly_blocks_and_are_late_past_their_own_figure(office, household):
    day = TODAY
    office.at(day + timedelta(days=45)).do(a_visit(household, day))
    late = a_visit(household, day - DAY)
    assert list(refusal(office.at(day + timedelta(days=45)), late)) == ["late_reason"]


def test_verify_names_a_term_that_ends_before_it_begins_and_breaks_nothing(office, desk, household):
    measure = RecordMeasure(household=household, kind=MeasureClass.SOCIAL, content="慰问", since=VISITED)
    number = desk.do(measure).id
    with office.sessions.begin() as session:
        session.execute(
            update(AssistanceMeasure).where(AssistanceMeasure.id == number).values(ended_on=LONG_AGO)
        )
    proof = office.read(verify)
    assert proof.disorder == (f"Measure 慰问 张大有: “Ended on” {LONG_AGO} lies before “From” {VISITED}",)
