"""Copying a register from a file to a server or back, every row as it is."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, Table, insert, select, text

from county_desk.models.base import Base
from county_desk.progress import Progress, silent
from county_desk.storage.engine import NotARegister, in_words, read_once
from county_desk.storage.steps import newest, revision
from county_desk.storage.upgrade import upgrade
from county_desk.tables.large_lists import fill_list_tables, list_tables
from county_desk.text import _

ROWS = 2_000  # at once


def move(source: Engine, target: Engine, progress: Progress = silent) -> int:
    """Copy every table of a register into an empty database; returns the number of rows.

    All of it is copied or none. Raises `NotARegister` when the register is of another version, or the
    target holds something. The caller compares the histories.
    """
    with in_words():
        if revision(source) != newest():
            raise NotARegister(_("This register is of another version; upgrade it first."))
        if revision(target) is not None:
            raise NotARegister(_("There is a register already where this one should go."))
        upgrade(target)
        tables = Base.metadata.sorted_tables
        count = 0
        opened = target.connect().execution_options(writes=True)
        with read_once(source) as reading, opened as writing, writing.begin(), _keys_last(writing):
            for place, table in enumerate(tables):
                progress(place, len(tables))
                count += _copy(reading, writing, table)
            _count_values(writing, tables)
            fill_list_tables(writing)
            _count_values(writing, (each.table for _title, each in list_tables()))
    return count


def _count_values(connection: Connection, tables: Iterable[Table]) -> None:
    """Have a server count the values on which it rests its plans; by itself it does so a minute later."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE " + ", ".join(f'"{table.name}"' for table in tables))


def _copy(reading: Connection, writing: Connection, table: Table) -> int:
    count = 0
    # a place comes after the place above it, an event after the last
    in_order = select(table).order_by(*table.primary_key.columns)
    rows = reading.execution_options(stream_results=True).execute(in_order)
    for block in rows.mappings().partitions(ROWS):
        writing.execute(insert(table), [dict(row) for row in block])
        count += len(block)
    if writing.dialect.name == "postgresql" and count:
        _restart(writing, table)
    return count


def _restart(connection: Connection, table: Table) -> None:
    """Let a table's numbers go on after the last one in it."""
    key = table.primary_key.columns.values()
    if len(key) != 1 or key[0].name != "id":
        return
    sequence = connection.scalar(
        text("SELECT pg_get_serial_sequence(:table, 'id')"), {"table": f'"{table.name}"'}
    )
    if sequence:
        orders = f"SELECT setval('{sequence}', coalesce(max(id), 0) + 1, false) FROM \"{table.name}\""
        connection.exec_driver_sql(orders)


@contextmanager
def _keys_last(connection: Connection) -> Iterator[None]:
    """Have SQLite look at references at the end; the order of the rows is enough for PostgreSQL."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    yield
