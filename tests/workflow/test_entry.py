"""Coming in: founding a register, opening it, and sitting down at its desk."""

import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url

from county_desk.models.audit import Event
from county_desk.models.register import RegisterKind
from county_desk.models.user import Role
from county_desk.storage.engine import NotARegister, connect
from county_desk.storage.upgrade import upgrade
from county_desk.workflow.accounts.passwords import hashed
from county_desk.workflow.accounts.people import AddUser
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.entry import clock, found, open_register, sit_down
from county_desk.workflow.founding import Person
from tests.accounts import set_own_password
from tests.build import lines
from tests.databases import SERVER
from tests.storage.earlier import OLD, unpack

SECRET = "松柏常青-2016-10"
PEOPLE = (Person("王芳", Role.COUNTY_CLERK), Person("周平", Role.ADMINISTRATOR))
DAY = date(2016, 10, 8)


def founded(path, kind=RegisterKind.REHEARSAL, people=PEOPLE, **about):
    """Found the county's register."""
    asked = {"name": "青岚县", "code": "990101", "places": lines(), "people": people, "kind": kind}
    return found(path, **(asked | about))


@pytest.fixture
def place(tmp_path):
    """Where there is no register yet."""
    return tmp_path / "new" / "青岚县.cdesk"


def test_a_founded_register_is_open_and_proven(place):
    register = founded(place, today=DAY)
    assert (register.name, register.kind, register.real) == ("青岚县", RegisterKind.REHEARSAL, False)
    assert [(person.name, person.role) for person in register.people] == [
        ("王芳", Role.COUNTY_CLERK),
        ("周平", Role.ADMINISTRATOR),
    ]
    assert sit_down(register, "王芳").read(verify).ok
    register.close()
    again = open_register(place)
    assert again.people == register.people
    again.close()


def test_a_register_of_a_real_province_follows_it(place):
    register = founded(place, code="520221", places=tuple(guizhou_lines()))
    assert (register.province, register.region) == ("guizhou", "west")
    register.close()


def guizhou_lines():
    """The same villages under a code of Guizhou."""
    for line in lines():
        code = f"520221{line.village_code[6:]}"
        yield replace(line, county_code="520221", town_code=code[:9], village_code=code)


def test_a_founding_never_writes_over_a_file(place):
    place.parent.mkdir()
    place.write_bytes(b"something of value")
    with pytest.raises(Refused, match="exists; choose another name"):
        founded(place)
    assert place.read_bytes() == b"something of value"


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"places": ()}, "places"),
        ({"code": "990102"}, "code"),
        ({"people": (Person("王芳", Role.COUNTY_CLERK),)}, "administrator"),
        ({"people": (*PEOPLE, Person("王芳", Role.REVIEWER))}, "people"),
    ],
)
def test_a_founding_that_is_refused_leaves_nothing(place, about, field):
    with pytest.raises(Refused) as refused:
        founded(place, **about)
    assert list(refused.value.problems) == [field]
    assert not place.parent.exists() or list(place.parent.iterdir()) == []


def test_an_empty_database_is_no_register(place):
    place.parent.mkdir()
    engine = connect(f"sqlite:///{place}")
    upgrade(engine)
    engine.dispose()
    with pytest.raises(Refused, match="holds no register"):
        open_register(place)


def test_a_file_that_is_no_register_is_left_alone(place):
    place.parent.mkdir()
    place.write_bytes(b"PK")
    with pytest.raises(NotARegister):
        open_register(place)
    assert [each.name for each in place.parent.iterdir()] == [place.name]


def test_an_empty_server_holds_no_register():
    with pytest.raises(Refused, match="holds no register"):
        open_register("sqlite://")


@pytest.mark.parametrize("place", ["mysql://host/name", "://", "nothing://x", "postgresql://host:port/name"])
def test_a_url_of_no_register_is_said_in_words(place):
    with pytest.raises(NotARegister, match="A register is a file, or has a URL like"):
        open_register(place)


def test_a_server_that_does_not_answer_is_said_in_words_without_its_password():
    with pytest.raises(NotARegister, match="The register cannot be reached") as said:
        open_register("postgresql+psycopg://desk:geheim@127.0.0.1:9/name")
    assert "geheim" not in str(said.value)


def test_a_register_with_a_damaged_page_is_said_in_words_and_left_alone(place):
    founded(place).close()
    with closing(sqlite3.connect(place)) as file:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'user'"
        ((page,),) = file.execute(query).fetchall()
    content = bytearray(place.read_bytes())
    content[(page - 1) * 4096 : (page - 1) * 4096 + 64] = b"\xff" * 64
    place.write_bytes(content)
    with pytest.raises(NotARegister, match="The register is damaged"):
        open_register(place)
    assert place.read_bytes() == content


def test_a_rehearsal_can_be_told_the_day(place):
    register = founded(place, today=DAY)
    desk = sit_down(register, "王芳", today=date(2017, 3, 1))
    assert desk.today == date(2017, 3, 1)
    assert desk.now().tzinfo is not None
    register.close()


def test_a_name_that_nobody_bears_is_answered_with_those_that_there_are(place):
    register = founded(place)
    with pytest.raises(Refused) as refused:
        sit_down(register, "王方")
    assert refused.value.problems == {"as": "Nobody here is named 王方; there are: 王芳, 周平"}
    register.close()


@pytest.fixture
def real(place):
    """A register of real people; the administrator has a password, the clerk has none yet."""
    people = (PEOPLE[0], Person("周平", Role.ADMINISTRATOR, password=hashed(SECRET)))
    register = founded(place, RegisterKind.REAL, people)
    yield register
    register.close()


def test_a_real_register_asks_for_the_password(real):
    assert sit_down(real, "周平", password=SECRET).actor.name == "周平"
    for name, password in (("周平", "wrong"), ("周平", None), ("王芳", ""), ("王方", SECRET)):
        with pytest.raises(Refused) as refused:
            sit_down(real, name, password=password)
        assert refused.value.problems == {"as": "The name or the password is wrong"}


def test_whoever_gets_an_account_in_a_real_register_can_sign_in(real):
    administrator = sit_down(real, "周平", password=SECRET)
    newcomer = AddUser(name="吴桐", role=Role.REVIEWER)
    secret = administrator.do(newcomer).secret
    events = administrator.read(lambda s: s.scalars(select(Event.request + Event.changes)).all())
    assert "吴桐" in events[-1]
    assert secret not in events[-1]
    set_own_password(real, "吴桐", secret, "竹影清风-2016-10")
    assert sit_down(real, "吴桐", password="竹影清风-2016-10").actor.role is Role.REVIEWER


def test_a_real_register_has_the_true_clock(real):
    with pytest.raises(Refused) as refused:
        sit_down(real, "周平", password=SECRET, today=DAY)
    assert refused.value.problems == {"today": "Only a demo or rehearsal register can be told what day it is"}
    desk = sit_down(real, "周平", password=SECRET)
    assert abs(desk.now() - datetime.now().astimezone()).total_seconds() < 60


def test_a_told_day_keeps_the_time_of_day():
    assert clock(DAY)().date() == DAY
    assert clock(None)().tzinfo is not None


@pytest.mark.skipif(not SERVER, reason="needs a PostgreSQL server")
def test_an_unknown_database_of_a_server_is_not_a_server_that_does_not_answer():
    url = make_url(SERVER).set(database="no_such_register").render_as_string(hide_password=False)
    with pytest.raises(NotARegister, match="the server has no database of that name"):
        open_register(url)


def test_a_real_register_called_a_rehearsal_asks_for_passwords_and_is_only_read(place):
    people = tuple(replace(person, password=hashed(SECRET)) for person in PEOPLE)
    founded(place, RegisterKind.REAL, people).close()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE register SET kind = 'rehearsal'")
        connection.commit()
    register = open_register(place)
    assert register.real
    with pytest.raises(Refused, match="The name or the password is wrong"):
        sit_down(register, "周平")
    desk = sit_down(register, "周平", password=SECRET)
    assert "the kind of the register" in desk.problems(AddUser(name="黑客", role=Role.REVIEWER))[""]
    assert desk.read(verify).replay == ("The register 1 青岚县: Purpose is not what the history says",)
    register.close()


def test_the_copy_of_an_older_register_goes_when_it_is_closed_or_cannot_be_opened(tmp_path, monkeypatch):
    older = unpack(OLD, "c055ae85", tmp_path / "older.cdesk")
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(copies))
    opened = open_register(older)
    assert list(copies.iterdir()) == [opened.copy.parent]
    opened.close()
    assert list(copies.iterdir()) == []
    with closing(sqlite3.connect(older)) as emptied:
        emptied.execute("DELETE FROM register")
        emptied.commit()
    with pytest.raises(Refused, match="holds no register"):
        open_register(older)
    assert list(copies.iterdir()) == []


def test_what_a_dead_program_left_of_a_copy_is_swept_when_the_register_opens(place):
    founded(place).close()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = place.with_name(f".{place.name}.{dead.pid}.part")
    left.write_text("x")
    open_register(place).close()
    assert not left.exists()


def test_a_password_replaced_while_the_register_is_open_bars_the_next_desk(place):
    people = tuple(replace(person, password=hashed(SECRET)) for person in PEOPLE)
    register = founded(place, RegisterKind.REAL, people)
    assert sit_down(register, "周平", password=SECRET).barred == ""
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE user SET password = ? WHERE name = '周平'", (hashed("attacker"),))
        connection.commit()
    assert "the password of 周平" in sit_down(register, "周平", password="attacker").barred
    register.close()
