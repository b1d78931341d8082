"""The statements that a register is sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from county_desk.workflow.desk import Desk


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """The statements that the register is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = desk.sessions.kw["bind"]
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)
