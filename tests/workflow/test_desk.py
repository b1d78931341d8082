"""The desk: who may do what, and what is said when something comes in between."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError, ProgrammingError

from county_desk.commands import KNOWN
from county_desk.models.audit import Event
from county_desk.models.place import Place
from county_desk.models.user import Permission, Role
from county_desk.text import CHINESE, language
from county_desk.workflow.command import Change, Command, NotSaved, Refused
from county_desk.workflow.desk import Desk, storage_trouble
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.registry import SetContact
from county_desk.workflow.rights import refusal as may_not
from tests.build import ADMINISTRATOR, CLERK, INSPECTOR, REVIEWER, TOWNSHIP, VILLAGE, refusal

TODAY = date(2016, 10, 8)
PEOPLE = {
    Role.VILLAGE_CLERK: VILLAGE,
    Role.TOWNSHIP_CLERK: TOWNSHIP,
    Role.COUNTY_CLERK: CLERK,
    Role.REVIEWER: REVIEWER,
    Role.ADMINISTRATOR: ADMINISTRATOR,
    Role.INSPECTOR: INSPECTOR,
}
POSTS = tomllib.loads((Path(__file__).parent / "posts.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("role", Role, ids=str)
def test_a_post_may_do_this_and_nothing_else(role):
    assert role.permissions == {Permission(what) for what, roles in POSTS.items() if role.value in roles}


def test_every_act_says_which_posts_may_do_it():
    assert {command.permission for command in KNOWN.values()} <= {Permission(what) for what in POSTS}


def test_whoever_may_not_is_told_who_may(office):
    class Anything(Command):
        """Something that is not allowed must not even be looked at."""

        def problems(self, work):
            raise AssertionError("nobody asks")

        run = problems

    for role in Role:
        desk = office.at(TODAY, PEOPLE[role])
        for permission in Permission:
            Anything.permission = permission
            if not role.may(permission):
                assert refusal(desk, Anything()) == {"": may_not(desk.actor, permission)}


def test_a_refusal_names_the_posts_that_could_do_it(office):
    with language(CHINESE):
        said = may_not(office.at(TODAY, CLERK).actor, Permission.REVIEW)
    assert said == "王芳（县级经办员）不能审核事项和确认补录。此事由乡镇经办员、审核员办理。"


def test_all_of_a_command_happens_or_none(office):
    village = office.place("大河村")

    class HalfDone(Command):
        """Changes something, and then finds that it cannot go on."""

        permission = Permission.READ
        law = ONE_PERSON

        def run(self, work):
            work.session.get_one(Place, village).contact = "周家乐"
            work.session.flush()
            raise Refused({"": "not today"})

    with pytest.raises(Refused, match="not today"):
        office.at(TODAY).do(HalfDone())
    assert office.read(lambda session: session.get_one(Place, village)).contact == "李有田"


def test_our_own_fault_is_not_dressed_up_as_a_refusal(office):
    class Wrong(Command):
        """Adds a place of a name that is taken."""

        permission = Permission.READ
        law = ONE_PERSON

        def run(self, work):
            twin = work.session.get_one(Place, village)
            work.session.add(
                Place(level=twin.level, name=twin.name, short=twin.short, parent_id=twin.parent_id)
            )
            return Change("")

    village = office.place("大河村")
    with pytest.raises(IntegrityError):
        office.at(TODAY).do(Wrong())


def test_the_second_of_two_who_changed_a_record_at_once_looks_again(office):
    village = office.place("大河村")

    class Overtaken(Command):
        """Changes a record that somebody else changed since it was read."""

        permission = Permission.READ
        law = ONE_PERSON

        def run(self, work):
            place = work.session.get_one(Place, village)
            work.session.execute(text("UPDATE place SET version = version + 1"))
            place.contact = "周家乐"
            return Change("")

    with pytest.raises(Refused) as refused:
        office.at(TODAY).do(Overtaken())
    assert refused.value.problems == {"": "Somebody else changed this meanwhile; look again."}


def test_a_reading_does_not_write(office):
    statements = []
    engine = office.sessions.kw["bind"]
    event.listen(engine, "before_cursor_execute", lambda *seen: statements.append(seen[2].split()[0]))
    office.at(TODAY).problems(SetContact(place=office.place("大河村"), telephone="1"))
    assert set(statements) <= {"SELECT", "BEGIN"}


@pytest.mark.parametrize(
    ("database_says", "said"),
    [
        ("database or disk is full", "Not saved: the disk is full. Free some space and try again."),
        (
            "database is locked",
            "Not saved: another program holds the register. Try again in a moment.",
        ),
        (
            "attempt to write a readonly database",
            "Not saved: the register can only be read here.",
        ),
        (
            "cannot execute INSERT in a read-only transaction",
            "Not saved: the register can only be read here.",
        ),
        (
            "server closed the connection",
            "Not saved, and the database says why: the server does not answer.",
        ),
        ("schema is odd", "Not saved, and the database says why: error Exception."),
    ],
)
def test_a_trouble_of_the_database_is_said_in_words(database_says, said):
    assert storage_trouble(OperationalError("INSERT", {}, Exception(database_says))) == said


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (OperationalError, NotSaved),
        (DatabaseError, NotSaved),
        (ProgrammingError, ProgrammingError),
        (ValueError, ValueError),
    ],
)
def test_only_a_trouble_of_the_database_is_said_and_a_fault_of_the_program_is_shown(office, error, raised):
    class Failing(Command):
        """An act during which something goes wrong."""

        permission = Permission.READ
        law = ONE_PERSON

        def run(self, work):
            raise error("database or disk is full", {}, Exception("database or disk is full"))

    with pytest.raises(raised) as found:
        office.at(TODAY).do(Failing())
    if raised is NotSaved:
        assert found.value.problems == {"": "Not saved: the disk is full. Free some space and try again."}


def test_a_reading_sees_one_state_whatever_another_desk_writes_meanwhile(office):
    count = select(func.count(Event.id))

    def twice(session):
        before = session.scalar(count)
        office.at(TODAY).do(SetContact(place=5, telephone="0000-7654321"))
        return before, session.scalar(count)

    before, meanwhile = office.at(TODAY).read(twice)
    assert meanwhile == before
    assert office.read(lambda session: session.scalar(count)) == before + 1


def test_the_clock_of_the_desk_is_the_only_one(office):
    desk = office.at(TODAY, hour=23)
    assert (desk.today, desk.now().isoformat()) == (TODAY, "2016-10-08T23:00:00+08:00")
    assert Desk(office.sessions, desk.actor, office.policy).now().tzinfo is not None


def test_several_reasons_stand_in_a_row_as_the_language_has_it():
    problems = {"name": "没有填写姓名", "reason": "没有填写原因"}
    with language(CHINESE):
        assert str(Refused(problems)) == "没有填写姓名；没有填写原因"
