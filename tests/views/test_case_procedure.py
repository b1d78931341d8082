"""A case whose procedure reads otherwise by now says so in one line, where it is shown and reviewed."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.tables.procedure_words import follow
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.cases.applications_page import ApplicationsPage
from county_desk.views.cases.case_view import CaseView
from county_desk.workflow.cases.filing import OpenCase
from tests.build import REVIEWER, a_registered_household, walk
from tests.views.showing import choose, said, shown
from tests.workflow.policy_files import PROCEDURE, take

DAY, RECEIVED = date(2017, 1, 20), date(2016, 12, 1)
NOTE = {
    ENGLISH: "This case follows the procedure under which it began; the present one reads otherwise.",
    CHINESE: "本件按受理时的程序办理；现行程序的内容已有不同。",
}


@pytest.fixture(params=[ENGLISH, CHINESE])
def spoken(request):
    speak(request.param)
    yield request.param
    speak(ENGLISH)
    follow(None)


@pytest.fixture
def case(office):
    """A removal that waits for its decision."""
    household = a_registered_household(office)
    take(office, "procedure", PROCEDURE)
    opening = OpenCase(
        household=household, kind="household_removal", year=2016, received_on=RECEIVED, reason="有商品房"
    )
    case = office.at(RECEIVED).do(opening).id
    walk(office, (case,), to="county_decision")
    return case


@pytest.mark.parametrize("changed", [True, False])
def test_the_case_and_its_review_say_it(office, jobs, qtbot, spoken, case, changed):
    if changed:
        take(office, "procedure", PROCEDURE.replace("乡镇核查", "乡镇复核"), day=DAY)
    page = shown(ApplicationsPage(office.at(DAY, REVIEWER), jobs), qtbot)
    choose(page, lambda row: row.id == case)
    qtbot.waitUntil(lambda: page.pane.findChild(CaseView).now is not None)
    assert (NOTE[spoken] in said(page.pane, QLabel)) is changed
    page.look_over([case], 0)
    qtbot.waitUntil(lambda: page.cover.now is not None)
    assert (NOTE[spoken] in said(page.cover, QLabel)) is changed
