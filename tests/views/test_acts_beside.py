"""The acts beside the steps of a case: answering a “no”, hearing it again, another year, a survey."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from county_desk.models.case import Case
from county_desk.models.notice import Notice
from county_desk.models.proposal import Proposal, ProposalState
from county_desk.models.village import VillageYear
from county_desk.notice_kinds import NoticeKind
from county_desk.views.cases.applications_page import ApplicationsPage
from county_desk.views.cases.case_view import CaseView
from county_desk.workflow.cases.answering import AnswerApplicant, Reexamine
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.receiving import JudgeByYear
from county_desk.workflow.cases.take_back import ReturnCase
from county_desk.workflow.cases.village_filing import FileVillage
from county_desk.workflow.cases.village_survey import SurveyVillage
from county_desk.workflow.projects.funding_notices import IssueFundingNotice
from county_desk.workflow.registry import AddMember
from tests.build import (
    CLERK,
    INSPECTOR,
    REVIEWER,
    SECOND,
    TOWNSHIP,
    a_household,
    an_id_number,
    case_of,
    post,
    states,
    walk,
)
from tests.views.boards import fill
from tests.views.showing import confirm, said, shown
from tests.workflow.projects.test_projects import proposal

RECEIVED = date(2016, 10, 8)
DAY = timedelta(days=1)


@pytest.fixture
def open_case(guizhou, jobs, qtbot):
    """The applications before a person on a day, at one case."""

    def open_(case, name=CLERK, day=date(2016, 11, 24)):
        page = shown(ApplicationsPage(guizhou.at(day, name), jobs), qtbot)
        page.tabs.choose("all")
        page.show_subject(case)
        return page

    return open_


@pytest.fixture
def refused(guizhou):
    """A case that the county's reviewer refused, and the day."""
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision") + 7 * DAY
    no = Decide(cases=(case,), decided_on=day, decision=Decision.REFUSE, opinion="证据不足")
    guizhou.at(day, REVIEWER).do(no)
    return case, day


def beside(page):
    return page.pane.findChild(CaseView).beside


def test_an_applicant_is_answered_and_heard_again_from_the_case(guizhou, open_case, refused):
    case, day = refused
    page = open_case(case, day=day)
    assert list(beside(page)) == [AnswerApplicant, Reexamine]
    beside(page)[AnswerApplicant].click()
    page.pane.panel.do_button.click()
    assert "was answered on" in beside(page)[AnswerApplicant].toolTip()
    page = open_case(case, SECOND, day + DAY)
    beside(page)[Reexamine].click()
    assert page.pane.panel.form.editors["asked_on"].value() == day + DAY
    fill(page.pane.panel, reason="补充证据")
    assert states(guizhou, case)[0][0] == "open"
    assert ReturnCase in beside(page)


def test_a_no_says_who_may_answer_and_what_comes_first(open_case, refused):
    case, day = refused
    page = open_case(case, REVIEWER, day)
    assert "李强 said “no” to this case" in beside(page)[Reexamine].toolTip()
    page = open_case(case, SECOND, day)
    assert not beside(page)[Reexamine].isEnabled()
    assert "is not answered yet" in said(page.pane, QLabel), "the reason stands under the button"
    page = open_case(case, INSPECTOR, day)
    assert "This is for:" in beside(page)[AnswerApplicant].toolTip()
    assert not beside(page)[AnswerApplicant].isEnabled()


def test_another_year_is_proposed_from_its_case(guizhou, open_case):
    case = a_household(guizhou)
    page = open_case(case, TOWNSHIP, RECEIVED)
    beside(page)[JudgeByYear].click()
    fill(page.pane.panel, year=2015, reason="2016年收入未核", document="青政办〔2016〕3号")
    confirm(page.pane.panel)
    waiting = guizhou.read(lambda session: session.query(Proposal).one())
    assert (waiting.act, waiting.state) == ("JudgeByYear", ProposalState.WAITING)
    assert waiting.reason == "It departs from the rule"


def test_a_village_is_surveyed_from_its_case(guizhou, open_case):
    village, day = guizhou.place("大河村"), date(2016, 11, 24)
    figures = {"persons": 400, "poor_persons": 90}
    filed = FileVillage(village=village, kind="village_registration", year=2016, received_on=day, **figures)
    case = guizhou.at(day).do(filed).id
    page = open_case(case, REVIEWER, day)
    assert not beside(page)[SurveyVillage].isEnabled()
    assert "Record a survey of a village: " in said(page.pane, QLabel), "the reason is text under the buttons"
    page = open_case(case, TOWNSHIP, day)
    beside(page)[SurveyVillage].click()
    fill(page.pane.panel, poor_persons=80, explanation="逐户核查")
    found = guizhou.read(lambda session: session.query(VillageYear).filter_by(village_id=village).first())
    assert (found.surveyed_poor, found.surveyed_words) == (80, "逐户核查")


def test_the_strip_shows_what_the_posting_froze_and_the_case_what_changed_since(guizhou, open_case):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="first_disclosure") + DAY
    post(guizhou, (case,), day)
    child = {"name": "张小有", "relation": "之子", "id_number": an_id_number(77, "20120901")}
    guizhou.at(day).do(AddMember(household=case_of(guizhou, case).household_id, **child))
    page = open_case(case, day=day)
    words = said(page.pane, QLabel)
    assert "posted with 1 person, by the standard met" in words
    assert "Members 1 → 2; Listed members — → 之子 张小有" in words, "told before the decision"


def test_a_project_of_the_library_is_posted_with_its_money_from_its_case(guizhou, open_case):
    number = guizhou.at(date(2018, 3, 5)).do(proposal(guizhou)).id
    case = guizhou.read(lambda session: session.scalar(select(Case.id).where(Case.project_id == number)))
    day = walk(guizhou, (case,))
    page = open_case(case, day=day)
    assert list(beside(page)) == [IssueFundingNotice]
    beside(page)[IssueFundingNotice].click()
    panel = page.pane.panel
    fill(panel, kind=NoticeKind.FUNDING_PLAN)
    assert confirm(panel).startswith("1 project with 360,000.00 yuan is posted until")
    newest = select(Notice.facts).order_by(Notice.id.desc())
    facts = guizhou.read(lambda session: session.scalars(newest).first())
    assert (facts["kind"], len(facts["rows"])) == ("funding_plan", 1)
