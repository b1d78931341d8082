"""The pages of contact officials: assigned by keyboard, narrowed by the chart, pasted, and handed over."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from county_desk.tables.assistance.officials import OFFICIALS_LISTING, PAIRINGS_LISTING
from county_desk.tables.listing import page as read_page
from county_desk.views.assistance.official_pages import OfficialsPage, PairingsPage
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.assistance.officials import AssignOfficial
from tests.build import CLERK, a_registered_household
from tests.views.showing import chart_of, confirm, shown

TODAY = date(2017, 6, 5)


@pytest.fixture
def households(office):
    """Two registered households, one of which 郑宝 should have visited by now."""
    made = a_registered_household(office), a_registered_household(office, "王秀田", serial=30)
    asked = {"official": "郑宝", "official_unit": "县水利局", "since": date(2017, 3, 1)}
    office.at(TODAY).do(AssignOfficial(household=made[0], **asked))
    return made


@pytest.fixture
def open_page(office, households, jobs, qtbot):
    """A page before a clerk of the county."""
    return lambda kind: shown(kind(office.at(TODAY, CLERK), jobs), qtbot, size=(1400, 900))


def test_enter_assigns_an_official_to_a_household_without_one(office, open_page, households, qtbot):
    page = open_page(PairingsPage)
    qtbot.waitUntil(lambda: page.list.choose(households[1]))
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    panel = page.findChild(CommandPanel)
    for name, value in {"official": "马丽", "official_unit": "县教育局", "since": TODAY}.items():
        panel.form.editors[name].set_value(value)
    panel.do_button.click()
    rows = lambda: office.read(lambda session: read_page(session, PAIRINGS_LISTING))  # noqa: E731
    qtbot.waitUntil(lambda: {row.official for row in rows()} == {"郑宝", "马丽"})


def test_the_chart_leads_to_the_overdue_visits_of_a_township(open_page, households, qtbot):
    page = open_page(PairingsPage)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
    view = chart_of(page, "Visits by township", qtbot)
    assert view.chart.lines[0].values == (1, 1)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert page.list.model.row_at(0).id == households[0]
    view.canvas.picked.emit((view.chart.lines[0].subject[0], False))
    qtbot.waitUntil(lambda: page.list.model.row_at(0).id == households[1])
    assert page.list.model.rowCount() == 1


def test_all_households_are_handed_over_from_the_list_of_officials(office, open_page, qtbot):
    page = open_page(OfficialsPage)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    page.open_row(page.list.model.row_at(0))
    panel = page.findChild(CommandPanel)
    given = {"official": "马丽", "official_unit": "县教育局", "since": TODAY, "reason": "调离"}
    for name, value in given.items():
        panel.form.editors[name].set_value(value)
    panel.do_button.click()
    qtbot.waitUntil(lambda: panel.step is not None)
    assert "1 households go over" in confirm(panel)
    officials = lambda: office.read(lambda session: read_page(session, OFFICIALS_LISTING))  # noqa: E731
    qtbot.waitUntil(lambda: {row.name: row.households for row in officials()} == {"郑宝": 0, "马丽": 1})
