"""Columns that are not understood: told once for a form, remembered, told otherwise, with samples."""

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from county_desk.intake.comparing.layouts import list_of as key_of
from county_desk.intake.delivery import Delivery, Line, SheetIn, Verdict
from county_desk.models.layout import FormLayout
from county_desk.views.importing.column_questions import open_columns, titles_for
from county_desk.views.importing.import_files import FileState
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.painted import Button
from tests.build import INSPECTOR
from tests.intake.villages import ROSTER, a_workbook
from tests.views.importing import current

TODAY = date(2016, 11, 24)
FIRST = 2  # the row of the header


@pytest.fixture
def a_file(tmp_path):
    """A roster with a column that no list has."""

    def make(name="城关镇柳湾花名册.xlsx", title="包户领导", header=None):
        book = a_workbook()
        sheet = book[ROSTER]
        for letter, text in (header or {}).items():
            sheet[f"{letter}{FIRST}"].value = text
        last = sheet.max_column + 1
        sheet.cell(FIRST, last).value = title
        for row in range(FIRST + 1, FIRST + 7):
            sheet.cell(row, last).value = "赵一" if row < 6 else "钱二"
        path = tmp_path / name
        book.save(path)
        return path

    return make


def layouts(office):
    return office.read(lambda session: [dict(form.meanings) for form in session.query(FormLayout)])


def test_the_step_is_there_only_when_a_column_is_not_understood(page, a_file, tmp_path):
    path = tmp_path / "城关镇柳湾.xlsx"
    a_workbook().save(path)
    page.open_files([path])
    view = page.imports.view
    assert view._stack.currentWidget() is view.sheets
    assert view.match.isHidden()
    page.open_files([a_file()])
    page.imports.files.choose(tmp_path / "城关镇柳湾花名册.xlsx")
    assert view._stack.currentWidget() is view.sheets
    assert not view.match.isHidden()
    view.match.click()
    assert view._stack.currentWidget() is view.columns


def test_the_step_comes_first_when_rows_wait_for_a_column(page, a_file):
    page.open_files([a_file(header={"G": "身份证吗"})])
    view = page.imports.view
    assert view._stack.currentWidget() is view.columns
    assert any("rows wait" in label.text() for label in view.columns.findChildren(QLabel))


def test_a_column_shows_its_letter_its_values_and_what_it_can_mean(page, a_file):
    page.open_files([a_file()])
    (key,) = page.imports.view.columns.choices
    choice = page.imports.view.columns.choices[key]
    assert key == (ROSTER, "X")
    assert set(choice.accessibleDescription().split("; ")) == {"赵一", "钱二"}
    assert choice.value() is None
    assert "帮扶责任人" in [choice.itemText(place) for place in range(choice.count())]
    assert not page.imports.view.columns.use.isEnabled()


def test_a_title_is_shown_as_the_sheet_has_it(page, a_file):
    page.open_files([a_file(title="备&注<2>")])
    panel = page.imports.view.columns
    (choice,) = panel.choices.values()
    (label,) = (each for each in panel.findChildren(QLabel) if each.buddy() is choice)
    assert label.text() == "X “备&&注<2>”"
    assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.fixture
def asked(page, qtbot, tmp_path):
    """The step with three columns to be told."""
    book = a_workbook()
    sheet = book[ROSTER]
    for place, title in enumerate(("包户领导", "包户单位甲", "收入丙"), sheet.max_column + 1):
        sheet.cell(FIRST, place).value = title
        sheet.cell(FIRST + 1, place).value = "赵一"
    book.save(tmp_path / "城关镇柳湾花名册.xlsx")
    page.open_files([tmp_path / "城关镇柳湾花名册.xlsx"])
    page.imports.view.match.click()
    qtbot.waitActive(page)
    return page.imports.view.columns


def test_the_keyboard_goes_from_the_files_through_the_choices_to_the_buttons(page, qtbot, asked):
    choices = list(asked.choices.values())
    choices[0].set_value("")
    choices[0].changed.emit()
    page.imports.files.setFocus()
    passed = []
    for _step in range(5):
        QApplication.focusWidget().focusNextChild()
        passed.append(QApplication.focusWidget())
    assert passed == [*choices, asked.rows, asked.use]


def test_a_low_window_shows_whole_choices(page, qtbot, asked):
    page.resize(946, 472)  # what a window of 1024 by 600 leaves
    page.fit(Band.of(1024, 600))
    qtbot.waitUntil(lambda: not page.imports.view.findChildren(Chip))
    seen = [each for each in asked.choices.values() if each.visibleRegion().boundingRect() == each.rect()]
    assert len(seen) >= 2
    page.resize(1200, 800)
    qtbot.waitUntil(lambda: bool(page.imports.view.findChildren(Chip)))


def test_who_turns_to_the_columns_is_at_the_first_choice(page, asked):
    asked.rows.click()
    page.imports.view.match.click()
    assert QApplication.focusWidget() is asked.first


def test_ctrl_enter_settles_the_columns_with_the_words_just_typed(page, office, qtbot, asked):
    first = asked.first
    first.setFocus()
    first.setEditText("帮扶责任人")
    qtbot.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert layouts(office) == [{"包户领导": "帮扶责任人"}]


def test_the_heading_counts_the_columns_that_are_left(asked):
    seen = []
    for choice in asked.choices.values():
        seen.append(asked.heading.text())
        choice.set_value("")
        choice.changed.emit()
    seen.append(asked.heading.text())
    assert [words.split(" ")[0] for words in seen] == ["3", "2", "1", "Every"]


def test_what_is_typed_into_a_choice_after_a_click_replaces_its_hint(qtbot, asked):
    choice = list(asked.choices.values())[1]
    qtbot.mouseClick(choice.lineEdit(), Qt.MouseButton.LeftButton)
    choice.setCompleter(None)  # a test has no keyboard to grab
    choice.lineEdit().insert("a")
    assert choice.lineEdit().text() == "a"


def test_a_choice_being_made_stays_when_the_same_columns_are_asked_again(page, qtbot, asked):
    first = asked.first
    first.setFocus()
    page.refresh()
    assert QApplication.focusWidget() is first


def test_what_is_told_is_remembered_for_the_form_and_every_such_file_is_read_again(page, office, a_file):
    page.open_files([a_file(), a_file("城关镇柳湾花名册（二）.xlsx")])
    assert [row.ready for row in page.imports.files.files.files()] == [12, 12]
    panel = page.imports.view.columns
    (choice,) = panel.choices.values()
    choice.set_value("帮扶责任人")
    choice.changed.emit()
    panel.use.click()
    assert layouts(office) == [{"包户领导": "帮扶责任人"}]
    assert [row.ready for row in page.imports.files.files.files()] == [12, 12]
    line = next(each for each in current(page).arrival.delivery.lines if each.row == 3)
    assert line.values["帮扶责任人"] in ("赵一", "钱二")
    page.imports.clear()
    page.open_files([a_file("城关镇柳湾花名册（三）.xlsx")])
    assert current(page).state is FileState.READY


def test_what_was_told_can_be_told_otherwise(page, office, a_file):
    page.open_files([a_file()])
    view = page.imports.view
    (choice,) = view.columns.choices.values()
    choice.set_value("")
    choice.changed.emit()
    view.columns.use.click()
    assert view._stack.currentWidget() is view.sheets
    assert view.match.text() == "Columns as told…"
    view.match.click()
    (choice,) = view.columns.choices.values()
    assert choice.value() == ""
    choice.set_value("帮扶责任人")
    choice.changed.emit()
    view.columns.use.click()
    assert layouts(office) == [{"包户领导": "帮扶责任人"}]
    line = next(each for each in current(page).arrival.delivery.lines if each.row == 3)
    assert "帮扶责任人" in line.values


def test_an_answer_serves_other_forms_and_is_withdrawn_where_it_is_shown(page, office, a_file, qtbot):
    page.open_files([a_file(), a_file("城关镇柳湾花名册（二）.xlsx", header={"U": "鞋码"})])
    view = page.imports.view
    view.match.click()
    view.columns.choices[ROSTER, "X"].set_value("帮扶责任人")
    view.columns.choices[ROSTER, "X"].changed.emit()
    view.columns.use.click()
    for row in page.imports.files.files.files():
        page.imports.files.choose(row.path)
        assert (ROSTER, "X") not in [column.key for column in view.look.columns]
        assert (ROSTER, "X") in [column.key for column in view.look.settled]
    view.match.click()
    (button,) = (each for each in view.columns.findChildren(Button) if each.text() == "Withdraw")
    button.click()
    for row in page.imports.files.files.files():
        page.imports.files.choose(row.path)
        assert (ROSTER, "X") in [column.key for column in view.look.columns]
    assert layouts(office) == [{}]


def test_an_answer_that_showed_what_the_sheet_lists_is_withdrawn_too(page, office, a_file):
    """A title like one of the national system makes the sheet look like an export, until it is answered."""
    page.open_files([a_file(header={"G": "个人编码"})])
    view = page.imports.view
    key, samples = next((each.key, each.samples) for each in view.look.columns if each.text == "个人编码")
    assert all("*" in sample for sample in samples)
    view.columns.choices[key].set_value("身份证号")
    view.columns.choices[key].changed.emit()
    view.columns.use.click()
    (settled,) = (column for column in view.look.settled if column.text == "个人编码")
    assert office.read(lambda session: session.query(FormLayout.kind).scalar()) != key_of(settled.sheet)
    view.match.click()
    (button,) = (each for each in view.columns.findChildren(Button) if each.text() == "Withdraw")
    button.click()
    assert "个人编码" in [column.text for column in view.look.columns]


def test_a_changed_form_of_a_known_sender_is_told(page, a_file, tmp_path):
    path = tmp_path / "城关镇柳湾.xlsx"
    a_workbook().save(path)
    page.open_files([path])
    page.imports.bar.one.click()
    page.imports.clear()
    page.open_files([a_file()])
    words = [banner.words.text() for banner in page.findChildren(Banner)]
    assert any("new: 包户领导" in each for each in words)


def test_somebody_without_the_right_cannot_tell(open_page, a_file):
    page = open_page(INSPECTOR)
    page.open_files([a_file()])
    page.imports.view.match.click()
    panel = page.imports.view.columns
    (choice,) = panel.choices.values()
    choice.set_value("")
    choice.changed.emit()
    assert not panel.use.isEnabled()
    why = panel.use.toolTip()
    assert "(Inspector) may not" in why
    assert not choice.isEnabled()
    assert choice.toolTip() == why
    assert why in choice.accessibleDescription()
    assert why in [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    page.imports.view._show_step(panel)
    assert page.window().focusWidget() is panel.rows


def test_somebody_without_the_right_hears_why_no_village_can_be_chosen(open_page, tmp_path):
    book = a_workbook()
    for sheet in book.worksheets:
        sheet["A1"] = "贫困户花名册"
    for cell in ("B3", "B6", "B7"):
        book[ROSTER][cell] = "无名"
    book.save(tmp_path / "花名册.xlsx")
    page = open_page(INSPECTOR)
    page.open_files([tmp_path / "花名册.xlsx"])
    chooser = page.imports.view.findChild(ChoiceEditor)
    assert not chooser.isEnabled()
    assert "(Inspector) may not" in chooser.toolTip()


def test_a_doubtful_column_offers_its_seeming_title_and_values_under_either_name():
    sheet = SheetIn("表", "persons", 1, {"姓名": "A", "民族": "B"}, {"A": "姓名", "B": "名族"}, {"B": "民族"})
    lines = tuple(
        Line("表", row, Verdict.ASK, values={"姓名": "张", "民族": name})
        for row, name in enumerate(("汉族", "汉族", "回族", "苗族", "藏族"), 2)
    )
    (column,) = open_columns(Delivery("a", "d", "", 2016, 1, lines=lines, sheets=(sheet,)))
    assert (column.seeming, column.samples) == ("民族", ("汉族", "回族", "苗族"))
    titles = titles_for(column)
    assert "民族" in titles
    assert "姓名" not in titles
    assert titles.index("民族") < titles.index("申请日期")


def test_what_was_told_can_be_taken_back_and_the_file_asks_again(page, office, a_file):
    changes = []
    page.done.connect(changes.append)
    page.open_files([a_file()])
    panel = page.imports.view.columns
    (choice,) = panel.choices.values()
    choice.set_value("帮扶责任人")
    choice.changed.emit()
    panel.use.click()
    assert not page.imports.view.look.columns
    page.do(changes[-1].undo)
    assert len(page.imports.view.look.columns) == 1


@pytest.fixture
def of_a_department(page, tmp_path):
    """The step for a list of a department with one column in an unknown unit."""
    book = openpyxl.Workbook()
    book.active.append(("姓名", "身份证号", "低保类别", "保障金额（元/季度）"))
    book.active.append(("赵一", "990101196503120011", "农村低保", 350))
    path = tmp_path / "柳湾村低保名单.xlsx"
    book.save(path)
    page.open_files([path])
    return page.imports.view.columns


def test_the_sentence_why_a_column_is_asked_stands_below_it(of_a_department):
    (choice,) = of_a_department.choices.values()
    said = [each.text() for each in of_a_department.findChildren(QLabel)]
    (why,) = (words for words in said if "元/季度”, which" in words)
    assert why in choice.accessibleDescription()


def test_a_unit_that_is_unknown_is_told_once_for_the_form(page, office, of_a_department, tmp_path):
    (choice,) = of_a_department.choices.values()
    labels = [choice.itemText(place) for place in range(choice.count())]
    assert labels[2:4] == ["金额, figures in 元", "金额, figures in 万元"]
    assert "金额" not in labels
    choice.set_value("金额(元)")
    choice.changed.emit()
    of_a_department.use.click()
    assert layouts(office) == [{"保障金额(元/季度)": "金额(元)"}]
    assert [each.amount for each in current(page).arrival.delivery.entries] == [350]
    page.imports.view.match.click()
    (choice,) = page.imports.view.columns.choices.values()
    assert choice.value() == "金额(元)"
    choice.set_value("金额(万元)")
    choice.changed.emit()
    page.imports.view.columns.use.click()
    assert [each.amount for each in current(page).arrival.delivery.entries] == [3_500_000]
    page.imports.clear()
    page.open_files([tmp_path / "柳湾村低保名单.xlsx"])
    assert not page.imports.view.look.columns


def test_what_is_told_of_a_title_that_names_a_year_is_told_for_the_year(page, office, a_file):
    page.open_files([a_file(title="人均纯收入（2015年）")])
    panel = page.imports.view.columns
    (choice,) = panel.choices.values()
    choice.set_value(choice.value() or "")
    choice.changed.emit()
    panel.use.click()
    ((_title, meaning),) = layouts(office)[0].items()
    assert meaning.endswith("(2016年)")
    page.imports.view.match.click()
    (choice,) = page.imports.view.columns.choices.values()
    assert "2016" not in choice.value()
