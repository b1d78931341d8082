"""A spot check from the draw to the mended finding, by the forms of the pages of supervision."""

from datetime import date

import pytest

from county_desk.models.inspection import RoundKind, RoundPeople, Severity
from county_desk.progress import silent
from county_desk.tables.inspections import FindingState, SheetState
from county_desk.views.supervision.findings_page import FindingsPage
from county_desk.views.supervision.inspections_page import InspectionsPage, SheetsPage
from county_desk.workflow.supervision.rounds import DrawRound
from tests.build import CLERK, INSPECTOR, a_household

DRAWN = date(2017, 3, 1)


@pytest.fixture
def opened(office, jobs, qtbot):
    """Open a page of supervision as a person."""

    def open_page(kind, who=INSPECTOR):
        page = kind(office.at(DRAWN, who), jobs)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        page.refresh()
        return page

    return open_page


def first(page, qtbot):
    """Choose the first row once it is listed."""
    qtbot.waitUntil(lambda: page.list.model.rowCount() > 0 and page.list.model.row_at(0) is not None)
    page.list.choose(page.list.model.row_at(0).id)
    qtbot.waitUntil(lambda: page.current() is not None)
    return page.current()


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
    do(page, qtbot, name="春季抽查", seed="3 7 11")
    made = first(page, qtbot)
    assert (made.size, made.population) == (1, 1)
    assert page.paper(made, silent).as_pdf().startswith(b"%PDF")
    assert page.paper(made, silent, findings=True).as_pdf().startswith(b"%PDF")
    sheets = opened(SheetsPage)
    sheets.open_row(first(sheets, qtbot))
    do(sheets, qtbot, decided_rightly=True, satisfied=True)
    qtbot.waitUntil(lambda: first(sheets, qtbot).state is SheetState.ENTERED)
    sheets.asking(list(sheets.acts(sheets.current()))[-1])()
    found = {"severity": Severity.SLIGHT, "words": "档案缺页", "mender": "郑宝", "due_on": DRAWN}
    do(sheets, qtbot, **found)
    assert FindingsPage.waiting(office.at(DRAWN, INSPECTOR)) == 1
    findings = opened(FindingsPage, CLERK)
    findings.open_row(first(findings, qtbot))
    do(findings, qtbot, proof="补页照片")
    qtbot.waitUntil(lambda: first(findings, qtbot).state is FindingState.MENDED)
