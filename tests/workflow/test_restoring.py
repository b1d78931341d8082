"""A backup is proven before it is restored, compared with the register in use, and the restore recorded."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.storage.backup import backup_file
from county_desk.storage.engine import NotARegister, file_of
from county_desk.text import CHINESE, language
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.entry import open_register, sit_down
from county_desk.workflow.registry import SetContact
from county_desk.workflow.restoring import restore
from tests.build import CLERK, FOUNDED, INSPECTOR


@pytest.fixture
def database():
    """Backups are of files."""
    return "sqlite"


@pytest.fixture
def path(office):
    """The file of a register that is open."""
    return file_of(str(office.sessions.kw["bind"].url))


@pytest.fixture
def copy(path, tmp_path):
    """A backup of it."""
    return backup_file(path, tmp_path / "backups")


def sign_in(register):
    """The inspector sits down in a restored register."""
    return sit_down(register, INSPECTOR)


def change(office, telephone):
    """One more act in the register in use."""
    office.at(FOUNDED).do(SetContact(place=office.place("柳湾村"), telephone=telephone))


def restored_beside(copy, tmp_path, present_path):
    """Restore a backup while the register in use is open too."""
    present = open_register(present_path)
    try:
        return restore(copy, tmp_path / "restored.cdesk", present, sign_in)
    finally:
        present.close()


def tampered(copy, statement):
    """Change a backup behind the program's back."""
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_restore_stands_beside_and_never_over(office, copy, tmp_path):
    out = tmp_path / "restored.cdesk"
    restore(copy, out, None, sign_in)
    before = out.read_bytes()
    with pytest.raises(NotARegister, match=r"exists; a restore never writes over a file"):
        restore(copy, out, None, sign_in)
    assert out.read_bytes() == before


def test_only_a_register_is_restored(tmp_path):
    other = tmp_path / "x.cdesk"
    other.write_bytes(b"PK")
    with pytest.raises(NotARegister, match="is not a register"):
        restore(other, tmp_path / "out.cdesk", None, sign_in)
    assert not (tmp_path / "out.cdesk").exists()


def test_a_restore_says_what_the_register_in_use_holds_beyond_it(office, path, copy, tmp_path):
    change(office, "0000-1234598")
    change(office, "0000-1234599")
    loss = restored_beside(copy, tmp_path, path)
    last = office.read(lambda session: session.scalars(select(Event).order_by(Event.id.desc())).first())
    assert (loss.events, loss.newer) == (2, 0)
    assert f"{CLERK} {last.summary}" in loss.last
    assert loss.sentence().startswith("The register in use holds 2 later acts that the restored one lacks; ")
    with language(CHINESE):
        assert loss.sentence().startswith("现用登记册在这份备份之后还有 2 项办理")


def test_a_restore_of_the_last_act_lacks_nothing(office, path, copy, tmp_path):
    loss = restored_beside(copy, tmp_path, path)
    assert loss.sentence() == "The restored register lacks nothing that the register in use holds."


def test_a_backup_newer_than_the_register_in_use_says_so(office, path, copy, tmp_path):
    older = tmp_path / "older.cdesk"
    shutil.copy(copy, older)
    change(office, "0000-1234598")
    loss = restored_beside(backup_file(path, tmp_path / "backups"), tmp_path, older)
    assert (loss.events, loss.newer) == (0, 1)


def test_a_restore_is_an_event_of_the_restored_register(office, path, copy, tmp_path):
    change(office, "0000-1234598")
    head = open_register(copy)
    with head.sessions() as session:
        proof = verify(session)
    head.close()
    restored_beside(copy, tmp_path, path)
    register = open_register(tmp_path / "restored.cdesk")
    with register.sessions() as session:
        last = session.scalars(select(Event).order_by(Event.id.desc())).first()
        after = verify(session)
    register.close()
    assert (after.ok, after.events) == (True, proof.events + 1)
    assert (last.command, last.actor) == ("RestoreRegister", INSPECTOR)
    assert proof.head in last.request
    assert "1 later act of the register in use is not in it" in last.summary


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE place SET contact = '周家乐' WHERE id = 4", "Contact person is not what the history says"),
        ("DROP TRIGGER event_no_update", "trigger event_no_update is missing"),
        ("UPDATE register SET kind = 'demo'", "Purpose is not what the history says"),
    ],
)
def test_a_tampered_backup_is_not_restored(copy, tmp_path, statement, found):
    tampered(copy, statement)
    with pytest.raises(NotARegister, match=f"Not restored: .*{found}"):
        restore(copy, tmp_path / "restored.cdesk", None, sign_in)
    assert not [each for each in tmp_path.iterdir() if "restored" in each.name]


def test_a_restore_without_a_person_leaves_nothing(copy, tmp_path):
    def stranger(register):
        return sit_down(register, "黑客")

    with pytest.raises(Refused):
        restore(copy, tmp_path / "restored.cdesk", None, stranger)
    assert not [each for each in tmp_path.iterdir() if "restored" in each.name]


def test_the_backup_that_is_restored_is_left_as_it_was(copy, tmp_path):
    before = copy.read_bytes()
    restore(copy, tmp_path / "restored.cdesk", None, sign_in)
    assert copy.read_bytes() == before
    assert [each.name for each in copy.parent.iterdir()] == [copy.name]
