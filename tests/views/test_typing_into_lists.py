"""Typing into the cells of a list: one act, one undo, and red cells with their reasons."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu

from county_desk.tables.all_lists import LISTS
from county_desk.tables.own_notes import NOTE
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.lists.table_model import Role
from county_desk.workflow.audit import verify
from county_desk.workflow.registry import RecordYear
from county_desk.workflow.taking_back import TakeBackAct
from tests.build import INSPECTOR, a_household, household_of
from tests.views.conftest import TODAY

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
SELECT = QItemSelectionModel.SelectionFlag.Select
HEADS = ("张大有", "王秀田", "陈阿水")


class HouseholdsPage(RegisterPage):
    """The households alone."""

    key, title = "households", "Household roster"
    listing = LISTS["households"]


class PeoplePage(HouseholdsPage):
    """The members alone."""

    listing = LISTS["members"]


class YearsPage(HouseholdsPage):
    """The facts of households by year."""

    listing = LISTS["household_years"]


@pytest.fixture(params=[ENGLISH, CHINESE])
def language(request):
    """Both languages, one after the other."""
    speak(request.param)
    yield request.param
    speak(ENGLISH)


@pytest.fixture
def opened(office, jobs, qtbot):
    """Shows a page over three households."""
    for serial, head in enumerate(HEADS, start=1):
        a_household(office, head, serial=serial)

    def make(kind=HouseholdsPage, name=None, width=1100, drafts=None, memory=None):
        page = kind(office.at(TODAY, name) if name else office.at(TODAY), jobs)
        page.memory = memory or page.memory
        page.drafts = page.drafts if drafts is None else drafts
        page.changes = []
        page.done.connect(page.changes.append)
        qtbot.addWidget(page)
        page.resize(width, 500)
        page.show()
        page.refresh()
        page.activateWindow()
        page.list.table.setFocus()
        return page

    return make


def at(page, row, key):
    """The index of a cell."""
    section = [column.key for column in page.list.listing.table.columns].index(key)
    return page.list.model.index(row, section)


def go(page, row, key):
    """Make a cell the current one."""
    page.list.table.setColumnHidden(at(page, row, key).column(), False)
    chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
    page.list.table.selectionModel().setCurrentIndex(at(page, row, key), chosen)
    return page.list.table


def field_in(table):
    """The field in the cell that is edited."""
    return [field for field in table.viewport().findChildren(QLineEdit) if field.isVisible()][-1]


def double_click(page, qtbot, row, key):
    """Click twice on a cell."""
    table = go(page, row, key)
    place = table.visualRect(at(page, row, key)).center()
    for click in (qtbot.mouseClick, qtbot.mouseDClick):
        click(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def type_in(page, qtbot, row, key, text):
    """Type into a cell with F2, and end with Enter."""
    table = go(page, row, key)
    qtbot.keyClick(table, Key.Key_F2)
    field = field_in(table)
    field.setText(text)
    qtbot.keyClick(field, Key.Key_Return)


def shown(page, row, key):
    return at(page, row, key).data()


def kept(office, page, key):
    """What the register holds of each household in the list, by its head."""
    rows = page.list.model.rows(range(3))
    return {row.head: getattr(household_of(office, row.id), key) for row in rows}


def test_typed_cells_are_saved_in_one_act_and_taken_back_by_one(office, opened, qtbot, language):
    page = opened()
    events = office.read(verify).events
    type_in(page, qtbot, 0, "group_name", "三组")
    type_in(page, qtbot, 1, "group_name", "四组")
    type_in(page, qtbot, 1, "labourers", "2")
    bar = page.list.typing.bar
    words = {ENGLISH: "3 changes in 2 rows", CHINESE: "2 行中有 3 处改动"}
    assert bar.count.text() == words[language]
    assert set(kept(office, page, "group_name").values()) == {""}
    bar.fields["reason"].setText("核对底册")
    qtbot.keyClick(page.list.table, Key.Key_Return, Control)
    assert [group for group in kept(office, page, "group_name").values() if group] == ["三组", "四组"]
    assert not bar.isVisible()
    assert office.read(verify).events == events + 1
    page.do(page.changes[-1].undo)
    assert isinstance(page.changes[0].undo, TakeBackAct)
    assert set(kept(office, page, "group_name").values()) == {""}
    assert set(kept(office, page, "labourers").values()) == {None}
    assert office.read(verify).ok


def test_enter_in_a_cell_goes_on_below_and_enter_on_a_cell_opens_the_record(opened, qtbot):
    page = opened()
    page.opened_rows = []
    page.list.table.opened.connect(page.opened_rows.append)
    type_in(page, qtbot, 0, "group_name", "三组")
    assert page.list.table.currentIndex() == at(page, 1, "group_name")
    qtbot.keyClick(page.list.table, Key.Key_Return)
    assert [row.head for row in page.opened_rows] == [page.list.model.row_at(1).head]
    double_click(page, qtbot, 0, "number")
    assert [row.head for row in page.opened_rows][1:] == [page.list.model.row_at(0).head]


def test_a_double_click_and_typing_begin_to_edit_a_cell_and_never_another(opened, qtbot):
    page = opened()
    table, editing = go(page, 0, "group_name"), QAbstractItemView.State.EditingState
    double_click(page, qtbot, 0, "group_name")
    assert table.state() == editing
    qtbot.keyClick(field_in(table), Key.Key_Escape)
    qtbot.keyClick(table, Key.Key_7)
    assert field_in(table).text() == "7"
    qtbot.keyClick(field_in(table), Key.Key_Escape)
    go(page, 0, "standing")
    qtbot.keyClick(table, Key.Key_F2)
    qtbot.keyClick(table, Key.Key_7)
    assert table.state() != editing
    assert not page.list.typed


def test_a_cell_that_does_not_fit_is_red_says_why_and_keeps_all_from_being_saved(
    office, opened, qtbot, language
):
    page = opened()
    type_in(page, qtbot, 0, "labourers", "很多")
    type_in(page, qtbot, 1, "group_name", "四组")
    page.list.typing.bar.fields["reason"].setText("核对底册")
    index = at(page, 0, "labourers")
    trouble = page.list.typed.trouble_of(page.list.model.row_at(0), "labourers")
    assert trouble
    assert trouble in index.data(Role.ToolTipRole)
    assert trouble in index.data(Role.AccessibleTextRole)
    assert (
        index.data(Role.BackgroundRole).color() != at(page, 1, "group_name").data(Role.BackgroundRole).color()
    )
    assert not index.data(Role.DecorationRole).isNull()
    go(page, 0, "labourers")
    assert page.status[1] == trouble
    go(page, 2, "labourers")
    assert page.status[1] == ""
    qtbot.keyClick(page.list.table, Key.Key_Return, Control)
    assert page.list.table.currentIndex() == index
    assert set(kept(office, page, "group_name").values()) == {""}
    qtbot.keyClick(page.list.table, Key.Key_Escape)
    assert shown(page, 0, "labourers") == ""
    qtbot.keyClick(page.list.table, Key.Key_Return, Control)
    assert "四组" in kept(office, page, "group_name").values()


def test_a_reason_is_asked_once_for_all(office, opened, qtbot):
    page = opened()
    type_in(page, qtbot, 0, "group_name", "三组")
    bar = page.list.typing.bar
    assert bar.fields["reason"].isVisible()
    assert not bar.fields["reason"].wrong
    assert not bar.fields["evidence"].isVisible()
    bar.save.click()
    assert set(kept(office, page, "group_name").values()) == {""}
    assert page.focusWidget() is bar.fields["reason"]
    assert bar.fields["reason"].wrong
    bar.fields["reason"].setText("核对底册")
    qtbot.keyClick(bar.fields["reason"], Key.Key_Return, Control)
    assert "三组" in kept(office, page, "group_name").values()


def test_a_word_of_a_fixed_list_is_found_by_its_sound_and_kept_in_chinese(opened, qtbot, language):
    page = opened()
    type_in(page, qtbot, 0, "cause", {ENGLISH: "Lack of lab", CHINESE: "qll"}[language])
    assert shown(page, 0, "cause") == {ENGLISH: "Lack of labour", CHINESE: "缺劳力"}[language]
    assert [typed.text for typed in page.list.typed.cells.values()] == ["缺劳力"]
    assert page.list.typed.found.unfit == []


def test_ctrl_z_takes_the_last_cell_back_and_the_record_s_own_text_is_no_change(opened, qtbot):
    page = opened()
    type_in(page, qtbot, 0, "group_name", "三组")
    type_in(page, qtbot, 1, "group_name", "四组")
    qtbot.keyClick(page.list.table, Key.Key_Z, Control)
    assert (shown(page, 0, "group_name"), shown(page, 1, "group_name")) == ("三组", "")
    type_in(page, qtbot, 0, "group_name", "")
    assert not page.list.typed


def test_ctrl_d_fills_the_first_selected_cell_down(opened, qtbot):
    page = opened()
    type_in(page, qtbot, 0, "group_name", "三组")
    go(page, 0, "group_name")
    for row in range(3):
        page.list.table.selectionModel().select(at(page, row, "group_name"), SELECT)
    qtbot.keyClick(page.list.table, Key.Key_D, Control)
    assert [shown(page, row, "group_name") for row in range(3)] == ["三组"] * 3
    qtbot.keyClick(page.list.table, Key.Key_Z, Control)
    assert [shown(page, row, "group_name") for row in range(3)] == ["三组", "", ""]
    go(page, 1, "group_name")
    qtbot.keyClick(page.list.table, Key.Key_D, Control)
    assert shown(page, 1, "group_name") == "三组"


def test_a_block_is_pasted_from_the_current_cell_on_where_every_cell_takes_it(opened, qtbot):
    page = opened()
    page.list.table.show_columns(["head", "group_name", "labourers", "standing"])
    table = go(page, 1, "group_name")
    QGuiApplication.clipboard().setText("三组\t2\n四组\t\n")
    qtbot.keyClick(table, Key.Key_V, Control)
    assert [shown(page, row, "group_name") for row in range(3)] == ["", "三组", "四组"]
    assert [shown(page, row, "labourers") for row in range(3)] == ["", "2", ""]
    assert page.list.typing._takes([["三组", "2"]])
    assert not page.list.typing._takes([["三组", "2", "x"]]), "the standing is no fact that is typed"
    assert not page.list.typing._takes([["三组"]] * 3), "there are two rows from here on"
    assert not page.list.typing._takes([["村民小组", "劳动力人数"], ["三组", "2"]]), "it has titles"


def test_the_menu_of_a_cell_offers_to_type_and_to_fill_down(opened, qtbot):
    page = opened()
    for key, offered in (("group_name", True), ("standing", False)):
        table, menu = go(page, 1, key), QMenu()
        table.offering.emit(menu, table.current())
        assert ("Fill down" in [action.text() for action in menu.actions()]) is offered


def test_a_covered_number_is_not_typed_over(opened):
    page = opened()
    view = page.list
    row, telephone = view.model.row_at(0), view.listing.table["telephone"]
    assert not view.typed.may_edit(row, telephone)
    view.model.show_masked(False)
    assert view.typed.may_edit(row, telephone)


def test_a_person_who_records_no_facts_types_into_none_of_their_columns(opened):
    typed = opened(name=INSPECTOR).list.typed
    assert [column.key for column in typed.table.columns if typed.takes(column.key)] == [NOTE]


def test_typed_cells_outlive_a_new_window_and_the_closing_guard_names_them(opened, qtbot, language):
    page = opened()
    type_in(page, qtbot, 0, "group_name", "三组")
    words = {ENGLISH: "1 typed cell is not saved", CHINESE: "有 1 格改动尚未保存"}
    assert page.drafts.lost() == [words[language]]
    other = opened(drafts=page.drafts)
    assert shown(other, 0, "group_name") == "三组"
    other.list.typing.bar.drop.click()
    assert other.drafts.lost() == []


def test_dropped_cells_can_be_had_again(opened, qtbot):
    page = opened()
    page.ways = []
    page.undoable.connect(lambda _words, back: page.ways.append(back))
    type_in(page, qtbot, 0, "group_name", "三组")
    page.list.typing.bar.drop.click()
    assert shown(page, 0, "group_name") == ""
    page.ways[0]()
    assert shown(page, 0, "group_name") == "三组"


def test_a_name_of_a_person_asks_for_the_paper_that_proves_it(office, opened, qtbot):
    page = opened(PeoplePage)
    type_in(page, qtbot, 0, "name", "张大友")
    bar = page.list.typing.bar
    bar.fields["reason"].setText("户口簿有误")
    bar.fields["reason"].left.emit()
    assert bar.fields["evidence"].isVisible()
    bar.fields["evidence"].setText("户口簿")
    bar.save.click()
    assert page.list.model.row_at(0).name == "张大友"


def test_an_emptied_cell_clears_its_fact(office, opened, qtbot):
    page = opened()
    type_in(page, qtbot, 0, "group_name", "三组")
    page.list.typing.bar.fields["reason"].setText("核对底册")
    page.list.typing.bar.save.click()
    go(page, 0, "group_name")
    qtbot.keyClick(page.list.table, Key.Key_Delete)
    assert shown(page, 0, "group_name") == "—"
    page.list.typing.bar.fields["reason"].setText("登记有误")
    page.list.typing.bar.save.click()
    assert set(kept(office, page, "group_name").values()) == {""}
    assert [change.summary.count("登记有误") for change in page.changes][-1] in (0, 1)


def test_facts_of_this_year_are_typed_without_a_reason_also_where_none_is_on_record(office, opened, qtbot):
    page = opened(YearsPage)
    rows = list(page.list.model.rows(range(page.list.model.rowCount())))
    assert [row.year for row in rows] == [TODAY.year] * len(HEADS)
    type_in(page, qtbot, 0, "housing_area", "80平方米")
    type_in(page, qtbot, 1, "safe_water", "是")
    bar = page.list.typing.bar
    assert not bar.fields["reason"].isVisible()
    bar.save.click()
    assert page.list.model.row_at(0).housing_area == 80
    assert page.list.model.row_at(1).safe_water is True


def test_a_fact_of_a_year_that_is_over_changes_for_a_reason_alone(office, opened, qtbot):
    page = opened(YearsPage)
    page.desk.do(
        RecordYear(household=page.list.model.row_at(0).household_id, year=2015, housing_area=Decimal(60))
    )
    page.refresh()
    last = page.list.model.rowCount() - 1
    assert page.list.model.row_at(last).year == 2015
    type_in(page, qtbot, last, "housing_area", "80")
    bar = page.list.typing.bar
    assert "2015" in bar.fields["reason"].toolTip()
    bar.fields["reason"].setText("核对房屋")
    bar.save.click()
    assert page.list.model.row_at(last).housing_area == 80
