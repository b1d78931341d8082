"""Hearing of the acts of other desks at one register."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

from sqlalchemy import Engine, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from county_desk.models.audit import Event as Act
from county_desk.storage.engine import NotARegister, file_of
from county_desk.storage.server import ServerFinding, check_engine
from county_desk.storage.server_line import LineState, listen
from county_desk.tables.listing import newest_act

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

_TURN = 1.0  # seconds between two looks


def watch(engine: Engine, stop: Event, wrote: Callable[[], None]) -> None:
    """Call `wrote` after each commit of another connection, and once at first, until `stop`."""
    while not stop.wait(_TURN):
        with suppress(sqlite3.Error, DatabaseError):  # the disk or the share is gone: look again
            _watch(engine, stop, wrote)


def _watch(engine: Engine, stop: Event, wrote: Callable[[], None]) -> None:
    """Watch on one connection: SQLite counts for it the commits of all others."""
    version = None
    with closing(engine.raw_connection()) as connection:
        line = connection.cursor()  # none of SQLAlchemy's transactions, which would see one state only
        while not stop.is_set():
            found = line.execute("PRAGMA data_version").fetchone()
            if found != version:
                version = found
                wrote()
            stop.wait(_TURN)


_A = Act.__table__.c


def server_findings(desk: "Desk") -> list[ServerFinding] | None:
    """The findings about the server of a desk; None for a register in a file."""
    engine = desk.sessions.kw["bind"]
    return check_engine(engine) if engine.dialect.name == "postgresql" else None


def hear_others(
    desk: "Desk", stop: Event, again: Event, hear: Callable[[str | LineState], None]
) -> Thread | None:
    """Begin to hear on a thread of its own; None for a register in memory, which has one desk.

    `hear` gets the seal of each act of any desk. From a server it also gets `UPGRADE` before an upgrade,
    `NO_UPGRADE` when it failed, and the states of the line.
    """
    engine = desk.sessions.kw["bind"]
    if engine.dialect.name == "postgresql":
        thread = Thread(target=listen, args=(engine, stop, again, hear), name="other desks", daemon=True)
    elif file_of(desk.place):
        wrote = _reading_on(desk, hear)
        thread = Thread(target=watch, args=(engine, stop, wrote), name="other desks", daemon=True)
    else:
        return None
    thread.start()
    return thread


def _reading_on(desk: "Desk", hear: Callable[[str | LineState], None]) -> Callable[[], None]:
    """Have `hear` get the seals of all acts after those that were there before."""
    last = desk.read(newest_act)

    def wrote() -> None:
        nonlocal last
        with suppress(NotARegister):
            for number, seal in desk.read(_since, last):
                last = number
                hear(seal)

    return wrote


def _since(session: Session, number: int) -> list[tuple[int, str]]:
    wanted = select(_A.id, _A.seal).where(_A.id > number).order_by(_A.id)
    return [(row.id, row.seal) for row in session.execute(wanted)]
