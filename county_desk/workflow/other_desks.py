"""Hearing of the acts of other desks at one server."""

from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING

from county_desk.storage.server import ServerFinding, check_engine
from county_desk.storage.server_line import LineState, listen

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


def server_findings(desk: "Desk") -> list[ServerFinding] | None:
    """The findings about the server of a desk; None for a register in a file."""
    engine = desk.sessions.kw["bind"]
    return check_engine(engine) if engine.dialect.name == "postgresql" else None


def hear_others(
    desk: "Desk", stop: Event, again: Event, hear: Callable[[str | LineState], None]
) -> Thread | None:
    """Begin to hear on a thread of its own; None for a register in a file, which has one desk.

    `hear` gets the seal of each act of any desk, `UPGRADE` before an upgrade, `NO_UPGRADE` when it failed,
    and the states of the line.
    """
    engine = desk.sessions.kw["bind"]
    if engine.dialect.name != "postgresql":
        return None
    thread = Thread(target=listen, args=(engine, stop, again, hear), name="other desks", daemon=True)
    thread.start()
    return thread
