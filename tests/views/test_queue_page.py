"""The queue on the screen: tabs, the pane, forms in it, and the ways to where things are done."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu

from county_desk.models.disclosure import Channel
from county_desk.tables.cases.queue_words import AWAITING, PlanPart, QueueTask, Urgency
from county_desk.tables.listing import Query
from county_desk.views.cases.case_view import CaseView
from county_desk.views.cases.queue_page import QueuePage
from county_desk.views.cases.review_page import ReviewPage
from county_desk.views.cases.selection_view import SelectionView
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.banner import Banner
from county_desk.workflow.cases.objections import RecordObjection
from county_desk.workflow.cases.steps import RecordAssembly
from tests.build import (
    CLERK,
    INSPECTOR,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
    case_of,
    post,
    short_lists,
    states,
    two_households,
    walk,
)
from tests.views.showing import choose, said, shown
from tests.wrong_procedures import spoil

TODAY = date(2016, 10, 24)


@pytest.fixture
def open_queue(guizhou, jobs, qtbot):
    """The queue of a person on a day."""
    return lambda name=CLERK, day=TODAY: shown(QueuePage(guizhou.at(day, name), jobs), qtbot)


def tabs(page):
    return [page.tabs.tabText(place) for place in range(page.tabs.count())]


def view(page):
    return page.pane.findChild(CaseView)


def test_the_tabs_say_how_much_waits(guizhou, open_queue):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="first_disclosure")
    post(guizhou, cases, day)
    a_household(guizhou, "赵桂兰", serial=3)
    page = open_queue()
    assert tabs(page) == ["To do 2", "To put in force 0", "Waiting on others 2", "Done today 0", "Drafts 0"]
    assert QueuePage.waiting(page.desk) == 2
    page.tabs.choose("others")
    assert [row.urgency for row in page.list.model.rows(range(9))] == [Urgency.BEGUN] * 2


def test_a_way_from_a_home_narrows_the_queue_by_filters_that_can_be_cleared(guizhou, open_queue):
    cases = two_households(guizhou)
    post(guizhou, cases, walk(guizhou, cases, to="first_disclosure"))
    a_household(guizhou, "赵桂兰", serial=3)
    page = open_queue()
    page.narrow_to(Query({"plan": (PlanPart.LATE,)}))
    assert [row.task for row in page.list.model.rows(range(9))] == [QueueTask.CLOSE]
    page.list.clear.click()
    assert page.list.model.rowCount() == 2
    page.narrow_to(Query({"plan": AWAITING}))
    assert (page.tabs.key, page.list.model.rowCount()) == ("others", 2)


def test_a_number_in_the_navigation_is_that_of_the_first_tab(guizhou, open_queue):
    short_lists(guizhou)
    case = a_household(guizhou, received_on=date(2017, 1, 5))
    day = walk(guizhou, (case,), to="township_review")
    page = open_queue(TOWNSHIP, day)
    assert [row.urgency for row in page.list.model.rows(range(9))] == [Urgency.NOT_YET]
    assert QueuePage.waiting(page.desk) == page.list.model.rowCount() == 1


def test_a_case_in_the_pane_shows_its_steps_and_the_next_one(guizhou, open_queue):
    a_household(guizhou)
    page = open_queue()
    assert view(page).primary.button.text() == "Record a meeting"
    words = said(page.pane, QLabel)
    assert "Democratic review by the villagers' representatives" in words
    assert "Its turn now, at the level: Village" in words
    assert "990101********10" not in words


def test_a_case_whose_procedure_file_is_wrong_says_so_and_offers_nothing(guizhou, open_queue):
    version = case_of(guizhou, a_household(guizhou)).procedure
    spoil(guizhou, version)
    page = open_queue()
    (row,) = page.list.model.rows(range(9))
    assert row.task == QueueTask.MEND
    assert view(page).primary is None
    assert view(page).beside == {}
    (banner,) = view(page).findChildren(Banner)
    words = said(banner, QLabel)
    assert f"procedures/{version}.toml, line 36: there is no figure “moon”" in words
    menu = QMenu()
    page.actions_for(menu, row)
    assert menu.isEmpty()
    page.open_row(row)
    assert view(page) is not None


def test_enter_opens_the_form_and_ctrl_enter_has_it_done(guizhou, open_queue, qtbot):
    case = a_household(guizhou)
    page = open_queue()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    form = page.pane.panel.form
    assert form.editors["done_on"].focusProxy().hasFocus()
    form.fill({"due": 36, "present": 31, "in_favour": 29})
    qtbot.keyClick(form.editors["due"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert states(guizhou, case) == [("open", "verification")]
    assert page.pane.panel is None
    assert view(page).primary.button.text() == "Record a visit"
    assert tabs(page)[-2] == "Done today 1"


def test_a_refusal_stays_beside_its_field(guizhou, open_queue):
    a_household(guizhou)
    page = open_queue()
    page.open_row(page.current())
    page.pane.panel.form.fill({"due": 36, "present": 5, "in_favour": 5})
    page.pane.panel.do_button.click()
    assert page.pane.panel.form.notes["present"].text().startswith("■ 5 of 36 attended")
    assert page.pane.panel.do_button.isEnabled()


def test_a_form_stays_while_something_is_typed_into_it(guizhou, open_queue, qtbot):
    two_households(guizhou)
    page = open_queue()
    page.open_row(page.current())
    panel = page.pane.panel
    qtbot.keyClicks(panel.form.editors["due"], "36")
    choose(page, lambda row: row.subject == "王秀田")
    page.refresh()
    assert page.pane.panel is panel
    panel.cancel_button.click()
    assert view(page).now.detail.row.subject == "王秀田"


def test_a_form_without_a_word_gives_way_to_another_row(guizhou, open_queue):
    two_households(guizhou)
    page = open_queue()
    page.open_row(page.current())
    choose(page, lambda row: row.subject == "王秀田")
    assert page.pane.panel is None
    assert view(page).now.detail.row.subject == "王秀田"


def test_a_disclosure_is_gone_to(guizhou, open_queue, qtbot):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="first_disclosure")
    posted = post(guizhou, cases, day).id
    objection = RecordObjection(
        disclosure=posted, received_on=day, channel=Channel.LETTER, words="有一辆货车", case=cases[1]
    )
    guizhou.at(day).do(objection)
    page = open_queue()
    assert "“有一辆货车”" in said(page.pane, QLabel)
    with qtbot.waitSignal(page.go) as gone:
        page.open_row(page.current())
    assert gone.args == ["disclosures", posted]


def test_a_reviewer_goes_from_the_queue_through_the_signature_by_the_keyboard(guizhou, open_queue, qtbot):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="county_decision")
    page = open_queue(REVIEWER, day)
    with qtbot.waitActive(page):
        page.activateWindow()
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    review = page.cover
    assert isinstance(review, ReviewPage)
    assert not page.split.isVisible()
    review.reading.opinion.form.fill({"checked": "1"})
    opinion = review.reading.opinion.form.editors["opinion"]
    opinion.setFocus()
    qtbot.keyClicks(opinion, "Agreed")
    qtbot.keyClick(opinion, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    last = review.stack.currentWidget()
    assert last.effect.words.hasFocus()
    qtbot.keyClick(last.effect.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert states(guizhou, *cases) == [("open", "county_decision")] * 2
    qtbot.keyClick(last.effect.words, Qt.Key.Key_Tab)
    qtbot.waitUntil(last.confirm_button.hasFocus)
    qtbot.keyClick(last.confirm_button, Qt.Key.Key_Space)
    assert states(guizhou, *cases) == [("approved", "announcement"), ("open", "county_decision")]
    assert review.now.detail.row.subject == "王秀田"
    qtbot.keyClick(review, Qt.Key.Key_Escape)
    assert page.cover is None
    assert page.split.isVisible()
    assert [tabs(page)[0], tabs(page)[3]] == ["To do 1", "Done today 1"]


def test_several_rows_are_agreed_to_together_and_the_rest_is_named(guizhou, open_queue):
    good = two_households(guizhou)
    bad = a_household(guizhou, "赵桂兰", serial=3, persons=4)
    day = walk(guizhou, (*good, bad), to="county_decision")
    page = open_queue(REVIEWER, day)
    page.list.table.selectAll()
    chosen = page.pane.findChild(SelectionView)
    assert "赵桂兰: All members listed" in said(chosen, QLabel)
    (act,) = chosen.acts
    assert act.button.text() == "Agree to 2 cases…"
    act.button.click()
    page.cover.opinion.form.fill({"opinion": "同意", "checked": "2"})
    page.cover.agree_button.click()
    page.cover.stack.currentWidget().confirm_button.click()
    assert [state for state, _step in states(guizhou, *good, bad)] == ["approved", "approved", "open"]
    assert page.cover is None


def test_several_cases_take_one_step_with_one_form(guizhou, open_queue):
    cases = two_households(guizhou)
    page = open_queue(VILLAGE)
    page.list.table.selectAll()
    (act,) = page.pane.findChild(SelectionView).acts
    act.button.click()
    page.pane.panel.form.fill({"due": 36, "present": 31, "in_favour": 29})
    assert page.pane.panel.form.command() == RecordAssembly(
        cases=cases, done_on=TODAY, due=36, present=31, in_favour=29
    )
    page.pane.panel.do_button.click()
    assert states(guizhou, *cases) == [("open", "verification")] * 2


def test_enter_is_answered_although_the_case_is_still_being_read(guizhou, qtbot):
    a_household(guizhou)
    jobs = Jobs()
    page = shown(QueuePage(guizhou.at(TODAY), jobs), qtbot)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    page.open_row(page.current())
    qtbot.waitUntil(lambda: page.pane.panel is not None)
    jobs.close()


def test_nothing_waits_says_so_with_what_was_done(guizhou, open_queue, qtbot):
    page = open_queue(TOWNSHIP)
    assert page.list.empty.words.text() == "Nothing waits for you. 0 acts today."
    with qtbot.waitSignal(page.go) as gone:
        page.list.empty.button.click()
    assert gone.args == ["returns", "import"]


def test_an_inspector_is_shown_the_way_to_the_applications(guizhou, open_queue, qtbot):
    a_household(guizhou)
    page = open_queue(INSPECTOR)
    with qtbot.waitSignal(page.go) as gone:
        page.list.empty.button.click()
    assert gone.args == ["applications", None]


def test_what_was_done_today_leads_to_the_history(guizhou, open_queue, qtbot):
    a_household(guizhou, received_on=TODAY)
    page = open_queue()
    page.tabs.choose("done")
    assert page.done_list.model.rowCount() == 1
    with qtbot.waitSignal(page.go) as gone:
        page.done_list.table.opened.emit(page.done_list.table.current())
    assert gone.args[0] == "history"
