"""Applications on the screen: the tabs, one case with its steps, forms for what comes next, new ones."""

import errno
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableWidget

from county_desk.models.case import Case
from county_desk.models.household import HouseholdYear, Member
from county_desk.views.case_openings import openable_procedures
from county_desk.views.cases.applications_page import ApplicationsPage
from county_desk.views.cases.case_view import CaseView
from county_desk.views.cases.steps_strip import StepsStrip
from county_desk.views.disclosure.posting_panels import OpeningPanel
from county_desk.views.pasting.paste_dialog import PasteDialog
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.filing import FileHousehold, OpenCase
from county_desk.workflow.cases.papers import VoidNotice
from county_desk.workflow.cases.steps import (
    RecordAssembly,
    RecordComparison,
    RecordConsent,
    RecordReview,
    RecordVisit,
)
from county_desk.workflow.cases.take_back import ReturnCase, TakeBackStep, WithdrawCase
from tests.build import (
    CLERK,
    INSPECTOR,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_registered_household,
    an_exit,
    an_id_number,
    case_of,
    post,
    states,
    steps_of,
    two_households,
    walk,
)
from tests.views.showing import choose, confirm, said, shown
from tests.wrong_procedures import spoil

TODAY = date(2016, 11, 24)


@pytest.fixture
def open_page(guizhou, jobs, qtbot):
    """The applications before a person on a day."""
    return lambda name=CLERK, day=TODAY: shown(ApplicationsPage(guizhou.at(day, name), jobs), qtbot)


def view(page):
    return page.pane.findChild(CaseView)


def marks(page):
    """The steps of the case in the pane, with the shape of each."""
    return [(stage.title, stage.shape.value) for stage in page.pane.findChild(StepsStrip).stages]


def test_the_tabs_count_by_state(guizhou, open_page):
    done = a_household(guizhou)
    walk(guizhou, (done,))
    a_household(guizhou, "王秀田", serial=2)
    page = open_page()
    words = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    assert words == ["In progress 1", "Approved 0", "Ended 1", "All 2"]
    page.tabs.choose("ended")
    assert [row.id for row in page.list.model.rows(range(5))] == [done]
    page.tabs.choose("approved")
    assert page.list.empty.words.text() == "No case stands under “Approved”."


def test_nothing_of_the_campaign_can_begin_after_2020_and_old_cases_go_on(guizhou, open_page):
    case = a_household(guizhou, received_on=date(2020, 12, 1))
    walk(guizhou, (case,), to="verification")
    page = open_page(day=date(2026, 11, 27))
    acts = [action for action in page.new_button.menu().actions() if action.text()]
    able = [action.text() for action in acts if action.isEnabled()]
    assert able == ["Open a case for a household on record", "Take in workbooks"]
    assert openable_procedures(page.desk, "household") == [
        ("household_removal", "Removal of the wrongly identified"),
        ("household_restoration", "Restoration after a wrong exit"),
        ("monitoring_release", "Release from monitoring"),
        ("monitoring_removal", "Removal of the wrongly monitored"),
    ]
    assert openable_procedures(page.desk, "village") == []
    assert acts[0].text() == "New household application (not at this time)"
    assert "ended on 2020-12-31; cases begun before are finished under it" in acts[0].toolTip()
    choose(page, lambda row: row.id == case)
    assert view(page).primary.button.isEnabled(), "the old case goes on"


def test_on_the_last_day_of_2020_every_application_can_begin(guizhou, open_page):
    page = open_page(day=date(2020, 12, 31))
    assert all(action.isEnabled() or action.isSeparator() for action in page.new_button.menu().actions())


def test_the_steps_are_done_now_and_to_come(guizhou, open_page):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="first_disclosure")
    post(guizhou, (case,), day)
    page = open_page()
    shapes = [shape for _title, shape in marks(page)]
    assert shapes == ["fine", "fine", "fine", "underway", "none", "none", "none", "none"]
    words = said(page.pane, QLabel)
    assert "On display in 大河村 until 2016-10-16" in words
    assert view(page).primary.button.text() == "Go to the disclosure"


def test_a_case_whose_notice_is_void_waits_in_words_for_a_new_list(guizhou, open_page):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="first_disclosure")
    post(guizhou, (case,), day)
    notice = steps_of(guizhou, case)[-1].notice_id
    guizhou.at(day).do(VoidNotice(notice=notice, reason="人数有误"))
    page = open_page(day=day)
    words = said(page.pane, QLabel)
    assert "Suspended: notice void, to be posted again" in words
    assert f"Suspended on {day} by 王芳, the notice is void: 人数有误" in words
    view(page).press()
    assert isinstance(page.pane.panel, OpeningPanel)


def test_a_step_goes_by_its_title_in_the_cases_own_procedure(guizhou, open_page):
    case = a_household(guizhou)
    walk(guizhou, (case,), to="county_decision")
    page = open_page()
    column = next(c for c in page.listing.table.columns if c.key == "step")
    assert column.shown(page.current()) == "Decision by the county"


@pytest.mark.parametrize(
    ("step", "name", "command", "given"),
    [
        ("village_review", VILLAGE, RecordAssembly, {"due": 36, "present": 31, "in_favour": 29}),
        ("verification", VILLAGE, RecordVisit, {"visitors": "郑宝、王芳", "disqualified": False}),
        ("township_review", TOWNSHIP, RecordReview, {"opinion": "情况属实", "checked": 1}),
        ("announcement", CLERK, Announce, {}),
    ],
)
def test_the_next_step_is_taken_with_its_own_form(guizhou, open_page, step, name, command, given):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to=step)
    page = open_page(name, day)
    page.tabs.choose("all")
    view(page).press()
    page.pane.panel.form.fill(given)
    made = page.pane.panel.form.command()
    assert type(made) is command
    assert made.cases == (case,)
    before = states(guizhou, case)
    page.pane.panel.do_button.click()
    assert states(guizhou, case) != before


def test_a_list_is_opened_with_its_days_rehearsed(guizhou, open_page):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="first_disclosure")
    page = open_page(day=day)
    view(page).press()
    assert isinstance(page.pane.panel, OpeningPanel)
    assert page.pane.panel.form.command() == OpenDisclosure(
        cases=cases[:1],
        opened_on=day,
        contact="李有田",
        telephone=page.pane.panel.form.command().telephone,
    )


def test_a_consent_is_signed_by_somebody_of_the_household(guizhou, open_page):
    household = a_registered_household(guizhou, received_on=date(2016, 5, 9))
    case = an_exit(guizhou, household, received_on=date(2016, 10, 8))
    day = walk(guizhou, (case,), to="consent")
    page = open_page(day=day)
    view(page).press()
    signed = page.pane.panel.form.editors["signed_by"]
    assert [signed.itemText(place) for place in range(signed.count())] == ["—", "张大有 · 户主"]
    signed.set_value("张大有")
    assert page.pane.panel.form.command() == RecordConsent(cases=(case,), done_on=day, signed_by="张大有")


def test_a_comparison_has_its_form(guizhou, open_page):
    case = a_household(guizhou)
    page = open_page()
    page.act(RecordComparison, [page.current()])
    page.pane.panel.form.fill({"departments": "公安局", "hits": 0})
    assert page.pane.panel.form.command() == RecordComparison(
        cases=(case,), done_on=TODAY, departments="公安局", hits=0
    )


def test_a_step_that_is_not_ones_own_says_whose_it_is(guizhou, open_page):
    a_household(guizhou)
    page = open_page(REVIEWER)
    button = view(page).primary.button
    assert not button.isEnabled()
    assert "This is for: Village clerk, Township clerk, County clerk." in button.toolTip()
    assert "This is for:" in said(page.pane, QLabel)


def test_returning_taking_back_and_withdrawing_say_why_not(guizhou, open_page):
    case = a_household(guizhou)
    walk(guizhou, (case,), to="verification")
    page = open_page()
    beside = view(page).beside
    assert not beside[ReturnCase].isEnabled()
    assert "This is for: Township clerk, Reviewer." in beside[ReturnCase].toolTip()
    assert beside[TakeBackStep].isEnabled()
    beside[TakeBackStep].click()
    page.pane.panel.form.fill({"reason": "日期写错"})
    page.pane.panel.do_button.click()
    assert states(guizhou, case) == [("open", "village_review")]
    assert "is on record and cannot be taken back" in view(page).beside[TakeBackStep].toolTip()
    view(page).beside[WithdrawCase].click()
    page.pane.panel.form.fill({"reason": "申请人撤回"})
    page.pane.panel.do_button.click()
    assert states(guizhou, case)[0][0] == "withdrawn"


def test_a_returned_case_shows_the_reason(guizhou, open_page):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="township_review")
    guizhou.at(day, TOWNSHIP).do(ReturnCase(cases=(case,), returned_on=day, reason="缺照片"))
    page = open_page(day=day)
    assert f"Returned on {day} by {TOWNSHIP}: 缺照片" in said(page.pane, QLabel)


def test_members_are_masked_and_the_household_leads_to_its_place_of_work(guizhou, open_page, qtbot):
    case = a_household(guizhou)
    page = open_page()
    table = page.pane.findChild(QTableWidget)
    assert table.item(0, 2).text() == "990101**********" + an_id_number(1)[-2:]
    link = next(label for label in page.pane.findChildren(QLabel) if "See the household" in label.text())
    with qtbot.waitSignal(page.go) as gone:
        link.linkActivated.emit("#")
    household = guizhou.read(lambda session: session.get(Case, case).household_id)
    assert gone.args == ["household", household]


def test_a_new_household_is_filed_and_its_members_typed_into_one_grid(guizhou, open_page, qtbot, type_text):
    page = open_page()
    page.file_household()
    given = {"village": guizhou.place("大河村"), "head": "张大有", "id_number": an_id_number(1), "persons": 3}
    page.pane.panel.form.fill(given)
    assert page.pane.panel.form.command() == FileHousehold(**given, received_on=TODAY)
    page.pane.panel.do_button.click()
    grid = page.findChild(PasteDialog) or page.window().findChild(PasteDialog)
    qtbot.waitUntil(lambda: grid.table.block.rowCount() == 2)
    assert grid.windowTitle() == "Members of the household of 张大有 · 2 to fill in"
    assert not grid.again.isVisibleTo(grid)
    assert not grid.take.isEnabled()
    table = grid.table
    assert table.isColumnHidden(0), "the numbers of the rows stand beside them"
    for name, relation, number in (("王秀田", "配偶", 2), ("张小宝", "之子", 3)):
        row = table.currentIndex().row()
        assert table.currentIndex().column() == 1
        for text in (name, relation, an_id_number(number)):
            field = table.indexWidget(table.currentIndex())  # each cell opens by itself
            type_text(field, committed=text)
            qtbot.keyClick(field, Qt.Key.Key_Tab if text in (name, relation) else Qt.Key.Key_Return)
        assert table.block.index(row, 3).data() == an_id_number(number)
    grid.take.click()
    assert page.pane.panel is None
    assert guizhou.read(lambda session: session.query(Member).count()) == 3
    assert view(page).now.detail.row.subject == "张大有"


def test_the_net_income_of_an_application_is_the_sum_of_its_components(guizhou, open_page):
    page = open_page()
    page.file_household()
    form = page.pane.panel.form
    given = {"village": guizhou.place("大河村"), "head": "张大有", "id_number": an_id_number(1), "persons": 2}
    form.fill(given)
    for key, amount in (("wage", "9000"), ("transfer", "1200.50"), ("expense", "200")):
        form.editors[key].set_value(Decimal(amount))
        form.editors[key].changed.emit()
    assert form.command().net_income == Decimal("10000.50")
    assert guizhou.at(TODAY).problems(replace(form.command(), net_income=Decimal(9000))) == {
        "net_income": "The components add up to 10,000.50; write that, or leave it blank"
    }
    page.pane.panel.do_button.click()
    year = guizhou.read(lambda session: session.query(HouseholdYear).one())
    assert (year.wage, year.net_income, year.income_per_head) == (
        9000,
        Decimal("10000.50"),
        Decimal("5000.25"),
    )


def test_a_village_clerk_is_offered_only_the_own_village(guizhou, open_page):
    page = open_page(VILLAGE)
    page.file_household()
    village = page.pane.panel.form.editors["village"]
    assert [village.itemText(place) for place in range(village.count())] == ["—", "城关镇 · 大河村"]


def test_a_case_is_opened_for_a_household_on_record(guizhou, open_page):
    household = a_registered_household(guizhou)
    page = open_page(day=date(2017, 1, 5))
    page.open_case()
    page.pane.panel.form.fill({"household": household, "kind": "household_exit"})
    made = page.pane.panel.form.command()
    assert made == OpenCase(household=household, kind="household_exit", received_on=date(2017, 1, 5))
    page.pane.panel.do_button.click()
    confirm(page.pane.panel)
    assert view(page).now.detail.row.kind == "household_exit"


def test_a_case_that_is_asked_for_is_found_whatever_the_tab(guizhou, open_page):
    done = a_household(guizhou)
    walk(guizhou, (done,))
    a_household(guizhou, "王秀田", serial=2)
    page = open_page()
    page.show_subject(done)
    assert view(page).now.detail.row.id == done
    assert page.all_button.text() == f"Only case {done}: show all"
    page.all_button.click()
    assert page.list.model.rowCount() == 1


def test_no_applications_yet_leads_to_the_first(guizhou, open_page, qtbot):
    page = open_page(VILLAGE)
    assert page.list.empty.words.text() == "There are no applications yet."
    page.list.empty.button.click()
    assert FileHousehold.act.title in said(page.pane.panel, QLabel)
    page = open_page(CLERK)
    with qtbot.waitSignal(page.go) as gone:
        page.list.empty.button.click()
    assert gone.args == ["returns", "import"]


def test_an_inspector_reads_everything_and_changes_nothing(guizhou, open_page):
    a_household(guizhou)
    page = open_page(INSPECTOR)
    assert not page.new_button.isEnabled()
    assert "may not file applications" in page.new_button.toolTip()
    assert not view(page).primary.button.isEnabled()
    assert not any(button.isEnabled() for button in view(page).beside.values())


def test_a_case_whose_procedure_file_is_wrong_keeps_its_row_and_names_the_file(guizhou, open_page):
    version = case_of(guizhou, a_household(guizhou)).procedure
    spoil(guizhou, version)
    page = open_page()
    assert page.list.model.rowCount() == 1
    assert f"procedures/{version}.toml, line 36" in said(page.pane, QLabel)
    assert view(page).primary is None


def test_a_failed_reading_says_so_and_keeps_what_was_there(guizhou, open_page, monkeypatch):
    a_household(guizhou)
    page = open_page()

    def broken(*_args):
        raise OSError(errno.EIO, "the disk is gone")

    monkeypatch.setattr("county_desk.views.cases.case_view.case_now", broken)
    failures = []
    page.failed.connect(failures.append)
    page.refresh()
    assert page.list.model.rowCount() == 1
    assert len(failures) == 1
    assert "The disk reports an error (EIO)." in said(page, QLabel)
