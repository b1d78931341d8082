"""The one list page: searching, filtering, sorting, copying, summing, and the pane beside it."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from county_desk.tables.conditions import SortLevel
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.accounts.people import AddUser
from county_desk.workflow.command import Refused
from tests.views.made_up import VillagesPage

SELECT = QItemSelectionModel.SelectionFlag.Select


@pytest.fixture
def page(desk, jobs, qtbot):
    page = VillagesPage(desk, jobs)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.refresh()
    return page


def names(page):
    model = page.list.model
    return [(row.township, row.name) for row in model.rows(range(model.rowCount()))]


def section(page, key):
    return [column.key for column in page.listing.table.columns].index(key)


def test_it_shows_the_list_and_says_how_long_it_is(page):
    assert len(names(page)) == 6
    assert page.status[0] == "6 rows"
    assert page.list.table.accessibleName() == "Villages, 6 rows"


def test_the_search_narrows_the_list(page, qtbot):
    page.list.search.setText("大河")
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    assert page.status[0] == "2 of 6 rows"


def test_letters_in_composition_are_searched_for_before_they_are_words(page, qtbot, type_text):
    type_text(page.list.search, composing="大'河")
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    assert page.list.search.text() == ""


def test_a_filter_is_seen_and_can_be_cleared(page):
    (button,) = page.list.buttons
    button.set_values(["城关镇"])
    button.picked.emit()
    assert {township for township, _name in names(page)} == {"城关镇"}
    assert button.text() == "Township: 城关镇"
    assert page.list.clear.isVisible()
    page.list.clear.click()
    assert len(names(page)) == 6
    assert not page.list.clear.isVisible()


def test_a_filter_offers_the_values_with_their_counts(page):
    offered = []
    page.list.ask_values("township", "", offered.extend)
    assert sorted(offered) == [("城关镇", 3), ("青山镇", 3)]


def test_no_match_is_told_apart_from_nothing_there(page, qtbot):
    page.list.search.setText("没有这个村")
    qtbot.waitUntil(lambda: page.list.empty.isVisible())
    assert page.list.empty.words.text() == "No records match. 1 filter is on."
    page.list.empty.button.click()
    assert len(names(page)) == 6


def test_nothing_there_says_so_with_a_way_on(page):
    seen = []
    page.list.scope = lambda: {"township": "nowhere"}
    page.list.nothing = ("No village yet.", "Take in a workbook", lambda: seen.append(True))
    page.refresh()
    assert page.list.empty.words.text() == "No village yet."
    page.list.empty.button.click()
    assert seen == [True]


def test_a_click_on_a_header_sorts_in_the_database(page):
    page.list.table.sortByColumn(section(page, "code"), Qt.SortOrder.DescendingOrder)
    codes = [row.code for row in page.list.model.rows(range(6))]
    assert codes == sorted(codes, reverse=True)
    assert page.list.query().sort == (SortLevel("code", descending=True),)


def test_the_pane_follows_the_current_row(page):
    page.list.table.setCurrentIndex(page.list.model.index(2, 1))
    assert page.panel.form._fixed == {"place": page.list.model.row_at(2).id}
    assert page.panel.isVisible()


def test_the_current_row_stays_through_a_refresh(page):
    page.list.table.setCurrentIndex(page.list.model.index(3, 1))
    before = page.current().id
    page.refresh()
    assert page.current().id == before


def test_a_command_is_done_from_the_pane_and_the_list_looks_again(page, qtbot):
    page.done.connect(lambda _change: page.refresh())
    page.panel.form.editors["telephone"].setText("0000-7654321")
    with qtbot.waitSignal(page.done) as done:
        page.panel.do_button.click()
    assert done.args[0].undo is not None
    assert page.list.model.row_at(0).telephone == "0000-7654321"


def test_a_refusal_is_shown_beside_its_field(page):
    panel = page.panel
    panel.form._fixed["place"] = 0
    panel.form.editors["telephone"].setText("0000-7654321")
    panel._refused(Refused({"telephone": "Nobody answers there"}))
    assert panel.form.notes["telephone"].isVisible()
    panel.do_button.click()
    assert panel.form.summary.isVisible()
    assert panel.do_button.isEnabled()


def test_a_missing_field_is_refused_without_asking_the_desk(page):
    page.panel.do_button.click()
    assert page.panel.form.editors["telephone"].wrong


def test_what_a_person_may_not_do_says_who_may(page):
    assert not page.new.isEnabled()
    assert "Reviewer" in page.new.toolTip()
    assert page.new.accessibleDescription() == page.new.toolTip()


def test_copied_cells_stay_text_in_a_worksheet(page):
    table = page.list.table
    row = page.list.model.row_at(0)
    table.clearSelection()  # a window that became the active one has selected a cell
    for key in ("code", "households"):
        table.selectionModel().select(page.list.model.index(0, section(page, key)), SELECT)
    table.copy(headers=True)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == f"Code\tHouseholds on record\n{row.code}\t{row.households}"
    assert 'mso-number-format:"\\@"' in mime.html()


def test_figures_that_are_selected_are_summed(page):
    column = section(page, "households")
    table = page.list.table
    for number in range(3):
        table.selectionModel().select(page.list.model.index(number, column), SELECT)
    counts = [row.households for row in page.list.model.rows(range(3))]
    assert table.summary() == (
        f"Count 3  Sum {sum(counts)}  Average {sum(counts) // 3}  Min {min(counts)}  Max {max(counts)}"
    )
    assert page.status[0] == "6 rows · 3 selected"


def test_letters_typed_into_a_table_fetch_no_pages(page):
    before = page.current()
    page.list.table.keyboardSearch("大")
    assert page.current() is before


def test_the_pane_s_width_is_remembered_for_each_band(page, desk, jobs, qtbot):
    page.recall({"standard": '{"pane": 31.5}'})
    kept = page.remembered()
    assert kept == {"standard": '{"pane": 31.5}'}
    page.fit(Band(Width.NARROW, False))
    assert page.remembered() == {"narrow": '{"pane": null}'}


def test_settings_that_do_not_hold_together_are_passed_over(page):
    page.recall({"standard": "{"})
    page.recall({"standard": '{"pane": "wide"}'})
    assert page.remembered() == {"standard": '{"pane": null}'}


def test_f11_marks_the_column_of_the_cursor_as_its_row_is_marked(page, qtbot):
    table, column = page.list.table, section(page, "code")
    table.setCurrentIndex(page.list.model.index(0, column))
    other = table.visualRect(page.list.model.index(4, column)).topLeft() + QPoint(3, 3)

    def ground():
        return table.viewport().grab().toImage().pixelColor(other)

    with qtbot.waitActive(page):
        page.activateWindow()
    plain = ground()
    qtbot.keyClick(page, Qt.Key.Key_F11)
    assert ground() != plain
    qtbot.keyClick(page, Qt.Key.Key_F11)
    assert ground() == plain


def test_f8_puts_the_pane_away(page, qtbot):
    with qtbot.waitActive(page):
        page.activateWindow()
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert not page.pane.isVisible()


def test_an_error_is_told_on_the_page_and_the_rows_stay(page, qtbot):
    page.list.scope = lambda: {"nosuch": 1}
    with qtbot.waitSignal(page.failed):
        page.refresh()
    assert len(names(page)) == 6
    QGuiApplication.clipboard().clear()
    with qtbot.waitActive(page):
        page.activateWindow()
    qtbot.keyClick(page, Qt.Key.Key_F9)
    assert "KeyError" in QGuiApplication.clipboard().text()


def test_filters_fold_into_one_menu_where_room_is_short(page, qtbot, monkeypatch):
    monkeypatch.setattr(QMenu, "popup", lambda _menu, _place: None)
    (button,) = page.list.buttons
    bar = page.list.bar
    page.resize(1200, 700)
    qtbot.waitUntil(button.isVisible)
    assert not bar.folded.isVisible()
    assert bar.columns.text() == "Columns"
    bar._fit(bar._needed() - 1)
    assert (bar.folded.isVisible(), bar.columns.text()) == (True, "Columns")
    bar._fit(bar.search.minimumWidth() * 2)
    assert (bar.folded.isVisible(), bar.columns.text()) == (True, "")
    assert not button.isVisible()
    bar._fit(0)
    assert (bar.more.isVisible(), bar.columns.isVisible()) == (True, False)
    bar.more.click()
    offered = [action.text() for action in bar.more.findChild(QMenu).actions()]
    assert offered[:3] == ["View", "Columns", "Export or print…"]
    button.set_values(["城关镇"])
    button.picked.emit()
    bar._fit(0)
    assert (bar.folded.text(), bar.folded.toolTip()) == ("", "Filters (1)")
    assert bar.columns.toolTip() == "Columns"


def test_the_cursor_follows_a_row_that_a_screen_reader_selects(page, qtbot):
    table = page.list.table
    table.setCurrentIndex(page.list.model.index(0, 0))
    index = page.list.model.index(3, 0)
    table.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    qtbot.waitUntil(lambda: table.currentIndex().row() == 3)
    table.selectionModel().select(page.list.model.index(4, 0), QItemSelectionModel.SelectionFlag.Select)
    QApplication.processEvents()
    assert table.currentIndex().row() == 3, "of several selected rows none is followed"


def test_a_record_is_brought_into_view_while_its_list_is_still_being_read(page, desk, qtbot):
    row = page.list.model.row_at(page.list.model.rowCount() - 1)
    jobs = Jobs()
    late = VillagesPage(desk, jobs)
    qtbot.addWidget(late)
    late.show()
    late.refresh()
    late.show_subject(row.id)
    assert late.current() is None, "nothing is read yet"
    qtbot.waitUntil(lambda: late.current() is not None and late.current().id == row.id)
    jobs.close()


def test_a_filter_goes_only_when_it_hides_the_record_that_is_sought(page):
    first, last = page.list.model.row_at(0), page.list.model.row_at(page.list.model.rowCount() - 1)
    page.list.search.setText(last.name)
    page.list.refresh()
    page.show_subject(last.id)
    assert page.list.filters_on() == 1
    page.show_subject(first.id)
    assert (page.current().id, page.list.filters_on()) == (first.id, 0)


def test_a_form_that_opens_before_its_list_is_read_stays(page, desk, qtbot):
    jobs = Jobs()
    late = VillagesPage(desk, jobs)
    qtbot.addWidget(late)
    late.show()
    late.refresh()
    panel = CommandPanel(late, AddUser)
    late.take(panel)
    qtbot.waitUntil(lambda: late.current() is not None)
    assert late.pane.panel is panel
    late.list.choose(late.list.model.row_at(1).id)
    assert late.pane.panel is None, "another row takes its place"
    jobs.close()
