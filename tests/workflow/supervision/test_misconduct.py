"""Only those who supervise read reports of misconduct, also in the history; appraisals rank nobody."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.models.misconduct import AppraisalGrade, AppraisedKind, ReportChannel, ReportOutcome
from county_desk.models.tie import TieKind
from county_desk.models.user import Permission, Role
from county_desk.tables.all_lists import LISTS
from county_desk.tables.history.act_details import details_of_act
from county_desk.tables.history.act_sentences import act_sentence
from county_desk.tables.history.acts import EVENTS, EVENTS_LISTING
from county_desk.tables.listing import Query, best, count, facets, one, page
from county_desk.tables.picking import picked
from county_desk.tables.supervision.misconduct import APPRAISALS_LISTING, REPORTS_LISTING, ReportState
from county_desk.workflow.accounts.ties import DeclareTie
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.supervision.appraisals import RecordAppraisal, RecordIncentive, WithdrawAppraisal
from county_desk.workflow.supervision.misconduct import (
    AssignReport,
    ReceiveReport,
    ReopenReport,
    SettleReport,
    WithdrawReport,
)
from tests.build import ADMINISTRATOR, CLERK, DAY, INSPECTOR, REVIEWER, SECOND, refusal
from tests.second_person import settled

CAME = date(2017, 3, 1)
OPEN = {"channel": ReportChannel.LETTER, "anonymous": False, "reporter": "周有信", "about": "村会计"}
REPORT = {**OPEN, "received_on": CAME, "words": "优亲厚友"}


def rows(office, listing):
    """All rows of a list."""
    return office.read(lambda session: page(session, listing))


def test_a_report_is_assigned_settled_answered_and_taken_up_again(office):
    desk = office.at(CAME + 3 * DAY, REVIEWER)
    desk.do(ReceiveReport(**REPORT))
    settling = {"report": 1, "outcome": ReportOutcome.PARTLY, "found": "一户属实", "settled_on": CAME + DAY}
    assert list(refusal(desk, SettleReport(**settling))) == ["report"]
    reopening = ReopenReport(report=1, reason="新证据")
    assert refusal(desk, reopening) == {"report": "This report is not settled"}
    assert list(refusal(desk, AssignReport(report=1, investigators="孙宁", due_on=CAME - DAY))) == ["due_on"]
    desk.do(AssignReport(report=1, investigators="孙宁", due_on=CAME + 9 * DAY))
    assert list(refusal(desk, SettleReport(**settling, answered_on=CAME))) == ["answered_on"]
    assert list(refusal(desk, SettleReport(**settling | {"found": " "}))) == ["found"]
    desk.do(SettleReport(**settling, answered_on=CAME + 2 * DAY))
    (row,) = rows(office, REPORTS_LISTING)
    assert (row.state, row.outcome) == (ReportState.SETTLED, ReportOutcome.PARTLY)
    assert refusal(desk, WithdrawReport(report=1, reason="误记")) == {
        "report": f"It was settled on {CAME + DAY}"
    }
    desk.do(reopening)
    assert rows(office, REPORTS_LISTING)[0].state is ReportState.ASSIGNED
    assert office.read(verify).ok


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"anonymous": True}, "reporter"),
        ({"reporter": " "}, "reporter"),
        ({"about": ""}, "about"),
        ({"words": ""}, "words"),
        ({"received_on": CAME + DAY}, "received_on"),
        ({"village": 999}, "village"),
    ],
)
def test_a_report_that_makes_no_sense_is_refused_at_its_field(office, wrong, field):
    assert list(refusal(office.at(CAME, REVIEWER), ReceiveReport(**REPORT | wrong))) == [field]


def test_the_reporter_of_an_anonymous_report_gets_no_answer(office):
    desk = office.at(CAME, REVIEWER)
    desk.do(ReceiveReport(**REPORT | {"anonymous": True, "reporter": ""}))
    desk.do(AssignReport(report=1, investigators="孙宁", due_on=CAME))
    about = {"report": 1, "outcome": ReportOutcome.UNFOUNDED, "found": "查无实据", "settled_on": CAME}
    assert list(refusal(desk, SettleReport(**about, answered_on=CAME))) == ["answered_on"]


def test_whoever_a_report_is_about_takes_no_part(office):
    desk, other = office.at(CAME, REVIEWER), office.at(CAME, SECOND)
    desk.do(ReceiveReport(**REPORT | {"about": f"审核员 {REVIEWER}、村会计周平"}))
    assign = {"report": 1, "due_on": CAME}
    unknown = {
        "report": "There is no report of misconduct 1; choose it from the list"
    }  # not even that it exists is said
    missing = refusal(desk, AssignReport(report=2, due_on=CAME - DAY, investigators="孙宁"))
    assert missing == {"report": "There is no report of misconduct 2; choose it from the list"}
    assert refusal(desk, AssignReport(report=1, due_on=CAME - DAY, investigators="孙宁")) == unknown
    assert refusal(desk, AssignReport(**assign, investigators="孙宁")) == unknown
    assert refusal(desk, WithdrawReport(report=1, reason="误记")) == unknown
    assert list(refusal(other, AssignReport(**assign, investigators="孙宁、周平"))) == ["investigators"]
    other.do(AssignReport(**assign, investigators="孙宁"))
    settling = {"report": 1, "outcome": ReportOutcome.UNFOUNDED, "found": "查无此事", "settled_on": CAME}
    for wrong in ({}, {"found": " "}, {"settled_on": CAME + DAY}, {"settled_on": CAME - DAY}):
        assert refusal(desk, SettleReport(**settling | wrong)) == unknown
    other.do(SettleReport(**settling))
    assert refusal(desk, ReopenReport(report=1, reason="再查")) == unknown


def test_a_relative_of_whoever_a_report_is_about_takes_no_part(office):
    tie = {"kind": TieKind.RELATIVE, "person": "周平川", "relation": "兄弟", "since": CAME}
    user = office.at(CAME, REVIEWER).actor.id
    settled(office, office.at(CAME, ADMINISTRATOR).do(DeclareTie(user=user, **tie)), CAME, SECOND)
    office.at(CAME, SECOND).do(ReceiveReport(**REPORT | {"about": "村会计周平川"}))
    assign = AssignReport(report=1, due_on=CAME, investigators="孙宁")
    assert refusal(office.at(CAME, REVIEWER), assign) == {
        "report": "The report concerns 周平川; another person deals with it. "
        "Declared tie: 周平川 is a relative of 李强 (兄弟)"
    }
    office.at(CAME, SECOND).do(assign)


@pytest.mark.parametrize(
    "named",
    [
        {"about": f"审核员{REVIEWER}"},
        {"about": f"{REVIEWER[0]} {REVIEWER[1]}"},
        {"about": f"{REVIEWER[0]}\u3000{REVIEWER[1]}等人"},
        {"words": f"向{REVIEWER}反映过，没有下文"},
        {"found": f"{REVIEWER}收受礼金属实"},
    ],
    ids=["about", "with a blank", "with a wide blank", "in the words", "in the result"],
)
def test_a_person_named_in_a_report_never_sees_it_whatever_the_right(office, named):
    """Neither in the list, its counts and filters, nor by Ctrl+K, by number, or in an export."""
    other = office.at(CAME, SECOND)
    found = named.get("found", "一户属实")
    other.do(ReceiveReport(**REPORT | {key: value for key, value in named.items() if key != "found"}))
    other.do(AssignReport(report=1, investigators="孙宁", due_on=CAME))
    settling = {"report": 1, "outcome": ReportOutcome.PARTLY, "settled_on": CAME}
    other.do(SettleReport(**settling, found=found))
    other.do(ReceiveReport(**REPORT))
    everything = Query(text="村" if "about" not in named else "")
    for desk, seen in ((other, [2, 1]), (office.at(CAME, REVIEWER), [2])):
        assert [row.id for row in desk.read(page, REPORTS_LISTING)] == seen
        assert desk.read(count, REPORTS_LISTING) == len(seen)
        assert sum(number for _value, number in desk.read(facets, REPORTS_LISTING, "channel")) == len(seen)
        assert {row.id for row in desk.read(best, REPORTS_LISTING, everything, 5)} <= set(seen)
        assert [row.id for row in desk.read(picked, REPORTS_LISTING, Query())] == seen
        assert (desk.read(one, REPORTS_LISTING, 1) is None) is (1 not in seen)


def test_who_looks_into_a_report_sees_it_also_when_the_result_names_them(office):
    other = office.at(CAME, SECOND)
    other.do(ReceiveReport(**REPORT))
    other.do(AssignReport(report=1, investigators=REVIEWER, due_on=CAME))
    settling = {"report": 1, "outcome": ReportOutcome.UNFOUNDED, "settled_on": CAME}
    other.do(SettleReport(**settling, found=f"经{REVIEWER}核实不属实"))
    assert office.at(CAME, REVIEWER).read(count, REPORTS_LISTING) == 1


def test_a_grade_of_a_village_is_for_a_village(office):
    about = {"year": 2016, "grade": AppraisalGrade.GOOD, "basis": "成效", "appraised_on": CAME}
    village = office.place("大河村")
    for kind, place in ((AppraisedKind.VILLAGE, 1), (AppraisedKind.TOWNSHIP, village)):
        appraisal = RecordAppraisal(**about, kind=kind, place=place)
        assert list(refusal(office.at(CAME, REVIEWER), appraisal)) == ["place"]
    office.at(CAME, REVIEWER).do(RecordAppraisal(**about, kind=AppraisedKind.VILLAGE, place=village))


@pytest.mark.parametrize("who", [CLERK, INSPECTOR, ADMINISTRATOR])
def test_nobody_else_records_a_report(office, who):
    assert list(refusal(office.at(CAME, who), ReceiveReport(**REPORT))) == [""]


def test_only_the_reviewer_may_read_the_list():
    assert LISTS["complaints"].needs is Permission.SUPERVISE
    assert [role for role in Role if role.may(Permission.SUPERVISE)] == [Role.REVIEWER]


@pytest.mark.parametrize("who", [CLERK, INSPECTOR, ADMINISTRATOR])
def test_no_desk_of_another_reads_the_list(office, who):
    office.at(CAME, REVIEWER).do(ReceiveReport(**REPORT))
    desk = office.at(CAME, who)
    for read in (page, count):
        with pytest.raises(Refused):
            desk.read(read, REPORTS_LISTING)
        act = office.at(CAME, REVIEWER).read(page, EVENTS_LISTING, Query(), 0, 1)[0]
        assert (act.command, act.actor) == ("DenyAct", who), "a refused reading is an event"
        assert act_sentence(act.summary.act).startswith("Was refused an act: Act: Reports of misconduct")
    assert office.at(CAME, REVIEWER).read(count, REPORTS_LISTING) == 1


def test_the_history_does_not_say_that_there_is_a_report(office):
    desk = office.at(CAME, REVIEWER)
    before = len(rows(office, EVENTS_LISTING))
    desk.do(ReceiveReport(**REPORT))
    desk.do(AssignReport(report=1, investigators="孙宁", due_on=CAME))
    assigned, received = rows(office, EVENTS_LISTING)[:2]
    assert EVENTS["summary"].shown(assigned) == EVENTS["summary"].shown(received)
    assert replace(assigned, id=0, at=None, seal="") == replace(received, id=0, at=None, seal="")
    acts = [
        office.read(lambda session, row=row: details_of_act(session, row.id)) for row in (assigned, received)
    ]
    assert acts[0] == acts[1]
    for words in ("eport", "isconduct"):
        found = office.read(lambda session, words=words: page(session, EVENTS_LISTING, Query(text=words)))
        assert [row for row in found if row.id > before] == []


def test_the_history_keeps_no_word_of_a_report(office):
    desk = office.at(CAME, REVIEWER)
    desk.do(ReceiveReport(**REPORT))
    desk.do(AssignReport(report=1, investigators="孙宁", due_on=CAME))
    told = [str(row.summary) + repr(row.summary) for row in rows(office, EVENTS_LISTING)[:2]]
    asked = office.read(lambda session: session.scalars(select(Event.request)).all()[-2:])
    summaries = office.read(lambda session: session.scalars(select(Event.summary)).all()[-2:])
    for secret in ("周有信", "村会计", "优亲厚友"):
        assert not any(secret in text for text in (*told, *map(str, asked), *summaries))


def test_an_appraisal_names_its_ground_and_the_incentive_that_followed(office):
    desk = office.at(CAME, REVIEWER)
    about = {"year": 2016, "kind": AppraisedKind.OFFICIAL, "place": office.place("大河村")}
    about |= {"grade": AppraisalGrade.GOOD, "appraised_on": CAME}
    assert list(refusal(desk, RecordAppraisal(**about, basis="脱贫成效"))) == ["name"]
    about |= {"name": "郑宝"}
    assert list(refusal(desk, RecordAppraisal(**about, basis=""))) == ["basis"]
    assert list(refusal(desk, RecordAppraisal(**about | {"year": 2018}, basis="成效"))) == ["year"]
    early = about | {"appraised_on": date(2015, 12, 31)}
    assert list(refusal(desk, RecordAppraisal(**early, basis="成效"))) == ["appraised_on"]
    desk.do(RecordAppraisal(**about, basis="脱贫成效"))
    assert list(refusal(desk, RecordAppraisal(**about, basis="脱贫成效"))) == [""]
    given = {"appraisal": 1, "incentive": "通报表扬"}
    assert list(refusal(desk, RecordIncentive(**given, incentive_on=CAME - DAY))) == ["incentive_on"]
    desk.do(RecordIncentive(**given, incentive_on=CAME))
    (row,) = rows(office, APPRAISALS_LISTING)
    assert (row.name, row.grade, row.incentive) == ("郑宝", AppraisalGrade.GOOD, "通报表扬")
    desk.do(WithdrawAppraisal(appraisal=1, reason="误记"))
    assert rows(office, APPRAISALS_LISTING) == []
    assert office.read(verify).ok
    assert "grade" not in "".join(APPRAISALS_LISTING.order)
