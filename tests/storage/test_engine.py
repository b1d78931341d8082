"""Opening a register: nothing is touched before it is known to be ours, and nothing is lost after."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from county_desk.models.audit import Event
from county_desk.storage.engine import NotARegister, connect, file_of, look, sessions_of, url_of
from county_desk.storage.steps import newest
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.registry import SetContact
from tests.build import FOUNDED

PROJECT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from county_desk.storage.engine import connect, sessions_of
from county_desk.rules.policy import Policy
from county_desk.workflow.registry import SetContact
from tests.build import FOUNDED, Office

url, name, place = sys.argv[1:]
office = Office(sessions_of(connect(url)), Policy.load("", "central"))
desk = office.at(FOUNDED, name)
print("ready", flush=True)
sys.stdin.readline()
for number in range(200):
    desk.do(SetContact(place=int(place), telephone=f"{12000 + number}", contact=name))
"""


@pytest.fixture
def path(office):
    """The file of a register that nobody has open."""
    engine = office.sessions.kw["bind"]
    engine.dispose()
    return file_of(str(engine.url))


def beside(path):
    """Every file of the folder with what is in it."""
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in path.parent.iterdir()}


def refused(path):
    """Why a file is no register; looking leaves it and its folder as they are."""
    before = beside(path)
    with pytest.raises(NotARegister) as found:
        look(path)
    assert beside(path) == before
    return str(found.value)


def test_the_settings_lose_nothing_on_a_power_cut(path):
    def pragmas(session):
        names = (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "recursive_triggers",
            "trusted_schema",
            "cell_size_check",
            "secure_delete",
            "application_id",
        )
        return {name: session.scalar(text(f"PRAGMA {name}")) for name in names}

    engine = connect(url_of(path))
    with sessions_of(engine)() as session:
        found = pragmas(session)
    engine.dispose()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "application_id": 0x43446B31,
    }


def test_a_register_is_looked_at_without_leaving_a_trace(path):
    before = beside(path)
    assert look(path) == newest()
    assert beside(path) == before


def test_a_register_in_use_can_be_looked_at(office):
    desk = office.at(FOUNDED)
    desk.do(SetContact(place=office.place("大河村"), telephone="0000-1234577"))
    path = file_of(str(office.sessions.kw["bind"].url))
    assert path.with_name(f"{path.name}-wal").exists()
    assert look(path) == newest()


def test_a_register_whose_program_died_is_still_one(office, tmp_path):
    office.at(FOUNDED).do(SetContact(place=office.place("大河村"), telephone="0000-1234577"))
    path = file_of(str(office.sessions.kw["bind"].url))
    left = tmp_path / "left"
    left.mkdir()
    for each in path.parent.glob(f"{path.name}*"):
        if not each.name.endswith("-shm"):
            shutil.copy(each, left)
    assert look(left / path.name) == newest()


def test_a_name_with_odd_characters_is_only_a_name(path, tmp_path):
    odd = tmp_path / "青岚 100%#1.cdesk"
    shutil.copy(path, odd)
    assert look(odd) == newest()


def test_there_must_be_a_file(tmp_path):
    assert refused(tmp_path / "none.cdesk") == f"There is no file {tmp_path / 'none.cdesk'}."
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotARegister, match="There is no file"):
        look(tmp_path / "folder")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "{path} is empty; it holds no register."),
        (b"PK\x03\x04 a workbook", "{path} is not a register of County Desk."),
        (b"SQLite format 3", "{path} is not a register of County Desk."),
        (b"SQLite format 3\x00" + bytes(range(256)) * 20, "{path} is damaged: "),
    ],
)
def test_what_is_no_register_is_left_as_it_is(tmp_path, content, said):
    path = tmp_path / "x.cdesk"
    path.write_bytes(content)
    assert refused(path).startswith(said.format(path=path))


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_database_of_another_program_is_left_as_it_is(tmp_path, journal):
    path = tmp_path / "x.cdesk"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute("CREATE TABLE note (id INTEGER)")
        connection.commit()
    assert refused(path) == f"{path} belongs to another program."


def test_a_register_cut_short_is_damaged_and_left_as_it_is(path):
    path.write_bytes(path.read_bytes()[:20_000])
    assert refused(path).startswith(f"{path} is damaged: ")


def test_a_register_that_names_no_schema_is_damaged(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.commit()
    assert refused(path) == f"{path} is damaged: it names no schema."


def test_a_file_and_a_server_have_their_urls(tmp_path):
    path = tmp_path / "青岚县.cdesk"
    assert file_of(url_of(path)) == path
    server = "postgresql+psycopg://desk@localhost/county"
    assert url_of(server) == server
    assert file_of(server) is None


@pytest.mark.slow
def test_two_programs_on_one_file_lose_nothing(office, path):
    url, village, other = url_of(path), office.place("大河村"), office.place("柳湾村")
    before = office.read(lambda session: session.scalar(select(func.count(Event.id))))
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, url, *about],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for about in (("王芳", str(village)), ("赵敏", str(other)))
    ]
    assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * 2
    for writer in writers:  # both at the same time
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    proof = office.read(verify)
    assert proof.ok
    assert proof.events == before + 400
    actors = office.read(
        lambda session: session.scalars(select(Event.actor).where(Event.id > before).order_by(Event.id)).all()
    )
    assert (actors.count("王芳"), actors.count("赵敏")) == (200, 200)


def test_a_full_disk_is_said_in_words_and_nothing_is_half_written(office):
    engine = office.sessions.kw["bind"]
    village = office.place("大河村")
    with engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    before = office.read(verify)
    desk = office.at(FOUNDED)

    def write_on():
        for number in range(50):
            desk.do(SetContact(place=village, telephone=str(12300 + number), address="青岚县" * 300))

    with pytest.raises(Refused) as refused:
        write_on()
    assert refused.value.problems == {"": "Not saved: the disk is full. Free some space and try again."}
    after = office.read(verify)
    assert after.ok
    assert after.events < before.events + 50


def test_a_register_that_another_program_holds_is_said_in_words(office):
    path = file_of(str(office.sessions.kw["bind"].url))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with office.sessions.kw["bind"].connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        with pytest.raises(Refused) as refused:
            office.at(FOUNDED).do(SetContact(place=office.place("大河村"), telephone="1"))
        other.execute("ROLLBACK")
    assert refused.value.problems == {
        "": "Not saved: another program holds the register. Try again in a moment."
    }


def test_reading_goes_on_while_somebody_writes(office):
    path = file_of(str(office.sessions.kw["bind"].url))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert office.read(verify).ok
        other.execute("ROLLBACK")


def test_the_engine_of_a_file_is_that_of_the_register(path):
    engine = connect(url_of(path))
    with sessions_of(engine)() as session:
        assert session.scalar(select(func.count(Event.id))) > 1
    engine.dispose()
