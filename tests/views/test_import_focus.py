"""The focus on the import page: where it goes with Tab, and that it never leaves the work by itself."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.exceptions import TimeoutError as Late

from county_desk.views.importing.marked_copies import mark_to
from county_desk.views.top_bar import DayBox
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.style import tones
from tests.views.importing import BAD, current, sheet

NOWHERE = {"B3": "无名", "B6": "无名", "B7": "无名"}


@pytest.fixture
def at(window):
    """What has the focus of the window."""

    def at():
        return window.focusWidget()

    return at


@pytest.fixture
def active(window, qtbot):
    """The window is the active one, where the system lets it be."""
    window.activateWindow()
    try:
        qtbot.waitUntil(window.isActiveWindow, timeout=1_000)
    except Late:
        pytest.skip("no window is ever active here")


def in_work(window):
    """Whether the focus is on the list of files or in the sheet."""
    imports, focus = window.frame.page.imports, window.focusWidget()
    return focus is imports.files or focus is sheet(window.frame.page).table


@pytest.mark.usefixtures("active")
def test_it_goes_to_the_list_when_files_are_read(window, settle, a_file):
    page = window.frame.page
    button = page.imports.first[0]
    button.setFocus()
    page.open_files([a_file(BAD)])
    assert window.focusWidget() is page.imports.area  # until there is a list
    settle()
    assert window.focusWidget() is page.imports.files
    add = next(iter(page.imports.tools.buttons.values()))
    add.setFocus()
    page.open_files([a_file(name="乙/城关镇柳湾.xlsx")])
    assert window.focusWidget() is page.imports.files
    settle()
    assert window.focusWidget() is page.imports.files


def test_it_goes_there_too_when_the_dialog_for_files_was_the_active_window(window, settle, a_file, qtbot):
    page = window.frame.page
    page.imports.first[0].setFocus()
    other = QPushButton()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.wait(50)
    page.open_files([a_file(BAD)])
    settle()
    assert window.focusWidget() is page.imports.files


@pytest.mark.usefixtures("active")
def test_it_stays_in_the_sheet_while_others_are_read(window, settle, a_file):
    page = window.frame.page
    page.open_files([a_file(BAD)])
    settle()
    sheet(page).table.setFocus()
    page.open_files([a_file(name="乙/城关镇柳湾.xlsx")])
    settle()
    assert window.focusWidget() is sheet(page).table


@pytest.mark.usefixtures("active")
def test_it_stays_with_the_work_when_files_go_in_and_out_again(window, settle, a_file):
    page = window.frame.page
    page.open_files([a_file(BAD)])
    settle()
    page.imports.bar.one.setFocus()
    page.imports.bar.one.click()
    settle()
    assert window.focusWidget() is page.imports.files
    undo = window.frame.toast.undo
    undo.setFocus()
    undo.click()
    settle()
    assert current(page).arrival.batch is None
    assert in_work(window)


@pytest.mark.usefixtures("active")
def test_it_stays_with_the_work_when_a_village_is_chosen(window, settle, a_file, office):
    page = window.frame.page
    page.open_files([a_file(NOWHERE, name="花名册.xlsx", head="贫困户花名册")])
    settle()
    chooser = page.imports.view.findChild(ChoiceEditor)
    chooser.set_value(office.place("柳湾村"))
    chooser.changed.emit()
    use = next(b for b in page.imports.view.findChildren(QPushButton) if b.text() == "Use this village")
    use.setFocus()
    use.click()
    settle()
    assert current(page).village == "柳湾村"
    assert in_work(window)


@pytest.mark.usefixtures("active")
def test_it_stays_in_the_sheet_when_the_window_is_built_anew(window, settle, a_file):
    page = window.frame.page
    page.open_files([a_file(BAD)])
    settle()
    sheet(page).table.setFocus()
    window.next_theme()
    page = settle()
    assert window.focusWidget() is sheet(page).table
    page.imports.files.setFocus()
    window.next_theme()
    page = settle()
    assert window.focusWidget() is page.imports.files


@pytest.mark.usefixtures("active")
def test_tab_walks_in_the_order_on_the_screen(window, settle, qtbot, a_file, tmp_path):
    page = window.frame.page
    cells = {**NOWHERE, **BAD, "G8": "不详"}
    page.open_files([a_file(cells, name="花名册.xlsx", head="贫困户花名册"), a_file(BAD)])
    settle()
    page.imports.files.choose(page.imports.files.files.files()[0].path)
    settle()
    mark_to(page, [current(page)], tmp_path / "退回.xlsx")  # a note over the list, with its button
    chooser = page.imports.view.findChild(ChoiceEditor)
    chooser.set_value(chooser.itemData(1))
    chooser.changed.emit()
    page.tabs.setFocus()
    walk = [page.tabs]
    while len(walk) < 60:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if (focus := window.focusWidget()) in walk or not page.isAncestorOf(focus):
            break
        walk.append(focus)
    assert chooser in walk
    assert page.imports.files in walk
    assert sheet(page).table in walk
    assert page.imports.bar.back in walk
    QApplication.processEvents()
    places = [part.mapTo(page, part.rect().topLeft()) for part in walk]
    for (one, before), (other, after) in zip(
        zip(walk, places, strict=True), list(zip(walk, places, strict=True))[1:], strict=False
    ):
        below = after.y() >= before.y() + one.height() or after.y() + other.height() > before.y()
        beside = after.y() >= before.y() + one.height() or after.x() > before.x()
        assert below, (one, other)
        assert beside, (one, other)
    back = [walk[-1]]
    walk[-1].setFocus()
    while back[-1] is not page.tabs and len(back) < 60:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        back.append(window.focusWidget())
    assert back == walk[::-1]


@pytest.mark.usefixtures("active")
def test_tab_walks_through_the_step_of_columns_too(window, settle, qtbot, a_file):
    path = a_file()
    book = openpyxl.load_workbook(path)
    told = book.worksheets[0]
    for title in ("包户领导", "帮扶口"):
        told.cell(2, told.max_column + 1).value = title
        told.cell(3, told.max_column).value = "赵一"
    book.save(path)
    page = window.frame.page
    page.open_files([path])
    settle()
    page.imports.view.match.click()
    columns = page.imports.view.columns
    choices = list(columns.choices.values())
    choices[0].set_value("")
    choices[0].changed.emit()
    page.imports.files.setFocus()
    walk = []
    while page.imports.bar.back not in walk and len(walk) < 20:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        walk.append(window.focusWidget())
    wanted = [*choices, columns.rows, columns.use, page.imports.bar.back]
    assert [part for part in walk if part in wanted] == wanted


@pytest.mark.usefixtures("active")
def test_tab_reaches_every_button_over_the_rows_when_it_was_used_before_there_were_any(
    window, settle, qtbot, a_file
):
    page = window.frame.page
    page.imports.first[0].setFocus()
    for _time in range(4):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    page.open_files([a_file({**BAD, "G8": "不详"})])
    page = settle()
    view = sheet(page)
    page.imports.files.setFocus()
    walk = []
    while view.table not in walk and len(walk) < 20:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        walk.append(window.focusWidget())
    assert walk[-6:] == [view.shown, view.columns, view.unmask, view.before, view.after, view.table]


@pytest.mark.usefixtures("active")
def test_the_way_from_an_outcome_to_the_batches_leads_into_their_list(window, settle, a_file):
    window.frame.page.open_files([a_file()])
    page = settle()
    page.imports.bar.one.click()
    settle()
    offer = next(
        button for button in page.imports.outcome.findChildren(QPushButton) if "batches" in button.text()
    )
    offer.setFocus()
    offer.click()
    settle()
    assert window.focusWidget() is page.batches.list.table


@pytest.mark.usefixtures("active")
@pytest.mark.parametrize("button", ["language", "theme"])
def test_another_language_or_theme_by_mouse_leaves_the_focus_in_the_sheet(
    window, settle, qtbot, a_file, button
):
    window.frame.page.open_files([a_file(BAD)])
    sheet(settle()).step(1)
    qtbot.mouseClick(getattr(window.frame.top, button), Qt.MouseButton.LeftButton)
    page = settle()
    assert window.focusWidget() is sheet(page).table


@pytest.mark.usefixtures("active")
def test_tab_walks_along_the_top_of_the_window_and_then_down(window, qtbot):
    frame = window.frame
    frame.top.findChild(DayBox).setFocus()
    walk = []
    while frame.nav not in walk and len(walk) < 12:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        walk.append(window.focusWidget())
    assert walk[-4:] == [frame.top.finder, frame.top.who, frame.top.language, frame.nav]


def framed(table):
    """Whether the current cell has the frame of the table that hears the keys."""
    box = table.visualRect(table.currentIndex())
    edge = box.right() - 1  # at the left there may be the bar of a selected row
    dot = table.viewport().grab().toImage().pixelColor(edge, box.center().y())
    return dot.name() == tones(table).accent.lower()


def test_only_the_table_that_hears_the_keys_frames_its_cell(window, settle, a_file, active):
    window.frame.page.open_files([a_file(BAD)])
    page = settle()
    files, rows = page.imports.files, sheet(page).table
    files.setFocus()
    QApplication.processEvents()
    assert framed(files)
    assert not framed(rows)
    sheet(page).step(1)
    QApplication.processEvents()
    assert framed(rows)
    assert not framed(files)
