"""What a case still misses, from its first day on: each fact is a link to the form that records it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.models.household import HouseholdYear
from county_desk.text import CHINESE, ENGLISH, language
from county_desk.views.cases.applications_page import ApplicationsPage
from county_desk.views.cases.case_view import CaseView
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.workflow.cases.steps import RecordVisit
from county_desk.workflow.registry import AddMember, RecordYear
from tests.build import CLERK, INSPECTOR, REVIEWER, TOWNSHIP, a_household, walk
from tests.views.boards import fill
from tests.views.showing import said, shown

DAY = date(2016, 10, 10)
MISSING = "Still missing for the decision"


@pytest.fixture
def open_case(guizhou, jobs, qtbot):
    """The applications before a person on a day, at one case."""

    def open_(case, name=CLERK, day=DAY):
        page = shown(ApplicationsPage(guizhou.at(day, name), jobs), qtbot)
        page.tabs.choose("all")
        page.show_subject(case)
        return page

    return open_


def banner(part):
    """The banner with the gaps."""
    return next(each for each in part.findChildren(Banner) if MISSING in each.words.text())


def follow(part, title):
    """Follow the link of one fact."""
    words = banner(part).words
    before = words.text().split(f">{title}<")[0]
    words.linkActivated.emit(before.rsplit('href="', 1)[1].rstrip('"'))


def test_a_fact_that_the_decision_misses_is_recorded_from_the_case(guizhou, open_case):
    case = a_household(guizhou, net_income=None)
    page = open_case(case)
    follow(page.pane, "Net income of the household (yuan a year)")
    panel = page.pane.panel
    assert panel.form.act == RecordYear.__name__
    assert panel.form.focused() == "net_income"
    assert list(panel.form.editors) == ["net_income", "disqualified", "reason"], "what is known is not asked"
    assert "张大有" in panel.objects.text(), "the form names the household"
    assert panel.objects.text().endswith("Year: 2016")
    fill(panel, net_income=Decimal(2000), disqualified=False)
    kept = guizhou.read(lambda session: session.query(HouseholdYear).filter_by(year=2016).one())
    assert (kept.net_income, kept.disqualified) == (2000, False)
    assert MISSING not in said(page.pane, QLabel), "the pane looks again"


def test_a_test_that_one_record_more_can_meet_opens_the_act_that_adds_it(guizhou, open_case):
    page = open_case(a_household(guizhou, persons=2))
    assert "Not met so far: " in banner(page.pane).words.text()
    follow(page.pane, "All members listed")
    assert page.pane.panel.form.act == AddMember.__name__


def test_a_fact_that_the_next_step_looks_at_is_asked_for_in_its_form(guizhou, open_case):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="verification")
    page = open_case(case, TOWNSHIP, day)
    follow(page.pane, "Whether a ground for exclusion exists")
    assert page.pane.panel.form.act == RecordVisit.__name__
    assert page.pane.panel.form.focused() == "disqualified"


@pytest.mark.parametrize("name", [INSPECTOR, REVIEWER])
def test_who_may_not_record_a_fact_reads_its_name_without_a_link(guizhou, open_case, name):
    page = open_case(a_household(guizhou, net_income=None), name)
    assert "href" not in banner(page.pane).words.text()


def test_the_review_names_the_missing_facts_beside_the_problems(guizhou, open_case):
    case = a_household(guizhou, net_income=None)
    day = walk(guizhou, (case,), to="county_decision")
    page = open_case(case, REVIEWER, day)
    page.look_over([case], 0)
    assert "Net income of the household" in said(page.cover, QLabel)


@pytest.mark.parametrize("code", [ENGLISH, CHINESE])
def test_a_step_that_waits_for_another_person_leads_to_its_proposal(guizhou, open_case, code):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="verification")
    late = day + timedelta(days=90)
    visit = RecordVisit(cases=(case,), done_on=day, visitors="周远帆、李有田", late_reason="迟报")
    change = guizhou.at(late, TOWNSHIP).do(visit)
    assert change.waits
    with language(code):
        page = open_case(case, TOWNSHIP, late)
        words = {ENGLISH: f"Number {change.id}, “Record a visit”, waits for", CHINESE: f"第 {change.id} 号“"}
        assert words[code] in said(page.pane, QLabel)
        gone = []
        page.go.connect(lambda key, number: gone.append((key, number)))
        act = page.pane.findChild(CaseView).primary
        assert not isinstance(act.button, PrimaryButton), "no blue act offers the step again"
        act.button.click()
        assert gone == [("proposals", change.id)]
