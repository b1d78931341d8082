"""The column of one's own: words beside a row that only their writer sees."""

from county_desk.tables.conditions import Condition, Operator, SortLevel
from county_desk.tables.own_notes import NOTE
from county_desk.text import CHINESE, ENGLISH, _
from county_desk.workflow.audit import verify
from county_desk.workflow.taking_back import TakeBackAct
from tests.build import INSPECTOR
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
