"""A register on a server: its roles, its rights, its dumps, its moves, and the calls to other desks."""

from datetime import date
from threading import Event, Thread
from time import monotonic, sleep
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from county_desk.storage import engine as lines_to
from county_desk.storage import server, server_line
from county_desk.storage.engine import NotARegister, connect, line_to
from county_desk.storage.upgrade import upgrade
from county_desk.workflow.audit import verify
from county_desk.workflow.command import NotSaved, Refused
from county_desk.workflow.register_move import move_register, prove
from county_desk.workflow.registry import SetContact
from tests.build import Office, national
from tests.databases import SERVER

needs_server = pytest.mark.skipif(not SERVER, reason="COUNTY_DESK_TEST_POSTGRES names no server")
TODAY = date(2016, 11, 1)
WRONG = ("UPDATE event SET summary = 'x'", "DELETE FROM event", "DELETE FROM household", "DROP TABLE event")


def made():
    """A new database with its roles, and the URL of each with its password."""
    name = f"county_{uuid4().hex[:8]}"
    passwords = {post: f"{post}-{name}" for post in server.POSTS}
    server.make_database(SERVER, name, passwords)
    urls = {}
    for post, password in passwords.items():
        url = make_url(server.url_for(SERVER, name, post)).set(password=password)
        urls[post] = url.render_as_string(hide_password=False)
    return name, urls


@pytest.fixture
def roles():
    """A database that is dropped with its roles."""
    name, urls = made()
    yield urls
    drop(name)


def drop(name):
    engine = connect(SERVER).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        for post in server.POSTS:
            connection.execute(text(f'DROP ROLE "{server.role_name(name, post)}"'))
    engine.dispose()


@pytest.fixture
def moved(office, policy, tmp_path, roles):
    """A register of a file that was moved to the server as its owner; the URLs by post."""
    source = str(office.sessions.kw["bind"].url.database)
    move_register(source, roles["owner"])
    return source, roles


def at(url, policy):
    """The office of the register that a role reaches."""
    engine = connect(url)
    return Office(lines_to.sessions_of(engine), national(policy)), engine


@pytest.mark.slow
@needs_server
def test_a_register_moves_to_a_server_and_back_with_its_history(moved, tmp_path):
    source, urls = moved
    back = tmp_path / "back.cdesk"
    moved_back = move_register(urls["reader"], str(back))
    assert prove(str(back)).ok
    assert moved_back.head == prove(source).head == prove(urls["desk"]).head
    with pytest.raises(NotARegister, match="already"):
        move_register(source, urls["owner"])
    with pytest.raises(Refused, match="exists"):
        move_register(urls["reader"], str(back))


@needs_server
def test_a_server_knows_the_values_of_a_register_as_soon_as_it_has_moved(moved):
    """Without them it reads whole tables for a few rows, until it has counted them by itself."""
    _source, urls = moved
    engine = connect(urls["owner"])
    with engine.connect() as connection:
        known = connection.scalars(
            text("SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = 'public'")
        )
        assert {"place", "event", "user"} <= set(known)
    engine.dispose()


@needs_server
def test_a_desk_works_and_cannot_rewrite_the_history(moved, policy):
    _source, urls = moved
    office, engine = at(urls["desk"], policy)
    before = office.read(verify).events
    office.at(TODAY).do(SetContact(place=1, telephone="12000", contact="某"))
    assert office.read(verify).events == before + 1
    for order in WRONG:
        with pytest.raises(DatabaseError) as refused, engine.begin() as connection:
            connection.execute(text(order))
        assert refused.value.orig.sqlstate == "42501"
    engine.dispose()


@needs_server
def test_a_reader_only_reads_and_is_told_so(moved, policy):
    _source, urls = moved
    office, engine = at(urls["reader"], policy)
    assert office.read(verify).ok
    with pytest.raises(NotSaved, match="may not write here"):
        office.at(TODAY).do(SetContact(place=1, telephone="12000", contact="某"))
    engine.dispose()


@needs_server
def test_a_server_that_stands_by_is_read_and_refuses_acts_in_words(moved, policy):
    _source, urls = moved
    office, engine = at(f"{urls['desk']}?options=-cdefault_transaction_read_only%3Don", policy)
    assert office.read(verify).ok
    with pytest.raises(NotSaved, match="can only be read here"):
        office.at(TODAY).do(SetContact(place=1, telephone="12000", contact="某"))
    engine.dispose()


@needs_server
def test_a_register_is_made_by_the_owner_alone(roles):
    engine = connect(roles["desk"])
    with pytest.raises(NotARegister, match="No register can be made there: the database role lacks"):
        upgrade(engine)
    engine.dispose()


@needs_server
def test_the_check_names_a_role_that_could_rewrite_the_history(moved):
    _source, urls = moved
    line = server.check_server(urls["desk"])[1]
    assert (line.good, line.words) == (True, "The line stays on this computer")
    for post, good in (("owner", False), ("desk", True), ("reader", True)):
        rights = server.check_server(urls[post])[-1]
        assert rights.good is good, rights.words


@pytest.mark.slow
@needs_server
def test_a_dump_is_restored_into_an_empty_database_only(moved, tmp_path):
    source, urls = moved
    try:
        server._tool("pg_dump")
    except NotARegister:
        pytest.skip("pg_dump is not there")
    dump = server.dump(urls["reader"], tmp_path / "county.dump")
    assert dump.stat().st_mode & 0o077 == 0
    with pytest.raises(NotARegister, match="empty"):
        server.restore(urls["owner"], dump)
    with pytest.raises(FileExistsError):
        server.dump(urls["owner"], dump)
    name, empty = made()
    try:
        server.restore(empty["owner"], dump)
        assert prove(empty["reader"]).head == prove(source).head
        assert server.check_server(empty["desk"])[-1].good
    finally:
        drop(name)


@needs_server
def test_a_server_plans_the_statements_of_a_desk_for_few_rows_in_memory():
    theirs = make_url(SERVER).update_query_dict({"options": "-c work_mem=16MB"})
    for url, memory in ((SERVER, "32MB"), (theirs.render_as_string(hide_password=False), "16MB")):
        engine = connect(url)
        with engine.connect() as connection:
            assert connection.scalar(text("SHOW jit")) == "off"
            assert connection.scalar(text("SHOW random_page_cost")) == "1.1"
            assert connection.scalar(text("SHOW max_parallel_workers_per_gather")) == "0"
            assert connection.scalar(text("SHOW work_mem")) == memory
        engine.dispose()


@needs_server
def test_other_desks_are_called_when_an_act_is_committed_and_hear_a_line_come_back(moved, policy):
    _source, urls = moved
    office, engine = at(urls["desk"], policy)
    heard, stop, again = [], Event(), Event()
    listening, admin = connect(urls["reader"]), connect(SERVER)
    thread = Thread(target=server_line.listen, args=(listening, stop, again, heard.append))
    thread.start()

    def wait_for(wanted, seconds=20):
        until = monotonic() + seconds
        while wanted not in heard and monotonic() < until:
            sleep(0.05)
        return wanted in heard

    def act(telephone):
        command = SetContact(place=1, telephone=telephone, contact="某")
        return office.at(TODAY).do(command).seal

    try:
        sleep(1)
        assert wait_for(act("12001"))
        with admin.connect() as connection:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :name"
            connection.execute(text(cut), {"name": listening.url.username})
        assert wait_for(server_line.LineState.LOST)
        again.set()
        assert wait_for(server_line.LineState.BACK)
        assert wait_for(act("12002"))
    finally:
        stop.set()
        again.set()
        thread.join(20)
        for each in (listening, admin, engine):
            each.dispose()
    assert not thread.is_alive()


def test_the_keyring_gives_the_password_that_the_url_does_not_hold(monkeypatch):
    asked = []
    monkeypatch.setattr(lines_to, "kept_password", lambda place: asked.append(place) or "secret")
    assert line_to(make_url("postgresql://desk@host/county"))[0].password == "secret"
    assert line_to(make_url("postgresql+psycopg://desk@host:5432/county"))[0].password == "secret"
    assert asked == ["postgresql://desk@host:5432/county"] * 2
    assert line_to(make_url("postgresql://desk:own@host/county"))[0].password == "own"


def test_a_file_is_no_server():
    with pytest.raises(NotARegister, match="This is a file"):
        server.check_server("sqlite:///county.cdesk")
    with pytest.raises(NotARegister, match="This is a file"):
        server.check_server("county.cdesk")


@needs_server
def test_a_server_that_wants_a_password_is_told_from_one_that_gets_a_wrong_one(roles, monkeypatch):
    monkeypatch.setattr(lines_to, "kept_password", lambda place: None)
    url = make_url(roles["desk"])
    bare = url._replace(password=None).render_as_string()
    assert lines_to.lacks_password(bare)
    assert not lines_to.lacks_password(roles["desk"])
    wrong = url.set(password="wrong").render_as_string(hide_password=False)
    assert not lines_to.lacks_password(wrong)
    with pytest.raises(NotARegister, match="the name or the password is wrong"):
        server.check_server(wrong)
    with pytest.raises(NotARegister, match="no password was given for it; type it on a terminal"):
        server.check_server(bare)


def test_a_file_wants_no_password_of_a_server(tmp_path):
    assert not lines_to.lacks_password(str(tmp_path / "county.cdesk"))
