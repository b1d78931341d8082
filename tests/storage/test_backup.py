"""Backups that are proven before they count, and restoring beside, never over."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from county_desk.storage import backup
from county_desk.storage.backup import backup_file, integrity, sweep
from county_desk.storage.engine import NotARegister, connect, file_of, look, sessions_of, url_of
from county_desk.storage.steps import newest
from county_desk.workflow.audit import verify
from county_desk.workflow.registry import SetContact
from tests.build import FOUNDED


@pytest.fixture
def path(office):
    """The file of a register that is open, with something in its log."""
    office.at(FOUNDED).do(SetContact(place=office.place("大河村"), telephone="0000-1234577"))
    return file_of(str(office.sessions.kw["bind"].url))


def proof_of(path):
    """What a verification of a file finds."""
    engine = connect(url_of(path))
    with sessions_of(engine)() as session:
        proof = verify(session)
    engine.dispose()
    return proof


def test_a_backup_of_an_open_register_holds_all_of_it(office, path, tmp_path):
    copy = backup_file(path, tmp_path / "backups")
    assert copy.name.startswith("青岚县-")
    assert [each.name for each in copy.parent.iterdir()] == [copy.name]
    assert (look(copy), integrity(copy)) == (newest(), "ok")
    assert proof_of(copy) == office.read(verify)


def test_two_backups_within_a_second_have_two_names(path, tmp_path):
    assert len({backup_file(path, tmp_path / "backups") for _number in range(3)}) == 3


def test_proving_a_backup_changes_no_byte_of_it(path, tmp_path):
    copy = backup_file(path, tmp_path / "backups")
    before = copy.read_bytes()
    assert proof_of(copy).ok
    assert copy.read_bytes() == before
    assert [each.name for each in copy.parent.iterdir()] == [copy.name]


def test_copies_that_dead_programs_left_are_swept_and_others_kept(path, tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    folder = tmp_path / "backups"
    folder.mkdir()
    left = [f".青岚县.cdesk.{dead.pid}.part", f".青岚县.cdesk.{dead.pid}.part-journal"]
    kept = [".青岚县.cdesk.1.part", f".青岚县.cdesk.{os.getpid()}.part", f".notes.{dead.pid}.part", "a.part"]
    for name in (*left, *kept):
        (folder / name).write_text("x")
    sweep(folder)
    assert sorted(each.name for each in folder.iterdir()) == sorted(kept)
    for name in left:
        (folder / name).write_text("x")
    copy = backup_file(path, folder)
    assert sorted(each.name for each in folder.iterdir()) == sorted([*kept, copy.name])


def test_a_copy_that_does_not_hold_together_does_not_count(path, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "integrity", lambda _path: "row 3 missing from index")
    with pytest.raises(NotARegister, match=r"does not hold together: row 3 missing"):
        backup_file(path, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_backup_that_is_interrupted_leaves_nothing(path, tmp_path, monkeypatch):
    def pull_the_stick(_handle):
        raise OSError("the disk is gone")

    monkeypatch.setattr(backup.os, "fsync", pull_the_stick)
    with pytest.raises(OSError, match="gone"):
        backup_file(path, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_damaged_page_is_found(path, tmp_path):
    copy = backup_file(path, tmp_path / "backups")
    raw = bytearray(copy.read_bytes())
    raw[8192:8300] = b"\xff" * 108
    copy.write_bytes(raw)
    try:
        answer = integrity(copy)
    except sqlite3.DatabaseError as error:
        answer = str(error)
    assert answer != "ok"


def test_a_backup_can_be_opened_where_nothing_may_be_written_beside(path, tmp_path):
    copy = backup_file(path, tmp_path / "backups")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
