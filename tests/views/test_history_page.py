"""The history page: acts in words, all acts about a record, and two states side by side."""

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.tables.history.acts import EVENTS
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.register.history_cards import ActCard, StatesPanel
from county_desk.views.register.history_page import HistoryPage
from county_desk.workflow.correcting import CorrectHousehold
from tests.build import INSPECTOR, a_registered_household
from tests.busy import OPENED
from tests.tables.test_act_sentences import inside
from tests.views.showing import choose, said, shown

REASON = {"reason": "核对", "evidence": "户口簿"}
LANGUAGES = pytest.mark.parametrize("spoken", [ENGLISH, CHINESE])


@pytest.fixture
def household(office):
    """A household that was corrected twice, beside another one."""
    a_registered_household(office, "李四", serial=8)
    number = a_registered_household(office, "张大有", serial=9)
    for telephone in ("14400001111", "14400002222"):
        office.at(OPENED).do(CorrectHousehold(household=number, telephone=telephone, **REASON))
    return number


@pytest.fixture
def opened(office, household, jobs, qtbot):
    """The page as an inspector sees it, in a language."""

    def open_page(spoken=ENGLISH):
        speak(spoken)
        return shown(HistoryPage(office.at(OPENED, INSPECTOR), jobs), qtbot)

    yield open_page
    speak(ENGLISH)


def texts(table):
    """The texts of a table, by row."""
    found = [[table.item(row, column) for column in range(3)] for row in range(table.rowCount())]
    return [[item.text() if item else "" for item in row] for row in found]


def commands(page):
    """The acts of the list, newest first."""
    return [page.list.model.row_at(place).command for place in range(page.list.model.rowCount())]


@LANGUAGES
def test_an_act_is_told_with_the_values_before_and_after(opened, spoken):
    page = opened(spoken)
    row = choose(page, lambda each: each.command == "CorrectHousehold")
    card = page.pane.findChild(ActCard)
    labels = {ENGLISH: "Telephone", CHINESE: "联系电话"}
    assert [row[1:] for row in texts(card.changes) if row[0] in (labels[spoken], "电话")] == [
        ["144****1111", "144****2222"]
    ]
    assert EVENTS["summary"].shown(row) == card.words.text()
    assert inside(said(card, QLabel)) == []
    assert "14400002222" not in said(card, QLabel)


def test_all_acts_about_a_household_are_shown_and_taken_back(opened, household):
    page = opened()
    every = commands(page)
    assert not page.states_button.isVisibleTo(page)
    page.show_subject(("household", household))
    own = commands(page)
    assert own[:2] == ["CorrectHousehold", "CorrectHousehold"]
    assert own.count("FileHousehold") == 1 < every.count("FileHousehold")
    assert page.list.line.chips[0].accessibleName().startswith("Household: 张大有 ")
    page.list.clear.click()
    assert commands(page) == every
    assert not page.states_button.isVisibleTo(page)


def test_an_act_leads_to_all_acts_about_its_household(opened):
    page = opened()
    choose(page, lambda each: each.command == "CorrectHousehold")
    link = next(label for label in page.pane.findChildren(QLabel) if "All acts about" in label.text())
    link.linkActivated.emit("#")
    assert commands(page)[:2] == ["CorrectHousehold", "CorrectHousehold"]
    assert "FoundRegister" not in commands(page)


@LANGUAGES
def test_two_states_stand_side_by_side(opened, household, spoken):
    page = opened(spoken)
    page.show_subject(("household", household))
    page.states_button.click()
    panel = page.pane.findChild(StatesPanel)
    panel.earlier.setCurrentIndex(1)
    assert [row[1:] for row in texts(panel.table) if row[1]] == [["144****1111", "144****2222"]]
    panel.only.setChecked(False)
    lines = texts(panel.table)
    assert len(lines) > 10
    assert [row for row in lines if row[0].startswith("≠")] == [
        row for row in lines if row[1] != row[2] and row[1]
    ]
    assert inside(" ".join(" ".join(row) for row in lines)) == []
    panel.earlier.setCurrentIndex(0)
    panel.only.setChecked(True)
    assert panel.nothing.isVisibleTo(panel)
    panel.closed.emit()
    assert page.pane.panel is None
