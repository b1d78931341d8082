"""Notes which tables the statements of a reading name."""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from county_desk.models.base import Base

if TYPE_CHECKING:
    from county_desk.tables.list_tables import ListTable

_WORD = re.compile(r"\w+")
_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)


@contextmanager
def noting_tables() -> Iterator[set[str]]:
    """Note the tables of records that the statements inside the block name, on this thread.

    A block around this one does not note them.
    """
    noted: set[str] = set()
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def tables_noted[T](work: Callable[[], T]) -> tuple[T, set[str]]:
    """The answer of a reading, with the tables of records that its statements name."""
    with noting_tables() as tables:
        return work(), tables


def note(tables: Collection[str]) -> None:
    """Note tables as if a statement had named them."""
    if (noted := _noted.get()) is not None:
        noted.update(tables)


def note_statement(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
    """Note the tables that a statement names: an event of an engine, before each statement."""
    if (noted := _noted.get()) is not None:
        noted.update(_named(statement))


def _named(statement: str) -> set[str]:
    """The tables of records that a statement names; a list table stands for those that it follows from."""
    words = set(_WORD.findall(statement))
    found = words & Base.metadata.tables.keys()
    if any(word.startswith("list_") for word in words):
        from county_desk.tables.large_lists import list_tables  # read with the lists, not with the engine

        found.update(*(_followed(each) for _title, each in list_tables() if each.table.name in words))
    return found


@cache
def _followed(table: "ListTable") -> set[str]:
    return _named(str(table.rows))
