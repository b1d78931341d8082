"""The history: every act sealed, and proven against the state."""

import json

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError

from county_desk.models.audit import Event
from county_desk.models.place import Place
from county_desk.storage.engine import NotARegister
from county_desk.text import CHINESE, language
from county_desk.workflow.accounts.people import SetPassword
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.journal import listening
from county_desk.workflow.registry import SetContact
from tests.build import ADMINISTRATOR, FOUNDED, a_household, founding, walk
from tests.databases import open_history


def rewrite(office, statement):
    """Change the database behind the desk's back, as its owner can."""
    with office.sessions.begin() as session, open_history(session.connection()):
        session.execute(statement)


def events(office):
    """The history, oldest first."""
    return office.read(lambda session: list(session.scalars(select(Event).order_by(Event.id))))


def test_a_history_of_a_whole_case_holds(office):
    case = a_household(office)
    walk(office, (case,))
    proof = office.read(verify)
    assert (proof.chain, proof.replay) == ((), ())
    assert proof.ok
    assert proof.events == len(events(office))
    assert proof.head == events(office)[-1].seal


def test_the_first_event_follows_nothing_and_each_other_the_one_before(office):
    a_household(office)
    chain = events(office)
    assert [event.id for event in chain] == list(range(1, len(chain) + 1))
    assert [event.previous for event in chain] == ["", *(event.seal for event in chain[:-1])]


def test_an_event_says_who_did_what_when(office):
    a_household(office)
    last = events(office)[-1]
    assert (last.actor, last.role, last.command) == ("王芳", "county_clerk", "FileHousehold")
    assert last.at.isoformat() == "2016-10-08T01:00:00+00:00"
    assert last.summary == "Application of 张大有: case 1 opened"
    asked = json.loads(last.request)
    assert (asked["head"], asked["net_income"], asked["received_on"]) == ("张大有", "2000.00", "2016-10-08")


def test_an_act_gives_back_the_seal_of_its_event(office):
    change = office.at(FOUNDED).do(SetContact(place=office.place("大河村"), telephone="0000-1234501"))
    assert change.seal == events(office)[-1].seal


def test_a_rewritten_event_is_found(office):
    a_household(office)
    rewrite(office, update(Event).where(Event.id == 3).values(summary="Nothing happened"))
    proof = office.read(verify)
    assert proof.chain == ("event 3 was changed",)
    assert not proof.ok


def test_an_event_that_was_rewritten_and_sealed_again_is_found_by_the_next(office):
    def forge(session):
        event = session.get_one(Event, 3)
        event.summary = "Nothing happened"
        event.seal = event.sealed()
        with open_history(session.connection()):
            session.flush()
        session.commit()

    a_household(office)
    office.read(forge)
    assert office.read(verify).chain == ("event 4 does not follow the one before",)


@pytest.mark.parametrize("change", [{"changes": "{"}, {"request": "x"}, {"summary": "x"}])
def test_an_event_that_nobody_can_read_any_more_is_found(office, change):
    a_household(office)
    rewrite(office, update(Event).where(Event.id == 3).values(**change))
    assert office.read(verify).chain == ("event 3 was changed",)


@pytest.mark.parametrize("column", ["summary", "request", "changes", "operation", "algorithm", "seal"])
def test_bytes_in_the_place_of_a_text_are_found(office, column):
    a_household(office)
    if office.sessions.kw["bind"].dialect.name != "sqlite":
        pytest.skip("this database takes only text")
    rewrite(office, text(f"UPDATE event SET {column} = X'00000000' WHERE id = 3"))
    assert office.read(verify).chain == ("event 3 was changed",)


def test_an_event_under_an_unknown_algorithm_without_a_seal_is_found(office):
    a_household(office)
    last = events(office)[-1].id
    rewrite(office, update(Event).where(Event.id == last).values(algorithm="none", seal=""))
    assert office.read(verify).chain == (f"event {last} was changed",)


@pytest.mark.parametrize("changes", ["[]", '{"place":[]}', '{"place":{"3":7}}', '{"place":{"":[{}]}}'])
def test_changes_of_another_shape_are_found(office, changes):
    a_household(office)
    rewrite(office, update(Event).where(Event.id == 3).values(changes=changes))
    assert office.read(verify).chain == ("event 3 was changed",)


def test_a_day_that_is_none_is_found(office):
    a_household(office)
    with office.sessions.begin() as session, open_history(session.connection()):
        if session.get_bind().dialect.name != "sqlite":
            pytest.skip("this database takes only days")
        session.execute(text("UPDATE event SET at = 'yesterday' WHERE id = 3"))
        session.execute(text("UPDATE \"case\" SET received_on = 'today'"))
    proof = office.read(verify)
    assert proof.chain == ("event 3 was changed",)
    assert proof.replay == ("Case record holds a value that nobody can read",)
    assert proof.sentence().splitlines() == [*proof.chain, *proof.replay]


def test_a_damaged_byte_in_a_text_is_found(office):
    a_household(office)
    if office.sessions.kw["bind"].dialect.name != "sqlite":
        pytest.skip("this database takes only text")
    rewrite(office, text("UPDATE event SET summary = CAST(X'E69D8E9C' AS TEXT) WHERE id = 3"))
    rewrite(office, text("UPDATE place SET contact = CAST(X'E69D8E9C' AS TEXT) WHERE id = 4"))
    proof = office.read(verify)
    assert proof.chain == ("event 3 was changed",)
    assert proof.replay == ("Place holds a value that nobody can read",)
    with pytest.raises(NotARegister, match="The register is damaged: it was cut short or overwritten"):
        office.at(FOUNDED).read(lambda session: session.scalars(select(Place)).all())


def test_a_missing_table_is_not_called_a_register_out_of_reach(office):
    with pytest.raises(NotARegister, match="The register is damaged: a table or a column of it is missing"):
        office.at(FOUNDED).read(lambda session: session.execute(text("SELECT 1 FROM no_such_table")))


def test_an_event_that_was_taken_out_is_found(office):
    a_household(office)
    rewrite(office, text("DELETE FROM event WHERE id = 4"))
    assert office.read(verify).chain == ("event 4 is missing",)


def test_a_changed_record_is_found(office):
    village = office.place("大河村")
    rewrite(office, update(Place).where(Place.id == village).values(telephone="0000-9999999"))
    assert office.read(verify).replay == (
        f"Place {village} 大河村: Telephone for objections is not what the history says",
    )


def test_an_added_record_is_found(office):
    a_household(office)
    rewrite(
        office,
        text(
            "INSERT INTO member (id, version, household_id, position, name, relation, id_number, ethnicity) "
            "VALUES (99, 1, 1, 2, '李四', '之子', '', '')"
        ),
    )
    assert "Member 99 李四 is not in the history" in office.read(verify).replay


def test_a_removed_record_is_found(office):
    a_household(office)
    rewrite(office, text("DELETE FROM member WHERE id = 1"))
    assert office.read(verify).replay == ("Member 1 is in the history but not in the register",)


def test_two_events_cannot_follow_the_same_one(office):
    last = events(office)[-1]
    about = {"at": last.at, "actor": "王芳", "role": "county_clerk", "command": "X", "summary": ""}
    fork = insert(Event).values(
        id=9999, request="{}", changes="{}", seal="x", previous=last.previous, **about
    )
    with pytest.raises(IntegrityError, match="previous"):
        rewrite(office, fork)


def test_what_is_refused_leaves_no_event(office):
    before = len(events(office))
    with pytest.raises(Refused):
        office.at(FOUNDED).do(SetContact(place=999, telephone="0000-1234501"))
    assert len(events(office)) == before


def test_the_history_never_holds_a_password(office):
    office.at(FOUNDED).do(SetPassword(password="松柏常青-2016-10"))
    last = events(office)[-1]
    assert last.request == "{}"
    assert "松柏常青" not in last.changes + last.summary


def test_taking_an_act_back_is_another_event(office):
    village = office.place("大河村")
    desk = office.at(FOUNDED)
    change = desk.do(SetContact(place=village, telephone="0000-7654321", contact="周家乐"))
    before = len(events(office))
    desk.do(change.undo)
    assert len(events(office)) == before + 1
    assert office.read(verify).ok


def test_a_record_is_never_deleted(office):
    village = office.place("大河村")
    with office.sessions() as session, listening(session):
        session.delete(session.get_one(Place, village))
        with pytest.raises(RuntimeError, match="never deleted"):
            session.flush()


def test_a_register_is_founded_once(office):
    with pytest.raises(Refused, match="already holds a register"):
        office.at(FOUNDED, ADMINISTRATOR).do(founding())


def test_a_break_is_said_in_the_language_in_force(office):
    village = office.place("大河村")
    rewrite(office, update(Event).where(Event.id == 3).values(summary="Nothing happened"))
    rewrite(office, update(Place).where(Place.id == village).values(telephone="0000-9999999"))
    with language(CHINESE):
        proof = office.read(verify)
    assert proof.chain == ("第 3 条记录被改动",)
    assert proof.replay == (f"区划 {village} 大河村 的“受理异议电话”与办理记录不一致",)


def test_the_history_holds_no_password_and_no_hash_of_one(office):
    office.at(FOUNDED).do(SetPassword(password="a long enough word"))
    with office.sessions() as session:
        assert "argon2" not in "".join(session.scalars(select(Event.changes)))
    assert office.at(FOUNDED).read(verify).ok
