"""Registers that earlier versions made: each opens, proves, is backed up and goes on being written.

`old/` keeps one for each version that was in use, named by its commit or its number and made by that very
version. Each holds a register of made-up people with passwords, a walked case with its notices, a batch and a
frozen return. `make_old.py` makes the one of a new version.
"""

import os
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.storage.backup import backup_file
from county_desk.storage.engine import connect
from county_desk.storage.steps import UpgradeNeeded, newest, revision
from county_desk.tables.history.acts import EVENTS, EVENTS_LISTING
from county_desk.tables.listing import page
from county_desk.text import LANGUAGES, language
from county_desk.workflow.audit import verify
from county_desk.workflow.entry import open_register, sit_down
from county_desk.workflow.registry import SetContact
from county_desk.workflow.upgrading import upgrade_server
from tests.build import ADMINISTRATOR
from tests.databases import SERVER, drop_schema, new_schema, schema_url
from tests.storage.earlier import OLD, bring_over, names_in, unpack
from tests.tables.test_act_sentences import inside

pytestmark = pytest.mark.slow

CHANGES = Path(__file__).resolve().parents[2] / "CHANGELOG.md"
BEFORE_RELEASES = {"c055ae85", "2dc6e29"}
ACTS = {"c055ae85": 23, "2dc6e29": 23, "0.1.0": 31}
CLERK, PASSWORD = "王芳", "松柏常青-2016-10"


@pytest.fixture(params=names_in(OLD))
def old_name(request):
    """The version that made a register."""
    return request.param


@pytest.fixture
def acts(old_name):
    """How many acts a register has."""
    return ACTS[old_name]


@pytest.fixture
def old(old_name, tmp_path):
    """A register as an earlier version left it."""
    return unpack(OLD, old_name, tmp_path / "青岚县.cdesk")


@pytest.fixture
def register(old):
    """The same, opened by this version."""
    register = open_register(old)
    yield register
    register.close()


@pytest.fixture
def old_server(old):
    """The URL of a server that has the same register, with the schema that it had."""
    schema = f"old_{os.getpid()}"
    new_schema(schema)
    engine = connect(schema_url(schema))
    bring_over(old, engine)
    engine.dispose()
    yield schema_url(schema)
    drop_schema(schema)


def test_every_version_in_use_has_a_register_here():
    released = re.findall(r"^## (\d\S*)", CHANGES.read_text("utf8"), re.M)
    assert {*names_in(OLD)} == {*BEFORE_RELEASES, *released}


def test_an_old_register_upgrades_and_verifies(register, acts):
    assert revision(register.engine) == newest()
    with register.sessions() as session:
        assert verify(session).sentence().startswith(f"{acts} events; the chain is whole")
    assert (register.real, register.barred) == (True, "")


def test_an_old_register_goes_on_being_written(register, acts, old_name):
    desk = sit_down(register, CLERK, password=PASSWORD)
    desk.do(SetContact(place=4, telephone="0000-1234501"))
    proof = desk.read(verify)
    done = desk.read(lambda session: session.scalars(select(Event.command).where(Event.id > acts)).all())
    upgraded = ["CommitPasswords", "KeepProcedureTexts"] if old_name in BEFORE_RELEASES else []
    assert done == [*upgraded, "SignIn", "SetContact"]
    assert (proof.ok, proof.events) == (True, acts + len(done))


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_acts_of_an_old_register_are_told_in_words(register, acts, spoken):
    with register.sessions() as session, language(spoken):
        shown = [EVENTS["summary"].shown(row) for row in page(session, EVENTS_LISTING)]
    assert len(shown) == acts
    assert [sentence for sentence in shown if inside(sentence)] == []
    assert any("0000-" in sentence for sentence in shown), "the contact of a place before and after"


def test_an_old_register_is_backed_up(register, old, tmp_path):
    copy = open_register(backup_file(old, tmp_path / "copies"))
    with copy.sessions() as session:
        assert verify(session).ok
    copy.close()


@pytest.mark.skipif(not SERVER, reason="COUNTY_DESK_TEST_POSTGRES names no server")
def test_an_old_register_of_a_server_upgrades_and_goes_on_being_written(old_server, acts):
    with pytest.raises(UpgradeNeeded):
        open_register(old_server)
    assert upgrade_server(old_server, ADMINISTRATOR, PASSWORD, dump_made=True)
    register = open_register(old_server)
    with register.sessions() as session:
        assert verify(session).sentence().startswith(f"{acts} events; the chain is whole")
    desk = sit_down(register, CLERK, password=PASSWORD)
    desk.do(SetContact(place=4, telephone="0000-1234501"))
    assert desk.read(verify).ok
    register.close()
