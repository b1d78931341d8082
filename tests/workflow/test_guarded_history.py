"""The history cannot be rewritten without being found: by its triggers, its seals and its papers."""

from datetime import date

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from county_desk.models.audit import NEWEST, Event
from county_desk.models.notice import Notice
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.registry import SetContact
from county_desk.workflow.returns import FreezeReturn
from tests.build import FOUNDED, a_household, walk
from tests.databases import open_history
from tests.workflow.guarding import behind_the_desk, forge_old_history, refused_at


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET summary = 'Nothing happened' WHERE id = 3",
        "UPDATE event SET algorithm = 'sha256' WHERE id = 3",
        "DELETE FROM event WHERE id = 3",
        "DELETE FROM event",
        "INSERT INTO event SELECT id + 7, at, actor, role, command, request, summary, changes, algorithm, "
        "'p', 's', NULL FROM event WHERE id = 3",
        "INSERT INTO event SELECT (SELECT max(id) + 1 FROM event), at, actor, role, command, request, "
        "summary, changes, algorithm, 'p', 's', NULL FROM event WHERE id = 3",
    ],
)
def test_the_database_refuses_to_rewrite_the_history(office, statement):
    with pytest.raises(IntegrityError, match="append-only"):
        behind_the_desk(office, text(statement))
    assert office.read(verify).ok


def test_the_database_refuses_to_replace_or_empty_the_history(office):
    if office.sessions.kw["bind"].dialect.name == "sqlite":
        statement = (
            "INSERT OR REPLACE INTO event SELECT id, at, actor, role, command, request, 'x', changes, "
            "algorithm, previous, seal, NULL FROM event WHERE id = 3"
        )
    else:
        statement = "TRUNCATE event"
    with pytest.raises(IntegrityError, match="append-only"):
        behind_the_desk(office, text(statement))
    assert office.read(verify).ok


@pytest.mark.parametrize("algorithm", ["sha256", "sha256-3", ""])
def test_an_event_under_another_algorithm_is_found(office, algorithm):
    with office.sessions.begin() as session, open_history(session.connection()):
        session.execute(update(Event).where(Event.id == 3).values(algorithm=algorithm))
    assert office.read(verify).chain == ("event 3 was changed",)


def test_an_old_event_under_the_new_algorithm_is_found(office):
    forge_old_history(office)
    assert office.read(verify).ok
    with office.sessions.begin() as session, open_history(session.connection()):
        session.execute(update(Event).where(Event.id == 3).values(algorithm=NEWEST))
    assert office.read(verify).chain == ("event 3 was changed",)


def test_an_event_sealed_the_old_way_after_new_ones_is_found(office):
    with office.sessions.begin() as session, open_history(session.connection()):
        last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
        last.algorithm = "sha256"
        last.seal = last.sealed()
        session.flush()
        number = last.id
    assert office.read(verify).chain == (f"event {number} was changed",)


def test_a_changed_event_at_the_end_of_the_history_stops_writing(office):
    for number in range(3):
        office.at(FOUNDED).do(SetContact(place=3, telephone=f"0000-123450{number}"))
    assert refused_at(office) == ""
    with office.sessions.begin() as session, open_history(session.connection()):
        last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
        last.summary = "Nothing happened"
        number = last.id
        session.flush()
    assert f"event {number} was changed" in refused_at(office)


def test_a_history_that_was_verified_and_does_not_hold_is_no_longer_written(office):
    desk = office.at(FOUNDED)
    assert desk.prove().ok
    desk.do(SetContact(place=3, telephone="0000-1234501"))
    with office.sessions.begin() as session, open_history(session.connection()):
        session.execute(update(Event).where(Event.id == 1).values(summary="Nothing happened"))
    assert not desk.prove().ok
    with pytest.raises(Refused, match="event 1 was changed"):
        desk.do(SetContact(place=3, telephone="0000-1234502"))


def test_a_history_sealed_anew_no_longer_fits_its_papers(office):
    walk(office, (a_household(office),))
    office.at(date(2017, 1, 10)).do(FreezeReturn(name="R6", period="2016"))
    assert office.read(verify).ok
    with office.sessions.begin() as session, open_history(session.connection()):
        previous = ""
        for event in session.scalars(select(Event).order_by(Event.id)).all():
            event.actor = "何静" if event.id == 5 else event.actor
            event.previous = previous
            event.seal = previous = event.sealed()
            session.flush()
        number = session.scalars(select(Notice.number).order_by(Notice.id)).first()
    proof = office.read(verify)
    assert proof.chain == ()
    assert proof.replay[0] == f"notice {number}: the code on its paper is in no event of the history"
    assert "return R6 of 2016, edition 1: the code on its paper is in no event of the history" in proof.replay
