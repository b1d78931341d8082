"""Facts that the county put right itself and that a file has otherwise: kept or taken, field by field."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.models.household import Household, HouseholdYear
from county_desk.views.importing.conflicts_panel import Ruling
from county_desk.views.importing.import_files import FileState
from county_desk.workflow.registry import RecordYear
from tests.build import CLERK, INSPECTOR
from tests.intake.villages import LIVING, a_workbook, spoil
from tests.views.importing import current

TODAY = date(2016, 11, 24)


@pytest.fixture
def newer(office, open_page, tmp_path):
    """A newer file, after the county itself had recorded the housing of two households."""
    path = tmp_path / "城关镇柳湾花名册.xlsx"
    a_workbook().save(path)
    page = open_page()
    page.open_files([path])
    page.imports.bar.one.click()
    for head in ("张大有", "王秀田"):
        number = office.read(lambda session, head=head: session.scalar(of(head)))
        office.at(TODAY).do(RecordYear(household=number, year=2016, housing_area=Decimal(77)))
    page.imports.clear()
    path = tmp_path / "城关镇柳湾花名册（新）.xlsx"
    spoil(a_workbook(), LIVING, {"F3": 90, "F4": 91}).save(path)
    return path


def of(head):
    return select(Household.id).where(Household.head == head)


def areas(office):
    """The housing area of each household that has one on record."""
    wanted = select(Household.head, HouseholdYear.housing_area).join(HouseholdYear)
    return office.read(lambda session: {head: area for head, area in session.execute(wanted)})


def open_conflicts(page):
    page.imports.view.rule.click()
    panel = page.imports.view.conflicts
    return panel, {row.conflict.ours: row for row in panel.model.rows(range(panel.model.rowCount()))}


def test_a_conflict_shows_both_values_and_who_put_the_registers_there(open_page, newer):
    page = open_page()
    page.open_files([newer])
    assert page.imports.view.rule.text() == "2 conflicts…"
    panel, _rows = open_conflicts(page)
    assert page.imports.view._stack.currentWidget() is panel
    row = panel.model.row_at(0)
    assert (row.conflict.ours, row.conflict.theirs) == ("77.00", "90.00")
    assert (row.conflict.by, row.conflict.on, row.ruling) == (CLERK, TODAY, Ruling.OPEN)


def test_one_is_kept_and_one_is_taken(office, open_page, newer):
    page = open_page()
    page.open_files([newer])
    assert current(page).ready == 0
    panel, _rows = open_conflicts(page)
    panel.table.selectRow(0)
    panel.keep.click()
    panel.table.selectRow(1)
    panel.take.click()
    assert [row.ruling for row in panel._every()] == [Ruling.KEEP, Ruling.TAKE]
    page.imports.bar.one.click()
    assert current(page).state is FileState.TAKEN
    found = areas(office)
    assert (found["张大有"], found["王秀田"]) == (Decimal(77), Decimal(91))


def test_all_are_kept_at_once_and_decided_otherwise(open_page, newer):
    page = open_page()
    page.open_files([newer])
    panel, _rows = open_conflicts(page)
    panel.keep_all.click()
    assert {row.ruling for row in panel._every()} == {Ruling.KEEP}
    assert current(page).ready == 0
    panel.take_all.click()
    assert {row.ruling for row in panel._every()} == {Ruling.TAKE}
    assert current(page).ready > 0
    panel.rows.click()
    assert page.imports.view._stack.currentWidget() is page.imports.view.sheets


def test_somebody_without_the_right_decides_nothing(open_page, newer):
    page = open_page(INSPECTOR)
    page.open_files([newer])
    panel, _rows = open_conflicts(page)
    assert not panel.keep_all.isEnabled()
    assert panel.keep_all.toolTip()


def test_who_turns_to_the_conflicts_is_among_them_with_the_keys(open_page, newer):
    page = open_page()
    page.open_files([newer])
    page.imports.files.setFocus()
    panel, _rows = open_conflicts(page)
    assert page.window().focusWidget() is panel.table
    panel.closed.emit()
    assert page.window().focusWidget() is page.imports.view.sheets.table
