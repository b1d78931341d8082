"""What is typed into a cell goes into that cell, and nowhere else."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from county_desk.views.importing.file_fixes import Fix
from county_desk.views.importing.import_files import FileState
from county_desk.views.importing.sheet_rows import PROBLEM, Show, similar_rows
from tests.intake.villages import LEDGER, ROSTER, a_workbook, spoil
from tests.views.fixing import ALIKE, OTHER, RIGHT, WRONG, begin, go_to
from tests.views.importing import current, rows, sheet


@pytest.fixture
def a_file(a_file):
    """A village's workbook with a wrong identity number."""
    return lambda cells=WRONG: a_file(cells)


def test_a_text_goes_into_the_cell_it_was_typed_in_when_another_sheet_is_shown(page, qtbot, a_file):
    page.open_files([a_file()])
    begin(qtbot, page, RIGHT)
    sheet(page).tabs.setCurrentIndex(1)
    assert current(page).fixes == (Fix(ROSTER, "G3", WRONG["G3"], RIGHT),)
    assert sheet(page).place == 1
    assert sheet(page).table.cells.sheet.name == LEDGER
    assert sheet(page).table.field is None


def test_a_text_goes_into_the_cell_it_was_typed_in_when_other_rows_are_shown(page, qtbot, a_file):
    page.open_files([a_file()])
    begin(qtbot, page, RIGHT)
    sheet(page).shown.set_value(Show.ALL.value)
    sheet(page).shown.activated.emit(0)
    assert current(page).fixes == (Fix(ROSTER, "G3", WRONG["G3"], RIGHT),)
    assert sheet(page).shown.choice is Show.ALL
    assert len(rows(page)) == len(sheet(page).sheet.rows)


def test_a_text_goes_into_its_cell_before_the_next_error_is_looked_for(page, qtbot, a_file):
    page.open_files([a_file({**WRONG, "G8": "不详"})])
    begin(qtbot, page, RIGHT)
    sheet(page).step(1)
    assert current(page).fixes == (Fix(ROSTER, "G3", WRONG["G3"], RIGHT),)
    assert sheet(page).table.current().line.row == 8


def test_ctrl_enter_in_a_cell_takes_the_text_and_not_the_file_without_it(page, qtbot, a_file):
    page.open_files([a_file()])
    field = begin(qtbot, page, RIGHT)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert current(page).fixes == (Fix(ROSTER, "G3", WRONG["G3"], RIGHT),)
    assert current(page).state is FileState.READY


def test_no_row_moves_under_a_cell_that_is_being_typed_in(page, qtbot, a_file):
    page.open_files([a_file({**WRONG, "G7": "12345"})])
    before = rows(page)
    field = begin(qtbot, page, OTHER, row=7)
    first = Fix(ROSTER, "G3", WRONG["G3"], RIGHT)
    page.imports.importing.read_again([replace(current(page), fixes=(first,))])
    assert rows(page) == before
    assert sheet(page).table.field is field
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert current(page).fixes == (first, Fix(ROSTER, "G7", "12345", OTHER))
    assert current(page).wrong == 0


def test_what_was_read_meanwhile_is_shown_once_the_cell_is_left(page, qtbot, a_file):
    page.open_files([a_file({**WRONG, "G7": "12345"})])
    field = begin(qtbot, page, RIGHT, row=7)
    fixes = (Fix(ROSTER, "G3", WRONG["G3"], RIGHT),)
    page.imports.importing.read_again([replace(current(page), fixes=fixes)])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert [fix.cell for fix in current(page).fixes] == ["G3"]
    assert 3 not in rows(page)


def test_what_is_typed_goes_nowhere_when_the_file_was_changed_meanwhile(page, qtbot, a_file):
    path = a_file()
    page.open_files([path])
    begin(qtbot, page, RIGHT)
    spoil(a_workbook(), ROSTER, {"G6": "990101196503120013"}).save(path)
    page.imports.importing.read_again([current(page)])
    assert sheet(page).table.field is None
    assert current(page).fixes == ()
    assert RIGHT in sheet(page).strip.words.text()


def test_what_is_typed_stays_with_its_file_when_another_is_shown(page, qtbot, a_file, tmp_path):
    path = a_file()
    a_workbook().save(tmp_path / "城关镇柳湾（二）.xlsx")
    page.open_files([path, tmp_path / "城关镇柳湾（二）.xlsx"])
    page.imports.files.choose(path)
    begin(qtbot, page, RIGHT)
    page.imports.files.choose(tmp_path / "城关镇柳湾（二）.xlsx")
    fixes = {row.path: row.fixes for row in page.imports.files.files.files()}
    assert fixes == {
        path: (Fix(ROSTER, "G3", WRONG["G3"], RIGHT),),
        tmp_path / "城关镇柳湾（二）.xlsx": (),
    }


def test_a_row_is_not_like_itself_after_the_file_was_read_again(page, a_file):
    page.open_files([a_file(ALIKE)])
    before = sheet(page).sheet
    page.refresh()
    after = sheet(page).sheets
    assert after[0] is not before
    found = similar_rows(after, before, before.row(3), "健康状况")
    assert [row.line.row for _sheet, row in found] == [4, 6]


def test_enter_on_the_problem_goes_to_the_cell_that_it_is_about(page, qtbot, a_file):
    page.open_files([a_file()])
    table = go_to(page, 3, PROBLEM)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.rows.column(table.currentIndex().column()).key == "身份证号"
    assert table.field.text() == WRONG["G3"]
    qtbot.keyClick(table.field, Qt.Key.Key_Escape)
    assert table.field is None
    assert current(page).fixes == ()
    assert table.hasFocus()


def test_letters_still_in_composition_are_not_the_end_of_a_correction(page, qtbot, a_file, type_text):
    page.open_files([a_file(ALIKE)])
    table = go_to(page, 3, "健康状况")
    qtbot.keyClick(table, Qt.Key.Key_F2)
    table.field.setCompleter(None)  # a test has no keyboard to grab
    table.field.clear()
    type_text(table.field, composing="jian")
    qtbot.keyClick(table.field, Qt.Key.Key_Return)
    assert table.field is not None
    type_text(table.field, committed="健康")
    assert table.field.text() == "健康"
    qtbot.keyClick(table.field, Qt.Key.Key_Return)
    assert [fix.put for fix in current(page).fixes] == ["健康"]


def test_the_table_takes_no_letters_by_itself(page, qtbot, a_file):
    page.open_files([a_file()])
    table = go_to(page, 3, "身份证号")
    qtbot.keyClick(table, Qt.Key.Key_A)
    assert table.field is None
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
