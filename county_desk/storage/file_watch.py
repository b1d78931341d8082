"""Noticing that another desk wrote to a register in a file."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from threading import Event

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

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
