"""Where a person stands among the files stays, whatever is built anew or brought meanwhile."""

import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel

from county_desk.views.importing.sheet_rows import Show
from tests.views.importing import BAD, current, sheet

WRONG = {**BAD, "G8": "不详"}


@pytest.fixture
def lists(a_file):
    """Many files, of which the first has an error, and one far down two."""
    paths = [
        a_file(BAD if number == 0 else None, name=f"{number:02}/城关镇柳湾.xlsx") for number in range(12)
    ]
    paths[8] = a_file(WRONG, name="08/城关镇柳湾.xlsx")
    return paths


def stand(page):
    """Everything that tells where the person is."""
    files, view = page.imports.files, sheet(page)
    index = view.table.currentIndex()
    return {
        "file": current(page).path,
        "selected": [row.path for row in files.selected_rows()],
        "files scrolled": files.verticalScrollBar().value(),
        "files' height": page.imports.split.sizes()[0] // 10,  # two fonts are not equally high
        "files' columns": [files.isColumnHidden(place) for place in range(files.files.columnCount())],
        "sheet": view.place,
        "rows": view.shown.choice,
        "cell": (view.table.current().line.row, index.column()),
        "sheet scrolled": view.table.verticalScrollBar().value(),
        "across": view.table.horizontalScrollBar().value(),
        "step": page.imports.view._stack.currentIndex(),
    }


@pytest.mark.parametrize("act", ["switch_language", "next_theme"])
def test_another_language_or_theme_leaves_the_person_at_the_same_error(window, settle, lists, act):
    window.frame.page.open_files(lists)
    page = settle()
    table = page.imports.files
    table.choose(lists[8])
    settle()
    flag = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(table.files.index(7, 0), flag.Select)
    view = sheet(page)
    view.go_to(view.spots[0])
    view._open(Show.ALL)
    view.table.setCurrentIndex(view.table.rows.index(3, 4))
    settle()
    view.table.verticalScrollBar().setValue(2)
    view.table.horizontalScrollBar().setValue(40)
    table.verticalScrollBar().setValue(7)
    before = stand(settle())
    assert before["files scrolled"] == 7
    assert before["across"] == 40
    assert len(before["selected"]) == 2
    getattr(window, act)()
    assert stand(settle()) == before
    getattr(window, act)()
    assert stand(settle()) == before


def test_columns_are_as_wide_as_their_titles_in_another_language(window, settle, lists):
    window.frame.page.open_files(lists[:2])
    settle().imports.files.setColumnWidth(2, 222)
    for _time in range(2):
        window.switch_language()
        table = settle().imports.files
        assert [table.columnWidth(place) - table._best_width(place) for place in range(3, 8)] == [0] * 5
        assert abs(table.columnWidth(2) - 222) < 30


def test_a_height_that_a_person_gave_the_list_stays(window, settle, lists):
    window.frame.page.open_files(lists)
    page = settle()
    page.imports.split.moveSplitter(260, 1)
    assert page.imports.split.sizes()[0] == 260
    page.open_files(lists[:1])
    assert settle().imports.split.sizes()[0] == 260
    window.next_theme()
    assert settle().imports.split.sizes()[0] == 260


def test_the_list_has_its_height_back_when_the_window_is_tall_again(window, settle, lists):
    window.frame.page.open_files(lists)
    before = settle().imports.split.sizes()[0]
    window.resize(1100, 500)
    settle()
    window.resize(1100, 700)
    assert settle().imports.split.sizes()[0] == before


def test_choices_of_columns_that_are_not_used_yet_stay(window, settle, a_file):
    path = a_file()
    book = openpyxl.load_workbook(path)
    told = book.worksheets[0]
    told.cell(2, told.max_column + 1).value = "包户领导"
    told.cell(3, told.max_column).value = "赵一"
    book.save(path)
    window.frame.page.open_files([path])
    settle().imports.view.match.click()
    columns = settle().imports.view.columns
    assert columns.isVisible()
    (key,) = columns.choices
    columns.choices[key].set_value("")
    window.next_theme()
    columns = settle().imports.view.columns
    assert columns.isVisible()
    assert columns.told() == {key: ""}


def test_files_that_are_brought_later_are_shown_at_once(window, settle, lists):
    page = window.frame.page
    page.open_files(lists[:3])
    settle()
    page.open_files(lists[4:])
    settle()
    assert current(page).path == lists[4]
    page.open_files(lists[3:4])
    settle()
    assert current(page).path == lists[3]
    index = page.imports.files.currentIndex()
    assert page.imports.files.viewport().rect().contains(page.imports.files.visualRect(index).center())


def test_a_file_that_is_listed_is_shown_when_it_is_brought_again(window, settle, lists):
    page = window.frame.page
    page.open_files(lists[:3])
    settle()
    page.open_files(lists[1:2])
    settle()
    assert current(page).path == lists[1]


def test_nobody_is_taken_away_from_a_cell_that_is_open(window, settle, lists):
    page = window.frame.page
    page.open_files(lists[:3])
    settle()
    view = sheet(page)
    view.go_to(view.spots[0])
    view.table.begin()
    view.table.field.setText("99010119650312")
    page.open_files(lists[4:])
    settle()
    assert current(page).path == lists[0]
    assert view.table.field.text() == "99010119650312"
