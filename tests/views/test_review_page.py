"""Review and sign: what is in the way, the evidence, and that both decisions take the same steps."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.cases.applications_page import ApplicationsPage
from county_desk.views.cases.confirm_page import ConfirmPage
from county_desk.views.cases.decision_form import PHRASES
from county_desk.views.widgets.bands import STANDARD, Band
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.filing import OpenCase
from tests.build import (
    CLERK,
    INSPECTOR,
    REVIEWER,
    SECOND,
    a_household,
    a_registered_household,
    case_of,
    refused_once,
    states,
    steps_of,
    two_households,
    walk,
)
from tests.views.showing import said, shown


@pytest.fixture
def review(guizhou, jobs, qtbot):
    """The review of cases by a person, opened over the applications."""

    def review(cases, day, name=REVIEWER, at=0):
        page = shown(ApplicationsPage(guizhou.at(day, name), jobs), qtbot)
        page.look_over(cases, at)
        return page.cover

    return review


def last_look(page):
    """The page that asks once more."""
    found = page.stack.currentWidget()
    assert isinstance(found, ConfirmPage)
    return found


def write(page, words="同意"):
    opinion(page).setPlainText(words)
    checked = page.reading.opinion.form.editors["checked"]
    checked.selectAll()
    QTest.keyClicks(checked, "1")


def opinion(page):
    return page.reading.opinion.form.editors["opinion"]


def test_everything_that_is_answered_for_stands_on_one_page(guizhou, review):
    first, second = two_households(guizhou)
    day = walk(guizhou, (first, second), to="county_decision")
    sign = Decide(cases=(first,), decided_on=day, decision=Decision.REFUSE, opinion="家有轿车")
    guizhou.at(day, REVIEWER).do(sign)
    page = review([second], day)
    words = said(page, QLabel)
    assert "Review: 王秀田 · 大河村" in words
    assert "Net income a head: standard below 2,952 yuan, actual 2,000 yuan: met" in words
    assert "Procedure: Work plan for poverty registration" in words
    assert f"Review by the township: Passed ({'赵敏'}). 同意" in words
    assert "0 agreed · 1 refused" in words
    assert "张大有: refused. 家有轿车" in words
    items = [line.item for line in page.reading.evidence.rows.rows(range(40))]
    assert {"Application", "Members", "Net income a head (yuan)", "First disclosure"} <= set(items)


def test_a_removal_is_signed_without_a_rule_and_with_its_reason_in_view(guizhou, review):
    household, received = a_registered_household(guizhou), date(2017, 3, 1)
    asked = {"kind": "household_removal", "year": 2017, "received_on": received}
    case = guizhou.at(received).do(OpenCase(household=household, **asked, reason="识别时有商品房")).id
    page = review([case], walk(guizhou, (case,), to="county_decision"))
    rows = page.reading.evidence.rows.rows(range(40))
    assert [line.claimed for line in rows if line.item == "Reason"] == ["识别时有商品房"]
    write(page)
    page.agree()
    last_look(page).confirm_button.click()
    assert states(guizhou, case) == [("approved", "announcement")]


def test_no_answer_is_chosen_beforehand_and_both_take_the_same_steps(guizhou, review):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="county_decision")
    page = review(cases, day)
    assert "decision" not in page.reading.opinion.form.editors
    for button, decision, state in (
        (page.agree_button, Decision.APPROVE, "approved"),
        (page.refuse_button, Decision.REFUSE, "refused"),
    ):
        number = page.number
        write(page)
        button.click()
        assert last_look(page).command.decision is decision
        last_look(page).confirm_button.click()
        assert states(guizhou, number)[0][0] == state


def test_the_last_look_says_what_is_signed_and_what_follows(guizhou, review):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day)
    write(page, "符合条件")
    page.agree()
    words = said(page.stack.currentWidget(), QLabel)
    for part in ("Approve", "张大有 · 大河村", "符合条件", f"{REVIEWER} (Reviewer)", str(day)):
        assert part in words
    assert "Afterwards it waits for: Announcement." in words
    assert "Once signed it cannot be undone, only corrected." in words
    assert not page.agree_button.isVisible()


def test_the_last_look_is_left_without_signing(guizhou, review, qtbot):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day)
    write(page)
    page.agree()
    qtbot.keyClick(last_look(page).effect.words, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.reading
    assert opinion(page).toPlainText() == "同意"
    assert states(guizhou, case) == [("open", "county_decision")]


def test_an_opinion_is_asked_for_before_the_last_look(guizhou, review):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day)
    page.agree()
    form = page.reading.opinion.form
    assert form.notes["opinion"].text() == "■ Write the opinion"
    assert page.stack.currentWidget() is page.reading


def test_a_day_before_the_step_before_is_refused_before_the_last_look(guizhou, review):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day)
    write(page)
    page.reading.opinion.form.fill({"decided_on": case_of(guizhou, case).received_on})
    page.refuse()
    assert "the step before was on" in page.reading.opinion.form.notes["decided_on"].text()


def test_what_is_in_the_way_is_numbered_and_signing_is_off(guizhou, review):
    case = a_household(guizhou, persons=3, net_income=Decimal(90000))
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day)
    words = page.reading.blocked.banner.words.text()
    assert "2 problems to solve before signing" in words
    assert "· Net income a head: standard below 2,952 yuan, actual 30,000 yuan" in words
    assert "→ <i>Would be met if “All members listed” were Yes, not No</i>" in words
    assert page.remains.text() == "2 problems remain; signing is off"
    assert not page.agree_button.isEnabled()
    assert "All members listed" in page.agree_button.accessibleDescription()
    page.agree()
    assert page.stack.currentWidget() is page.reading
    assert page.refuse_button.isEnabled()


@pytest.mark.parametrize("name", [CLERK, INSPECTOR])
def test_who_may_not_sign_reads_and_is_told_who_can(guizhou, review, name):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day, name)
    assert not page.agree_button.isEnabled()
    assert not page.refuse_button.isEnabled()
    assert f"{REVIEWER}, {SECOND} can sign it." in page.reading.blocked.banner.words.text()
    assert f"{REVIEWER}, {SECOND} can sign it." in page.refuse_button.toolTip()


def test_four_eyes_turn_both_decisions_off(guizhou, review):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    refused_once(guizhou, case, day)
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day)
    assert not page.agree_button.isEnabled()
    assert not page.refuse_button.isEnabled()
    assert f"{SECOND} can" in page.agree_button.toolTip()


def test_a_return_asks_for_its_reason_and_goes_on(guizhou, review):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="county_decision")
    page = review(cases, day)
    page.send_back()
    panel = page.stack.currentWidget()
    panel.do_button.click()
    assert panel.form.notes["reason"].text()
    panel.form.fill({"reason": "缺照片"})
    panel.do_button.click()
    assert states(guizhou, cases[0]) == [("open", "village_review")]
    assert page.now.detail.row.id == cases[1]
    assert page.agree_button.isVisible()


def test_one_goes_on_without_the_list_and_what_was_written_stays(guizhou, review, qtbot):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="county_decision")
    page = review(cases, day)
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    write(page, "先看看")
    page.reading.evidence.setFocus()
    qtbot.keyClick(page.reading.evidence, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert (page.place.text(), page.number) == ("2 of 2", cases[1])
    assert not page.after_button.isEnabled()
    qtbot.keyClick(page.reading.evidence, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert opinion(page).toPlainText() == "先看看"
    page.page.refresh()
    assert opinion(page).toPlainText() == "先看看"


def test_tab_goes_from_the_evidence_over_the_opinion_to_the_buttons(guizhou, review, qtbot):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day)
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    page.reading.evidence.setFocus()
    stops = []
    while page.agree_button not in stops and len(stops) < 30:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    opinion = page.reading.opinion.form.editors["opinion"]
    wanted = [opinion, page.return_button, page.refuse_button, page.agree_button]
    assert [stop for stop in stops if stop in wanted] == wanted


def test_the_last_case_leads_back_to_the_list(guizhou, review, qtbot):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day)
    write(page)
    page.agree()
    with qtbot.waitSignal(page.closed):
        last_look(page).confirm_button.click()
    assert steps_of(guizhou, case)[-1].finding["outcome"] == "met"


def test_a_case_decided_by_somebody_else_meanwhile_shows_it(guizhou, review):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day)
    write(page)
    page.agree()
    sign = Decide(cases=(case,), decided_on=day, decision=Decision.APPROVE, checked=1, opinion="同意")
    guizhou.at(day, SECOND).do(sign)
    last_look(page).confirm_button.click()
    assert page.stack.currentWidget() is page.reading
    assert "is not in progress: Approved" in page.reading.opinion.form.summary.words.text()
    page.load()
    assert page.state.text == "Approved"
    assert not page.agree_button.isEnabled()


def test_a_phrase_goes_into_the_opinion(guizhou, review):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day)
    actions = page.reading.opinion.phrases.menu().actions()
    assert len(actions) == len(PHRASES)
    actions[0].trigger()
    actions[1].trigger()
    assert opinion(page).toPlainText() == "\n".join(PHRASES[:2])


def test_a_short_window_has_rule_record_and_opinion_as_tabs(guizhou, review):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    page = review([case], day)
    assert page.reading.tabs is None
    write(page)
    page.fit(Band.of(911, 450))
    tabs = page.reading.tabs
    assert [tabs.tabText(place) for place in range(tabs.count())] == ["The rule", "The record", "Opinion"]
    assert opinion(page).toPlainText() == "同意"
    page.agree()
    assert tabs.currentIndex() == 2
    assert last_look(page)
    page.fit(STANDARD)
    assert page.reading.tabs is None


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
@pytest.mark.parametrize("persons", [1, 3])
def test_it_fits_what_the_smallest_window_leaves(guizhou, review, language, persons):
    case = a_household(guizhou, persons=persons)
    day = walk(guizhou, (case,), to="county_decision")
    speak(language)
    try:
        page = review([case], day)
        page.fit(Band.of(880, 430))
        QApplication.processEvents()
        hint = page.minimumSizeHint().expandedTo(page.layout().minimumSize())
        assert hint.width() <= 800
        assert hint.height() <= 315
    finally:
        speak(ENGLISH)


def test_eight_lines_of_evidence_and_the_opinion_are_seen_in_a_usual_window(guizhou, review):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="county_decision")
    page = review(list(cases), day)
    page.resize(1170, 590)  # what a window of 1366x768 leaves
    QApplication.processEvents()
    table = page.reading.evidence
    below = [table.rowViewportPosition(row) + table.rowHeight(row) for row in range(table.model().rowCount())]
    assert sum(foot <= table.viewport().height() for foot in below) >= 8
    assert opinion(page).visibleRegion().boundingRect().height() >= opinion(page).fontMetrics().height()
