"""Contact officials: one for each household, not poor, handed over with what is open, and visits due."""

from datetime import date

import pytest

from county_desk.fields import Sex
from county_desk.models.household import Household, Member, Standing
from county_desk.models.household_change import ChangeKind
from county_desk.models.measure import MeasureClass
from county_desk.models.visit import VisitPurpose
from county_desk.tables.assistance.officials import (
    OFFICIALS_LISTING,
    PAIRINGS_LISTING,
    PairingState,
    overdue_chart,
    overdue_of_officials,
    terms_of,
)
from county_desk.tables.listing import Query, page
from county_desk.workflow.assistance.listed_officials import AssignListed
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.officials import (
    AssignOfficial,
    EndPairing,
    HandOverAll,
    HandOverHousehold,
)
from county_desk.workflow.audit import verify
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from tests.build import DAY, ELSEWHERE, a_household, a_registered_household, case_of, joining, refusal

TODAY = date(2017, 6, 5)
SINCE = date(2017, 5, 1)


@pytest.fixture
def household(office):
    """A registered household of 大河村."""
    return a_registered_household(office)


def assigned(household, **more):
    asked = {"official": "郑宝", "official_unit": "县水利局", "since": SINCE} | more
    return AssignOfficial(household=household, **asked)


def handed(household, **more):
    asked = {"official": "马丽", "official_unit": "县教育局", "since": TODAY, "reason": "岗位调整"} | more
    return HandOverHousehold(household=household, **asked)


def visited(household, day, purpose=VisitPurpose.CONTACT):
    about = {"visitors": "郑宝", "found": "稳定", "purpose": purpose}
    return RecordHouseholdVisit(household=household, visited_on=day, **about)


def pairings(office, **where):
    return office.read(lambda session: page(session, PAIRINGS_LISTING, Query(where=where)))


def overdue(office, day=TODAY):
    return office.read(lambda session: overdue_of_officials(session, day))


def test_a_registered_household_without_an_official_is_listed(office, household):
    (row,) = pairings(office, state=PairingState.NONE)
    assert row.id == household
    office.at(TODAY).do(assigned(household))
    (row,) = pairings(office)
    assert (row.state, row.official, row.unit) == (PairingState.PAIRED, "郑宝", "县水利局")


def exited(office, household, exited_on, until):
    """Let the household have left poverty with an end of grace."""
    with office.sessions.begin() as session:
        record = session.get(Household, household)
        record.standing, record.exited_on, record.grace_until = Standing.EXITED, exited_on, until


@pytest.mark.parametrize(
    ("exited_on", "until", "states"),
    [
        (date(2016, 12, 30), TODAY, [PairingState.NONE]),
        (date(2012, 6, 4), TODAY - DAY, []),
        (None, None, [PairingState.UNSURE]),
    ],
)
def test_an_exited_household_needs_its_official_until_the_end_of_grace(
    office, household, exited_on, until, states
):
    second = a_registered_household(office, "王秀田", serial=30)
    exited(office, household, exited_on, until)
    office.at(TODAY).do(assigned(second))  # the newest act says which day it is
    assert [row.state for row in pairings(office) if row.id == household] == states
    (line,) = office.read(lambda session: overdue_chart(session, TODAY)).lines
    assert line.values[1] == (states == [PairingState.NONE])
    office.at(TODAY).do(assigned(household))
    assert {row.state for row in pairings(office)} == {PairingState.PAIRED}


def test_a_household_has_one_official_at_a_time(office, household):
    office.at(TODAY).do(assigned(household))
    words = "郑宝 answers for this household since 2017-05-01; hand it over instead"
    assert refusal(office.at(TODAY), assigned(household, official="马丽")) == {"official": words}


def test_a_registered_poor_person_is_no_contact_official(office, household):
    number = office.read(lambda session: session.query(Member).first().id_number)
    found = refusal(office.at(TODAY), assigned(household, id_number=number))
    assert list(found) == ["official"]
    assert found["official"].endswith("; choose somebody who is not poor")


def test_an_official_without_a_number_is_not_taken_for_a_newborn_without_one(office, household):
    born = {"kind": ChangeKind.BIRTH, "name": "赵小宝", "relation": "之子", "sex": Sex.MALE}
    office.at(TODAY).do(joining(household, TODAY, evidence="出生医学证明", **born))
    office.at(TODAY).do(assigned(household))
    assert [row.official for row in pairings(office)] == ["郑宝"]


def test_a_namesake_on_the_register_is_asked_about_before(office, household):
    other = a_registered_household(office, "马千里", serial=40)
    (words,) = office.at(TODAY).effects([assigned(household, official="马千里")])
    assert "registered household of 马千里" in words
    found = refusal(office.at(TODAY), assigned(other, official="马千里"))["official"]
    assert "nobody helps their own household" in found
    assert office.at(TODAY).effects([assigned(household)]) in ([], [""])


def test_the_visit_is_due_by_the_figure_of_the_day(office, household):
    office.at(TODAY).do(assigned(household))
    (row,) = pairings(office)
    assert (row.visit_due_on - SINCE).days == 30
    assert (overdue(office), overdue(office, row.visit_due_on)) == (1, 0)
    office.at(TODAY).do(visited(household, TODAY))
    (row,) = pairings(office)
    assert (row.visited_on, (row.visit_due_on - TODAY).days, overdue(office)) == (TODAY, 30, 0)


def test_a_visit_for_another_purpose_does_not_count_for_the_official(office, household):
    office.at(TODAY).do(assigned(household))
    office.at(TODAY).do(visited(household, TODAY, VisitPurpose.CHECK))
    assert (pairings(office)[0].visited_on, overdue(office)) == (None, 1)


def test_a_withdrawn_visit_makes_the_next_one_due_again(office, household):
    office.at(TODAY).do(assigned(household))
    office.at(TODAY).do(office.at(TODAY).do(visited(household, TODAY)).undo)
    assert (pairings(office)[0].visited_on, overdue(office)) == (None, 1)
    assert office.read(verify).ok


def test_a_hand_over_keeps_what_is_open_in_writing(office, household):
    office.at(TODAY).do(assigned(household))
    about = {"kind": MeasureClass.EDUCATION, "content": "雨露计划", "since": TODAY}
    office.at(TODAY).do(RecordMeasure(household=household, **about))
    change = office.at(TODAY).do(handed(household))
    now, before = office.read(lambda session: terms_of(session, household))
    assert (now.official, now.left_open) == ("马丽", "measure not delivered: 雨露计划")
    assert (before.official, before.until) == ("郑宝", TODAY)
    office.at(TODAY).do(change.undo)
    (only,) = office.read(lambda session: terms_of(session, household))
    assert (only.official, only.until) == ("郑宝", None)
    assert office.read(verify).ok


def test_all_households_of_an_official_are_handed_over_at_once(office, household):
    second = a_registered_household(office, "王秀田", serial=30)
    for each in (household, second):
        office.at(TODAY).do(assigned(each))
    (row,) = office.read(lambda session: page(session, OFFICIALS_LISTING))
    asked = {"official": "马丽", "official_unit": "县教育局", "since": TODAY, "reason": "调离"}
    office.at(TODAY).do(HandOverAll(leaving=row.id, **asked))
    rows = office.read(lambda session: page(session, OFFICIALS_LISTING))
    assert {each.name: each.households for each in rows} == {"郑宝": 0, "马丽": 2}


def test_a_pairing_ends_and_the_household_is_without_an_official(office, household):
    office.at(TODAY).do(assigned(household))
    office.at(TODAY).do(EndPairing(household=household, until=TODAY, reason="调离"))
    assert [row.state for row in pairings(office)] == [PairingState.NONE]
    found = refusal(office.at(TODAY), assigned(household, official="马丽"))["since"]
    assert found.startswith(f"“Answers for the household since” {SINCE} lies before “Answered until” {TODAY}")


def test_a_pairing_can_end_on_the_day_on_which_it_began(office, household):
    office.at(TODAY).do(assigned(household))
    office.at(TODAY).do(EndPairing(household=household, until=SINCE, reason="录错"))
    (ended,) = office.read(lambda session: terms_of(session, household))
    assert (ended.since, ended.until) == (SINCE, SINCE)


def test_what_is_newly_known_of_an_official_is_kept_and_a_blank_erases_nothing(office, household):
    second = a_registered_household(office, "王秀田", serial=30)
    office.at(TODAY).do(assigned(household, official_post="科员", official_phone="13800000001"))
    office.at(TODAY).do(assigned(second))
    (row,) = office.read(lambda session: page(session, OFFICIALS_LISTING))
    assert (row.post, row.telephone, row.households) == ("科员", "13800000001", 2)


def test_the_chart_counts_overdue_visits_and_households_without_an_official(office, household):
    a_registered_household(office, "王秀田", serial=30)
    office.at(TODAY).do(assigned(household))
    (line,) = office.read(lambda session: overdue_chart(session, TODAY)).lines
    assert (line.label, line.values) == ("城关镇", (1, 1))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"household": 99}, "household"),
        ({"official": " "}, "official"),
        ({"official_unit": ""}, "official_unit"),
        ({"since": TODAY + DAY}, "since"),
    ],
)
def test_an_assignment_that_cannot_be_is_refused(office, household, given, field):
    asked = {"household": household, "official": "郑宝", "official_unit": "县水利局", "since": SINCE}
    assert list(refusal(office.at(TODAY), AssignOfficial(**(asked | given)))) == [field]


def test_a_hand_over_that_cannot_be_is_refused(office, household):
    assert list(refusal(office.at(TODAY), handed(household))) == ["household"]
    office.at(TODAY).do(assigned(household))
    for given, field in (
        ({"since": SINCE - DAY}, "since"),
        ({"reason": ""}, "reason"),
        ({"official": "郑宝", "official_unit": "县水利局"}, "official"),
    ):
        assert list(refusal(office.at(TODAY), handed(household, **given))) == [field]
    early = EndPairing(household=household, until=SINCE - DAY, reason="调离")
    assert list(refusal(office.at(TODAY), early)) == ["until"]


def test_an_applicant_gets_no_official_and_another_township_assigns_none(office, household):
    applicant = case_of(office, a_household(office, "孙有", serial=40)).household_id
    assert list(refusal(office.at(TODAY), assigned(applicant))) == ["household"]
    assert list(refusal(office.at(TODAY, ELSEWHERE), assigned(household))) == [""]


def test_the_officials_that_lists_name_are_assigned_at_once(office, household):
    others = [
        a_registered_household(office, head, serial=30 + n) for n, head in enumerate(("王秀田", "孙有"))
    ]
    assert list(refusal(office.at(TODAY), AssignListed(since=SINCE))) == [""]
    with office.sessions.begin() as session:
        for number, name in ((household, "郑宝"), (others[0], "马丽"), (others[1], "王秀田")):
            record = session.get_one(Household, number)
            record.official, record.official_unit = name, "县水利局"
    office.at(TODAY).do(assigned(others[0], official="赵敏"))
    (words,) = office.at(TODAY).effects([AssignListed(since=SINCE)])
    assert words == "1 households get the official that their list names."
    change = office.at(TODAY).do(AssignListed(since=SINCE))
    now = {row.id: row.official for row in pairings(office)}
    assert now == {household: "郑宝", others[0]: "赵敏", others[1]: ""}
    office.at(TODAY).do(change.undo)
    assert {row.id: row.official for row in pairings(office)}[household] == ""
