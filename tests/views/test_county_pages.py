"""The county's exit and the period of grace in the window."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.models.county_exit import EvaluationParameter
from county_desk.views.exits.county_pages import CountyExitPage, GracePage
from county_desk.workflow.county_exit import RecordEvaluation
from tests.build import INSPECTOR, a_registered_household, an_exit, walk
from tests.views.showing import said, shown

TODAY = date(2018, 8, 1)


@pytest.fixture
def evaluated(office):
    a_registered_household(office)
    office.at(TODAY).do(
        RecordEvaluation(
            year=2018,
            round=1,
            parameter=EvaluationParameter.INCIDENCE,
            numerator=1,
            missed=7,
            wrong=13,
            denominator=5240,
            found_on=TODAY,
            document="国评〔2018〕1号",
        )
    )
    return office


def cells(table):
    return [[table.item(row, column).text() for column in (0, 1)] for row in range(table.rowCount())]


def test_each_gate_is_shown_with_its_counts(evaluated, jobs, qtbot):
    page = shown(CountyExitPage(evaluated.at(TODAY), jobs), qtbot)
    gates = dict(cells(page.gates))
    assert "1 + 7 + 13 of 5,240" in gates["Comprehensive incidence of poverty"]
    assert "no result of an evaluation is entered" in gates["Approval of the people"]
    assert "Gates of 2018" in said(page, QLabel)


def test_a_result_is_recorded_and_withdrawn_in_the_pane(evaluated, jobs, qtbot):
    page = shown(CountyExitPage(evaluated.at(TODAY), jobs), qtbot)
    page.record_button.click()
    form = page.pane.panel.form
    told = {"round": 1, "numerator": 190, "denominator": 200, "document": "国评〔2018〕2号"}
    form.fill({**told, "parameter": EvaluationParameter.APPROVAL})
    page.pane.panel.do_button.click()
    assert page.list.model.rowCount() == 2
    assert "190 of 200" in dict(cells(page.gates))["Approval of the people"]


def test_who_may_not_record_reads(evaluated, jobs, qtbot):
    page = shown(CountyExitPage(evaluated.at(TODAY, INSPECTOR), jobs), qtbot)
    assert not page.record_button.isEnabled()


def test_a_household_in_grace_is_shown_with_its_last_day(office, jobs, qtbot):
    gone = a_registered_household(office)
    walk(office, (an_exit(office, gone, received_on=date(2017, 4, 10)),))
    page = shown(GracePage(office.at(TODAY), jobs), qtbot)
    (row,) = page.list.model.rows(range(9))
    assert row.grace_until.year == 2022
    assert "contact official" in row.goes_on


def test_a_year_without_gates_says_so(office, jobs, qtbot):
    page = shown(CountyExitPage(office.at(date(2026, 11, 27)), jobs), qtbot)
    assert "No county leaves under the rules of 2026" in said(page, QLabel)
    assert page.gates.isHidden()
