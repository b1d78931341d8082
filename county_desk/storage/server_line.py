"""The line on which a server calls when another desk wrote something."""

from collections.abc import Callable
from enum import Enum
from threading import Event
from typing import TYPE_CHECKING, cast

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

if TYPE_CHECKING:
    import psycopg

CHANNEL = "county_desk"
UPGRADE = "upgrade"  # the word before an upgrade
NO_UPGRADE = "no upgrade"  # after it, when it failed; every other word is the seal of an act
_TURN = 0.5  # seconds between two looks at whether to stop
_AGAIN = 3.0  # seconds until a cut line is tried again


class LineState(Enum):
    """Whether the server can be heard."""

    LOST = "lost"
    BACK = "back"


def listen(engine: Engine, stop: Event, again: Event, hear: Callable[[str | LineState], None]) -> None:
    """Hear each word of the server until `stop`; `again` has a cut line tried at once.

    `hear` gets a word, or `LineState.LOST` once a line is cut and `LineState.BACK` once it holds again.
    """
    lost = False
    while not stop.is_set():
        try:
            _hear_all(engine, stop, hear, back=lost)
        except Exception as error:
            if not _is_of_the_line(error):
                raise
            if not lost:
                hear(LineState.LOST)
            lost = True
            again.wait(_AGAIN)
            again.clear()
        else:
            lost = False


def _hear_all(engine: Engine, stop: Event, hear: Callable[[str | LineState], None], *, back: bool) -> None:
    """Hear on one line until `stop`, or until the line is cut, which raises the driver's error."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        driver = cast("psycopg.Connection[tuple[object, ...]]", connection.connection.driver_connection)
        connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        if back:
            hear(LineState.BACK)
        while not stop.is_set():
            for call in driver.notifies(timeout=_TURN):
                hear(call.payload)


def _is_of_the_line(error: Exception) -> bool:
    """Whether the server or the line failed; the driver raises errors of its own while we listen."""
    return isinstance(error, DatabaseError | OSError) or type(error).__module__.startswith("psycopg")
