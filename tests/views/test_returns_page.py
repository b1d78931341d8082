"""Workbooks in and out: errors in place, taking in, sending back, returns, lists and batches."""

import openpyxl
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from county_desk.intake.marking.sender_problems import count_wrong
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.batch import Batch
from county_desk.models.case import Case
from county_desk.sheets import child
from county_desk.views.importing.files_table import FilesTable
from county_desk.views.importing.import_files import FileState
from county_desk.views.importing.marked_copies import mark_to
from county_desk.views.importing.sheet_rows import Show
from county_desk.views.jobs import Jobs
from county_desk.views.page import IMPORTS
from county_desk.views.returns.returns_page import ReturnsPage
from county_desk.views.widgets.banner import FoldedBanner
from county_desk.views.widgets.editors import ChoiceEditor
from tests.build import ELSEWHERE, INSPECTOR
from tests.intake.villages import LIVING, ROSTER, spoil
from tests.views.importing import BAD, NAME, TODAY, banners, batches, cell, current, rows, sheet
from tests.views.showing import shown


def button(widget, words):
    """The button that says so."""
    return next(
        each for each in widget.findChildren(QPushButton) if each.text() == words and not each.isHidden()
    )


def test_files_are_listed_with_their_village_and_what_becomes_of_their_rows(page, a_file):
    page.open_files([a_file(BAD).parent])
    row = current(page)
    assert (row.name, row.village, row.state) == (NAME, "柳湾村", FileState.PARTLY)
    assert (row.ready, row.wrong, row.asked, row.waiting, row.unchanged) == (7, 1, 0, 4, 0)
    assert page.status[0] == "1 file · rows: 7 ready, 5 to go back"


def test_a_real_child_reads_them_off_the_window(office, qtbot, a_file):
    jobs = Jobs()
    page = shown(ReturnsPage(office.at(TODAY), jobs), qtbot)
    page.open_files([a_file()])
    assert page.imports.importing.reader.busy
    assert not page.imports.tools.isEnabled()
    qtbot.waitUntil(lambda: not page.imports.importing.reader.busy)
    assert current(page).ready == 12
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.close()


def test_reading_can_be_stopped_and_leaves_nothing_behind(office, qtbot, a_file, monkeypatch):
    monkeypatch.setattr(child, "_BEAT", 0.01)
    jobs = Jobs()
    page = shown(ReturnsPage(office.at(TODAY), jobs), qtbot)
    page.open_files([a_file(name=f"{number}.xlsx") for number in range(40)])
    page.imports.reading_line.line.cancel.click()
    qtbot.waitUntil(lambda: not page.imports.importing.reader.busy)
    assert current(page) is None
    assert not page.imports.working
    assert "Reading was stopped: 0 of 40 files were read, 40 not. Nothing is written." in banners(page)
    assert batches(office) == 0
    jobs.close()


def test_a_wrong_cell_is_marked_where_it_stands_under_the_letter_of_its_column(page, a_file):
    page.open_files([a_file(BAD)])
    view = sheet(page)
    assert rows(page) == [3]
    titles = [column.title for column in view.table.rows.table.columns]
    assert "G 身份证号" in titles
    assert view.table.rows.headerData(0, Qt.Orientation.Vertical) == "Row 3"
    assert cell(page, 3, "身份证号") == BAD["G3"]
    assert cell(page, 3, "身份证号", Qt.ItemDataRole.BackgroundRole) is not None
    assert cell(page, 3, "姓名", Qt.ItemDataRole.BackgroundRole) is None
    assert cell(page, 3, "身份证号", Qt.ItemDataRole.DecorationRole) is not None
    sentence = "Place 18 of the identity number should be"
    assert sentence in cell(page, 3, "problem")
    assert sentence in cell(page, 3, "身份证号", Qt.ItemDataRole.AccessibleTextRole)
    assert view.words.text().startswith("Row 3 · G3: Place 18")


def test_personal_numbers_are_covered_until_asked_for_but_never_a_wrong_one(page, a_file):
    page.open_files([a_file(BAD)])
    view = sheet(page)
    view._open(Show.ALL)
    covered = cell(page, 4, "身份证号")
    assert "*" in covered
    assert cell(page, 3, "身份证号") == BAD["G3"]
    assert covered in cell(page, 4, "身份证号", Qt.ItemDataRole.AccessibleTextRole)
    view.unmask.click()
    whole = cell(page, 4, "身份证号")
    assert (whole[:6], len(whole), whole[-2:]) == (covered[:6], len(covered), covered[-2:])
    assert whole.isalnum()
    view.unmask.click()
    assert cell(page, 4, "身份证号") == covered


def test_the_numbers_of_the_rows_have_room_whichever_row_is_the_widest(page, a_file):
    page.open_files([a_file(BAD)])
    sheet(page)._open(Show.ALL)
    header = sheet(page).table.verticalHeader()
    widths = [header.sectionSizeFromContents(section).width() for section in range(header.count())]
    assert len(widths) > 1
    assert header.sizeHint().width() == max(widths)


def test_only_the_columns_that_matter_are_shown_until_all_are_asked_for(page, a_file):
    page.open_files([a_file(BAD)])
    view = sheet(page)
    keys = [column.key for column in view.table.rows.table.columns]
    assert view.table.isColumnHidden(keys.index("民族"))
    assert not view.table.isColumnHidden(keys.index("身份证号"))
    view.columns.click()
    assert not view.table.isColumnHidden(keys.index("民族"))


def test_the_choice_of_rows_says_how_many_and_shows_them(page, a_file):
    page.open_files([a_file(BAD)])
    box = sheet(page).shown
    assert [box.itemText(place) for place in range(box.count())] == [
        "Rows with errors (1)",
        "Rows to check (2)",
        "Rows that can go in (3)",
        "All rows (10)",
    ]
    box.set_value(Show.ASKED.value)
    box.picked.emit(Show.ASKED)
    assert rows(page) == [4, 5]


def test_f8_walks_over_the_errors_of_all_sheets_and_round_again(page, a_file):
    path = a_file({**BAD, "G8": "不详"})
    book = openpyxl.load_workbook(path)
    spoil(book, LIVING, {"F4": "很大"}).save(path)
    page.open_files([path])
    view = sheet(page)

    def at():
        index = view.table.currentIndex()
        column = view.table.rows.table.columns[index.column()].key
        return view.sheet.name, view.table.current().line.row, column

    view.go_to(view.spots[0])
    assert at() == (ROSTER, 3, "身份证号")
    view.step(1)
    assert at() == (ROSTER, 8, "身份证号")
    view.step(1)
    assert at() == (LIVING, 4, "住房面积")
    view.step(1)
    assert at() == (ROSTER, 3, "身份证号")
    view.step(-1)
    assert at() == (LIVING, 4, "住房面积")


def test_the_button_says_what_happens_and_the_batch_can_be_undone(page, office, a_file):
    changes = []
    page.done.connect(changes.append)
    page.open_files([a_file(BAD)])
    bar = page.imports.bar
    assert (bar.one.text(), bar.one.isEnabled()) == ("Import 7 rows, return 5", True)
    assert bar.words.text() == "Nothing is written yet. The whole batch can be undone."
    assert batches(office) == 0
    bar.one.click()
    assert isinstance(changes[0].undo, UndoBatch)
    assert (current(page).state, current(page).arrival.batch) == (FileState.TAKEN, changes[0].id)
    assert not bar.one.isEnabled()
    assert bar.words.text() == f"Taken in as batch {changes[0].id}."
    page.do(changes[0].undo)
    assert current(page).state is FileState.PARTLY
    assert bar.one.isEnabled()


def test_an_opening_balance_opens_no_case(page, office, a_file):
    page.open_files([a_file({"S3": "未脱贫", "S6": "脱贫"})])
    bar = page.imports.bar
    bar.opening.click()
    assert bar.one.isEnabled()
    bar.one.click()
    cases, opening = office.read(
        lambda session: (session.query(Case).count(), session.query(Batch).one().opening)
    )
    assert (cases, opening) == (0, True)


def test_many_files_go_in_one_by_one_and_those_that_do_not_say_why(page, office, a_file):
    first = a_file(name="甲/城关镇柳湾.xlsx")
    again = a_file(name="乙/城关镇柳湾.xlsx")
    again.write_bytes(first.read_bytes())  # else another second makes it another file
    page.open_files([first, again])
    assert page.imports.bar.all.text() == "Import all 2 files"
    page.imports.bar.all.click()
    assert batches(office) == 1
    told = page.imports.outcome.banner.words.text()
    assert (
        told
        == "1 file taken in. 12 rows are in. 1 stayed out:\n城关镇柳湾.xlsx: Nothing in this file is new."
    )
    states = [row.state for row in page.imports.files.files.files()]
    assert states == [FileState.TAKEN, FileState.SAME]


def test_the_same_file_again_says_when_it_was_taken_in(page, office, a_file):
    path = a_file()
    page.open_files([path])
    page.imports.bar.one.click()
    page.imports.clear()
    page.open_files([path])
    assert (current(page).state, current(page).unchanged) == (FileState.SAME, 12)
    assert any("This file was taken in on 2016-11-24 (batch 1)" in words for words in banners(page))
    assert not page.imports.bar.one.isEnabled()


def test_a_newer_version_shows_what_differs_and_that_is_no_error(page, a_file):
    page.open_files([a_file()])
    page.imports.bar.one.click()
    page.imports.clear()
    page.open_files([a_file({"F4": 90}, name="城关镇柳湾（新）.xlsx", sheet=LIVING)])
    assert any("11 rows are as they stand there, 1 are new or differ" in words for words in banners(page))
    assert (sheet(page).sheet.name, sheet(page).shown.choice, rows(page)) == (LIVING, Show.CHANGED, [4])
    assert "住房面积: 40" in cell(page, 4, "problem")
    assert count_wrong(current(page).arrival.delivery) == 0


def test_the_village_of_a_file_can_be_told(page, office, a_file):
    cells = {"B3": "无名", "B6": "无名", "B7": "无名"}
    page.open_files([a_file(cells, name="花名册.xlsx", head="贫困户花名册")])
    assert (current(page).village, current(page).ready) == ("", 0)
    assert "village" in page.imports.bar.words.text()
    page.imports.importing.place(office.place("柳湾村"))
    assert (current(page).village, current(page).ready) == ("柳湾村", 12)
    page.imports.bar.one.click()
    assert current(page).state is FileState.TAKEN


def test_a_village_is_chosen_by_a_button_and_can_be_chosen_again(page, office, a_file):
    cells = {"B3": "无名", "B6": "无名", "B7": "无名"}
    page.open_files([a_file(cells, name="花名册.xlsx", head="贫困户花名册")])
    view = page.imports.view

    def choose(name):
        chooser = view.findChild(ChoiceEditor)
        chooser.set_value(office.place(name))
        chooser.changed.emit()
        assert current(page).village != name  # nothing is placed by looking through the list
        button(view, "Use this village").click()
        assert current(page).village == name

    choose("柳湾村")
    button(view, "Choose another…").click()
    choose("大河村")


def test_the_wheel_changes_no_choice_that_has_not_the_focus(page):
    box = page.returns.export.which
    before = box.value()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    assert box.value() == before
    assert not event.isAccepted()


def test_the_file_that_is_shown_is_the_one_that_is_picked(page, a_file, tmp_path):
    other = tmp_path / "另" / "城关镇柳湾（二）.xlsx"
    other.parent.mkdir()
    first = a_file(BAD)
    other.write_bytes(first.read_bytes())
    page.open_files([first, other])
    table = FilesTable(page)  # the page's own goes on to what it has read
    table.files.show_files(page.imports.importing.state.files)
    table.selectRow(1)
    index = table.files.index(0, 0)
    table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
    assert [row.path for row in table.picked()] == [table.current().path] == [table.files.files()[0].path]


def test_taking_in_workbooks_leads_to_the_import_whichever_tab_was_shown_last(a_window, jobs):
    window = a_window(jobs)
    window.frame.page.tabs.choose("returns")
    window.frame.show_page("queue")
    window.frame.page.go.emit(*IMPORTS)
    assert window.frame.page.tabs.key == "import"
    assert window.frame.page.stack.currentWidget() is window.frame.page.imports


def test_many_lines_of_a_banner_leave_room_for_the_page(page):
    banner = FoldedBanner("bad", "\n".join([*["the same"] * 9, *map(str, range(20))]), page)
    assert banner.words.text().splitlines() == ["the same", "0", "1", "2"]
    assert banner.turn.text() == "17 more…"
    assert FoldedBanner("bad", "one\ntwo", page).words.text() == "one\ntwo"


def test_a_question_that_was_looked_at_lets_its_rows_in(page, a_file, monkeypatch):
    monkeypatch.setattr(QMenu, "popup", lambda *_place: None)  # a test has no keyboard to grab
    page.open_files([a_file({"P6": 2})])  # one person is listed, two are said
    assert current(page).asked > 0
    button = page.imports.view.questions
    assert button.text() == "1 question…"
    button.drop()
    tick = button.sheet.boxes["member_count"]
    tick.click()
    assert (current(page).asked, current(page).kinds) == (0, ("member_count",))
    button.drop()
    assert button.sheet.boxes["member_count"].isChecked()
    button.sheet.boxes["member_count"].click()
    assert current(page).asked > 0


def test_a_file_that_cannot_be_read_is_named_for_what_it_is(page, tmp_path):
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n not a workbook")
    page.open_files([path])
    assert current(page).state is FileState.UNREAD
    words = page.imports.view.unread.words.text()
    assert "照片.xlsx" in words
    assert len(words.splitlines()) > 1
    assert not page.imports.bar.one.isEnabled()
    assert not page.imports.bar.back.isEnabled()


def test_the_marked_workbook_goes_where_it_is_sent_and_trouble_is_told(page, a_file, tmp_path):
    page.open_files([a_file(BAD)])
    out = tmp_path / "退回.xlsx"
    mark_to(page, [current(page)], out)
    book = openpyxl.load_workbook(out)
    assert book.worksheets[0].title == "To be corrected"
    assert book[ROSTER]["G3"].comment is not None
    assert f"Saved: {out}" in banners(page)
    mark_to(page, [current(page)], tmp_path / "nowhere" / "退回.xlsx")
    assert any(words.startswith("Not saved: there is no folder") for words in banners(page))


def test_the_words_for_the_village_are_put_on_the_clipboard(page, a_file):
    page.open_files([a_file(BAD)])
    page.imports.bar.copy.click()
    assert "城关镇柳湾花名册" in QGuiApplication.clipboard().text()
    assert f" {current(page).ready} rows are right, " in QGuiApplication.clipboard().text()
    page.imports.bar.one.click()
    page.imports.bar.copy.click()
    assert f" {current(page).ready} rows are in, " in QGuiApplication.clipboard().text()


def test_dropping_a_folder_reads_the_files_in_it(page, a_file):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(a_file().parent))])
    button, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, button, nothing)
    page.imports.dropEvent(event)
    assert current(page).name == NAME


def test_nothing_in_a_folder_is_said_so(page, tmp_path):
    (tmp_path / "empty").mkdir()
    page.open_files([tmp_path / "empty"])
    assert "There is no file in what was chosen." in banners(page)


def test_somebody_without_the_right_may_look_but_not_take_in(open_page, a_file):
    page = open_page(INSPECTOR)
    page.open_files([a_file()])
    bar = page.imports.bar
    assert not bar.one.isEnabled()
    assert "Inspector" in bar.words.text()
    assert bar.back.isEnabled()


def test_a_clerk_of_another_township_hears_so_before(open_page, a_file):
    page = open_page(ELSEWHERE)
    page.open_files([a_file()])
    assert not page.imports.bar.one.isEnabled()
    assert page.imports.bar.words.text()
