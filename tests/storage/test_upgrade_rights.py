"""Who upgrades an older register: a person who may write upgrades a file, an administrator a server's."""

import os
import shutil

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from county_desk.cli.run import main
from county_desk.storage import steps as module
from county_desk.storage.engine import NotARegister, look
from county_desk.storage.server_line import NO_UPGRADE, UPGRADE
from county_desk.storage.steps import UpgradeNeeded, newest, revision
from county_desk.text import ENGLISH, speak
from county_desk.workflow import upgrading
from county_desk.workflow.accounts.people import SetPassword
from county_desk.workflow.audit import verify
from county_desk.workflow.command import NotSaved, Refused
from county_desk.workflow.entry import open_register, sit_down
from county_desk.workflow.registry import SetContact
from county_desk.workflow.upgrading import upgrade_server
from tests.accounts import ADMINISTRATOR, CLERK, INSPECTOR, OWN, a_real_register, set_own_password
from tests.databases import SERVER, drop_schema, new_schema, schema_url

CONTACT = SetContact(place=5, telephone="0000-1234577")
OLDER = newest()
STEP = f'''"""A step after the last one that changes no table."""

revision, down_revision, branch_labels, depends_on = "0900", "{OLDER}", None, None


def upgrade():
    """Nothing."""
'''
on_a_server = pytest.mark.skipif(not SERVER, reason="needs a PostgreSQL server")


def real_register(place):
    """Found a register of real people whose clerk, inspector and administrator have their own passwords."""
    opened, passwords = a_real_register(place)
    for name in (CLERK, INSPECTOR, ADMINISTRATOR):
        set_own_password(opened, name, passwords[name])
    opened.close()


@pytest.fixture
def older(tmp_path, monkeypatch):
    """A register file that the program before made."""
    path = tmp_path / "青岚县" / "青岚县.cdesk"
    real_register(path)
    learn_a_step(tmp_path, monkeypatch)
    return path


@pytest.fixture
def present_server():
    """The URL of a server's register."""
    schema = f"rights_{os.getpid()}"
    new_schema(schema)
    real_register(schema_url(schema))
    yield schema_url(schema)
    drop_schema(schema)


@pytest.fixture
def server(present_server, tmp_path, monkeypatch):
    """The URL of a server's register that the program before made."""
    learn_a_step(tmp_path, monkeypatch)
    return present_server


def learn_a_step(folder, monkeypatch):
    """Let the program know one migration more."""
    shutil.copytree(module.MIGRATIONS, folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "migrations" / "versions" / "0900_second.py").write_text(STEP, "utf8")
    monkeypatch.setattr(module, "MIGRATIONS", folder / "migrations")


def files(path):
    return {each.name: each.read_bytes() for each in path.parent.iterdir()}


def refused(call, *given, **more):
    with pytest.raises(Refused) as refusal:
        call(*given, **more)
    return refusal.value.problems


def test_a_person_who_may_only_read_reads_an_older_file_and_leaves_it_as_it_is(older):
    before = files(older)
    register = open_register(older)
    desk = sit_down(register, INSPECTOR, password=OWN)
    assert desk.read(verify).ok
    words = refused(desk.do, SetPassword(present=OWN, password="竹影清风-2016-11"))[""]
    assert words.startswith("An earlier version of County Desk made this register. You can read it")
    copy = register.copy
    register.close()
    assert files(older) == before
    assert not copy.parent.exists()


def test_a_person_who_may_write_upgrades_a_file_after_a_copy_of_it(older):
    register = open_register(older)
    desk = sit_down(register, CLERK, password=OWN)
    desk.do(CONTACT)
    assert desk.read(verify).ok
    register.close()
    assert look(older) == "0900"
    (copy,) = older.parent.glob("青岚县-*.cdesk")
    assert look(copy) == OLDER
    again = open_register(older)
    assert again.copy is None
    again.close()


def test_a_wrong_password_upgrades_nothing(older):
    before = files(older)
    register = open_register(older)
    refused(sit_down, register, CLERK, password="guessed")
    register.close()
    assert files(older) == before


@on_a_server
def test_only_an_administrator_who_made_a_dump_upgrades_a_server(server):
    with pytest.raises(UpgradeNeeded, match="An administrator must upgrade it first"):
        open_register(server)
    right = {"dump_made": True}
    assert list(refused(upgrade_server, server, ADMINISTRATOR, "guessed", **right)) == ["as"]
    assert "This is for: Administrator" in refused(upgrade_server, server, CLERK, OWN, **right)["as"]
    assert list(refused(upgrade_server, server, ADMINISTRATOR, OWN, dump_made=False)) == ["dump_made"]
    engine = create_engine(server)
    assert revision(engine) == OLDER
    assert upgrade_server(server, ADMINISTRATOR, OWN, **right)
    assert revision(engine) == "0900"
    engine.dispose()
    assert not upgrade_server(server, ADMINISTRATOR, OWN, **right)
    register = open_register(server)
    sit_down(register, CLERK, password=OWN).do(CONTACT)
    register.close()


@on_a_server
def test_a_desk_that_stayed_open_through_an_upgrade_hears_of_it_and_changes_nothing(
    present_server, tmp_path, monkeypatch
):
    register = open_register(present_server)
    desk = sit_down(register, CLERK, password=OWN)
    desk.do(CONTACT)
    learn_a_step(tmp_path, monkeypatch)
    assert upgrade_server(present_server, ADMINISTRATOR, OWN, dump_made=True)
    before = desk.read(verify).head
    assert refused(desk.do, CONTACT) == {
        "": "The register was upgraded. Close the program, and install the new version."
    }
    assert desk.read(verify).head == before
    register.close()


@on_a_server
def test_other_desks_are_told_before_an_upgrade_and_when_it_failed(server, monkeypatch):
    told = []
    monkeypatch.setattr(upgrading, "call", lambda _session, word: told.append(word))

    def broken(_engine):
        assert told == [UPGRADE]
        raise NotARegister("half way")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(upgrading, "upgrade", broken)
        with pytest.raises(NotARegister, match="half way"):
            upgrade_server(server, ADMINISTRATOR, OWN, dump_made=True)
    assert told == [UPGRADE, NO_UPGRADE]


@on_a_server
def test_only_the_owner_of_the_tables_upgrades_them(reading_role, tmp_path, monkeypatch):
    learn_a_step(tmp_path, monkeypatch)
    told = []
    monkeypatch.setattr(upgrading, "call", lambda _session, word: told.append(word))
    words = refused(upgrade_server, reading_role, ADMINISTRATOR, OWN, dump_made=True)["database"]
    assert f"belong to the role {make_url(SERVER).username}" in words
    assert told == []


@on_a_server
def test_the_shell_upgrades_a_server_for_its_administrator(server, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path))
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", OWN)

    def shell(*words):
        called = ["--language", "en", "--database", server, *words]
        return main(called, window=lambda _given: 0, pictures=lambda *_given: [])

    assert shell("--as", INSPECTOR, "list", "villages") == 1
    assert shell("--as", ADMINISTRATOR, "upgrade") == 1
    assert shell("--as", ADMINISTRATOR, "upgrade", "--dump-made") == 0
    assert shell("--as", INSPECTOR, "list", "villages") == 0
    assert "大河村" in capsys.readouterr().out
    speak(ENGLISH)


@pytest.fixture
def reading_role():
    """The URL of a server's register for a role that has SELECT alone."""
    schema, role = f"reading_{os.getpid()}", f"reader_{os.getpid()}"
    new_schema(schema)
    real_register(schema_url(schema))
    owner = create_engine(SERVER)
    with owner.begin() as connection:
        connection.execute(text(f"CREATE ROLE {role} LOGIN PASSWORD 'reader'"))
        connection.execute(text(f'GRANT USAGE ON SCHEMA "{schema}" TO {role}'))
        connection.execute(text(f'GRANT SELECT ON ALL TABLES IN SCHEMA "{schema}" TO {role}'))
    url = make_url(schema_url(schema)).set(username=role, password="reader")
    yield url.render_as_string(hide_password=False)
    drop_schema(schema)
    with owner.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {role}"))
        connection.execute(text(f"DROP ROLE {role}"))
    owner.dispose()


@on_a_server
def test_a_database_role_that_may_only_select_signs_in_to_read_and_hears_why_it_cannot_write(reading_role):
    register = open_register(reading_role)
    before = sit_down(register, INSPECTOR, password=OWN).read(verify)
    desk = sit_down(register, CLERK, password=OWN)
    with pytest.raises(NotSaved, match="Not saved: the role of the database may not write here"):
        desk.do(CONTACT)
    assert (desk.read(verify).head, before.ok) == (before.head, True)
    assert refused(sit_down, register, CLERK, password="guessed") == {
        "as": "The name or the password is wrong"
    }
    register.close()


@on_a_server
def test_a_database_role_without_rights_hears_so_when_it_opens_a_register(reading_role):
    owner = create_engine(SERVER)
    url = make_url(reading_role)
    with owner.begin() as connection:
        schema = url.query["options"].split("=")[1]
        connection.execute(text(f'REVOKE SELECT ON ALL TABLES IN SCHEMA "{schema}" FROM {url.username}'))
    owner.dispose()
    with pytest.raises(NotARegister, match="the database role lacks the right"):
        open_register(reading_role)
