"""A spot check from the draw to the mended finding, by the forms of the pages of supervision."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from county_desk.models.inspection import RoundKind, RoundPeople, Severity
from county_desk.models.misconduct import AppraisalGrade, AppraisedKind, ReportChannel
from county_desk.progress import silent
from county_desk.tables.listing import page as listed
from county_desk.tables.supervision.inspections import FINDINGS_LISTING, FindingState, SheetState
from county_desk.tables.supervision.misconduct import ReportState
from county_desk.views.navigation import navigation_of
from county_desk.views.supervision.finding_pages import AppraisalsPage, FindingsPage, MisconductPage
from county_desk.views.supervision.inspection_pages import InspectionsPage, SheetsPage
from county_desk.workflow.supervision.appraisals import RecordAppraisal
from county_desk.workflow.supervision.findings import RecordFinding
from county_desk.workflow.supervision.misconduct import AssignReport, ReceiveReport
from county_desk.workflow.supervision.rounds import DrawRound
from tests.build import CLERK, DAY, REVIEWER, a_household
from tests.views.showing import acts_on, choose_first

DRAWN = date(2017, 3, 1)


@pytest.fixture
def opened(office, jobs, qtbot):
    """Open a page of supervision as a person."""

    def open_page(kind, who=REVIEWER):
        page = kind(office.at(DRAWN, who), jobs)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        page.refresh()
        return page

    return open_page


def new_button(page):
    """The button that makes a new record."""
    return next(each for each in page.findChildren(QPushButton) if each.toolTip() == "Ctrl+N")


def do(page, qtbot, **values):
    """Fill the open form in and have it done."""
    panel = page.pane.panel
    panel.form.fill(values)
    with qtbot.waitSignal(page.done, timeout=10_000):
        panel.do()
    page.refresh()


def test_a_spot_check_goes_from_the_draw_to_the_mended_finding(office, opened, qtbot):
    a_household(office)
    page = opened(InspectionsPage)
    page.ask(DrawRound, {"drawn_on": DRAWN, "kind": RoundKind.SPOT_CHECK, "people": RoundPeople.ALL})
    do(page, qtbot, name="春季抽查")
    made = choose_first(page, qtbot)
    assert (made.size, made.population) == (1, 1)
    assert page.paper(made, silent).as_pdf().startswith(b"%PDF")
    assert page.paper(made, silent, findings=True).as_pdf().startswith(b"%PDF")
    sheets = opened(SheetsPage)
    sheets.open_row(choose_first(sheets, qtbot))
    do(sheets, qtbot, decided_rightly=True, satisfied=True)
    qtbot.waitUntil(lambda: choose_first(sheets, qtbot).state is SheetState.ENTERED)
    sheets.open_act(acts_on(sheets, sheets.current())["Record a finding…"])
    found = {"severity": Severity.SLIGHT, "words": "档案缺页", "mender": "郑宝", "due_on": DRAWN}
    do(sheets, qtbot, **found)
    assert FindingsPage.waiting(office.at(DRAWN, CLERK)) == 1
    assert FindingsPage.waiting(office.at(DRAWN, REVIEWER)) == 0
    findings = opened(FindingsPage, CLERK)
    findings.open_row(choose_first(findings, qtbot))
    do(findings, qtbot, proof="补页照片")
    qtbot.waitUntil(lambda: choose_first(findings, qtbot).state is FindingState.MENDED)
    assert FindingsPage.waiting(office.at(DRAWN, CLERK)) == 0
    assert FindingsPage.waiting(office.at(DRAWN, REVIEWER)) == 1


def test_what_is_overdue_says_so(office, opened, qtbot):
    came = DRAWN - 9 * DAY
    desk = office.at(came, REVIEWER)
    finding = {"village": office.place("大河村"), "severity": Severity.SLIGHT, "found_on": came}
    finding |= {"words": "缺页", "mender": "郑宝"}
    desk.do(RecordFinding(**finding, due_on=DRAWN - DAY))
    desk.do(RecordFinding(**finding, due_on=DRAWN))
    page = opened(FindingsPage)
    choose_first(page, qtbot)
    words = {row.id: page.warning_of(row) for row in page.desk.read(listed, FINDINGS_LISTING)}
    assert words == {1: "Overdue: to be mended by 2017-02-28.", 2: ""}
    report = {"channel": ReportChannel.LETTER, "anonymous": True, "about": "村会计", "words": "优亲厚友"}
    desk.do(ReceiveReport(received_on=came, **report))
    desk.do(AssignReport(report=1, investigators="孙宁", due_on=DRAWN - 2 * DAY))
    reports = opened(MisconductPage)
    assert reports.warning_of(choose_first(reports, qtbot)) == "Overdue: to be settled by 2017-02-27."
    assert "Overdue" in "".join(each.text() for each in reports.findChildren(QLabel))


def test_reports_of_misconduct_have_a_page_for_the_reviewer_alone(office, opened, qtbot):
    assert "complaints" not in navigation_of(office.at(DRAWN, CLERK)).pages
    assert MisconductPage.waiting(office.at(DRAWN, CLERK)) == 0
    page = opened(MisconductPage)
    assert "complaints" in navigation_of(page.desk).row_of("findings").parts
    page.ask(ReceiveReport, {"received_on": DRAWN, "channel": ReportChannel.LETTER, "anonymous": True})
    do(page, qtbot, about="村会计", words="优亲厚友")
    assert choose_first(page, qtbot).state is ReportState.NEW
    assert next(iter(page.acts(page.current()))).command is AssignReport
    assert MisconductPage.waiting(office.at(DRAWN, REVIEWER)) == 1


def test_an_appraisal_is_recorded_on_its_page(office, opened, qtbot):
    page = opened(AppraisalsPage)
    page.ask(RecordAppraisal, {"year": 2016, "appraised_on": DRAWN, "kind": AppraisedKind.VILLAGE})
    do(page, qtbot, place=office.place("大河村"), grade=AppraisalGrade.GOOD, basis="脱贫成效")
    assert choose_first(page, qtbot).place == "大河村"


def test_a_new_round_is_shown_and_drawn_among_those_there_are(office, opened, jobs, qtbot):
    a_household(office)
    page = opened(InspectionsPage)
    for name in ("春季抽查", "夏季抽查"):
        new_button(page).click()
        people = page.pane.panel.form.editors["people"].value()
        do(page, qtbot, kind=RoundKind.SPOT_CHECK, people=RoundPeople.ALL, name=name)
        qtbot.waitUntil(lambda name=name: page.current() is not None and page.current().title == name)
    assert people is RoundPeople.REGISTERED
    today = InspectionsPage(office.at(date(2026, 11, 27), REVIEWER), jobs)
    qtbot.addWidget(today)
    new_button(today).click()
    assert today.pane.panel.form.editors["people"].value() is RoundPeople.EXITED
