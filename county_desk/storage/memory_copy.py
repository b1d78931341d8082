"""A copy of a register in memory, for looking at it in another state; it is gone once it is closed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import batched
from uuid import uuid4

from sqlalchemy import Engine, create_engine, insert, select
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool

from county_desk.models.append_only import SQLITE
from county_desk.models.base import Base
from county_desk.models.json_text import compact
from county_desk.storage.engine import file_of, read_once, sessions_of, untouched
from county_desk.tables.large_lists import make_list_tables

_AT_ONCE = 5000  # rows that come over from a server together


class MemoryCopy:
    """The copy, and the way to start sessions on it."""

    def __init__(self, source: Engine) -> None:
        name = f"file:copy-{uuid4().hex}?mode=memory&cache=shared"
        opening = partial(sqlite3.connect, name, uri=True, isolation_level=None, check_same_thread=False)
        self._kept = opening()  # the database lives as long as a connection to it
        self.engine = create_engine("sqlite://", creator=opening, poolclass=NullPool, json_serializer=compact)
        path = file_of(source.url.render_as_string(hide_password=False))
        if path is not None:
            with closing(sqlite3.connect(untouched(path), uri=True)) as file:
                file.backup(self._kept)
        else:
            Base.metadata.create_all(self.engine)
            with self.rewriting():
                self._fill(source)

    @property
    def sessions(self) -> sessionmaker[Session]:
        """The way to start a session on the copy."""
        return sessions_of(self.engine)

    @contextmanager
    def rewriting(self) -> Iterator[None]:
        """Let the history of the copy be written anew within the block."""
        for trigger in SQLITE:
            self._kept.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        yield
        for statement in SQLITE.values():
            self._kept.execute(statement)

    def _fill(self, source: Engine) -> None:
        """Bring the rows of every table over from a server."""
        with read_once(source) as there, self.engine.begin() as here:
            for table in Base.metadata.sorted_tables:
                rows = there.execute(select(table).execution_options(yield_per=_AT_ONCE)).mappings()
                for some in batched(rows, _AT_ONCE):
                    here.execute(insert(table), [dict(row) for row in some])
            make_list_tables(here)

    def close(self) -> None:
        """Let the copy go."""
        self.engine.dispose()
        self._kept.close()
