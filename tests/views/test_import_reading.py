"""Files that are read while the window lives: listed as they come, stopped, and read again."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from county_desk.intake.reading.report import read_delivery
from county_desk.progress import Cancelled
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.sheets import child
from county_desk.views.importing.file_fixes import Fix
from county_desk.views.importing.import_files import FileState
from county_desk.views.importing.import_reading import Reading, Wanted, read_waiting_files
from county_desk.views.jobs import Jobs
from county_desk.views.returns.returns_page import ReturnsPage
from county_desk.views.widgets.painted import Button
from county_desk.workflow.consistency_settings import SetCheck
from tests.intake.villages import ROSTER, a_workbook, spoil
from tests.second_person import enter, in_force
from tests.views.importing import BAD, Here, banners, current
from tests.views.showing import shown, turn

TODAY = date(2016, 11, 24)


@pytest.fixture
def some_files(tmp_path):
    """Workbooks of the same village, one in a file of each name."""

    def make(*names, cells=None):
        paths = []
        for name in names:
            path = tmp_path / name / "城关镇柳湾花名册.xlsx"
            path.parent.mkdir()
            book = a_workbook()
            for sheet in book if cells and "A1" in cells else ():
                sheet["A1"] = cells["A1"]
            spoil(book, ROSTER, cells or {}).save(path)
            paths.append(path)
        return paths

    return make


class Slow(Here):
    """Counts what it reads, and is told to stop at the second file."""

    def __init__(self):
        self.read_so_far = []

    def read(self, path, terms, progress):
        self.read_so_far.append(path)
        if len(self.read_so_far) == 2:
            raise Cancelled
        return read_delivery(path, terms, progress)


def titled(year):
    """What makes the titles of every sheet name another year, or none."""
    words = f"{year}年" if year else ""
    return {"A1": f"石桥镇柳湾村委会{words}贫困户花名册"}


def press(page, words):
    """Press the button of the file's head with these words."""
    QApplication.processEvents()
    head = page.imports.view.head
    shown = [each for each in head.findChildren(Button) if each.isVisibleTo(head)]
    (button,) = [each for each in shown if each.text() == words]
    button.click()


def test_a_file_that_was_being_read_when_it_was_stopped_is_the_first_of_the_rest(office, some_files):
    paths = some_files("甲", "乙", "丙")
    reading = Reading(2016)
    reading.fresh.extend(Wanted(path) for path in paths)
    reading.total = 3
    with pytest.raises(Cancelled):
        read_waiting_files(office.at(TODAY), Slow(), reading, lambda _done, _total: None)
    assert [row.path for row in reading.found] == paths[:1]
    assert (reading.done, [wanted.path for wanted in reading.fresh]) == (1, paths[1:])


def test_what_is_read_again_comes_before_what_nobody_has_read(office, some_files):
    paths = some_files("甲", "乙")
    reading = Reading(2016)
    reading.fresh.append(Wanted(paths[0]))
    reading.again.append(Wanted(paths[1]))
    read_waiting_files(office.at(TODAY), Here(), reading, lambda _done, _total: None)
    assert [row.path for row in reading.found][:2] == [paths[1], paths[0]]


def test_files_are_listed_while_others_are_still_read(office, qtbot, some_files):
    jobs = Jobs()
    page = shown(ReturnsPage(office.at(TODAY), jobs), qtbot)
    seen = []
    reader = page.imports.importing.reader
    reader.found.connect(lambda rows: seen.append((len(rows), reader.busy)))
    page.open_files(some_files(*map(str, range(30))))
    qtbot.waitUntil(lambda: not page.imports.importing.reader.busy)
    assert sum(count for count, busy in seen if busy) >= 29  # at the end, those alike are listed once more
    assert any(busy for _count, busy in seen)
    assert page.imports.files.files.rowCount() == 30
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.close()


def test_a_stopped_reading_keeps_what_was_read_and_offers_the_rest(office, qtbot, some_files, monkeypatch):
    monkeypatch.setattr(child, "_BEAT", 0.01)
    jobs = Jobs()
    page = shown(ReturnsPage(office.at(TODAY), jobs), qtbot)
    reader = page.imports.importing.reader
    page.open_files(some_files(*map(str, range(30))))
    qtbot.waitUntil(lambda: page.imports.files.files.rowCount() > 0)
    page.imports.reading_line.line.cancel.click()
    qtbot.waitUntil(lambda: not reader.busy)
    listed = page.imports.files.files.rowCount()
    assert 0 < listed < 30
    assert any(f"{listed} of 30 files were read, {30 - listed} not." in words for words in banners(page))
    reader.read_rest()
    qtbot.waitUntil(lambda: page.imports.files.files.rowCount() == 30)
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.close()


def test_the_terms_of_reading_are_made_once_as_long_as_nothing_is_written(office):
    desk, reading = office.at(TODAY), Reading(0)
    first = reading.terms_on(desk, 0)
    assert reading.terms_on(desk, 0) is first
    assert (first.by_title, reading.terms_on(desk, 2015).by_title) == (True, False)
    setting = SetCheck(check="D72", year=2016, level=CheckLevel.ERROR, reason="省检查组要求")
    in_force(office, setting, TODAY)
    assert reading.terms_on(desk, 0) is not first
    assert [(each.check, each.year) for each in reading.terms_on(desk, 0).switches] == [("D72", 2016)]


def test_nothing_is_taken_in_while_files_are_read(page, some_files, monkeypatch):
    page.open_files(some_files("甲"))
    reader = page.imports.importing.reader
    monkeypatch.setattr(type(reader), "busy", property(lambda _self: True))
    page.imports._show_state()
    assert not page.imports.bar.one.isEnabled()
    assert page.imports.bar.words.text() == "Files are being read; they can be taken in then."


def test_another_year_reads_again_what_is_not_taken_in(page, some_files):
    page.open_files(some_files("甲", cells=BAD))
    assert current(page).arrival.raw.year == 2016
    turn(page, 2015)
    assert (current(page).state, current(page).arrival.raw.year) == (FileState.PARTLY, 2015)


def test_the_year_of_each_file_is_the_one_in_its_title(page, some_files):
    page.open_files(some_files("甲", cells=titled(2015)))
    assert page.imports.tools.year.text() == "Year that each file names"
    assert current(page).arrival.raw.year == 2015
    assert "The figures are taken as those of 2015, the year that the file names." in "".join(banners(page))


def test_a_file_that_names_no_year_is_asked_about_once_and_a_button_answers(page, some_files):
    page.open_files([*some_files("甲", cells=titled(2015)), *some_files("乙", cells=titled(None))])
    unsure = next(row for row in page.imports.files.files.files() if row.folder == "乙")
    page.imports.files.choose(unsure.path)
    assert (current(page).state, current(page).ready) == (FileState.ASK, 0)
    (asked,) = [words for words in banners(page) if "the other files say 2015" in words]
    press(page, "As 2015")
    assert (current(page).arrival.raw.year, current(page).year) == (2015, 2015)
    assert "year_unknown" not in current(page).arrival.raw.kinds
    assert asked not in banners(page)
    turn(page, 2014)
    assert current(page).arrival.raw.year == 2014


def test_a_file_whose_title_says_another_year_than_the_chosen_one_offers_that_year(page, some_files):
    page.open_files(some_files("甲"))
    turn(page, 2015)
    assert [words for words in banners(page) if "The title says 2016" in words]
    press(page, "As 2016")
    assert current(page).arrival.raw.year == 2016
    assert not [words for words in banners(page) if "The title says 2016" in words]


def test_a_file_of_which_more_was_said_meanwhile_is_listed_only_as_it_is_read_last(page, some_files):
    (path,) = some_files("甲")
    page.open_files([path])
    reader, seen = page.imports.importing.reader, []
    reader.found.connect(lambda rows: seen.extend(rows))
    reader.reading.found.append(current(page))
    reader.reading.again.append(Wanted(path))
    reader._list()
    assert seen == []
    reader.reading.again.clear()
    reader.reading.found.append(current(page))
    reader._list()
    assert [row.path for row in seen] == [path]


def test_a_file_with_errors_stays_out_where_the_county_takes_in_whole_files_only(office, page, some_files):
    page.open_files(some_files("甲", cells=BAD))
    bar = page.imports.bar
    assert bar.one.isEnabled()
    whole = {"name": "import_all_or_none", "value": "true", "reference": "县扶贫办通知"}
    enter(office, TODAY, since=TODAY, **whole)
    page.refresh()
    assert not bar.one.isEnabled()
    assert bar.words.text() == "The county has set that a file goes in only when every row of it can."


def test_a_list_that_was_read_after_a_stop_is_held_against_those_before(office, some_files):
    desk = office.at(TODAY)
    first, second = some_files("一", "二", cells={"T3": "13900000077"})
    spoil(a_workbook(), ROSTER, {"T3": "13900000078"}).save(second)
    reading = Reading(2016)
    for path in (first, second):
        reading.fresh.append(Wanted(path))
        read_waiting_files(desk, Here(), reading, lambda _done, _total: None)
    kinds = {row.path: row.arrival.raw.kinds for row in reading.found}
    assert "file_ambiguous" in kinds[first]
    assert "file_ambiguous" in kinds[second]
    read_waiting_files(desk, Here(), Reading(2016, known=reading.known), lambda _done, _total: None)


def test_the_same_folder_again_keeps_what_was_said_of_its_files(page, some_files):
    (path,) = some_files("一", cells=BAD)
    page.open_files([path])
    sheet = page.imports.view.sheets
    fix = Fix(sheet.sheet.name, "G3", BAD["G3"], "990101196503120011")
    page.imports.importing.fix(path, (fix,))
    assert [each.put for each in current(page).fixes] == [fix.put]
    page.open_files([path])
    assert [each.put for each in current(page).fixes] == [fix.put]
    content = path.read_bytes()
    path.unlink()
    page.open_files([path.parent])  # nothing is there
    page.imports.importing.read_again([current(page)])
    assert [each.put for each in current(page).fixes] == [fix.put]
    path.write_bytes(content)
    page.imports.importing.read_again([current(page)])
    assert [each.put for each in current(page).fixes] == [fix.put]
    assert current(page).arrival.delivery.read


def test_one_list_sent_twice_is_asked_about_before_either_goes_in(office, tmp_path):
    paths = [tmp_path / "城关镇柳湾花名册.xlsx", tmp_path / "城关镇柳湾花名册（旧）.xlsx"]
    a_workbook().save(paths[0])
    spoil(a_workbook(), ROSTER, {"T3": "13900000009"}).save(paths[1])
    reading = Reading(2016)
    reading.fresh.extend(Wanted(path) for path in paths)
    read_waiting_files(office.at(TODAY), Here(), reading, lambda _done, _total: None)
    last = {row.path: row for row in reading.found}
    assert "file_ambiguous" in last[paths[1]].arrival.delivery.kinds
    assert last[paths[1]].ready == 0
    assert last[paths[0]].ready > 0
