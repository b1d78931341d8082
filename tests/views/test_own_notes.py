"""The column of one's own: words beside a row that only their writer sees."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from county_desk.reports.lists.form import ListForm
from county_desk.tables.conditions import Condition, Operator, SortLevel
from county_desk.tables.own_notes import NOTE
from county_desk.text import CHINESE, ENGLISH, _
from county_desk.views.lists.export_dialog import Extent, ListWish
from county_desk.views.lists.line_dialog import LineDialog
from county_desk.views.lists.own_column import give_title
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.form_ways import FormWay
from county_desk.workflow.audit import verify
from county_desk.workflow.taking_back import TakeBackAct
from tests.build import INSPECTOR
from tests.views.made_up import VillagesPage
from tests.views.test_typing_into_lists import Control, Key, go, language, opened, shown, type_in

__all__ = ["language", "opened"]


def note(page, qtbot, **words):
    """Type a note beside some rows and save them."""
    for row, text in words.items():
        type_in(page, qtbot, int(row.removeprefix("row")), NOTE, text)
    qtbot.keyClick(page.list.table, Key.Key_Return, Control)


def notes(page):
    return [shown(page, row, NOTE) for row in range(page.list.model.rowCount())]


def test_notes_are_typed_into_their_column_and_taken_back_by_one_act(office, opened, qtbot, language):
    page = opened()
    column = page.list.listing.table[NOTE]
    assert _(column.title) == {ENGLISH: "My notes", CHINESE: "我的备注"}[language]
    assert NOTE not in page.list.table.shown_columns()
    events = office.read(verify).events
    note(page, qtbot, row0="周三再去", row1="缺残疾证")
    assert notes(page) == ["周三再去", "缺残疾证", ""]
    assert page.list.table.currentIndex().column() == page.list.model.columnCount() - 1
    assert office.read(verify).events == events + 1
    assert isinstance(page.changes[0].undo, TakeBackAct)
    page.do(page.changes[0].undo)
    assert page.changes[-1].touched & page.watched
    page.refresh()
    assert notes(page) == ["", "", ""]
    note(page, qtbot, row0="周五再去")
    assert notes(page) == ["周五再去", "", ""]
    assert office.read(verify).ok


def test_an_emptied_cell_erases_its_note(office, opened, qtbot):
    page = opened()
    note(page, qtbot, row0="周三再去", row1="缺残疾证")
    qtbot.keyClick(go(page, 0, NOTE), Key.Key_Delete)
    qtbot.keyClick(page.list.table, Key.Key_Return, Control)
    assert notes(page) == ["", "缺残疾证", ""]
    assert office.read(verify).ok


def test_a_list_is_sorted_and_narrowed_by_the_notes(opened, qtbot):
    page = opened()
    note(page, qtbot, row0="2 甲", row2="1 乙")
    page.list.table.sort_by([SortLevel(NOTE, descending=True)])
    assert notes(page) == ["2 甲", "1 乙", ""]
    page.list.filters.set_condition(NOTE, Condition(NOTE, Operator.CONTAINS, "甲"))
    assert notes(page) == ["2 甲"]


def test_another_person_has_a_column_of_the_own(opened, qtbot):
    note(opened(), qtbot, row0="周三再去")
    other = opened(name=INSPECTOR)
    assert notes(other) == ["", "", ""]
    note(other, qtbot, row0="抽查")
    assert notes(other) == ["抽查", "", ""]
    other = opened()
    assert notes(other) == ["周三再去", "", ""]


def test_a_number_of_a_person_is_no_note(opened, qtbot):
    page = opened()
    note(page, qtbot, row0="990101198001010010")
    assert page.list.typed.trouble_of(page.list.model.row_at(0), NOTE)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_column_has_the_title_that_its_person_chose(opened, qtbot, language):
    page = opened()
    own = {ENGLISH: "Column of my own…", CHINESE: "我的备注列…"}[language]
    qtbot.mouseClick(page.list.bar.columns, Qt.MouseButton.LeftButton)
    (menu,) = page.list.bar.columns.findChildren(QMenu)
    assert _(page.list.listing.table[NOTE].title) not in {tick.text() for tick in menu.findChildren(CheckBox)}
    next(action for action in menu.actions() if action.text() == own).trigger()
    (dialog,) = page.list.findChildren(LineDialog)
    assert dialog.line.text() == {ENGLISH: "My notes", CHINESE: "我的备注"}[language]
    dialog.line.setText("待办")
    dialog.use.click()
    assert page.list.table.shown_columns()[-1] == NOTE
    section = page.list.model.columnCount() - 1
    assert page.list.model.headerData(section, Qt.Orientation.Horizontal) == "待办"
    page.memory.lists = page.memory.collect()["lists"]
    again = opened(memory=page.memory)
    assert again.list.model.headerData(section, Qt.Orientation.Horizontal) == "待办"
    note(again, qtbot, row0="周三再去")
    assert notes(again) == ["周三再去", "", ""]


def test_notes_go_out_while_their_column_is_shown(opened, qtbot, tmp_path):
    page = opened()
    note(page, qtbot, row0="周三再去")
    give_title(page.list, "待办")
    sheets = []
    for hidden in (False, True):
        page.list.table.setColumnHidden(page.list.model.columnCount() - 1, hidden)
        path = tmp_path / f"{hidden}.xlsx"
        page.list.exporting.save_to(path, ListWish(Extent.SHOWN, ListForm.XLSX))
        cells = [cell for row in load_workbook(path).active.iter_rows(values_only=True) for cell in row]
        sheets.append({"待办", "周三再去"} & set(cells))
    assert sheets == [{"待办", "周三再去"}, set()]


def test_a_named_view_keeps_the_column_and_its_filter(opened, qtbot):
    page = opened()
    note(page, qtbot, row0="周三再去")
    page.list.filters.set_condition(NOTE, Condition(NOTE, Operator.CONTAINS, "周三"))
    page.list.views.save("待办")
    page.list.views.usual()
    assert NOTE not in page.list.table.shown_columns()
    page.list.views.apply("待办")
    assert NOTE in page.list.table.shown_columns()
    assert notes(page) == ["周三再去"]


def test_a_list_without_facts_is_typed_into_once_the_column_is_shown(opened, qtbot):
    page = opened(kind=VillagesPage)
    assert page.list.typed is None
    note(page, qtbot, row0="书记换人")
    assert notes(page)[0] == "书记换人"


def test_a_form_on_a_row_with_a_note_is_kept_as_a_draft(opened, qtbot):
    page = opened()
    note(page, qtbot, row0="周三再去")
    row = page.list.model.row_at(0)
    assert FormWay.to("open", row, [row]).given == [
        {"row": ["households", row.id]},
        {"rows": ["households", [row.id]]},
    ]
