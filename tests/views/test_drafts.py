"""What was typed comes back after a crash and a night, to its person alone, and goes when it is done."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from county_desk import settings
from county_desk.draft_files import DraftFiles, KeptDraft, drop_drafts
from county_desk.text import ENGLISH, speak
from county_desk.views import closing
from county_desk.views.closing import ClosingAnswer
from county_desk.views.page import DraftOpening
from county_desk.views.widgets import draft_writer
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.form import typed_in
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.places import own_villages
from county_desk.views.widgets.toast import Toast
from county_desk.workflow.filing import FileHousehold
from county_desk.workflow.submission import begin_submission
from tests.build import CLERK, REVIEWER, TOWNSHIP, an_id_number
from tests.views.drafting import NUMBER, TODAY, a_register, a_window, form_of, type_number

NEW = "New household application"


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    path = tmp_path_factory.mktemp("founded") / "county.cdesk"
    a_register(path)
    return path


@pytest.fixture
def county(founded, tmp_path):
    return Path(shutil.copy(founded, tmp_path))


@pytest.fixture
def sit(county, jobs, qtbot):
    """Show the window of a person, as a program that starts anew."""

    def at_the_desk(name=CLERK):
        window = a_window(county, jobs, name)
        qtbot.addWidget(window)
        return window

    yield at_the_desk
    speak(ENGLISH)


@pytest.fixture
def asked(monkeypatch):
    """What was asked about before a window closes; the person stays each time."""
    heard = []

    def ask(_window, _way, lost, _writing):
        heard.append(list(lost))
        return ClosingAnswer.STAY

    monkeypatch.setattr(closing, "ask", ask)
    return heard


def closes(window):
    event = QCloseEvent()
    window.closeEvent(event)
    return event.isAccepted()


def files():
    return sorted(Path(settings.folder()).glob("drafts/*/*/*"))


def drafts(window):
    return window.keeper.drafts.all()


def said(window):
    return window.frame.findChild(Toast).words.text()


def shelf(window):
    """The list of drafts in the queue."""
    window.frame.show_page("queue", DraftOpening())
    return window.frame.page.drafts_list


def rows(window):
    shelf_ = shelf(window)
    return [shelf_.model.row_at(place) for place in range(shelf_.model.rowCount())]


def put(window, **changes):
    """Put a draft of the window's person on the disk, as an earlier program left it."""
    plain = KeptDraft("a key", "FileHousehold", NEW, "applications", datetime.now().astimezone())
    made = replace(plain, **changes)
    actor = window.desk.actor
    store = DraftFiles(window.opened.uid, f"{actor.id} {actor.name}")
    store.write({made.key: made})


def file_household(desk, submission=None):
    """File a household; returns the change."""
    village = own_villages(desk)[0][0]
    command = FileHousehold(
        village=village,
        head="张大有",
        id_number=an_id_number(7),
        persons=1,
        year=2016,
        received_on=TODAY,
        net_income=Decimal(2000),
    )
    return desk.do(command, submission=submission)


def test_closing_asks_nothing_and_the_next_start_says_what_waits(sit, asked):
    window = sit()
    type_number(window)
    assert closes(window)
    assert asked == []
    again = sit()
    assert said(again) == "1 draft waits for you."
    assert again.frame.findChild(Toast).undo.text() == "Show"
    again.frame.findChild(Toast).undo.click()
    assert (again.frame.page.key, again.frame.page.tabs.key) == ("queue", "drafts")


def test_the_queue_lists_a_draft_and_enter_goes_on_with_it(sit):
    window = sit()
    type_number(window)
    closes(window)
    again = sit()
    (row,) = rows(again)
    assert (row.form, row.kept.name) == (NEW, NEW)
    assert again.frame.page.tabs.tabText(4) == "Drafts 1"
    QTest.keyClick(shelf(again).table, Qt.Key.Key_Return)
    assert again.frame.page.key == "applications"
    form = form_of(again.frame.page)
    assert form.draft() == {"id_number": NUMBER}
    words = form.restored.words.text()
    assert words.startswith("Restored: typed on ")


def test_a_draft_that_was_opened_and_left_as_it_is_can_be_opened_at_the_next_start_too(sit):
    window = sit()
    type_number(window)
    closes(window)
    for _start in range(2):
        window = sit()
        shelf(window).open(rows(window)[0])
        assert form_of(window.frame.page).draft() == {"id_number": NUMBER}
        closes(window)


def test_the_form_brings_the_draft_back_however_it_is_opened(sit):
    window = sit()
    type_number(window)
    closes(window)
    again = sit()
    again.frame.show_page("applications")
    again.frame.page.file_household()
    form = form_of(again.frame.page)
    assert form.draft() == {"id_number": NUMBER}
    assert form.restored is not None


def test_a_form_that_was_only_opened_leaves_no_draft(sit):
    window = sit()
    window.frame.show_page("applications")
    window.frame.page.file_household()
    closes(window)
    assert files() == []
    assert said(sit()) == ""


def test_the_restored_text_can_be_thrown_away_and_taken_back(sit):
    window = sit()
    type_number(window)
    closes(window)
    again = sit()
    again.frame.show_page("applications")
    again.frame.page.file_household()
    form = form_of(again.frame.page)
    form.restored.findChild(Button).click()
    assert (form.draft(), drafts(again)) == ({}, [])
    assert said(again) == f"Thrown away: {NEW}."
    again.frame.findChild(Toast).undo.click()
    assert form.draft() == {"id_number": NUMBER}
    form.discarded.emit()
    closes(again)
    assert files() == []


def test_a_draft_is_thrown_away_in_the_queue_and_taken_back(sit):
    window = sit()
    form = type_number(window)
    table = shelf(window).table
    table.setFocus()
    shelf(window).throw_away(rows(window)[0])
    assert (drafts(window), form.draft()) == ([], {})
    assert rows(window) == []
    window.frame.findChild(Toast).undo.click()
    assert [row.form for row in rows(window)] == [NEW]


def test_another_person_sees_nothing_of_it(sit):
    window = sit()
    type_number(window)
    closes(window)
    other = sit(REVIEWER)
    assert (said(other), rows(other)) == ("", [])
    assert [row.form for row in rows(sit())] == [NEW]


def test_the_next_in_the_chair_sees_nothing_of_it_before_or_after_a_restart(sit):
    window = sit()
    type_number(window)
    window._sit_down(TOWNSHIP)
    QApplication.processEvents()
    assert (typed_in(window.frame), rows(window)) == ([], [])
    window.frame.show_page("applications")
    window.frame.page.file_household()
    assert form_of(window.frame.page).draft() == {}
    closes(window)
    assert rows(sit(TOWNSHIP)) == []
    assert len(rows(sit())) == 1


def test_a_form_that_was_submitted_leaves_nothing_on_the_disk(sit):
    window = sit()
    form = type_number(window)
    village = own_villages(window.desk)[0][0]
    form.put_in({"village": village, "head": "张大有", "persons": 1, "net_income": 2000})
    form.editors["id_number"].set_value(an_id_number(1))
    form.changed.emit()
    window.keeper.drafts.lost()
    assert len(files()) == 1
    window.frame.page.pane.panel.do_button.click()
    assert drafts(window) == []
    closes(window)
    assert files() == []


def test_a_refused_form_keeps_its_draft(sit):
    window = sit()
    form = type_number(window)
    window.frame.page.pane.panel.do_button.click()
    assert form.summary.isVisibleTo(form)
    assert [draft.fields["id_number"] for draft in drafts(window)] == [NUMBER]


def test_a_cancelled_form_leaves_nothing_and_comes_back_by_its_word(sit):
    window = sit()
    type_number(window)
    window.frame.page.pane.panel.cancel_button.click()
    assert drafts(window) == []
    window.frame.findChild(Toast).undo.click()
    assert form_of(window.frame.page).draft() == {"id_number": NUMBER}
    closes(window)
    assert len(files()) == 1


def test_a_program_that_was_killed_leaves_the_draft(sit, county, qtbot):
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}
    words = [sys.executable, "-m", "tests.views.drafting", str(county)]
    with subprocess.Popen(words, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout.readline().strip() == "typed"
            qtbot.waitUntil(lambda: any(path.suffix == ".json" for path in files()))
        finally:
            program.send_signal(signal.SIGKILL)
    assert program.returncode == -signal.SIGKILL
    window = sit()
    assert said(window) == "1 draft waits for you."
    shelf(window).open(rows(window)[0])
    assert form_of(window.frame.page).draft() == {"id_number": NUMBER}


def test_a_broken_file_is_put_aside_with_a_word_and_stops_nothing(sit):
    window = sit()
    type_number(window)
    closes(window)
    (path,) = files()
    path.write_text("{ half a dra")
    again = sit()
    assert said(again) == "1 draft could not be read and was put aside."
    assert (rows(again), path.with_suffix(".damaged").exists()) == ([], True)


def test_the_object_that_is_gone_takes_the_draft_with_it_in_words(sit):
    window = sit()
    put(window, command="AddMember", name="Add a member: 张大有", records=(("households", (99,)),))
    again = sit()
    assert said(again) == ("A draft was thrown away, because its object is gone: Add a member: 张大有.")
    closes(again)
    assert files() == []


def test_an_older_copy_of_the_register_leaves_later_drafts_alone(sit):
    window = sit()
    last = window.desk.read(begin_submission).seen
    put(window, records=(("households", (99,)),), command="AddMember", seen=last + 1)
    again = sit()
    assert (said(again), rows(again)) == ("", [])
    closes(again)
    assert len(files()) == 1


def test_a_draft_whose_act_was_done_before_the_crash_is_not_offered_again(sit):
    window = sit()
    form = type_number(window)
    submission = form.submission
    closes(window)
    other = sit(TOWNSHIP)
    file_household(other.desk, submission)
    again = sit()
    assert (said(again), rows(again)) == ("", [])
    closes(again)
    assert files() == []


def test_what_others_did_since_the_draft_was_typed_counts_as_not_seen(sit):
    window = sit()
    seen = type_number(window).submission.seen
    closes(window)
    again = sit()
    again.frame.show_page("applications")
    again.frame.page.file_household()
    assert form_of(again.frame.page).submission.seen == seen


def test_only_what_was_typed_is_kept_and_the_days_and_years_beside_it(sit):
    window = sit()
    type_number(window)
    today = TODAY.isoformat()
    assert drafts(window)[0].fields == {"id_number": NUMBER, "received_on": today, "year": "2016"}


def test_the_day_is_the_one_on_which_it_was_typed(sit):
    window = sit()
    put(window, way=["file_household", []], fields={"head": "张", "received_on": "2016-10-21"})
    again = sit()
    shelf(again).open(rows(again)[0])
    assert form_of(again.frame.page).editors["received_on"].value() == date(2016, 10, 21)


def test_a_draft_of_another_year_does_not_slip_into_this_ones_form(sit):
    window = sit()
    made = {"command": "CloseYear", "name": "Close a year", "page": "returns", "fixed": {"year": "another"}}
    put(window, way=["returns.ask_about_year", [{"command": "CloseYear"}, 2015]], **made)
    again = sit()
    shelf(again).open(rows(again)[0])
    assert again.frame.page.tabs.key == "returns"
    assert form_of(again.frame.page).draft() == {}


def test_fields_that_a_later_version_has_no_more_stay_out(sit):
    window = sit()
    form = type_number(window)
    key = form.about
    closes(window)
    (path,) = files()
    kept = json.loads(path.read_text("utf8"))
    kept["fields"] |= {"no_such_field": "x", "head": ["not", "a line"], "year": "2015"}
    path.write_text(json.dumps(kept), "utf8")
    again = sit()
    again.frame.show_page("applications")
    again.frame.page.file_household()
    form = form_of(again.frame.page)
    assert form.about == key
    assert form.draft() == {"id_number": NUMBER, "year": "2015"}


def test_a_draft_is_found_though_its_form_has_another_key_by_now(sit):
    window = sit()
    put(window, key="FileHousehold of an earlier version", way=["file_household", []], fields={"head": "张"})
    again = sit()
    shelf(again).open(rows(again)[0])
    form = form_of(again.frame.page)
    assert form.draft() == {"head": "张"}
    assert [draft.key for draft in drafts(again)] == [form.about]
    closes(again)
    assert len(files()) == 1


def test_a_form_that_a_later_version_does_not_have_takes_its_draft_with_it(sit):
    window = sit()
    put(window, way=["no_such_form", []], fields={"head": "张"})
    again = sit()
    shelf(again).open(rows(again)[0])
    assert said(again).startswith("A draft was thrown away")
    assert drafts(again) == []


def test_typing_does_not_wait_for_the_disk(sit, monkeypatch):
    gate, wrote_on = threading.Event(), []
    write = DraftFiles.write

    def slow(self, changes):
        wrote_on.append(threading.get_ident())
        gate.wait()
        write(self, changes)

    monkeypatch.setattr(DraftFiles, "write", slow)
    monkeypatch.setattr(draft_writer, "SOON", 1)
    window = sit()
    form = type_number(window)
    line = form.editors["id_number"]
    for length in range(1, 19):
        line.setText(NUMBER[:length])
        line.textEdited.emit(NUMBER[:length])
        QTest.qWait(2)
    assert drafts(window)[0].fields["id_number"] == NUMBER
    assert wrote_on
    assert threading.get_ident() not in wrote_on
    gate.set()
    closes(window)
    assert json.loads(files()[0].read_text("utf8"))["fields"]["id_number"] == NUMBER


def test_where_the_disk_refuses_it_is_said_and_closing_asks_again(sit, asked, monkeypatch, caplog):
    def full(_self, _changes):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(DraftFiles, "write", full)
    window = sit()
    type_number(window)
    assert not closes(window)
    assert asked == [[f"Typed and not done yet: {NEW}"]]
    assert said(window).startswith("Drafts are lost when the window is closed. ")
    assert NUMBER not in caplog.text
    monkeypatch.undo()


def test_a_password_is_in_no_draft(sit):
    window = sit()
    window.set_password()
    form = form_of(window)
    line = form.editors["password"]
    line.setText("a long enough word")
    line.textEdited.emit("a long enough word")
    closes(window)
    assert files() == []


def test_two_forms_about_the_same_show_the_same(sit):
    window = sit()
    filed_case = file_household(window.desk)
    window.frame.refresh()
    window.frame.show_page("queue")
    first = window.frame.page
    first.list.choose(filed_case.id)
    first.open_row(first.list.table.current())
    window.frame.show_page("applications")
    second = window.frame.page
    second.list.choose(filed_case.id)
    second.open_row(second.list.table.current())
    one, other = form_of(first), form_of(second)
    assert one.about == other.about
    line = other.editors["due"]
    line.setText("36")
    line.textEdited.emit("36")
    assert one.draft() == other.draft() == {"due": "36"}
    second.pane.give_up()
    assert one.draft() == {}


def test_the_line_stays_away_where_nothing_was_restored(sit):
    window = sit()
    form = type_number(window)
    assert form.restored is None
    window.frame.page.pane.panel.cancel_button.click()
    window.frame.findChild(Toast).undo.click()
    assert form_of(window.frame.page).findChildren(Banner)[0].isHidden()


def test_resetting_the_demo_county_throws_its_drafts_away(sit):
    window = sit()
    type_number(window)
    closes(window)
    drop_drafts(window.opened.uid)
    assert files() == []
    assert rows(sit()) == []
