"""The page of procedures: versions with their state, each drawn as its steps."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.tables.policy.procedures import VersionState
from county_desk.tables.procedure_words import follow
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.administration.procedures_page import ProceduresPage
from tests.build import ADMINISTRATOR, CLERK
from tests.views.showing import choose, said, shown
from tests.workflow.policy_files import PROCEDURE, take

TODAY = date(2018, 6, 1)


@pytest.fixture(autouse=True)
def as_shipped():
    yield
    follow(None)
    speak(ENGLISH)


@pytest.fixture
def open_page(guizhou, jobs, qtbot):
    return lambda who=CLERK, day=TODAY: shown(ProceduresPage(guizhou.at(day, who), jobs), qtbot)


def version(page, name):
    return choose(page, lambda row: row.version == name)


def test_the_nearest_version_is_in_use_and_the_wider_one_is_not(open_page):
    page = open_page()
    assert version(page, "guizhou/household_exit-2017").state is VersionState.HOLDS
    assert version(page, "national/household_exit-2016").state is VersionState.REPLACED
    assert version(page, "national/village_exit-2016").state is VersionState.HOLDS


def test_a_version_before_its_first_day_and_after_its_last_takes_no_case(open_page):
    early = open_page(day=date(2016, 5, 1))
    assert version(early, "guizhou/household_exit-2017").state is VersionState.LATER
    late = open_page(day=date(2026, 11, 27))
    assert version(late, "guizhou/household_exit-2017").state is VersionState.OVER


def test_each_step_is_a_card_in_the_lane_of_who_acts_with_its_conditions(open_page):
    page = open_page()
    version(page, "national/household_exit-2016")
    cards = [card.accessibleName() for card in page.chart.cards]
    assert cards[0] == "1. Democratic review called by the two village committees"
    assert cards[-1] == "6. Announcement of the exit"
    village, county = page.chart.cards[0], page.chart.cards[-1]
    assert village.x() < county.x()
    words = said(page.pane, QLabel)
    assert "Quorum of the representatives' meeting: 2/3" in words
    assert "Hangs in: Village" in words
    assert "Rule: Exit of the household" in words
    assert (
        "Opinion on the mechanism of exit from poverty, Ting Zi (2016) No. 16 · Read in the source" in words
    )


def test_a_procedure_of_the_county_stands_beside_the_shipped_ones(guizhou, open_page):
    take(guizhou, "procedure", PROCEDURE)
    page = open_page(ADMINISTRATOR)
    rows = [page.list.model.row_at(place) for place in range(page.list.model.rowCount())]
    assert "this county" in {row.place for row in rows}


def test_the_way_to_the_files_of_the_county_is_one_click(open_page):
    page, reached = open_page(), []
    page.go.connect(lambda key, _subject: reached.append(key))
    page.files_button.click()
    assert reached == ["policy_files"]


def test_the_drawing_speaks_chinese(open_page):
    speak(CHINESE)
    page = open_page()
    version(page, "national/household_exit-2016")
    assert "张榜地点：行政村" in said(page.pane, QLabel)
