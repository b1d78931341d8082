"""What is done elsewhere to files that were brought: batches undone, files changed, moved or put away."""

import pytest

from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.text import CHINESE, language
from county_desk.views.importing import file_reader
from county_desk.views.importing.file_fixes import Fix, aside_words
from county_desk.views.importing.import_files import FileState
from county_desk.views.jobs import Jobs
from county_desk.views.returns.returns_page import BATCHES, IMPORT, ReturnsPage
from tests.intake.villages import ROSTER, a_workbook, spoil
from tests.views.importing import BAD, TODAY, Here, banners, current
from tests.views.showing import shown
from tests.views.test_taking import Gate, settled

RIGHT = "990101196503120011"
FIX = Fix(ROSTER, "G3", BAD["G3"], RIGHT)
GONE = "The file is not where it was; find it and choose it again."


def listed(page):
    """The files by their path."""
    return {row.path: row for row in page.imports.files.files.files()}


def correct(page, *fixes):
    """Put cells of the file that is shown right."""
    page.imports.importing.fix(current(page).path, tuple(fixes))


def test_a_batch_that_is_undone_gives_back_the_counts_of_a_file_that_was_corrected_since(page, a_file):
    first = a_file(BAD, name="甲/城关镇柳湾.xlsx")
    other = first.with_name("照片.xlsx")
    other.write_bytes(b"no workbook")
    page.open_files([first, other])
    page.imports.files.choose(first)
    page.imports.bar.one.click()
    correct(page, FIX)
    assert (current(page).state, current(page).ready, current(page).unchanged) == (FileState.READY, 5, 7)
    page.imports.files.choose(other)
    page.do(UndoBatch(batch=1))
    page.refresh()
    assert (listed(page)[first].ready, listed(page)[first].unchanged) == (12, 0)
    assert listed(page)[first].fixes == (FIX,)
    assert page.imports.outcome.banner is None


def test_it_follows_when_it_was_undone_in_the_list_of_batches(page, a_file):
    path = a_file(BAD)
    page.open_files([path])
    page.imports.bar.one.click()
    correct(page, FIX)
    page.tabs.choose(BATCHES)
    page.batches.card.undo.button.click()
    page.batches.pane.panel.do_button.click()
    page.tabs.choose(IMPORT)
    assert (current(page).ready, current(page).unchanged) == (12, 0)
    assert page.imports.outcome.banner is None


def test_a_copy_of_the_file_follows_too(page, a_file):
    first, copy = a_file(name="甲/城关镇柳湾.xlsx"), a_file(name="乙/城关镇柳湾.xlsx")
    copy.write_bytes(first.read_bytes())
    page.open_files([first, copy])
    page.imports.bar.all.click()
    assert listed(page)[copy].state is FileState.SAME
    page.imports.files.choose(first)
    page.do(UndoBatch(batch=1))
    page.refresh()
    assert listed(page)[copy].state is not FileState.SAME


def test_a_file_that_was_changed_is_read_again_and_keeps_what_still_stands(page, a_file):
    path = a_file({**BAD, "K6": "壮"})
    page.open_files([path])
    health = Fix(ROSTER, "K6", "壮", "健康")
    correct(page, FIX, health)
    assert current(page).wrong == 0
    spoil(a_workbook(), ROSTER, {**BAD, "K6": "壮", "T6": "13900000077"}).save(path)
    page.refresh()
    assert (current(page).fixes, current(page).aside) == ((FIX,), (health,))
    told = "The file was changed since: 1 correction made here was put aside: "
    assert f"{told}{ROSTER} K6 “健康”" in banners(page)
    correct(page, FIX, health)
    assert (current(page).aside, current(page).wrong) == ((), 0)
    assert not any(words.startswith(told) for words in banners(page))


def test_what_was_put_aside_is_told_until_somebody_has_seen_it(page, a_file):
    path = a_file(BAD)
    page.open_files([path])
    correct(page, FIX)
    spoil(a_workbook(), ROSTER, {"G3": "990101196503120013"}).save(path)
    page.refresh()
    assert current(page).fixes == ()
    page.refresh()
    assert any("1 correction made here was put aside" in words for words in banners(page))
    page.imports.importing.heed_aside()
    assert not any("put aside" in words for words in banners(page))


def test_rows_that_moved_take_no_correction_of_another_person(page, a_file):
    path = a_file({"T3": "", "T6": ""})
    page.open_files([path])
    telephone = Fix(ROSTER, "T3", "", "13900000077")
    correct(page, telephone)
    book = spoil(a_workbook(), ROSTER, {"T3": "", "T6": ""})
    book[ROSTER].insert_rows(3)
    book.save(path)
    page.refresh()
    assert (current(page).fixes, current(page).aside) == ((), (telephone,))


def test_many_that_were_put_aside_are_counted_and_some_of_them_named():
    fixes = [Fix("花名册", f"K{row}", "壮", "健康") for row in range(3, 9)]
    assert aside_words(fixes).endswith("花名册 K6 “健康”, 2 more…")
    with language(CHINESE):
        assert "6 处更正" in aside_words(fixes)


def test_a_file_that_is_gone_is_said_to_be_and_cannot_go_in(page, a_file):
    path = a_file(BAD)
    page.open_files([path])
    correct(page, FIX)
    content = path.read_bytes()
    path.unlink()
    page.refresh()
    assert (current(page).state, current(page).ready, current(page).fixes) == (FileState.UNREAD, 0, (FIX,))
    assert GONE in page.imports.view.unread.words.text()
    path.write_bytes(content)
    page.refresh()
    assert (current(page).state, current(page).fixes, current(page).wrong) == (FileState.READY, (FIX,), 0)


def test_a_folder_that_is_brought_again_says_which_of_its_files_are_gone(page, a_file):
    first, other = a_file(name="城关镇柳湾.xlsx"), a_file(BAD, name="城关镇柳湾（旧）.xlsx")
    page.open_files([first.parent])
    other.unlink()
    page.open_files([first.parent])
    assert listed(page)[other].state is FileState.UNREAD
    assert listed(page)[first].state is not FileState.UNREAD


def test_the_file_that_is_shown_is_read_again_off_the_window_too(office, qtbot, quick, a_file):
    jobs = Jobs()
    page = shown(ReturnsPage(office.at(TODAY), jobs), qtbot)
    path = a_file(BAD)
    page.open_files([path])
    settled(page, qtbot)
    correct(page, FIX)
    settled(page, qtbot)
    spoil(a_workbook(), ROSTER, {"G3": "990101196503120013"}).save(path)
    page.refresh()
    settled(page, qtbot)
    assert (current(page).fixes, current(page).aside) == ((), (FIX,))
    path.unlink()
    page.refresh()
    settled(page, qtbot)
    assert current(page).state is FileState.UNREAD
    jobs.close()


def test_the_batch_of_the_file_that_is_shown_is_undone_off_the_window_too(office, qtbot, quick, a_file):
    jobs = Jobs()
    page = shown(ReturnsPage(office.at(TODAY), jobs), qtbot)
    page.open_files([a_file(BAD)])
    settled(page, qtbot)
    page.imports.bar.one.click()
    settled(page, qtbot)
    correct(page, FIX)
    settled(page, qtbot)
    page.do(UndoBatch(batch=1))
    settled(page, qtbot)
    page.refresh()
    settled(page, qtbot)
    assert (current(page).ready, current(page).unchanged) == (12, 0)
    assert page.imports.outcome.banner is None
    jobs.close()


def test_that_a_folder_is_empty_is_told_beside_files_that_are_listed(office, qtbot, quick, a_file, tmp_path):
    jobs = Jobs()
    page = shown(ReturnsPage(office.at(TODAY), jobs), qtbot)
    page.open_files([a_file(BAD)])
    settled(page, qtbot)
    (tmp_path / "empty").mkdir()
    page.imports.read([tmp_path / "empty"])
    settled(page, qtbot)
    assert "There is no file in what was chosen." in banners(page)
    jobs.close()


def test_nothing_is_read_again_while_it_lies_as_it_was(page, a_file, monkeypatch):
    page.open_files([a_file(BAD)])
    read = []
    monkeypatch.setattr(Here, "read", lambda *given: read.append(given))
    page.refresh()
    page.refresh()
    assert read == []


def test_a_file_that_is_put_away_while_it_is_read_again_does_not_come_back(
    office, qtbot, quick, a_file, monkeypatch
):
    jobs = Jobs()
    page = shown(ReturnsPage(office.at(TODAY), jobs), qtbot)
    page.open_files([a_file(BAD)])
    settled(page, qtbot)
    gate = Gate(monkeypatch, file_reader, "read_waiting_files")
    correct(page, FIX)
    qtbot.waitUntil(gate.reached.is_set)
    page.imports.clear()
    assert page.imports.importing.reader.idle
    gate.opened.set()
    settled(page, qtbot)
    assert listed(page) == {}
    assert not page.imports.working
    jobs.close()


@pytest.fixture
def put_away(page, a_file):
    """Two files that were put away, one of them corrected and shown; gives the way back, too."""
    first = a_file(BAD, name="甲/城关镇柳湾.xlsx")
    other = a_file(name="乙/城关镇柳湾.xlsx")
    page.open_files([first, other])
    page.imports.files.choose(first)
    correct(page, FIX)
    said = []
    page.undoable.connect(lambda words, back: said.append((words, back)))
    page.imports.tools.clear.emit()
    assert listed(page) == {}
    return first, other, *said[0]


def test_files_that_were_put_away_come_back_with_their_corrections(page, put_away):
    first, other, words, back = put_away
    assert words == "2 files put away. 1 correction in 1 file is not taken in."
    back()
    assert list(listed(page)) == [first, other]
    assert (current(page).path, current(page).fixes, current(page).wrong) == (first, (FIX,), 0)
    assert page.imports.view.row.path == first
    assert page.imports.working


def test_a_file_that_was_brought_again_meanwhile_stays_as_it_is(page, put_away):
    first, other, _words, back = put_away
    page.open_files([first])
    page.imports.bar.one.click()
    back()
    assert set(listed(page)) == {first, other}
    assert listed(page)[first].state is FileState.TAKEN


def test_what_was_being_typed_is_put_away_with_its_file_and_comes_back(page, a_file, qtbot):
    page.open_files([a_file(BAD)])
    table = page.imports.view.sheets.table
    keys = [column.key for column in table.rows.table.columns]
    table.setCurrentIndex(table.rows.index(0, keys.index("身份证号")))
    table.begin()
    table.field.setText(RIGHT)
    backs = []
    page.undoable.connect(lambda _words, back: backs.append(back))
    page.imports.clear()
    backs[0]()
    assert current(page).fixes == (FIX,)


def test_those_put_away_are_held_against_what_is_read_later(page, put_away):
    first, other, _words, back = put_away
    back()
    known = page.imports.importing.reader.reading.known
    assert {path: row.fixes for path, row in known.items()} == {first: (FIX,), other: ()}
    assert known[first] is listed(page)[first]
