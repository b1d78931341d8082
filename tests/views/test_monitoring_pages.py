"""From a clue to a proposed release, by the keyboard and the forms of the pages of monitoring."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel, QMenu
from sqlalchemy import select

from county_desk.models.clue import Clue, ClueSource, ClueState
from county_desk.models.monitored import Monitored
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.tables.checks.checks_and_hits import HitRow
from county_desk.tables.household_sheet import sheet_of_clue
from county_desk.tables.monitoring.signals import SignalState
from county_desk.views.assistance.measure_pages import MeasuresPage
from county_desk.views.cases.applications_page import ApplicationsPage
from county_desk.views.cases.case_forms import panel_for
from county_desk.views.monitoring.clues_page import CluesPage
from county_desk.views.monitoring.household_papers import household_papers
from county_desk.views.monitoring.monitored_page import MonitoredPage
from county_desk.views.monitoring.signal_pages import SignalRulesPage, SignalsPage
from county_desk.views.monitoring.visits_page import VisitsPage
from county_desk.views.pasting.paste_dialog import PasteDialog
from county_desk.views.place_ways import PlaceSubject
from county_desk.views.places.household_place import HouseholdPlace
from county_desk.views.register.checks_hits import ChecksHits
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.cases.steps import RecordRiskVisit
from county_desk.workflow.monitoring.clues import ClueDraft, DispatchClue, RecordClue
from county_desk.workflow.registry import RecordYear, SetContact
from tests.build import DAY, INSPECTOR, an_id_number, case_of
from tests.views.showing import acts_on, buttons_beside, confirm
from tests.workflow.watching import FOUND, a_case, a_clue, announced, set_line, verified


@pytest.fixture
def office(office):
    """The office of a county that has entered this year's line."""
    set_line(office)
    return office


@pytest.fixture
def opened(office, jobs, qtbot):
    """Open a page of monitoring on a day, with its first row chosen."""

    def open_page(kind, day=FOUND, **who):
        page = kind(office.at(day, **who), jobs)
        qtbot.addWidget(page)
        page.gone = []
        page.go.connect(lambda key, subject: page.gone.append((key, subject)))
        page.resize(1100, 700)
        page.show()
        page.refresh()
        return page

    return open_page


def a_hit(number):
    """A hit of a check about household 7."""
    known = {field.name: "" for field in fields(HitRow)} | {"id": 1, "village_id": 5, "case_id": None}
    more = {"number": number, "level": CheckLevel.WARNING, "household_id": 7, "sentence": "住房降为危房"}
    return HitRow(**(known | more))


def choose_first(page, qtbot):
    """Choose the first row once it is listed."""
    qtbot.waitUntil(lambda: page.list.model.rowCount() > 0 and page.list.model.row_at(0) is not None)
    row = page.list.model.row_at(0)
    page.list.choose(row.id)
    qtbot.waitUntil(lambda: page.current() is not None)
    return page.current()


def do(page, qtbot):
    """Have the open form done."""
    panel = page.pane.panel
    assert isinstance(panel, CommandPanel)
    with qtbot.waitSignal(page.done, timeout=10_000):
        panel.do()


def buttons(page):
    """The words of the buttons beside the list, those that cannot be pressed in brackets."""
    return [each.text() if each.isEnabled() else f"({each.text()})" for each in buttons_beside(page)]


def test_a_clue_is_recorded_dispatched_verified_and_becomes_a_case(office, opened, qtbot):
    page = opened(CluesPage)
    page.new_button.click()
    form = page.pane.panel.form
    form.fill({"village": office.place("大河村"), "head": "周有粮", "source": "round", "risks": "因学"})
    do(page, qtbot)
    row = choose_first(page, qtbot)
    assert (row.head, row.state, row.found_on) == ("周有粮", ClueState.NEW, FOUND)
    assert buttons(page) == ["Dispatch a clue…", "Verify a clue…", "Dismiss a clue…", "Withdraw a clue…"]
    page.open_row(row)
    page.pane.panel.form.fill({"assigned_to": "郑宝", "due_on": date(2024, 6, 6)})
    do(page, qtbot)
    page.refresh()
    qtbot.waitUntil(lambda: page.list.model.row_at(0).state is ClueState.DISPATCHED)
    page.open_row(page.list.model.row_at(0))
    assert page.pane.panel.form.editors["visitors"].value() == "郑宝", "it was dispatched to him"
    page.pane.panel.form.fill({"visitors": "郑宝、王芳", "authorised": True, "finding": "学费负担重"})
    do(page, qtbot)
    page.refresh()
    qtbot.waitUntil(lambda: page.list.model.row_at(0).state is ClueState.VERIFIED)
    page.open_row(page.list.model.row_at(0))
    page.pane.panel.form.fill({"id_number": an_id_number(1), "persons": 4})
    do(page, qtbot)
    page.refresh()
    qtbot.waitUntil(lambda: page.list.model.row_at(0).state is ClueState.CASE)
    page.open_row(page.list.model.row_at(0))
    assert page.gone == [("case", 1)]


def test_a_clue_of_a_household_on_record_asks_nothing_more_to_become_a_case(office, opened, qtbot):
    case = a_case(office)
    day = announced(office, case)
    household = case_of(office, case).household_id
    verified(office, a_clue(office, household=household, found_on=day), day)
    page = opened(CluesPage, day)
    choose_first(page, qtbot)
    page.open_row(page.current())
    assert list(page.pane.panel.form.editors) == []


def test_without_the_right_the_buttons_say_who_may(office, opened, qtbot):
    a_clue(office)
    page = opened(CluesPage, name=INSPECTOR)
    choose_first(page, qtbot)
    assert all(words.startswith("(") for words in buttons(page))
    assert not page.new_button.isEnabled()
    page.new_button.click()
    page.open_row(page.current())
    assert page.pane.panel is None


def test_an_empty_list_says_where_clues_come_from(opened, qtbot):
    page = opened(CluesPage)
    qtbot.waitUntil(
        lambda: any("No clue was recorded yet" in each.text() for each in page.findChildren(QLabel))
    )


def test_a_dispatched_clue_is_counted_as_waiting(office):
    first, second = a_clue(office), a_clue(office, "吴长青")
    office.at(FOUND).do(DispatchClue(clue=first, assigned_to="郑宝", due_on=FOUND))
    assert CluesPage.waiting(office.at(FOUND)) == 2
    verified(office, second)
    assert CluesPage.waiting(office.at(FOUND)) == 2


def test_a_monitored_household_is_given_a_measure_and_proposed_for_release(office, opened, qtbot):
    announced(office, a_case(office))
    page = opened(MonitoredPage, date(2025, 1, 6))
    row = choose_first(page, qtbot)
    assert (row.head, row.kind) == ("周有粮", "边缘易致贫户")
    page.open_row(row)
    page.pane.panel.form.fill({"visitors": "郑宝", "found": "已报名雨露计划"})
    do(page, qtbot)
    page.refresh()
    qtbot.waitUntil(lambda: page.list.model.row_at(0).visited_on == date(2025, 1, 6))
    page.open_act(acts_on(page, row)["Record a measure…"])
    given = {"kind": "教育帮扶", "content": "雨露计划", "amount": Decimal(3000)}
    page.pane.panel.form.fill(given)
    assert page.pane.panel.form.command().risk == "因学", "its only risk is filled in"
    do(page, qtbot)
    page.refresh()
    page.pane.show_widget(page.show_row(page.current()))
    qtbot.waitUntil(lambda: "Record the delivery of a measure…" in buttons(page))
    page.open_act(acts_on(page, row)["Propose the release…"])
    panel = page.pane.panel
    assert panel.heading.text() == panel.do_button.text() == "Propose the end of monitoring"
    panel.do()
    qtbot.waitUntil(lambda: panel.step is not None)
    with qtbot.waitSignal(page.done, timeout=10_000):
        assert "Every risk is gone" in confirm(panel)
    assert page.gone == [("applications", 2)]
    measures = opened(MeasuresPage, date(2025, 1, 6))
    assert choose_first(measures, qtbot).title == "雨露计划"
    measures.open_row(measures.current())
    do(measures, qtbot)
    measures.refresh()
    qtbot.waitUntil(lambda: measures.list.model.row_at(0).delivered_on == date(2025, 1, 6))


def test_another_page_proposes_a_clue_of_a_household(office, opened, qtbot):
    case = a_case(office)
    page = opened(CluesPage)
    household = case_of(office, case).household_id
    page.show_subject(ClueDraft(household, ClueSource.SIGNAL, "因安全住房", "住房等级上年 B 级，今年 D 级。"))
    asked = page.pane.panel.form.editors.keys() - {"late_reason"}
    assert sorted(asked) == ["found_on", "risks", "source", "urgency", "words"]
    do(page, qtbot)
    newest = office.read(lambda session: session.scalars(select(Clue).order_by(Clue.id.desc())).first())
    assert (newest.household_id, newest.source, newest.risks) == (household, ClueSource.SIGNAL, "因安全住房")


def test_the_place_of_a_household_shows_its_monitoring_and_records_a_clue(office, opened, qtbot):
    case = a_case(office)
    announced(office, case)
    household = case_of(office, case).household_id
    place, gone = opened(HouseholdPlace), []
    place.show_subject(PlaceSubject(household, "watch"))
    place.stack.currentWidget().bar.choose("clues")
    clues = place.stack.currentWidget().views["clues"]
    place.go.connect(lambda key, subject: gone.append((key, subject)))
    clues.table.opened.emit(clues.model.row_at(0))
    assert gone == [("clues", 1)]
    place.ask(RecordClue, place.row)
    fields = place.pane.panel.form.editors.items()
    asked = {name for name, field in fields if field.isVisibleTo(place.pane.panel)}
    assert sorted(asked) == ["found_on", "risks", "source", "words"]


def test_a_signal_is_recorded_as_a_clue_and_another_hit_is_not(opened):
    hits = ChecksHits(opened(CluesPage))
    wanted = []
    hits.wanted.connect(lambda key, subject: wanted.append((key, subject)))
    hits._point(a_hit("M23"))
    assert hits.clue_button.isVisibleTo(hits)
    hits._propose(a_hit("M23"))
    assert wanted == [("clues", ClueDraft(7, ClueSource.SIGNAL, "因安全住房", "住房降为危房"))]
    hits._point(a_hit("M01"))
    assert not hits.clue_button.isVisibleTo(hits)


def test_signals_are_looked_for_and_one_becomes_a_clue_by_enter(office, opened, qtbot):
    case = a_case(office)
    day = announced(office, case)
    household = case_of(office, case).household_id
    for year, income in ((2023, 40000), (2024, 10000)):
        office.at(day).do(RecordYear(household=household, year=year, net_income=Decimal(income)))
    page = opened(SignalsPage, day)
    page.new_button.click()
    do(page, qtbot)
    page.refresh()
    row = choose_first(page, qtbot)
    assert (row.number, row.state) == ("M20", SignalState.OPEN)
    assert buttons(page)[:2] == ["Record a clue from a signal…", "Dismiss a signal…"]
    assert SignalsPage.waiting(office.at(day)) == 1
    page.open_row(row)
    do(page, qtbot)
    assert page.gone == [("clues", 2)]
    page.refresh()
    qtbot.waitUntil(lambda: page.list.model.row_at(0).state is SignalState.CLUE)
    page.open_row(page.list.model.row_at(0))
    assert page.gone[-1] == ("clues", 2)


def test_the_page_of_the_rules_says_which_have_nothing_to_look_at(office, opened, qtbot):
    page = opened(SignalRulesPage)
    row = choose_first(page, qtbot)
    assert row.number == "M20"
    words = " ".join(label.text() for label in page.pane.widget().findChildren(QLabel))
    assert "Nothing to look at" in words
    page.open_row(row)
    assert page.gone == [("signals", None)]


@pytest.mark.parametrize(
    ("days", "words"),
    [(5, "9 days from now"), (13, "1 day from now"), (16, "to be decided by 2024-06-17, 2 days ago")],
)
def test_a_case_shows_its_last_day_and_warns_of_it(office, opened, qtbot, days, words):
    a_case(office)
    page = opened(ApplicationsPage, FOUND + days * DAY)
    choose_first(page, qtbot)

    def told():
        return " ".join(label.text() for label in page.findChildren(QLabel))

    qtbot.waitUntil(lambda: words in told())


def test_a_visit_asks_what_the_rule_of_the_case_reads(office, opened, qtbot):
    a_case(office)
    page = opened(ApplicationsPage, FOUND + 2 * DAY)
    row = choose_first(page, qtbot)
    form = panel_for(page, RecordRiskVisit, [row]).form
    asked = set(form.editors)
    assert {"housing_grade", "beyond_means", "window_income", "hard_spending", "dropouts"} <= asked
    assert not asked & {"months_above", "risks_gone", "new_risk", "income_stable", "disqualified"}
    assert form.editors["window_end"].value() == "2024-05"
    release = panel_for(page, RecordRiskVisit, [replace(row, kind="monitoring_release")]).form
    assert {"months_above", "risks_gone", "new_risk"} <= set(release.editors)
    assert "beyond_means" not in release.editors
    assert release.editors["window_end"].value() == "2023-09"


def test_a_monitored_household_names_the_risks_without_a_measure(office, opened, qtbot):
    day = announced(office, a_case(office))
    page = opened(MonitoredPage, day + 11 * DAY)
    choose_first(page, qtbot)

    def told():
        return " ".join(label.text() for label in page.pane.findChildren(QLabel))

    qtbot.waitUntil(lambda: "No measure answers the risk “School costs”; one is due by" in told())


def test_a_clue_is_dispatched_to_the_contact_person_of_its_village_unless_another_is_named(
    office, opened, qtbot
):
    about = {"contact": "李有田", "telephone": "0000-1234501", "address": "党群服务中心"}
    office.at(FOUND).do(SetContact(place=office.place("大河村"), **about))
    a_clue(office)
    page = opened(CluesPage)
    page.open_row(choose_first(page, qtbot))
    assert page.pane.panel.form.editors["assigned_to"].value() == "李有田"


def test_a_visit_without_the_authorisation_can_be_taken_back(office, opened, qtbot):
    verified(office, a_clue(office), authorised=False)
    page = opened(CluesPage, FOUND + DAY)
    choose_first(page, qtbot)
    assert "Take back the verification of a clue…" in buttons(page)


@pytest.mark.parametrize("authorising", [True, False])
def test_the_papers_of_a_household_are_saved_from_the_menu(office, opened, qtbot, tmp_path, authorising):
    a_clue(office)
    page = opened(CluesPage)
    row = choose_first(page, qtbot)
    menu = QMenu(page)
    page.actions_for(menu, row)
    assert [act.text() for act in menu.actions() if act.text()][-4:] == [
        "Print: visit sheet…",
        "Save: visit sheet…",
        "Print: authorisation…",
        "Save: authorisation…",
    ]
    papers = household_papers(page, lambda: office.at(FOUND).read(sheet_of_clue, row.id, FOUND))
    path = tmp_path / "paper.pdf"
    papers[authorising].save_to(path)
    qtbot.waitUntil(lambda: path.exists() and path.read_bytes().startswith(b"%PDF"))


def test_a_visit_is_recorded_on_the_page_of_visits(office, opened, qtbot):
    day = announced(office, a_case(office))
    page = opened(VisitsPage, day)
    page.ask(page.made, {"visited_on": day})
    household = case_of(office, 1).household_id
    page.pane.panel.form.fill({"household": household, "visitors": "郑宝", "purpose": "monitoring"})
    page.pane.panel.form.fill({"found": "稳定"})
    do(page, qtbot)
    page.refresh()
    assert choose_first(page, qtbot).household_id == household


def test_a_household_of_a_ledger_says_that_no_visit_is_planned(office, opened, qtbot):
    day = announced(office, a_case(office))
    with office.sessions.begin() as session:
        session.get_one(Monitored, 1).intensity = None
    page = opened(MonitoredPage, day)
    choose_first(page, qtbot)
    words = " ".join(label.text() for label in page.pane.findChildren(QLabel))
    assert "No intensity is set, so no visit is planned and none becomes overdue." in words


def test_an_act_without_questions_is_ready_for_enter(office, opened, qtbot):
    case = a_case(office)
    household = case_of(office, case).household_id
    walked = announced(office, case)
    verified(office, a_clue(office, household=household, found_on=walked), walked)
    page = opened(CluesPage, walked)
    page.open_row(choose_first(page, qtbot))
    panel = page.pane.panel
    assert not panel.form.editors
    assert panel.focusProxy() is panel.do_button


def test_the_workbook_of_visits_names_the_monitored_households(office, opened, qtbot, tmp_path):
    day = announced(office, a_case(office))
    page = opened(VisitsPage, day)
    page.paste_button.click()
    dialog = next(iter(page.findChildren(PasteDialog)))
    path = tmp_path / "visits.xlsx"
    dialog.blank_to(path)
    qtbot.waitUntil(path.exists, timeout=10_000)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [sheet.cell(2, column).value for column in (1, 3)][1] == "周有粮"
    assert sheet.cell(2, 1).value
    dialog.reject()
