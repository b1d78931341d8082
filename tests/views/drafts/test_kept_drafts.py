"""A draft outlives a crash, other versions of the program, and other people at the desk."""

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from county_desk.draft_files import DraftFiles, drop_drafts
from county_desk.views.widgets import draft_writer
from county_desk.workflow.submission import begin_submission
from tests.build import TOWNSHIP
from tests.views.drafting import NUMBER, TODAY, form_of, type_number
from tests.views.drafts.helpers import NEW, closes, drafts, file_household, files, put, rows, said, shelf

pytestmark = pytest.mark.slow


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
    assert drafts(window)[0].fields == {"id_number": NUMBER, "received_on": today, "year": ""}


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


def test_resetting_the_demo_county_throws_its_drafts_away(sit):
    window = sit()
    type_number(window)
    closes(window)
    drop_drafts(window.opened.uid)
    assert files() == []
    assert rows(sit()) == []
