"""The tabs over the rows of a file count what needs somebody, and a file opens at the first such cell."""

import pytest

from county_desk.intake.delivery import Verdict
from county_desk.views.importing.sheet_rows import Show
from tests.build import INSPECTOR
from tests.intake.villages import LEDGER, LIVING, ROSTER, a_workbook, spoil
from tests.views.importing import BAD, sheet

ASKED = {"D4": "陈?"}  # a lost sign in the name of the second of a household of three
ROWS = {"D6": "王?"}


@pytest.fixture
def inspectors(open_page):
    """The page of somebody who may look and not take in."""
    return open_page(INSPECTOR)


@pytest.fixture
def a_file(tmp_path):
    def make(*spoilt):
        book, path = a_workbook(), tmp_path / "城关镇柳湾花名册.xlsx"
        for name, cells in spoilt:
            spoil(book, name, cells)
        book.save(path)
        return path

    return make


def tabs(page):
    found = sheet(page).tabs
    return [found.tabText(place) for place in range(found.count())]


def tone(page, place):
    found = sheet(page).tabs
    return found._urgent[found.tabData(place)]


def test_a_sheet_counts_its_rows_with_questions_and_not_those_that_wait_for_them(page, a_file):
    page.open_files([a_file((ROSTER, ASKED))])
    assert tabs(page) == [f"{ROSTER} 1", LEDGER, LIVING]
    assert tone(page, 0) == "warn"
    view = sheet(page)
    assert view.sheets[0].wanted(Show.ASKED)[1:], "other rows wait for it"
    words = view.tabs.tabToolTip(0)
    assert words == view.tabs.accessibleTabName(0)
    assert words.startswith(f"{ROSTER}: 1 row with questions · ")
    assert "only wait" in words
    assert "only wait" in view.tabs.tabToolTip(1)
    assert "questions" not in view.tabs.tabToolTip(1)


def test_errors_and_questions_are_counted_together_and_errors_give_the_tone(page, a_file):
    page.open_files([a_file((ROSTER, {**BAD, **ROWS}))])
    assert tabs(page)[0] == f"{ROSTER} 2"
    assert tone(page, 0) == "bad"
    assert sheet(page).tabs.tabToolTip(0).startswith(f"{ROSTER}: 1 row with errors · 1 row with questions")


def test_a_sheet_without_anything_wrong_has_no_number_and_says_so(page, a_file):
    page.open_files([a_file()])
    assert tabs(page) == [ROSTER, LEDGER, LIVING]
    assert sheet(page).tabs.tabToolTip(0) == f"{ROSTER}: no row needs anybody"


def test_a_file_opens_at_the_cell_in_question_and_not_at_a_row_that_waits_for_it(page, a_file):
    page.open_files([a_file((ROSTER, ASKED))])
    view = sheet(page)
    assert view.shown.choice is Show.ASKED
    assert view.table.current().line.row == 4
    assert view._here() == view.spots[0]


@pytest.mark.parametrize("cell", [{"M4": 7600}, {"E4": "3000-6000"}])
def test_a_file_opens_at_the_sheet_that_asks_and_not_at_one_that_waits_for_it(page, a_file, cell):
    page.open_files([a_file((LEDGER, cell))])
    view = sheet(page)
    assert view.sheets[0].count(Verdict.ASK)
    assert not view.sheets[0].needs, "these only wait"
    assert view.place == view.spots[0].sheet == 1
    assert view._here() == view.spots[0]


def test_a_file_with_nothing_but_questions_is_not_said_to_be_wrong(page, a_file):
    asked = {f"D{row}": "王?" for row in (3, 6, 7)}  # one in each household, so that nothing can go in
    page.open_files([a_file((ROSTER, asked))])
    words = page.imports.bar.words
    assert words.text() == "No row can go in before what is asked is answered, here or by the village."
    page.open_files([a_file((ROSTER, {**asked, **BAD}))])
    page.refresh()
    assert words.text() == "No row can go in as it stands. Send the workbook back with its errors marked."


def test_who_may_not_take_in_reads_why_and_is_told_of_no_key_for_it(inspectors, page, a_file):
    path = a_file((ROSTER, BAD))
    for each in (inspectors, page):
        each.resize(1130, 600)
        each.open_files([path])
    bar = inspectors.imports.bar
    assert not bar.words.isHidden(), "names of buttons give way to it"
    assert bar.words.text() == bar.one.toolTip() != ""
    assert inspectors.status[1] == "F8 next error"
    assert page.status[1] == "F2 correct · F8 next error · Ctrl+Enter take in"
