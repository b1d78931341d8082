"""Registers of steps before the baseline: each comes to its schema, with every row that it had."""

import os
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, MetaData, select, text

from county_desk.models.audit import Event
from county_desk.models.base import Base
from county_desk.models.event_record import EventRecord
from county_desk.models.sounding import is_key, keys_of
from county_desk.storage.baseline import baseline_tables, key_columns
from county_desk.storage.engine import connect, sessions_of, url_of
from county_desk.storage.migrations.terms import allow_terms
from county_desk.storage.schema import compare_schema
from county_desk.storage.steps import newest, revision
from county_desk.storage.upgrade import upgrade
from county_desk.tables.history.event_records import history_records
from county_desk.tables.history.history_state import HistoryState
from tests.databases import DATABASES, drop_schema, new_schema, schema_url
from tests.storage.earlier import FIRST, OLD, STEPS, bring_over, names_in, unpack

pytestmark = pytest.mark.slow
FEWER_STANDINGS = "standing IN ('applicant', 'registered', 'exited', 'removed')"
EARLIER = [(OLD, name) for name in names_in(OLD)] + [(STEPS, name) for name in names_in(STEPS)]


@contextmanager
def earlier(database, folder, name, path):
    """A register as an earlier program left it, on either database."""
    file = unpack(folder, name, path / "earlier.cdesk")
    schema = f"baseline_{os.getpid()}"
    if database == "sqlite":
        engine = connect(url_of(file))
    else:
        new_schema(schema)
        engine = connect(schema_url(schema))
        bring_over(file, engine)
    try:
        yield engine
    finally:
        engine.dispose()
        if database != "sqlite":
            drop_schema(schema)


@dataclass
class Upgraded:
    """An earlier register that was brought to the present, and the rows that it had before."""

    engine: Engine
    before: dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module", params=DATABASES)
def database(request):
    """A kind of database."""
    return request.param


@pytest.fixture(scope="module", params=EARLIER, ids=[name for _folder, name in EARLIER])
def upgraded(database, request, tmp_path_factory):
    """Each earlier register, upgraded."""
    with earlier(database, *request.param, tmp_path_factory.mktemp("earlier")) as engine:
        before = rows(engine)
        upgrade(engine, saving=False)
        yield Upgraded(engine, before)


def rows(engine):
    """Every row of every table, with the columns by name."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        found = {}
        for table in tables.sorted_tables:
            wanted = select(table).order_by(*table.primary_key.columns)
            found[table.name] = [dict(row) for row in connection.execute(wanted).mappings()]
        del found["alembic_version"]
        return found


def test_a_register_of_any_step_keeps_every_row_that_it_had(upgraded):
    after = rows(upgraded.engine)
    assert sum(map(len, upgraded.before.values())) > 50
    for table, kept in upgraded.before.items():
        now = [{name: row[name] for name in old} for row, old in zip(after[table], kept, strict=True)]
        assert now == kept, table


def test_a_register_of_any_step_has_the_present_schema(upgraded):
    assert revision(upgraded.engine) == newest()
    with upgraded.engine.connect() as connection:
        assert compare_schema(connection).breaks == ()


def test_the_sound_of_names_is_filled_where_its_column_is_new(upgraded):
    before = {table: kept[0].keys() for table, kept in upgraded.before.items() if kept}
    new = [
        (table, *sound)
        for table in Base.metadata.sorted_tables
        for sound in keys_of(table)
        if table.name in before and sound[1] not in before[table.name]
    ]
    with upgraded.engine.connect() as connection:
        for table, name, key, make in new:
            for written, sound in connection.execute(select(table.c[name], table.c[key])):
                assert sound == make(written), (table.name, key)


def test_the_records_of_each_event_are_those_of_the_history(upgraded):
    with sessions_of(upgraded.engine)() as session:
        history = session.execute(select(Event.id, Event.changes).order_by(Event.id)).all()
        wanted = [
            record.as_row(number)
            for number, records in history_records(((row[0], row[1]) for row in history), HistoryState())
            for record in records or ()
        ]
        there = session.execute(select(EventRecord.__table__).order_by(EventRecord.id)).mappings()
        assert [{name: row[name] for name in row if name != "id"} for row in there] == wanted


def test_the_columns_for_the_sound_of_names_are_those_of_the_models():
    for table in baseline_tables().sorted_tables:
        mapped = Base.metadata.tables[table.name]
        assert key_columns(table) == {column.name for column in mapped.columns if is_key(column)}


def test_what_does_not_belong_to_a_register_stays_to_be_found(database, tmp_path):
    with earlier(database, OLD, FIRST, tmp_path) as engine:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(text("CREATE TABLE aside (id INTEGER NOT NULL)"))
            connection.execute(text("ALTER TABLE place ADD COLUMN aside INTEGER"))
        upgrade(engine, saving=False)
        with engine.connect() as connection:
            breaks = compare_schema(connection).breaks
    assert set(breaks) == {
        "schema: table aside does not belong here",
        "schema: column aside of table place does not belong here",
    }


def test_a_step_for_a_new_word_of_a_fixed_list_is_one_line(database, tmp_path):
    with earlier(database, OLD, FIRST, tmp_path) as engine:
        upgrade(engine, saving=False)
        with engine.connect().execution_options(writes=True) as connection:
            if database == "sqlite":
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
            with connection.begin(), Operations.context(MigrationContext.configure(connection)) as op:
                with op.batch_alter_table("household") as batch:
                    batch.drop_constraint("ck_household_standing", type_="check")
                    batch.create_check_constraint("ck_household_standing", FEWER_STANDINGS)
                changed = ("schema: rule ck_household_standing of table household was changed",)
                assert compare_schema(connection).breaks == changed
                allow_terms("household", "standing")
                assert compare_schema(connection).breaks == ()
