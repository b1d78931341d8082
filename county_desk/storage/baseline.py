"""Bringing a register from before the baseline to its schema, whichever of the earlier steps it had reached.

`baseline.sql` is the schema of step 0100, which the 54 steps before it made one after another. A register
of any of them is compared with that file and gets what it lacks. Nothing is removed but rules and indexes
that the baseline has otherwise.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from alembic.autogenerate import produce_migrations
from alembic.operations import BatchOperations, Operations
from alembic.operations.ops import DropColumnOp, DropTableOp, MigrateOperation, ModifyTableOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, bindparam, create_engine, inspect, select, text
from sqlalchemy.pool import NullPool

from county_desk.models.append_only import STATEMENTS
from county_desk.models.sounding import KEY, MAKERS
from county_desk.storage.schema import changed_rules, rules_of
from county_desk.storage.steps import BASELINE
from county_desk.tables.history.event_records import history_records
from county_desk.tables.history.history_state import HistoryState

_SCHEMA = Path(__file__).with_name("baseline.sql")
_TRIGGERS_SINCE = "0007"
_EVENT_RECORD = "event_record"
_BLOCK = 5000  # rows read and written at once


def bring_to_baseline(connection: Connection, have: str) -> None:
    """Bring a register of an earlier step to step 0100: its schema, and what those steps filled in."""
    wanted = baseline_tables()
    inspector = inspect(connection)
    there = [table for table in wanted.sorted_tables if inspector.has_table(table.name)]
    lacking = {
        table: key_columns(table) - {column["name"] for column in inspector.get_columns(table.name)}
        for table in there
    }
    _change_schema(connection, wanted, there)
    for table, keys in lacking.items():
        if keys:
            _fill_keys(connection, table, sorted(keys))
    if wanted.tables[_EVENT_RECORD] not in there:
        _fill_event_records(connection, wanted)
    if have < _TRIGGERS_SINCE:
        for statement in STATEMENTS[connection.dialect.name]:
            connection.exec_driver_sql(statement)
    connection.execute(text("UPDATE alembic_version SET version_num = :step"), {"step": BASELINE})


def baseline_tables() -> MetaData:
    """Return the tables of step 0100."""
    with create_engine("sqlite://", poolclass=NullPool).connect() as made:
        for statement in _SCHEMA.read_text("utf8").split(";\n"):
            made.exec_driver_sql(" ".join(statement.split()))
        return tables_of(made)


def tables_of(file: Connection) -> MetaData:
    """Return the tables of a SQLite database, with the types that a server needs too."""
    tables = MetaData()
    tables.reflect(file)
    for table in tables.tables.values():
        keys = key_columns(table)
        for column in table.columns:
            column.type = KEY if column.name in keys else column.type.as_generic()
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    return tables


def key_columns(table: Table) -> set[str]:
    """Return the columns that hold the sound of a name of the same table."""
    names = {column.name for column in table.columns}
    return {f"{name}_{how}" for name in names for how in MAKERS} & names


def _change_schema(connection: Connection, wanted: MetaData, there: Sequence[Table]) -> None:
    """Add what the schema lacks, and replace the rules and indexes that differ in older tables."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    operations = Operations(context)
    steps = produce_migrations(context, wanted).upgrade_ops
    assert steps is not None
    changes: dict[str, list[MigrateOperation]] = {}
    for step in steps.ops:
        if isinstance(step, ModifyTableOps):
            changes.setdefault(step.table_name, []).extend(step.ops)
        elif not isinstance(step, DropTableOp):
            operations.invoke(step)
    for table in wanted.sorted_tables:
        with operations.batch_alter_table(table.name) as batch:
            for change in changes.get(table.name, ()):
                if not isinstance(change, DropColumnOp):
                    batch.invoke(change)
            if table in there:
                _replace_rules(connection, batch, table)


def _replace_rules(connection: Connection, batch: BatchOperations, table: Table) -> None:
    """Give a table each CHECK of the baseline that it lacks or has otherwise."""
    found = {rule["name"] for rule in inspect(connection).get_check_constraints(table.name)}
    expected = rules_of(table, connection)
    for name in changed_rules(connection, table):
        if name in expected:
            if name in found:
                batch.drop_constraint(batch.f(name), type_="check")
            batch.create_check_constraint(batch.f(name), expected[name])


def _fill_keys(connection: Connection, table: Table, keys: Sequence[str]) -> None:
    """Make the keys of the names that a table holds already."""
    makers = [(key, name, cache(MAKERS[how])) for key in keys for name, _under, how in [key.rpartition("_")]]
    filled = table.update().where(table.c.id == bindparam("this_id"))
    filled = filled.values({key: bindparam(f"new_{key}") for key in keys})
    names = [table.c[name] for name in dict.fromkeys(name for _key, name, _make in makers)]
    wanted = select(table.c.id, *names).order_by(table.c.id).limit(_BLOCK)
    last = 0
    while rows := connection.execute(wanted.where(table.c.id > last)).mappings().all():
        made: list[dict[str, object]] = []
        for row in rows:
            new = {f"new_{key}": None if row[name] is None else make(row[name]) for key, name, make in makers}
            made.append({"this_id": row["id"], **new})
        connection.execute(filled, made)
        last = rows[-1]["id"]


def _fill_event_records(connection: Connection, tables: MetaData) -> None:
    """Make the index of the records that each event touched."""
    with HistoryState() as state:
        for number, records in history_records(_events(connection, tables.tables["event"]), state):
            if records:
                rows = [each.as_row(number) for each in records]
                connection.execute(tables.tables[_EVENT_RECORD].insert(), rows)


def _events(connection: Connection, event: Table) -> Iterator[tuple[int, str]]:
    """Yield the number and the changes of each event, in order."""
    wanted = select(event.c.id, event.c.changes).order_by(event.c.id).limit(500)
    last = 0
    while rows := connection.execute(wanted.where(event.c.id > last)).all():
        yield from ((number, changes) for number, changes in rows)
        last = rows[-1][0]
