"""Files that the program makes are their owner's alone, and no file that is written replaces a register."""

import os
import stat

import pytest

from county_desk.register_file import is_register
from county_desk.sheets.writing.saving import CannotWrite, whole
from county_desk.storage.backup import backup_file, copying
from county_desk.workflow.backups import BackupPlan, make_backup
from tests.accounts import a_real_register

posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")


def rights(path):
    """Who may read and write a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def register(tmp_path):
    """A newly founded register, closed, made by somebody whose files everybody may read."""
    usual = os.umask(0o022)
    path = tmp_path / "青岚县.cdesk"
    opened, _passwords = a_real_register(path)
    opened.close()
    yield path
    os.umask(usual)


@posix
def test_only_their_owner_reads_a_register_its_backup_and_what_is_restored(register, tmp_path):
    copy = backup_file(register, tmp_path / "copies")
    again = tmp_path / "again.cdesk"
    with copying(copy, again):
        pass
    assert {rights(path) for path in (register, copy, again)} == {0o600}


@posix
def test_a_backup_follows_the_group_that_the_administrator_gave_the_register(register, tmp_path):
    register.chmod(0o660)
    assert rights(backup_file(register, tmp_path / "copies")) == 0o660


@posix
@pytest.mark.parametrize("given", [0o600, 0o660])
def test_a_backup_on_a_second_medium_has_the_rights_of_the_register(register, tmp_path, monkeypatch, given):
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path / "home"))
    second = tmp_path / "second"
    second.mkdir()
    register.chmod(given)
    made = make_backup(BackupPlan(register, second))
    assert {rights(path) for path in (made.path, second / made.path.name)} == {given}
    assert list(second.iterdir()) == [second / made.path.name]


@pytest.mark.parametrize("everybody", [0o444, 0o555, 0o644])
def test_a_copy_of_what_everybody_can_read_is_its_owners_alone(register, tmp_path, everybody):
    register.chmod(everybody)
    assert rights(backup_file(register, tmp_path / "copies")) == 0o600


@posix
def test_only_their_owner_reads_papers_and_workbooks(register, tmp_path):
    path = tmp_path / "notice.pdf"
    path.write_bytes(b"old")
    path.chmod(0o644)
    with whole(path) as file:
        file.write(b"new")
    assert rights(path) == 0o600


def test_a_paper_never_replaces_a_register_or_its_log(register):
    before = register.read_bytes()
    log = register.with_name(register.name + "-wal")
    log.write_bytes(b"log")
    for path in (register, log):
        with pytest.raises(CannotWrite, match="is a register"), whole(path) as file:
            file.write(b"%PDF")
    assert register.read_bytes() == before
    assert log.read_bytes() == b"log"


def test_a_register_is_known_by_its_header_not_by_its_name(register, tmp_path):
    renamed = register.rename(tmp_path / "list.pdf")
    assert is_register(renamed)
    other = tmp_path / "other.cdesk"
    other.write_bytes(b"SQLite format 3\x00" + bytes(200))
    assert not is_register(other)
    assert not is_register(tmp_path / "none.cdesk")
