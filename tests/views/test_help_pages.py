"""Needs and measures on the pages of assistance: a household is helped by the forms."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from county_desk.models.household import Household
from county_desk.models.measure import MeasureClass
from county_desk.tables.assistance.needs import NeedState
from county_desk.tables.summary import SummaryQuestion
from county_desk.views.assistance.measure_pages import MeasuresPage, NeedsPage
from county_desk.views.paper_acts import account_paper
from county_desk.views.register.registry_page import RegistryPage
from county_desk.views.widgets import form, offers
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.needs import AnswerNeed, RecordNeed
from county_desk.workflow.assistance.plans import SetPlan
from county_desk.workflow.assistance.stages import RecordStage
from county_desk.workflow.projects.project_acts import ProposeProject
from tests.build import INSPECTOR, a_registered_household
from tests.views.showing import buttons_beside, choose_first, said, shown
from tests.workflow.staging import a_loan, paid_out
from tests.workflow.staging import do as do_stage
from tests.workflow.staging import do as record_stage
from tests.workflow.test_needs import FOUND, a_measure, a_need

DAY = date(2017, 6, 7)


@pytest.fixture
def household(office):
    """A registered household of 大河村."""
    return a_registered_household(office)


@pytest.fixture
def opened(office, jobs, qtbot):
    """A page before a person, which notes where it leads."""

    def open_page(kind, **who):
        page = kind(office.at(DAY, **who), jobs)
        page.gone = []
        page.go.connect(lambda key, subject: page.gone.append((key, subject)))
        return shown(page, qtbot, size=(1300, 800))

    return open_page


def rows(page):
    return [page.list.model.row_at(at) for at in range(page.list.model.rowCount())]


def do(page, qtbot, **values):
    panel = page.pane.panel
    assert isinstance(panel, CommandPanel)
    panel.form.fill(values)
    with qtbot.waitSignal(page.done, timeout=10_000):
        panel.do()
    page.refresh()


def buttons(page):
    return [each.text() for each in buttons_beside(page)]


def test_a_need_is_recorded_answered_delivered_and_ended(office, household, opened, qtbot):
    page = opened(NeedsPage)
    page.ask(RecordNeed, household=household)
    do(page, qtbot, wants="教育帮扶", cause="因学", words="学费", found_by="郑宝")
    row = choose_first(page, qtbot)
    assert (row.state, row.wants, row.found_on) == (NeedState.OPEN, MeasureClass.EDUCATION, DAY)
    assert NeedsPage.waiting(office.at(DAY)) == 1
    page.open_row(row)
    do(page, qtbot, content="雨露计划")
    qtbot.waitUntil(lambda: page.list.model.row_at(0).state is NeedState.ANSWERED)
    assert NeedsPage.waiting(office.at(DAY)) == 0

    measures = opened(MeasuresPage)
    row = choose_first(measures, qtbot)
    assert (row.kind, row.answers) == (MeasureClass.EDUCATION, True)
    measures.open_row(row)
    do(measures, qtbot, result="已发放")
    qtbot.waitUntil(lambda: measures.list.model.row_at(0).delivered_on == DAY)


def test_a_measure_without_a_need_offers_to_name_it(office, household, opened, qtbot):
    a_measure(office, household)
    page = opened(MeasuresPage)
    choose_first(page, qtbot)
    qtbot.waitUntil(lambda: "Name the need that a measure answers…" in buttons(page))
    assert "See the need" not in buttons(page)


def test_the_next_stage_of_a_loan_is_recorded_beside_it(office, household, opened, qtbot):
    loan = a_loan(office, household)
    page = opened(MeasuresPage)
    choose_first(page, qtbot)
    qtbot.waitUntil(lambda: "Application…" in buttons(page))
    assert "Record the delivery of a measure…" not in buttons(page)
    next(each for each in page.pane.findChildren(QPushButton) if each.text() == "Application…").click()
    shown = {name for name, field in page.pane.panel.form.editors.items() if not field.isHidden()}
    assert shown == {"done_on", "words"}
    do(page, qtbot, words="养牛")
    qtbot.waitUntil(lambda: page.list.model.row_at(0).stage == "small_loan/applied")
    qtbot.waitUntil(lambda: "Use for production checked…" in buttons(page))
    assert page.list.model.row_at(0).id == loan


def test_a_loan_past_its_last_day_says_what_is_owed(office, household, jobs, qtbot):
    loan = paid_out(office, household)
    late = FOUND.replace(year=FOUND.year + 3)
    do_stage(office, loan, "small_loan/repaid", late, amount=Decimal(20000))
    page = shown(MeasuresPage(office.at(late), jobs), qtbot, size=(1300, 800))
    choose_first(page, qtbot)
    qtbot.waitUntil(lambda: page.pane.findChild(Banner) is not None)
    words = page.pane.findChild(Banner).words.text()
    until = page.current().until
    assert words == f"Overdue: it should have ended by {until}; 30,000.00 yuan are still owed"
    assert f"{late} · Repayment · Amount (yuan): 20,000.00" in said(page.pane, QLabel)


def test_a_paper_is_saved_under_the_name_of_its_household(office, household, opened):
    page = opened(MeasuresPage)
    number = office.read(lambda session: session.get(Household, household).number)
    assert account_paper(page, household)._subject() == f"张大有_{number}"


def test_those_listed_get_a_measure_and_the_form_shows_who_is_left_out(office, household, opened, qtbot):
    second = a_registered_household(office, "李四", serial=2)
    a_need(office, household)
    a_need(office, second)
    page = opened(NeedsPage)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
    page.many.click()
    qtbot.waitUntil(lambda: isinstance(page.pane.panel, CommandPanel))
    panel = page.pane.panel
    assert panel.form.editors["kind"].value() == MeasureClass.EDUCATION
    panel.form.fill({"content": "助学金"})
    panel.do()
    qtbot.waitUntil(lambda: panel.step is not None)
    assert "2 households get it" in panel.step.effect.words.text()
    with qtbot.waitSignal(page.done, timeout=10_000):
        panel.step.confirm_button.click()
    page.refresh()
    qtbot.waitUntil(lambda: {row.state for row in rows(page)} == {NeedState.ANSWERED})


def test_the_form_for_many_opens_beside_the_households_that_it_is_about(office, household, opened, qtbot):
    page = opened(RegistryPage)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    page.giving.click()
    qtbot.waitUntil(lambda: isinstance(page.pane.panel, CommandPanel))
    assert page.pane.panel.form.act == "GiveToMany"
    assert "张大有" in page.pane.panel.objects.text()
    assert page.gone == []


def test_without_the_right_nothing_can_be_pressed(office, household, opened, qtbot):
    a_need(office, household)
    page = opened(NeedsPage, name=INSPECTOR)
    page.open_row(choose_first(page, qtbot))
    assert page.pane.panel is None
    acts = [each for each in page.pane.findChildren(QPushButton) if "…" in each.text()]
    assert acts
    assert not any(each.isEnabled() for each in acts)


def test_the_summary_of_needs_leads_to_those_of_a_cause(office, household, opened, qtbot):
    answered = a_need(office, household)
    a_measure(office, household, need=answered)
    page = opened(NeedsPage)
    summarising = page.list.summarising
    summarising.show(True)
    summarising.view.ask(SummaryQuestion("cause", "state"))
    qtbot.waitUntil(lambda: summarising.view.table is not None)
    summarising.narrow(("因学",), ())
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert page.list.query().where["cause"] == ("因学",)


def test_the_follow_up_is_shown_beside_the_measures(office, household, opened, qtbot):
    a_measure(office, household)
    page = opened(MeasuresPage)
    next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "Follow-up").click()
    words = "Resettled households: 0"
    qtbot.waitUntil(lambda: words in [each.text() for each in page.pane.findChildren(QLabel)])


@pytest.mark.parametrize(("kind", "act"), [(NeedsPage, RecordNeed), (MeasuresPage, RecordMeasure)])
def test_ctrl_n_opens_the_form_of_a_new_record(opened, qtbot, kind, act):
    page = opened(kind)
    with qtbot.waitActive(page):
        page.activateWindow()
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.pane.panel is not None)
    assert page.pane.panel.form.act == act.__name__


def test_enter_on_a_measure_of_a_programme_opens_its_next_stage(office, household, opened, qtbot):
    a_loan(office, household)
    page = opened(MeasuresPage)
    page.open_row(choose_first(page, qtbot))
    assert page.pane.panel.form.act == RecordStage.__name__


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_household_beyond_those_offered_at_once_is_found_by_its_name(
    office, household, opened, monkeypatch
):
    other = a_registered_household(office, "赵远", serial=2)
    monkeypatch.setattr(offers, "MOST", 1)
    monkeypatch.setattr(form, "MOST", 1)
    page = opened(NeedsPage)
    page.ask(RecordNeed, {})
    field = page.pane.panel.form.editors["household"]
    assert field.count() == 2
    field.lineEdit().selectAll()
    QTest.keyClicks(field.lineEdit(), "zhaoyuan")
    field.lineEdit().editingFinished.emit()
    assert field.value() == other


def test_a_measure_offers_people_and_open_needs_of_the_household_that_is_chosen(
    office, household, opened, qtbot
):
    other = a_registered_household(office, "赵远", serial=2)
    need = a_need(office, household, words="学费")
    page = opened(MeasuresPage)
    page.ask(RecordMeasure, {})
    fields = page.pane.panel.form.editors
    assert [fields[name].count() for name in ("member", "need")] == [1, 1], "no household is chosen yet"
    fields["household"].set_value(household)
    fields["household"].activated.emit(1)
    fields["need"].set_value(need)
    assert fields["need"].value() == need
    assert fields["member"].count() > 1
    fields["household"].set_value(other)
    fields["household"].activated.emit(2)
    assert (fields["need"].count(), fields["need"].value()) == (1, None)


def test_the_need_that_a_measure_answers_is_one_of_its_household(office, household, opened, qtbot):
    other = a_registered_household(office, "赵远", serial=2)
    a_need(office, other, words="住房")
    need = a_need(office, household, words="学费")
    measure = a_measure(office, household)
    page = opened(MeasuresPage)
    page.ask(AnswerNeed, {}, measure=measure)
    field = page.pane.panel.form.editors["need"]
    assert [field.itemText(at) for at in range(field.count())] == ["—", f"Education aid · 学费 · {need}"]


def test_forms_open_with_today_but_not_with_days_of_a_plan(opened):
    page = opened(MeasuresPage)
    page.ask(RecordMeasure, {})
    assert page.pane.panel.form.editors["since"].value() == DAY
    for command, blank in ((ProposeProject, ("begins_on", "ends_on")), (SetPlan, ("due_on",))):
        page.ask(command, {})
        assert [page.pane.panel.form.editors[name].value() for name in blank] == [None] * len(blank)


def test_a_stage_marks_the_fields_that_it_asks_for_and_names_those_that_are_missing(
    office, household, opened, qtbot
):
    loan = a_loan(office, household)
    record_stage(office, loan, "small_loan/applied", words="申请")
    record_stage(office, loan, "small_loan/use_checked", agreed=True)
    page = opened(MeasuresPage)
    page.open_row(choose_first(page, qtbot))
    panel = page.pane.panel
    titles = [each.text() for each in panel.form.findChildren(QLabel) if each.buddy() and each.isVisible()]
    assert titles == ["Done on *", "Amount (yuan) *", "Document number *"]
    panel.do()
    assert panel.form.notes["amount"].text() == "■ “Amount (yuan)” is still to be filled in"
    assert panel.form.notes["document"].text() == "■ “Document number” is still to be filled in"


def test_an_answer_of_yes_or_no_that_a_stage_asks_for_is_marked(office, household, opened, qtbot):
    record_stage(office, a_loan(office, household), "small_loan/applied", words="申请")
    page = opened(MeasuresPage)
    page.open_row(choose_first(page, qtbot))
    panel = page.pane.panel
    titles = [each.text() for each in panel.form.findChildren(QLabel) if each.buddy() and each.isVisible()]
    assert titles == ["Done on *", "Agreed or confirmed *", "Particulars"]
    assert panel.form.editors["agreed"].itemText(0) == "—"
