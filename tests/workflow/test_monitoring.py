"""From a clue to the announcement: a household comes under watch, and its standing stays as it was."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.models.clue import Clue, ClueState
from county_desk.models.household import Household, HouseholdYear, Standing
from county_desk.models.monitored import Intensity, Monitored
from county_desk.models.notice import Notice
from county_desk.rules.monitoring_rules import entry_window
from county_desk.tables.cases.case_detail import case_detail
from county_desk.tables.cases.evidence import evidence_of
from county_desk.tables.listing import page
from county_desk.tables.monitoring.clues import LISTING as CLUES
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.papers import Follows, VoidNotice, facts_of
from county_desk.workflow.cases.take_back import TakeBackStep
from county_desk.workflow.command import Refused
from county_desk.workflow.monitoring.clues import (
    DismissClue,
    DispatchClue,
    RecordClue,
    ReopenClue,
    VerifyClue,
)
from county_desk.workflow.monitoring.entering import OpenMonitoring
from county_desk.workflow.registry import RecordYear
from tests.build import DAY, ELSEWHERE, REVIEWER, VILLAGE, an_id_number, case_of, refusal, states, steps_of
from tests.day_words import too_early
from tests.refusals import outside
from tests.second_person import settled
from tests.workflow.watching import FOUND, a_case, a_clue, announced, look, set_line, verified


@pytest.fixture
def office(office):
    """The office of a county that has entered this year's line."""
    set_line(office)
    return office


def watched(office):
    """Every record of a monitored household, oldest first."""
    return office.read(lambda session: list(session.scalars(select(Monitored).order_by(Monitored.id))))


def clue_of(office, number):
    """A clue as it stands."""
    return office.read(lambda session: session.get_one(Clue, number))


def last_notice(office):
    """The notice that was issued last."""
    newest = select(Notice).order_by(Notice.id.desc()).limit(1)
    return office.read(lambda session: session.scalars(newest).one())


def test_a_clue_becomes_a_monitored_household(office):
    case = a_case(office)
    day = announced(office, case)
    assert states(office, case) == [("done", "monitoring_announcement")]
    (record,) = watched(office)
    assert (record.head, record.kind, record.risks) == ("周有粮", "边缘易致贫户", "因学")
    assert (record.identified, record.removed, record.entered_on) == (day.isoformat(), "", day)
    assert (record.entry_case_id, record.intensity) == (case, Intensity.KEY)
    assert record.facts["风险是否消除"] == "否"
    household = office.read(lambda session: session.get_one(Household, record.household_id))
    assert (household.standing, household.persons, record.number) == (
        Standing.ORDINARY,
        4,
        household.number,
    )
    assert office.read(verify).ok


def test_the_notices_say_the_kind_and_never_the_risk(office):
    case = a_case(office, risks="因病、因学")
    announced(office, case)
    notice = last_notice(office)
    facts = office.read(lambda session: facts_of(session, notice.id))
    assert [(row.name, row.persons, row.category) for row in facts.rows] == [("周有粮", 4, "边缘易致贫户")]
    assert facts.issuer == "城关镇人民政府"
    assert "因病" not in str(notice.facts)


def test_an_income_above_the_line_with_a_blow_is_a_sudden_difficulty(office):
    case = a_case(office, risks="因意外事故")
    announced(office, case, window_income=Decimal(80000), beyond_means=True)
    assert [record.kind for record in watched(office)] == ["突发严重困难户"]


def test_an_income_of_other_months_is_refused_with_the_month_that_is_due(office):
    case = a_case(office)
    due = entry_window(case_of(office, case).received_on)
    with pytest.raises(Refused, match=f"needs the income of twelve months to {due}, not to 2023-12"):
        announced(office, case, window_end="2023-12")


def test_without_an_income_nothing_is_approved(office):
    case = a_case(office)
    with pytest.raises(Refused, match="Income of the window a head"):
        announced(office, case, window_income=None, window_end=None)


def test_a_void_announcement_takes_the_household_off_the_list_again(office):
    case = a_case(office)
    day = announced(office, case)
    void = VoidNotice(notice=last_notice(office).id, reason="户主姓名有误", follows=Follows.BACK)
    settled(office, office.at(day).do(void), day)
    assert states(office, case) == [("approved", "monitoring_announcement")]
    assert [record.withdrawn_on for record in watched(office)] == [day]


def test_a_clue_is_dispatched_verified_and_listed(office):
    clue = a_clue(office)
    desk = office.at(FOUND)
    desk.do(DispatchClue(clue=clue, assigned_to="郑宝", due_on=FOUND + 3 * DAY))
    assert clue_of(office, clue).state is ClueState.DISPATCHED
    verified(office, clue)
    (row,) = office.read(lambda session: page(session, CLUES))
    assert (row.head, row.village, row.state) == ("周有粮", "大河村", ClueState.VERIFIED)
    assert (row.assigned_to, row.due_on, row.authorised) == ("郑宝", FOUND + 3 * DAY, True)


def test_a_dismissed_clue_comes_back_with_a_new_one(office):
    first = a_clue(office)
    office.at(FOUND).do(DismissClue(clue=first, reason="子女已毕业就业"))
    second = office.at(FOUND + DAY).do(
        RecordClue(
            village=office.place("大河村"),
            head="周有粮",
            source="hotline",
            risks="因意外事故",
            found_on=FOUND + DAY,
        )
    )
    again = clue_of(office, second.id)
    assert (again.state, again.earlier_id) == (ClueState.AGAIN, first)
    assert (
        second.summary == f"Clue {again.id} about 周有粮 recorded; it brings back the dismissed clue {first}"
    )


def test_a_dismissal_can_be_undone(office):
    clue = verified(office, a_clue(office))
    change = office.at(FOUND + DAY).do(DismissClue(clue=clue, reason="没有风险"))
    office.at(FOUND + DAY).do(change.undo)
    assert isinstance(change.undo, ReopenClue)
    assert (clue_of(office, clue).state, clue_of(office, clue).reason) == (ClueState.VERIFIED, None)


def test_a_clue_that_nobody_looked_into_is_as_it_was_when_its_dismissal_is_undone(office):
    clue = a_clue(office)
    change = office.at(FOUND).do(DismissClue(clue=clue, reason="没有风险"))
    office.at(FOUND).do(change.undo)
    assert clue_of(office, clue).state is ClueState.NEW


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"head": ""}, "head", "“Head of a household that is not on record” is still to be filled in"),
        ({"village": None}, "village", "“Village” is still to be filled in"),
        ({"village": 1}, "village", "There is no village 1; choose it from the list"),
        (
            {"household": 99, "village": None, "head": ""},
            "household",
            "There is no household 99; choose it from the list",
        ),
        ({"household": 99}, "household", "There is no household 99; choose it from the list"),
        ({"risks": ""}, "risks", "Name at least one risk; income alone is none"),
        ({"risks": "因懒"}, "risks", "“因懒” is not one of"),
        (
            {"found_on": FOUND + DAY},
            "found_on",
            "“Found on” 2024-06-04 has not come yet; today is 2024-06-03",
        ),
    ],
)
def test_a_clue_that_cannot_be_is_refused_in_words(office, given, field, words):
    asked = {"village": office.place("大河村"), "head": "周有粮", "source": "round", "risks": "因学"}
    command = RecordClue(**(asked | {"found_on": FOUND} | given))
    assert refusal(office.at(FOUND), command)[field].startswith(words)


def test_a_clue_of_another_township_is_none_of_mine(office):
    clue = a_clue(office)
    command = DispatchClue(clue=clue, assigned_to="郑宝", due_on=FOUND)
    assert refusal(office.at(FOUND, ELSEWHERE), command) == {"": outside()}
    assert "may not record meetings" in refusal(office.at(FOUND, REVIEWER), command)[""]


def test_a_visit_before_its_clue_is_refused(office):
    clue = a_clue(office)
    day = FOUND - DAY
    command = VerifyClue(clue=clue, verified_on=day, visitors="郑宝、王芳", finding="属实", authorised=True)
    assert refusal(office.at(FOUND), command) == {
        "verified_on": too_early("Visited on", day, "Found on", FOUND, "clue 周有粮 2024-06-03")
    }


def test_no_case_begins_before_the_clue_is_verified_and_the_authorisation_signed(office):
    clue = a_clue(office)
    opening = OpenMonitoring(clue=clue, id_number=an_id_number(1), persons=4)
    assert "this cannot be done with it now" in refusal(office.at(FOUND), opening)["clue"]
    verified(office, clue, authorised=False)
    assert "has not signed" in refusal(office.at(FOUND + DAY), opening)["clue"]


def test_a_household_that_is_not_on_record_needs_a_number_and_its_people(office):
    clue = verified(office, a_clue(office))
    desk = office.at(FOUND + DAY)
    assert "id_number" in refusal(desk, OpenMonitoring(clue=clue))
    assert refusal(desk, OpenMonitoring(clue=clue, id_number=an_id_number(1))) == {
        "persons": "A household has at least one member"
    }


def test_a_monitored_household_does_not_enter_twice(office):
    case = a_case(office)
    day = announced(office, case)
    household = case_of(office, case).household_id
    clue = verified(office, a_clue(office, household=household, found_on=day), day)
    assert refusal(office.at(day), OpenMonitoring(clue=clue)) == {
        "clue": "The household of 周有粮 is monitored already; set its risks there, and dismiss the clue"
    }


def test_a_case_takes_every_open_clue_of_its_household_along(office):
    case = a_case(office)
    announced_on = announced(office, case)
    household = case_of(office, case).household_id
    with office.sessions.begin() as session:
        session.scalars(select(Monitored)).one().removed = "是"
    first = verified(office, a_clue(office, household=household, found_on=announced_on), announced_on)
    second = a_clue(office, household=household, found_on=announced_on, risks="因残")
    again = office.at(announced_on).do(OpenMonitoring(clue=first)).id
    assert [clue_of(office, clue).case_id for clue in (first, second)] == [again, again]


def test_a_case_takes_every_open_clue_of_a_household_without_a_file_along(office):
    other = a_clue(office, risks="因残")
    elsewhere = a_clue(office, village="柳湾村")
    case = a_case(office)
    assert [clue_of(office, clue).case_id for clue in (other, elsewhere)] == [case, None]
    assert clue_of(office, other).household_id == case_of(office, case).household_id


def test_the_first_step_of_a_case_is_as_late_as_the_visit_that_verified_its_clue(office):
    clue = verified(office, a_clue(office), FOUND + 12 * DAY)
    about = {"id_number": an_id_number(1), "persons": 4}
    case = office.at(FOUND + 12 * DAY).do(OpenMonitoring(clue=clue, **about)).id
    (step,) = steps_of(office, case)
    assert (step.done_on, step.late_days) == (FOUND + 12 * DAY, 0)


def test_monitoring_is_opened_from_a_clue_only(office):
    case = a_case(office)
    household = case_of(office, case).household_id
    opening = OpenCase(household=household, kind="monitoring", year=2024, received_on=FOUND)
    assert refusal(office.at(FOUND + DAY), opening) == {
        "kind": "A case of monitoring is opened from a verified clue (OpenMonitoring)"
    }


@pytest.mark.parametrize(
    ("found_on", "due"),
    [(date(2024, 6, 3), date(2024, 6, 17)), (date(2024, 12, 25), date(2025, 1, 8))],
)
def test_the_decision_is_due_fifteen_days_after_the_clue_came_in(office, found_on, due):
    assert case_of(office, a_case(office, found_on=found_on)).due_on == due


def test_a_village_clerk_records_a_clue_and_visits(office):
    village = office.at(FOUND, VILLAGE)
    clue = village.do(
        RecordClue(
            village=office.place("大河村"), head="周有粮", source="household", risks="因学", found_on=FOUND
        )
    ).id
    village.do(
        VerifyClue(clue=clue, verified_on=FOUND, visitors="郑宝、王芳", finding="属实", authorised=True)
    )
    case = village.do(OpenMonitoring(clue=clue, id_number=an_id_number(1), persons=2)).id
    look(office, case, FOUND + DAY)
    assert states(office, case) == [("open", "monitoring_comparison")]


@pytest.mark.parametrize(
    "typed", ["因病、因意外事故", "因病 因意外事故", "因病，因意外事故", "Illness, Accident"]
)
def test_several_risks_are_written_as_people_write_them(typed):
    assert RecordClue.asks()["risks"].kind.parse(typed) == "因病、因意外事故"


def test_a_risk_is_known_by_its_other_names():
    assert RecordClue.asks()["risks"].kind.parse("因灾、住房安全") == "因自然灾害、因安全住房"


def test_a_visit_on_risks_is_taken_back_with_what_it_wrote(office):
    case = a_case(office)
    household, day = case_of(office, case).household_id, FOUND + DAY
    office.at(day).do(RecordYear(household=household, year=2024, window_income=Decimal("700.50")))
    look(office, case, day, window_income=Decimal("12345.67"))
    office.at(day).do(TakeBackStep(cases=(case,), reason="金额有误"))
    (year,) = office.read(lambda session: list(session.scalars(select(HouseholdYear))))
    assert (year.window_income, year.window_end, year.dropouts) == (Decimal("700.50"), None, None)
    assert states(office, case) == [("open", "monitoring_visit")]
    assert office.read(verify).ok


def test_the_evidence_shows_the_money_that_a_visit_found(office):
    case = a_case(office)
    look(office, case, FOUND + 2 * DAY, window_income=Decimal(20000))
    detail = office.read(lambda session: case_detail(session, case))
    procedure = office.policy.procedures.version(detail.row.procedure)
    shown = {line.item: (line.checked, line.source) for line in evidence_of(detail, procedure)}
    assert shown["Net income of the twelve months (yuan)"] == ("20,000.00", "Visit of 2024-06-05")
