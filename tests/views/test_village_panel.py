"""The application of a village on the screen: its form, and its figures beside each other."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel, QTableWidget

from county_desk.intake.delivery import VillageIn
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.tables.cases.evidence_lines import EvidenceVerdict
from county_desk.views.cases.applications_page import ApplicationsPage
from county_desk.views.cases.case_view import CaseView
from county_desk.views.cases.evidence_view import EvidenceView
from county_desk.views.cases.village_panel import VillagePanel
from county_desk.workflow.cases.village_filing import FileVillage
from tests.build import (
    CLERK,
    a_household,
)
from tests.views.showing import choose, said, shown
from tests.workflow.deliveries import a_list

TODAY = date(2016, 11, 24)


@pytest.fixture
def open_page(guizhou, jobs, qtbot):
    """The applications before a person on a day."""
    return lambda name=CLERK, day=TODAY: shown(ApplicationsPage(guizhou.at(day, name), jobs), qtbot)


def view(page):
    return page.pane.findChild(CaseView)


def test_a_villages_figures_are_taken_from_its_records_with_their_origin(guizhou, open_page):
    a_household(guizhou, persons=4, net_income=Decimal(8000))
    a_household(guizhou, "王秀田", serial=2, persons=2, net_income=None)
    page = open_page()
    page.file_village()
    panel = page.pane.panel
    assert isinstance(panel, VillagePanel)
    panel.fill_button.click()
    assert panel.origin.words.text() == ("Choose the village, the procedure and the day of receipt first.")
    panel.form.fill({"village": guizhou.place("大河村"), "kind": "village_registration"})
    panel.fill_button.click()
    words = panel.origin.words.text()
    assert "counted from 2 households on record" in words
    assert "of the 1 household whose income is known" in words
    panel.form.fill({"persons": 400})
    made = panel.form.command()
    assert (made.poor_households, made.poor_persons, made.income_per_head) == (2, 6, Decimal("2000.00"))
    assert type(made) is FileVillage
    panel.do_button.click()
    assert view(page).now.detail.row.subject == "大河村"
    lines = page.pane.findChild(EvidenceView).rows.rows(range(40))
    assert EvidenceVerdict.DIFFERS not in {line.verdict for line in lines}


def test_an_exit_of_a_village_has_a_line_for_each_indicator_in_force(guizhou, open_page):
    page = open_page()
    page.file_village()
    kind = page.pane.panel.form.editors["kind"]
    kind.set_value("village_exit")
    kind.changed.emit()
    field = page.pane.panel.form.editors["indicators"]
    first, *others = field.value().splitlines()
    assert first == "Hardened road to the village (yes or no)="
    assert all(line.endswith(")=") for line in others)


def test_the_table_of_villages_stands_beside_the_figures_of_its_case(guizhou, open_page, tmp_path):
    village = guizhou.place("大河村")
    told = {"总人口数": 400, "村党支部书记": "王支书", "通客运班车": "否", "乡村旅游收入": "12500.00"}
    table = a_list(
        tmp_path, VillageIn("", 0, village, told | {"卫生室数": 1}), name="村.xlsx", kind="villages"
    )
    guizhou.at(TODAY).do(TakeIn(delivery=table))
    command = FileVillage(
        village=village,
        kind="village_registration",
        year=2016,
        received_on=TODAY,
        persons=400,
        poor_persons=90,
    )
    guizhou.at(TODAY).do(command)
    page = open_page()
    choose(page, lambda row: row.village_id)
    listed = page.pane.findChildren(QTableWidget)[-1]
    rows = {listed.item(row, 0).text(): listed.item(row, 1).text() for row in range(listed.rowCount())}
    assert rows == {
        "Party secretary": "王支书",
        "Bus service": "No",
        "Income from rural tourism (yuan)": "12,500.00",
        "Clinics": "1",
    }


def test_figures_of_a_village_that_disagree_are_marked(guizhou, open_page):
    a_household(guizhou)
    command = FileVillage(
        village=guizhou.place("大河村"),
        kind="village_registration",
        year=2016,
        received_on=TODAY,
        persons=400,
        poor_persons=90,
        remark="吃水困难",
    )
    guizhou.at(TODAY).do(command)
    page = open_page()
    choose(page, lambda row: row.village_id)
    lines = {line.item: line for line in page.pane.findChild(EvidenceView).rows.rows(range(40))}
    assert lines["Poor persons"].verdict is EvidenceVerdict.DIFFERS
    assert "Rural population" in lines
    assert "吃水困难" in said(page.pane, QLabel)
