"""Words across a page: they unfold, they can be closed when they are only told, and reasons are counted."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from county_desk.views.importing.import_files import FileState
from county_desk.views.importing.taking_in import Taken
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.banner import Banner, FoldedBanner
from county_desk.workflow.command import Refused
from tests.views.importing import BAD, banners, current

PICTURE = b"\x89PNG\r\n\x1a\n not a workbook"
NOWHERE = {"B3": "无名", "B6": "无名", "B7": "无名"}


def button(widget, words):
    """The button that says so, by words or by its name."""
    return next(
        each
        for each in widget.findChildren(QPushButton)
        if words in (each.text(), each.accessibleName()) and each.isVisible()
    )


@pytest.fixture
def remarked(a_file):
    """A file with several remarks on the whole of it."""
    path = a_file(BAD)
    book = openpyxl.load_workbook(path)
    for number in range(6):
        book.create_sheet(f"旧表{number}").sheet_state = "hidden"
        book[f"旧表{number}"]["A1"] = "旧"
    book.save(path)
    return path


def test_many_lines_unfold_and_fold_again_by_mouse_and_by_keyboard(page, qtbot):
    banner = FoldedBanner("bad", "\n".join(map(str, range(200))), page)
    page.show_note(banner)
    QApplication.processEvents()
    low = banner.height()
    banner.turn.click()
    QApplication.processEvents()
    assert banner.words.text().splitlines()[-1] == "199"
    assert banner.turn.text() == "Fewer"
    assert low < banner.height() < page.height() / 2
    banner.turn.setFocus()
    qtbot.keyClick(banner.turn, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert banner.words.text().splitlines() == ["0", "1", "2", "3"]
    assert banner.height() == low


def test_what_is_only_told_can_be_closed_and_an_error_cannot(page):
    page.show_note(Banner("ok", "Saved", page))
    page.show_error(Refused({"": "It cannot be done."}))
    assert banners(page)[-1] == "It cannot be done."
    with pytest.raises(StopIteration):
        button(page, "Close this note")
    page.clear_notes()
    page.show_note(Banner("ok", "Saved", page))
    close = button(page, "Close this note")
    other = close.parent().offer("Show", lambda: None)
    page.show()
    QApplication.processEvents()
    assert other.x() < close.x()  # the one that closes is the last
    close.click()
    assert "Saved" not in banners(page)


def test_remarks_on_a_file_unfold_and_fold_again(page, remarked):
    page.open_files([remarked])
    head = page.imports.view.head
    assert head.many > 4
    assert len(head.remarks.words.text().splitlines()) == 3
    head.remarks.turn.click()
    assert len(head.remarks.words.text().splitlines()) == head.many
    page.imports.refresh()
    assert len(head.remarks.words.text().splitlines()) == head.many  # compared again, it stays so
    head.remarks.turn.click()
    assert len(head.remarks.words.text().splitlines()) == 3


def test_on_a_low_window_remarks_fold_into_their_button_again(page, remarked):
    page.resize(900, 400)
    page.fit(Band.of(900, 400))
    page.open_files([remarked])
    QApplication.processEvents()
    view = page.imports.view
    assert view.head.remarks is None
    view.more.click()
    assert len(view.head.remarks.words.text().splitlines()) == view.head.many
    assert page.window().focusWidget() is view.head.remarks.turn
    view.head.remarks.turn.click()
    assert view.head.remarks is None
    assert view.more.isVisible()
    assert page.window().focusWidget() is view.more


def test_remarks_that_are_only_told_can_be_closed_and_stay_so(page, a_file):
    page.open_files([a_file()])
    page.imports.bar.one.click()
    page.imports.clear()
    path = a_file(name="城关镇柳湾（新）.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[2]["F4"] = 90
    book.save(path)
    page.open_files([path])
    head = page.imports.view.head
    assert head.remarks.tone == "info"
    button(head.remarks, "Close this note").click()
    page.imports.refresh()
    assert head.remarks is None
    assert not head.isVisible()
    assert not page.imports.view.more.isVisible()


def test_remarks_that_hold_still_cannot_be_closed(page, remarked):
    page.open_files([remarked])
    assert page.imports.view.head.remarks.tone == "warn"
    with pytest.raises(StopIteration):
        button(page.imports.view.head, "Close this note")


def test_a_reason_for_many_files_is_told_once_with_their_number(page, a_file):
    page.open_files([a_file(BAD)])
    row = current(page)
    told = Taken(14)
    told.stayed += [(row, "The village of this file is not known; choose it first.")] * 12
    told.stayed += [(row, "Nothing in this file is new.")]
    assert told.said.splitlines()[1:] == [
        "12 files: The village of this file is not known; choose it first.",
        f"{row.name}: Nothing in this file is new.",
    ]


def test_a_folder_of_which_much_cannot_be_read_is_advised_on_once(page, a_file):
    folder = a_file(name="城关镇柳湾.xlsx").parent
    for number in range(4):
        (folder / f"照片{number}.xlsx").write_bytes(PICTURE)
    (folder / "空.xlsx").write_bytes(b"")
    page.open_files([folder])
    states = [row.state for row in page.imports.files.files.files()]
    assert states.count(FileState.UNREAD) == 5
    first, *others = page.imports.outcome.banner.lines
    assert first.startswith("5 of 6 files cannot be read. Take out of the folder what is no workbook")
    assert others == [
        "4 files: This is a picture; ask for the workbook itself.",
        "空.xlsx: The file is empty.",
    ]
    button(page.imports.outcome, "Close this note").click()
    assert page.imports.outcome.banner is None
    assert not page.imports.outcome.isVisible()


def test_one_file_that_cannot_be_read_speaks_for_itself(page, a_file):
    folder = a_file().parent
    (folder / "照片.xlsx").write_bytes(PICTURE)
    page.open_files([folder])
    assert page.imports.outcome.banner is None


def test_files_whose_village_nobody_told_are_counted(page, a_file):
    for number in range(3):
        folder = a_file(NOWHERE, name=f"{number}/花名册.xlsx", head="贫困户花名册").parent.parent
    page.open_files([folder])
    assert page.imports.outcome.banner.words.text().startswith("3 files: village not clear;")


def test_what_holds_up_many_files_is_told_only_as_long_as_it_does(page, a_file):
    files = [a_file(NOWHERE, name=f"{number}/花名册.xlsx", head="贫困户花名册") for number in range(4)]
    page.open_files([files[0].parent.parent])
    outcome = page.imports.outcome
    assert outcome.banner.words.text().startswith("4 files: village not clear;")
    a_file(name="1/花名册.xlsx")
    page.refresh()
    assert outcome.banner.words.text().startswith("3 files: village not clear;")
    a_file(name="2/花名册.xlsx")
    page.refresh()
    assert outcome.banner is None
    assert not outcome.isVisible()


def test_a_banner_is_as_high_as_its_words_in_a_narrow_pane(qtbot):
    pane = QWidget()
    qtbot.addWidget(pane)
    box = QVBoxLayout(pane)
    banner = Banner("warn", "", pane)
    box.addWidget(banner)
    box.addStretch()
    pane.resize(220, 900)
    pane.show()
    banner.words.setText("以下7项至少满足1项：监测期人均纯收入、住房安全有缺口且自身难以解决" * 4)
    qtbot.waitUntil(lambda: banner.words.height() >= banner.words.heightForWidth(banner.words.width()))
