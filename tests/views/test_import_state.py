"""The plain state of the import page: who is listed, who is shown, and what is said of many."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from county_desk.intake.delivery import Delivery
from county_desk.intake.taking_in.arrivals import Arrival
from county_desk.views.importing.file_look import FileLook
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_state import FilesOutcome, ImportState

FIRST, OTHER, THIRD = (Path(f"{name}.xlsx") for name in ("甲", "乙", "丙"))


def a_row(path, state=FileState.READY, wrong=0):
    """A file that was read."""
    raw = Delivery(str(path), "", "", 2016, None)
    return FileRow(path, Arrival(raw, raw), "柳湾村", state, 3, wrong, 0, 0, Decimal(0))


@pytest.fixture
def brought():
    """The state once a person has brought three files."""
    return ImportState(brought=frozenset((FIRST, OTHER, THIRD)), awaited=True)


def test_the_first_of_the_files_that_were_brought_is_shown_and_no_later_one(brought):
    state = brought.brought_in([a_row(OTHER)], leads=True)
    assert (state.current, state.awaited) == (OTHER, False)
    assert state.brought_in([a_row(FIRST)], leads=True).current == OTHER


def test_nobody_is_led_away_from_an_open_cell(brought):
    state = replace(brought.with_rows([a_row(THIRD)]), current=THIRD)
    assert state.brought_in([a_row(OTHER)], leads=False).current == THIRD


def test_the_worst_file_is_one_with_held_rows_while_the_person_has_gone_nowhere(brought):
    state = brought.brought_in([a_row(FIRST), a_row(OTHER, wrong=2)], leads=True)
    assert state.worst == OTHER
    assert replace(state, current=OTHER).worst is None
    assert state.with_rows([a_row(FIRST, wrong=1)]).worst is None


def test_a_file_that_is_read_again_stays_as_it_was_shown_and_is_kept_as_it_was():
    row = a_row(FIRST)
    look = FileLook(row, trouble="")
    state = replace(ImportState().with_rows([row]), current=FIRST, look=look)
    waiting = state.read_again([replace(row, year=2015)])
    assert (waiting.chosen.state, waiting.chosen.year) == (FileState.AGAIN, 2015)
    assert waiting.row is waiting.chosen
    assert waiting.look.trouble == "This file is being read again."
    assert waiting.read_again([waiting.chosen]).before == {FIRST: row}
    done = waiting.brought_in([a_row(FIRST)], leads=True)
    assert (done.before, done.chosen.state) == ({}, FileState.READY)


def test_a_message_about_many_files_ends_when_it_holds_for_few():
    rows = [a_row(path, FileState.UNREAD) for path in (FIRST, OTHER, THIRD)]
    said = FilesOutcome("warn", "3 files", of=frozenset((FIRST, OTHER, THIRD)))
    state = replace(ImportState().with_rows(rows), outcome=said)
    now = state.with_rows([a_row(FIRST, FileState.UNREAD)]).outcome
    assert now.words.startswith("3 of 3 files cannot be read")
    assert replace(state, outcome=now).with_rows([a_row(FIRST)]).outcome is None
    assert state.with_rows([a_row(FIRST, FileState.AGAIN)]).outcome is said
    other = replace(state, outcome=FilesOutcome("ok", "Taken in"))
    assert other.with_rows([a_row(FIRST)]).outcome is other.outcome


def test_files_that_come_back_leave_those_that_were_brought_meanwhile():
    away = replace(ImportState().with_rows([a_row(FIRST), a_row(OTHER)]), current=OTHER, batches={1: FIRST})
    now = ImportState(batches={2: FIRST}).with_rows([a_row(FIRST, FileState.TAKEN)])
    state = now.joined_by(away)
    assert list(state.files) == [FIRST, OTHER]
    assert state.files[FIRST].state is FileState.TAKEN
    assert (state.current, dict(state.batches)) == (OTHER, {1: FIRST, 2: FIRST})


def test_what_is_put_away_leaves_the_batches_and_the_year():
    state = replace(ImportState(year=2015, batches={1: FIRST}).with_rows([a_row(FIRST)]), current=FIRST)
    assert state.put_away() == ImportState(year=2015, batches={1: FIRST})
