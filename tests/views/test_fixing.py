"""Cells that the county puts right in the window: typed in place, read again, all alike, and back."""

import openpyxl
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from sqlalchemy import select

from county_desk.models.household import Household
from county_desk.views.importing.file_fixes import Fix, merged, texts_of, without_fixes
from county_desk.views.importing.import_files import FileState
from county_desk.views.importing.marked_copies import mark_to
from county_desk.views.importing.sheet_rows import Show
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.style import tones
from tests.build import INSPECTOR
from tests.intake.villages import ROSTER, a_workbook, spoil
from tests.views.fixing import ALIKE, RIGHT, WRONG, begin, go_to, type_into
from tests.views.importing import BAD, cell, current, rows, sheet


@pytest.fixture
def a_file(a_file):
    """A village's workbook with a wrong identity number."""
    return lambda cells=WRONG: a_file(cells)


def test_f2_puts_a_wrong_cell_right_and_the_file_is_read_again_with_it(page, qtbot, a_file):
    page.open_files([a_file()])
    assert (current(page).ready, current(page).wrong) == (7, 1)
    type_into(qtbot, page, RIGHT)
    assert current(page).fixes == (Fix(ROSTER, "G3", WRONG["G3"], RIGHT),)
    assert (current(page).ready, current(page).wrong) == (12, 0)
    strip = sheet(page).strip
    assert strip.words.text() == f"G3: “{WRONG['G3']}” becomes “{RIGHT}”."
    sheet(page)._open(Show.ALL)
    assert cell(page, 3, "身份证号") == RIGHT
    told = f"Corrected by the county; it was “{WRONG['G3']}”."
    assert told in cell(page, 3, "身份证号", Qt.ItemDataRole.ToolTipRole)
    assert told in cell(page, 3, "身份证号", Qt.ItemDataRole.AccessibleTextRole)
    assert cell(page, 3, "身份证号", Qt.ItemDataRole.DecorationRole) is not None


def test_the_same_correction_is_made_for_all_cells_alike_and_taken_back_in_one_step(page, qtbot, a_file):
    page.open_files([a_file(ALIKE)])
    before = current(page).ready
    type_into(qtbot, page, "健康", title="健康状况")
    strip = sheet(page).strip
    assert strip.same.text() == "The same for all 2 others (F4)"
    strip.same.click()
    assert {fix.cell: fix.put for fix in current(page).fixes} == dict.fromkeys(ALIKE, "健康")
    assert {fix.sent for fix in current(page).fixes} == {"壮"}
    assert current(page).ready == 12
    assert strip.words.text() == "2 cells corrected alike."
    strip.undo.click()
    assert [fix.cell for fix in current(page).fixes] == ["K3"]
    sheet(page).strip.back()
    assert (current(page).fixes, current(page).ready) == ((), before)


def test_ctrl_z_takes_a_correction_back_and_not_the_last_act(page, qtbot, a_file):
    page.open_files([a_file()])
    table = sheet(page).table
    undo = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    undo.ignore()
    QApplication.sendEvent(table, undo)
    assert not undo.isAccepted()
    type_into(qtbot, page, RIGHT)
    table = sheet(page).table
    QApplication.sendEvent(table, undo)
    assert undo.isAccepted()
    qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (current(page).fixes, current(page).wrong) == ((), 1)


@pytest.mark.parametrize("place", ["another sheet", "the list of files"])
def test_ctrl_z_is_about_corrections_wherever_the_strip_offers_it(page, qtbot, a_file, place):
    acts = []
    undo = QAction(page, shortcut=QKeySequence("Ctrl+Z"), triggered=lambda: acts.append("act"))
    page.addAction(undo)
    page.open_files([a_file()])
    qtbot.waitActive(page)
    type_into(qtbot, page, RIGHT)
    sheet(page).tabs.setCurrentIndex(1)
    assert sheet(page).strip.undo.isVisible()
    focus = page.imports.files if place == "the list of files" else sheet(page).table
    focus.setFocus()
    qtbot.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (current(page).fixes, current(page).wrong, acts) == ((), 1, [])
    qtbot.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert acts == ["act"]


def test_ctrl_z_in_any_sheet_of_a_corrected_file_is_about_its_corrections(page, qtbot, a_file):
    page.open_files([a_file()])
    type_into(qtbot, page, RIGHT)
    sheet(page).strip.hide()
    sheet(page).tabs.setCurrentIndex(1)
    sheet(page).table.setFocus()
    qtbot.keyClick(sheet(page).table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (current(page).fixes, current(page).wrong) == ((), 1)


def test_a_cell_that_is_still_wrong_after_its_correction_stays_in_sight_and_is_told(page, qtbot, a_file):
    page.open_files([a_file({**ALIKE, "G7": "12345"})])
    sheet(page)._open(Show.ALL)
    type_into(qtbot, page, "x1", row=3)
    table, strip = sheet(page).table, sheet(page).strip
    assert (table.current().line.row, table._title()) == (3, "身份证号")
    assert strip.words.text().startswith("G3: “")
    assert "becomes “x1”. Not right yet: G3: " in strip.words.text()
    assert strip.tone == "bad"
    type_into(qtbot, page, RIGHT)
    assert strip.words.text().endswith(f"becomes “{RIGHT}”.")
    assert strip.tone == "info"


def test_a_cell_that_a_correction_spoils_is_shown_among_the_rows_with_errors(page, qtbot, a_file):
    page.open_files([a_file(ALIKE)])
    sheet(page)._open(Show.ASKED)
    assert rows(page)[:2] == [3, 4]
    sheet(page).columns.setChecked(True)
    type_into(qtbot, page, "x1", row=3)
    assert sheet(page).shown.choice is Show.WRONG
    table = sheet(page).table
    assert (table.current().line.row, table._title()) == (3, "身份证号")


def test_who_has_gone_on_stays_there_and_is_told_that_the_cell_is_still_wrong(page, qtbot, a_file):
    page.open_files([a_file()])
    begin(qtbot, page, "x1")
    sheet(page).tabs.setCurrentIndex(1)
    assert sheet(page).place == 1
    assert "Not right yet: G3: " in sheet(page).strip.words.text()


def test_the_cell_that_was_corrected_stays_in_sight_over_what_is_said_of_it(page, qtbot, a_file):
    page.open_files([a_file(BAD)])
    table = sheet(page).table
    sheet(page).shown.picked.emit(Show.ALL)
    low = table.rows.rowCount() - 1
    table.setCurrentIndex(table.rows.index(low, 2))
    table.resize(table.width(), table.height() // 2)
    table.scrollTo(table.currentIndex())
    table.resize(table.width(), table.height() - table.rowHeight(low))
    assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()


def test_the_buttons_of_a_file_are_never_cut_and_say_what_they_do_in_fewer_words(page, a_file):
    page.open_files([a_file(BAD)])
    bar = page.imports.bar
    bar.setFixedWidth(bar.minimumSizeHint().width())
    QApplication.processEvents()
    assert (bar.one.text(), bar.back.text()) == ("Import 7, return 5", "")
    assert bar.one.accessibleName() == "Import 7 rows, return 5"
    assert bar.back.toolTip() == "Save annotated workbook for the village…"
    assert bar.one.width() >= bar.one.sizeHint().width()
    assert bar.one.geometry().right() < bar.width()


def test_a_low_window_shows_several_rows_and_all_that_is_said_of_a_correction(page, qtbot, a_file):
    page.resize(946, 472)  # what a window of 1024 by 600 leaves
    page.fit(Band.of(1024, 600))
    page.open_files([a_file()])
    type_into(qtbot, page, "x1" * 60)
    table, strip = sheet(page).table, sheet(page).strip
    assert "…" in strip.words.text()
    assert page.minimumSizeHint().width() < 946
    qtbot.waitUntil(lambda: strip.height() >= strip.heightForWidth(strip.width()))
    assert not table.geometry().intersects(strip.geometry())
    assert strip.geometry().bottom() < sheet(page).height()
    assert table.viewport().height() // table.rowHeight(0) >= 2


def test_the_last_column_leaves_no_need_to_scroll_when_the_numbers_of_the_rows_grow(page, a_file):
    page.open_files([a_file()])
    QApplication.processEvents()
    table = sheet(page).table
    table.verticalHeader().setFixedWidth(table.verticalHeader().width() + 60)
    table.updateGeometries()
    QApplication.processEvents()
    assert not table.horizontalScrollBar().isVisible()


def test_to_write_what_the_sender_wrote_is_to_take_the_correction_back(page, qtbot, a_file):
    page.open_files([a_file()])
    type_into(qtbot, page, RIGHT)
    sheet(page)._open(Show.ALL)
    type_into(qtbot, page, WRONG["G3"])
    assert (current(page).fixes, current(page).wrong) == ((), 1)


def test_the_menu_of_a_corrected_cell_offers_its_first_text(page, qtbot, a_file):
    page.open_files([a_file()])
    type_into(qtbot, page, RIGHT)
    sheet(page)._open(Show.ALL)
    table = go_to(page, 3, "身份证号")
    menu = QMenu(table)
    table.offering.emit(menu, table.current())
    assert [action.text() for action in menu.actions()] == [
        "Correct this cell…",
        f"Take the correction back: “{WRONG['G3']}”",
    ]
    menu.actions()[1].trigger()
    assert current(page).fixes == ()


def test_a_file_that_has_changed_since_is_read_without_the_corrections(page, qtbot, a_file):
    path = a_file()
    page.open_files([path])
    spoil(a_workbook(), ROSTER, {"G3": "990101196503120013"}).save(path)
    type_into(qtbot, page, RIGHT)
    assert (current(page).fixes, current(page).wrong) == ((), 1)
    assert cell(page, 3, "身份证号") == "990101196503120013"


def test_what_is_read_again_cannot_be_taken_in_before(page, qtbot, a_file, monkeypatch):
    page.open_files([a_file()])
    monkeypatch.setattr(page.imports.importing.reader, "read_again", lambda rows, year: None)
    type_into(qtbot, page, RIGHT)
    assert current(page).state is FileState.AGAIN
    assert not page.imports.bar.one.isEnabled()
    assert cell(page, 3, "身份证号") == RIGHT
    page.imports.importing.reader.changed.emit()
    assert (current(page).state, current(page).fixes) == (FileState.PARTLY, ())


def test_somebody_without_the_right_corrects_nothing(open_page, qtbot, a_file):
    page = open_page(INSPECTOR)
    page.open_files([a_file()])
    table = go_to(page, 3, "身份证号")
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert table.field is None
    assert "Inspector" in sheet(page).strip.words.text()


def test_a_file_that_is_in_the_register_is_not_corrected_here(page, qtbot, a_file):
    page.open_files([a_file({})])
    page.imports.bar.one.click()
    table = go_to(page, 3, "身份证号")
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert table.field is None
    assert "in the register already" in sheet(page).strip.words.text()


def test_what_a_cell_says_is_never_read_as_rich_text(page, a_file):
    page.open_files([a_file({"V3": "<img src=x>&"})])
    sheet(page)._open(Show.ALL)
    assert cell(page, 3, "备注", Qt.ItemDataRole.ToolTipRole) == "<span>&lt;img src=x&gt;&amp;</span>"
    assert sheet(page).strip.words.textFormat() is Qt.TextFormat.PlainText


def test_a_cell_corrected_twice_keeps_what_its_sender_wrote():
    first, second = Fix("a", "B2", "x", "y"), Fix("a", "B2", "y", "z")
    assert merged([first], [second]) == (Fix("a", "B2", "x", "z"),)
    assert merged([first], [Fix("a", "B2", "y", "x")]) == ()
    assert texts_of([first, Fix("b", "C3", "", "w")]) == {"a": {"B2": "y"}, "b": {"C3": "w"}}
    assert without_fixes([first], [second]) == ()


def test_what_did_not_go_in_is_corrected_and_goes_in_later(page, office, qtbot, a_file):
    page.open_files([a_file()])
    page.imports.bar.one.click()
    assert (current(page).state, current(page).held) == (FileState.TAKEN, 5)
    type_into(qtbot, page, RIGHT)
    assert (current(page).state, current(page).ready, current(page).unchanged) == (FileState.READY, 5, 7)
    page.imports.bar.one.click()
    assert current(page).state is FileState.TAKEN
    heads = office.read(lambda session: session.scalars(select(Household.head)).all())
    assert sorted(heads) == sorted(["张大有", "王秀田", "陈阿水"])


def test_the_marked_workbook_has_the_countys_text_and_says_so(page, qtbot, a_file, tmp_path):
    page.open_files([a_file({**WRONG, "G8": "不详"})])
    type_into(qtbot, page, RIGHT)
    out = tmp_path / "退回.xlsx"
    mark_to(page, [current(page)], out)
    sheet_back = openpyxl.load_workbook(out)[ROSTER]
    assert sheet_back["G3"].value == RIGHT
    assert WRONG["G3"] in sheet_back["G3"].comment.text
    assert sheet_back["G8"].comment is not None


def test_two_files_of_one_name_go_back_under_two_names(page, tmp_path):
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        spoil(a_workbook(), ROSTER, WRONG).save(tmp_path / folder / "城关镇柳湾.xlsx")
    page.open_files([tmp_path / "甲", tmp_path / "乙"])
    (tmp_path / "out").mkdir()
    mark_to(page, page.imports.files.files.files(), tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(names) == 2
    assert [name[0] for name in names] == ["乙", "甲"]


def test_once_the_file_is_taken_in_ctrl_z_is_about_that_act(page, qtbot, a_file):
    page.open_files([a_file()])
    type_into(qtbot, page, RIGHT)
    assert sheet(page).strip.isVisible()
    page.imports.bar.one.click()
    assert not sheet(page).strip.isVisible()
    undo = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    undo.ignore()
    QApplication.sendEvent(sheet(page).table, undo)
    assert not undo.isAccepted()
    sheet(page).strip.back()
    assert len(current(page).fixes) == 1


def test_the_mark_of_a_selected_cell_has_the_colour_of_its_words(page, a_file):
    page.open_files([a_file()])
    icon, theme = cell(page, 3, "身份证号", Qt.ItemDataRole.DecorationRole), tones(page)
    for mode, colour in ((QIcon.Mode.Normal, theme.bad), (QIcon.Mode.Selected, theme.on_selection)):
        image = icon.pixmap(16, 16, mode).toImage()
        assert image.pixelColor(image.rect().center()).name().upper() == colour
