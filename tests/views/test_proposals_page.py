"""The page of acts that wait for a second person: its states, its acts, and the ways to it."""

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from county_desk.models.proposal import ProposalState
from county_desk.models.tie import TieKind
from county_desk.tables.cases.queue_words import PlanPart, QueueTask, Urgency
from county_desk.tables.listing import Query
from county_desk.tables.listing import page as read_page
from county_desk.text import CHINESE, language
from county_desk.views.administration.proposals_page import ProposalsPage
from county_desk.views.cases.queue_page import QueuePage
from county_desk.views.widgets.banner import Banner
from county_desk.workflow.cases.next_steps import plan, plan_numbers
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.cases.take_back import ReturnCase
from county_desk.workflow.gate.proposals import DeclineProposal, PutInForce, TakeBackProposal
from county_desk.workflow.policy.own_figures import SetParameter
from tests.build import (
    ADMINISTRATOR,
    CLERK,
    DAY,
    ELSEWHERE,
    INSPECTOR,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
)
from tests.plans import MINE
from tests.views.showing import acts_on, buttons_beside, choose, shown
from tests.workflow.policy_files import CRITERIA, importing
from tests.workflow.policy_files import take as imported
from tests.workflow.test_gate import REASON, RECORDED, a_meeting
from tests.workflow.test_ties import declared, number_of


@pytest.fixture
def late(office):
    """A case, and the number of the proposal with its late meeting."""
    case = a_household(office)
    return case, office.at(RECORDED, VILLAGE).do(a_meeting(case)).id


@pytest.fixture
def seated(office, jobs, qtbot):
    """The page before a person."""

    def sit(name, day=RECORDED):
        page = ProposalsPage(office.at(day, name), jobs)
        qtbot.addWidget(page)
        page.resize(1300, 800)
        page.show()
        page.refresh()
        return page

    return sit


def chosen(page, number):
    page.list.choose(number)
    page.pane.show_widget(page.show_row(page.current()))
    return page.current()


def said(page):
    return [banner.words.text() for banner in page.pane.findChildren(Banner)]


def waiting_for(office, name, task="RecordAssembly"):
    desk = office.at(RECORDED, name)
    rows = desk.read(read_page, plan(desk), MINE)
    return [row for row in rows if row.task == task and row.page == "proposals"]


def test_the_second_person_sees_the_act_its_effect_and_its_fields(seated, late):
    _case, number = late
    page = seated(TOWNSHIP)
    row = chosen(page, number)
    assert page.name_of(row) == f"Number {number}: {RecordAssembly.act.title}"
    assert [each.command for each in page.acts(row)] == [PutInForce, DeclineProposal]
    assert any(f"{VILLAGE} proposed this on" in words for words in said(page))
    texts = " ".join(label.text() for label in page.pane.findChildren(type(page.heading)))
    assert REASON in texts
    assert "36" in texts, "the fields of the act"


def test_an_own_proposal_is_marked_and_can_be_taken_back(seated, late):
    page = seated(VILLAGE)
    row = chosen(page, late[1])
    assert any(f"{VILLAGE} proposed this: another person decides on it" in words for words in said(page))
    assert list(acts_on(page, row)) == ["Take back a proposal…"]


def test_without_the_right_the_reason_stands_there(seated, late):
    page = seated(INSPECTOR)
    chosen(page, late[1])
    assert any("may not put this proposal in force" in words for words in said(page))
    for button in buttons_beside(page)[:2]:
        assert not button.isEnabled()
        assert "may not put this proposal in force" in button.toolTip()


def test_an_act_that_cannot_be_put_in_force_any_more_says_what_moved(office, seated, late):
    case, number = late
    office.at(RECORDED, TOWNSHIP).do(ReturnCase(cases=(case,), returned_on=RECORDED, reason="材料不全"))
    page = seated(TOWNSHIP)
    chosen(page, number)
    assert any("cannot be put in force" in words and "Since then" in words for words in said(page))
    accept, decline, *_others = buttons_beside(page)
    assert (accept.isEnabled(), decline.isEnabled()) == (False, True)


def test_those_that_wait_stand_before_the_settled(office, seated, late):
    case, number = late
    other = a_household(office, "王秀田", serial=2)
    second = office.at(RECORDED, VILLAGE).do(a_meeting(other)).id
    office.at(RECORDED, TOWNSHIP).do(DeclineProposal(proposal=second, answer="无原始记录"))
    page = seated(TOWNSHIP)
    rows = page.desk.read(read_page, page.listing)
    assert [row.id for row in rows] == [number, second]
    row = chosen(page, second)
    assert row.state is ProposalState.DECLINED
    assert list(page.acts(row)) == []
    assert case


def test_an_empty_list_says_what_stands_here(seated):
    page = seated(REVIEWER)
    assert "No act waits for a second person" in page.list.nothing[0]


def test_the_queue_has_a_line_for_each_act_that_a_person_can_confirm(office, late):
    other, third = a_household(office, "王秀田", serial=2), a_household(office, "赵桂兰", serial=3)
    second = office.at(RECORDED, VILLAGE).do(a_meeting(other)).id
    for name in (TOWNSHIP, REVIEWER):
        found = [(row.page, row.plan, row.record, row.subject) for row in waiting_for(office, name)]
        expected = ((late[1], "张大有"), (second, "王秀田"))
        assert sorted(found) == [("proposals", PlanPart.SECOND, *each) for each in expected]
    own = office.at(RECORDED, TOWNSHIP).do(a_meeting(third)).id
    assert {row.record for row in waiting_for(office, REVIEWER)} == {late[1], second, own}
    office.at(RECORDED, TOWNSHIP).do(TakeBackProposal(proposal=own))
    for name in (VILLAGE, ELSEWHERE, INSPECTOR):
        assert waiting_for(office, name) == []
    office.at(RECORDED, REVIEWER).do(PutInForce(proposal=late[1]))
    assert [row.record for row in waiting_for(office, TOWNSHIP)] == [second]


def test_an_act_that_waits_stands_in_the_plan_of_who_proposed_it_and_of_the_others(office, jobs, qtbot):
    line = {"name": "grace_years", "value": "4", "reference": "青政发〔2017〕9号"}
    number = office.at(RECORDED, ADMINISTRATOR).do(SetParameter(since=RECORDED, **line)).id
    parts = {ADMINISTRATOR: PlanPart.BEGUN, REVIEWER: PlanPart.SECOND, CLERK: PlanPart.OTHERS}
    for name, part in {**parts, TOWNSHIP: None}.items():
        desk = office.at(RECORDED, name)
        rows = [row for row in desk.read(read_page, plan(desk)) if row.page == "proposals"]
        assert [(row.plan, row.record) for row in rows] == ([(part, number)] if part else [])
        numbers = plan_numbers(desk)
        assert ProposalsPage.waiting(desk) == numbers.get(PlanPart.SECOND, 0) == (name == REVIEWER)
        assert QueuePage.waiting(desk) == 0
    old = office.at(RECORDED + 31 * DAY, ADMINISTRATOR)
    assert plan_numbers(old) == {PlanPart.OTHERS: 1}
    page = shown(QueuePage(office.at(RECORDED, ADMINISTRATOR), jobs), qtbot)
    assert page.list.empty.words.text() == "Nothing waits for you. 1 act today."
    page.narrow_to(Query({"plan": (PlanPart.BEGUN,)}))
    assert (page.tabs.key, page.list.model.rowCount()) == ("others", 1)
    assert page.tabs.tabText(2) == "Waiting on others 1"


def test_a_step_that_waits_for_its_second_person_says_so_in_the_queue(office, late):
    case, number = late

    def state():
        desk = office.at(RECORDED, VILLAGE)
        rows = desk.read(read_page, plan(desk))
        return [row.urgency for row in rows if row.record == case or not row.is_case]

    assert state() == [Urgency.PROPOSED]
    office.at(RECORDED, TOWNSHIP).do(DeclineProposal(proposal=number, answer="无原始记录"))
    assert state() == [Urgency.TO_DO]


def test_a_proposal_of_a_second_account_does_not_wait_for_its_person(office, late):
    declared(office, TOWNSHIP, TieKind.SAME_PERSON, other=number_of(office, VILLAGE))
    assert waiting_for(office, TOWNSHIP) == []
    assert len(waiting_for(office, REVIEWER)) == 1


def test_a_proposal_that_cannot_be_put_in_force_any_more_stands_apart(office, late, jobs, qtbot):
    case, _number = late
    other = a_household(office, "王秀田", serial=2)
    ready = office.at(RECORDED, VILLAGE).do(a_meeting(other)).id
    office.at(RECORDED, TOWNSHIP).do(ReturnCase(cases=(case,), returned_on=RECORDED, reason="材料不全"))
    assert [row.record for row in waiting_for(office, TOWNSHIP)] == [ready]
    (row,) = waiting_for(office, TOWNSHIP, QueueTask.DECLINE)
    assert (row.record, row.subject) == (late[1], "张大有")
    assert waiting_for(office, ELSEWHERE, QueueTask.DECLINE) == []
    page = shown(QueuePage(office.at(RECORDED, TOWNSHIP), jobs), qtbot)
    page.tabs.choose("second")
    choose(page, lambda each: each.task == QueueTask.DECLINE)
    assert "This proposal can’t be put in force any more: decline it." in words_beside(page)
    with language(CHINESE):
        page.pane.show_widget(page.show_row(page.current()))
        assert "这件事项已不能确认生效，请退回。" in words_beside(page)


def words_beside(page):
    return [label.text() for label in page.pane.findChildren(QLabel)]


def test_the_text_of_a_proposed_policy_file_is_read_with_its_differences(office, seated):
    imported(office, "criteria", CRITERIA, RECORDED)
    changed = CRITERIA.replace("2016-10-01", "2017-03-01")
    number = office.at(RECORDED, ADMINISTRATOR).do(importing("criteria", changed)).id
    page = seated(REVIEWER)
    chosen(page, number)
    differences, content = page.pane.findChildren(QPlainTextEdit)
    assert content.toPlainText() == changed
    assert content.isReadOnly()
    assert differences.toPlainText() == "-since = 2016-10-01\n+since = 2017-03-01"
    office.at(RECORDED, REVIEWER).do(PutInForce(proposal=number))
    chosen(page, number)
    assert [box.toPlainText() for box in page.pane.findChildren(QPlainTextEdit)][-1] == changed
