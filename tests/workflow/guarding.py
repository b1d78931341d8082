"""What somebody does to a register behind the program, and how it opens then."""

import json
from dataclasses import replace

from sqlalchemy import delete, select

from county_desk.models.audit import Event
from county_desk.models.event_record import EventRecord
from county_desk.models.register import Register
from county_desk.models.user import User
from county_desk.tables.history.event_records import history_records
from county_desk.tables.history.history_state import HistoryState
from county_desk.workflow.command import Refused
from county_desk.workflow.entry import Opened
from county_desk.workflow.guarded import prove_guarded
from county_desk.workflow.registry import SetContact
from tests.build import CLERK, FOUNDED
from tests.databases import open_history

PASSWORD = "松柏常青-2016-10"


def behind_the_desk(office, statement):
    """Do one statement in the database, as its owner can."""
    with office.sessions.begin() as session:
        session.execute(statement)


def opened(office):
    """The register as the program opens it."""
    with office.sessions() as session:
        kept, guard = session.get_one(Register, 1), prove_guarded(session)
    kind = guard.kind or kept.kind
    url = office.sessions.kw["bind"].url.render_as_string(hide_password=False)
    return Opened(url, office.sessions, kept.name, kind, "", "central", (), None, guard.trouble)


def refused_at(office):
    """Why a clerk who signs in now cannot write."""
    desk = office.at(FOUNDED)
    desk.actor = replace(desk.actor, barred=opened(office).barred)
    command = SetContact(place=office.place("大河村"), telephone="0000-1234501")
    assert desk.read(lambda session: session.scalar(select(User.name).where(User.id == 1))) == CLERK
    assert desk.problems(command) or not desk.barred
    try:
        desk.do(command)
    except Refused as refused:
        return refused.problems[""]
    return ""


def forge_old_history(office):
    """Seal the history as the first version did: without the algorithm, without passwords."""
    with office.sessions.begin() as session, open_history(session.connection()):
        previous = ""
        for event in session.scalars(select(Event).order_by(Event.id)).all():
            changes = json.loads(event.changes)
            for user in changes.get("user", {}).values():
                user.pop("password", None)
            event.changes = json.dumps(changes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            event.algorithm, event.previous = "sha256", previous
            event.seal = previous = event.sealed()
            session.flush()
        index_again(session)


def index_again(session):
    """Make the index of the history anew, as an upgrade of such a register does."""
    session.execute(delete(EventRecord))
    events = session.execute(select(Event.id, Event.changes).order_by(Event.id)).all()
    for number, records in history_records(events, HistoryState()):
        session.add_all(EventRecord(**each.as_row(number)) for each in records)
