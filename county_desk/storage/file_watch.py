"""Noticing that another desk wrote to a register in a file."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from threading import Event

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

_TURN = 1.0  # seconds between two looks


type Written = tuple[tuple[int, int], ...]


def last_written(file: Path) -> Written:
    """The time of the last write to a register file and to its log, with the size of each."""
    found = (each.stat() for each in (file, file.with_name(f"{file.name}-wal")) if each.exists())
    return tuple((each.st_mtime_ns, each.st_size) for each in found)


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
