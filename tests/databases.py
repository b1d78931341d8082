"""Where registers under test are kept: copies of a file, or a PostgreSQL schema that is emptied each time."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url

from county_desk.models.append_only import SQLITE
from county_desk.models.base import Base
from county_desk.rules.policy import Policy
from county_desk.storage.engine import connect, sessions_of
from county_desk.storage.upgrade import upgrade
from county_desk.tables.large_lists import list_tables
from tests.build import Office, open_register

SERVER = os.environ.get("COUNTY_DESK_TEST_POSTGRES", "")
DATABASES = ("sqlite", "postgresql") if SERVER else ("sqlite",)


def nothing_more(_office: Office) -> None:
    """The register as it was founded."""


class Files:
    """SQLite: a register is made once for each province and each story, and copied for each test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fresh(
        self, policy: Policy, path: Path, story: Callable[[Office], object] = nothing_more
    ) -> tuple[Office, Engine]:
        """A register in a file of its own: newly founded, and then what a function of a module does to it."""
        made = self._folder / f"{policy.province}-{story.__module__}.{story.__qualname__}.cdesk"
        if not made.exists():
            self._make(policy, made, story)
        shutil.copy(made, path)
        return opened(policy, path)

    def _make(self, policy: Policy, path: Path, story: Callable[[Office], object]) -> None:
        if story is nothing_more:
            office, engine = opened(policy, path)
            upgrade(engine)
            open_register(office.sessions, policy)
        else:
            office, engine = self.fresh(policy, path)
            story(office)
        engine.dispose()  # the last one out folds the log into the file


def opened(policy: Policy, path: Path) -> tuple[Office, Engine]:
    """The office of a register in a file; the engine is to be disposed of."""
    engine = connect(f"sqlite:///{path}")
    event.listen(engine, "connect", _in_no_hurry_for_the_disk)
    return Office(sessions_of(engine), policy), engine


class Server:
    """PostgreSQL: one schema, filled for each test with what a newly founded register holds."""

    def __init__(self, schema: str) -> None:
        self.url = schema_url(schema)
        self.engine = connect(self.url)
        self._own = connect(self.url)  # one line for all tests: a new one has to learn each table again
        self._schema = schema
        self._founded: dict[str, list[str]] = {}  # the tables with rows, by province
        new_schema(schema)
        upgrade(self.engine)

    def fresh(self, policy: Policy, _path: Path) -> tuple[Office, Engine]:
        """A newly founded register, in the place of what the test before left."""
        province = policy.province
        self.engine.dispose()  # a test that failed may hold a lock
        with self._own.begin() as connection, open_history(connection):
            emptied = [f'DELETE FROM "{name}"' for name in reversed(_filled(connection))]
            filled = [_copied(name, self._kept(province)) for name in self._founded.get(province, ())]
            numbered = (_restarting(table.name) for table in Base.metadata.sorted_tables)
            connection.exec_driver_sql(";".join([*emptied, *filled, *numbered]))
        if province in self._founded:
            return Office(sessions_of(self.engine), policy), self.engine
        office = open_register(sessions_of(self.engine), policy)
        self._keep(province)
        return office, self.engine

    def close(self) -> None:
        """Leave nothing behind on the server."""
        self.engine.dispose()
        self._own.dispose()
        for schema in (self._schema, *map(self._kept, self._founded)):
            drop_schema(schema)

    def _kept(self, province: str) -> str:
        """The schema with copies of the tables as they were founded."""
        return f"{self._schema}_{province}"

    def _keep(self, province: str) -> None:
        kept = self._kept(province)
        new_schema(kept)
        with self._own.begin() as connection:
            self._founded[province] = filled = _filled(connection)
            for name in filled:
                connection.exec_driver_sql(f'CREATE TABLE "{kept}"."{name}" AS TABLE "{name}"')


@contextmanager
def open_history(connection: Connection) -> Iterator[None]:
    """Take the triggers off the history, as only its owner can, and put them back afterwards."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE event DISABLE TRIGGER USER"))
        yield
        connection.execute(text("ALTER TABLE event ENABLE TRIGGER USER"))
        return
    for name in SQLITE:
        connection.execute(text(f"DROP TRIGGER {name}"))
    yield
    for statement in SQLITE.values():
        connection.execute(text(statement))


def _in_no_hurry_for_the_disk(connection: Any, _record: Any) -> None:
    """Nobody minds losing what a test wrote."""
    connection.execute("PRAGMA synchronous=OFF")


def schema_url(schema: str) -> str:
    """The server's URL with a schema of its own."""
    url = make_url(SERVER).update_query_dict({"options": f"-csearch_path={schema}"})
    return url.render_as_string(hide_password=False)


def new_schema(schema: str) -> None:
    """Make an empty schema, in the place of one that was left behind."""
    _tell(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE', f'CREATE SCHEMA "{schema}"')


def drop_schema(schema: str) -> None:
    """Remove a schema and all in it."""
    _tell(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')


def _tell(*orders: str) -> None:
    engine = create_engine(SERVER)
    with engine.begin() as connection:
        for order in orders:
            connection.execute(text(order))
    engine.dispose()


def _filled(connection: Connection) -> list[str]:
    """The tables that have rows, each after those that it points to."""
    lists = (each.table.name for _title, each in list_tables())
    names = [*(table.name for table in Base.metadata.sorted_tables), *lists]
    asked = ", ".join(f'EXISTS (SELECT FROM "{name}")' for name in names)
    found = connection.exec_driver_sql(f"SELECT {asked}").one()
    return [name for name, has_rows in zip(names, found, strict=True) if has_rows]


def _copied(table: str, schema: str) -> str:
    """The rows of a table from a copy in a schema, by primary key: a place comes after the place above it."""
    key = ", ".join(f'"{column.name}"' for column in Base.metadata.tables[table].primary_key)
    return f'INSERT INTO "{table}" SELECT * FROM "{schema}"."{table}" ORDER BY {key}'


def restart(table: str) -> Any:
    """Let a table's numbers go on after the last one in it."""
    return text(_restarting(table))


def _restarting(table: str) -> str:
    sequence = f"""pg_get_serial_sequence('"{table}"', 'id')"""
    return f'SELECT setval({sequence}, coalesce(max(id), 0) + 1, false) FROM "{table}"'
