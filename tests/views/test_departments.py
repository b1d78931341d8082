"""A request is written into a workbook from its page, and a hit is decided on its page."""

from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.models.department import Department, DepartmentEntry, DepartmentList, HitOutcome, Persons
from county_desk.text import _, language
from county_desk.views.departments.department_pages import (
    ComparisonsPage,
    ContradictionsPage,
    DepartmentListsPage,
    RequestsPage,
)
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.workflow.departments import AskDepartments
from county_desk.workflow.hit_decisions import DecideHit, ReopenHit
from tests.build import DAY, a_registered_household, an_id_number
from tests.views.showing import acts_on, choose_first

ASKED = date(2017, 3, 1)


@pytest.fixture
def opened(office, jobs, qtbot):
    """Open a page with its first row chosen."""

    def open_page(kind, day=ASKED):
        page = kind(office.at(day), jobs)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        page.refresh()
        return page

    return open_page


def events(office):
    """The names of all acts."""
    return office.read(lambda session: session.scalars(select(Event.command).order_by(Event.id)).all())


def do(page, qtbot, **values):
    """Fill the open form in and have it done."""
    panel = page.pane.panel
    panel.form.fill(values)
    with qtbot.waitSignal(page.done, timeout=10_000):
        panel.do()


def test_departments_are_asked_from_the_page(office, opened, qtbot):
    a_registered_household(office)
    page = opened(RequestsPage)
    page.ask(AskDepartments, {"asked_on": ASKED, "persons": Persons.REGISTERED, "only_new": False})
    do(page, qtbot, departments=(Department.BANK, Department.TAX))
    page.refresh()
    assert choose_first(page, qtbot).department is Department.BANK
    assert RequestsPage.waiting(office.at(ASKED)) == 2


def test_the_workbook_holds_full_numbers_and_is_recorded(office, opened, qtbot, tmp_path):
    a_registered_household(office)
    office.at(ASKED).do(AskDepartments(departments=(Department.BANK,), asked_on=ASKED))
    page = opened(RequestsPage)
    row = choose_first(page, qtbot)
    path = tmp_path / "比对.xlsx"
    page.ask_purpose(row)
    dialog = page.findChild(PurposeDialog)
    assert dialog.use.text() == "Save with full numbers…", "a file is saved, not shown"
    dialog.reject()
    page.save_to(path, row, "银行比对")
    qtbot.waitUntil(path.exists)
    sheet = load_workbook(path).worksheets[0]
    assert sheet["A1"].value == "部门比对请求第1号（银行）"
    assert [cell.value for cell in sheet[3]] == [
        *("序号", "姓名", "身份证号", "乡镇", "行政村", "类别", "金额"),
    ]
    assert (sheet["B4"].value, sheet["C4"].value) == ("张大有", an_id_number(1))
    assert events(office)[-1] == "RevealNumbers"


@pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
def test_a_request_says_that_its_answer_is_overdue(office, opened, qtbot, days, late):
    a_registered_household(office)
    due = ASKED + 14 * DAY
    office.at(ASKED).do(AskDepartments(departments=(Department.BANK,), asked_on=ASKED, due_on=due))
    page = opened(RequestsPage, ASKED + days * DAY)
    choose_first(page, qtbot)
    words = " ".join(label.text() for label in page.pane.findChildren(QLabel))
    assert (f"The answer was due by {due} and has not come" in words) is late


def test_a_hit_is_decided_with_enter(office, opened, qtbot):
    a_registered_household(office)
    entry = DepartmentEntry(row=2, name="张大有", id_number=an_id_number(1), kind="死亡")
    listed = DepartmentList(name="注销名单", year=2017, received_on=ASKED, entries=[entry])
    with office.sessions.begin() as session:
        session.add(listed)
    page = opened(ComparisonsPage)
    page.open_row(choose_first(page, qtbot))
    assert set(page.pane.panel.form.asks) == {"outcome", "explanation"}
    with language("zh"):
        assert _(DecideHit.asks()["outcome"].title) == "认定", "and not as of a void notice"
    do(page, qtbot, outcome=HitOutcome.CORRECT, explanation="已办理减员")
    page.refresh()
    qtbot.waitUntil(lambda: choose_first(page, qtbot).outcome is HitOutcome.CORRECT)
    assert [act.command for act in acts_on(page, page.current()).values()] == [ReopenHit]
    found = choose_first(opened(ContradictionsPage), qtbot)
    assert (found.name, found.explanation) == ("张大有", "已办理减员")
    assert choose_first(opened(DepartmentListsPage), qtbot).persons == 1
