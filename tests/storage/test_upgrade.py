"""The baseline and the steps after it: they make exactly the schema of the models, on either database."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import IntegrityError

from county_desk.models.base import Base
from county_desk.storage import steps as module
from county_desk.storage.engine import NotARegister, connect, file_of, look, url_of
from county_desk.storage.migrating import config
from county_desk.storage.schema import compare_schema, is_compared
from county_desk.storage.steps import BASELINE, known_steps, newest, refuse_newer, revision
from county_desk.storage.upgrade import upgrade
from county_desk.workflow.audit import verify
from county_desk.workflow.entry import open_register
from tests.databases import DATABASES, drop_schema, new_schema, schema_url
from tests.storage.earlier import FIRST, OLD, make_tables, unpack

NOW = newest()
SECOND = f'''"""A made-up step after the last one."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0900", "{NOW}", None, None


def upgrade():
    """One more column."""
    with op.batch_alter_table("household") as batch:
        batch.add_column(sa.Column("note", sa.String(), nullable=True))
'''


@pytest.fixture(params=DATABASES)
def empty(request, tmp_path):
    """Two empty databases of one kind: for the migrations, and for the models."""
    if request.param == "sqlite":
        engines = [connect(f"sqlite:///{tmp_path}/{name}.cdesk") for name in ("migrated", "made")]
        yield engines
    else:
        schemas = [f"upgrade_{name}_{os.getpid()}" for name in ("migrated", "made")]
        for schema in schemas:
            new_schema(schema)
        engines = [create_engine(schema_url(schema)) for schema in schemas]
        yield engines
        for schema in schemas:
            drop_schema(schema)
    for engine in engines:
        engine.dispose()


@pytest.fixture
def later(tmp_path, monkeypatch):
    """A program that knows one step more."""
    folder = tmp_path / "migrations"
    shutil.copytree(module.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0900_second.py").write_text(SECOND, "utf8")
    monkeypatch.setattr(module, "MIGRATIONS", folder)


def schema(engine):
    """Every table with its columns, keys, indexes and checks by name."""
    look = inspect(engine)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"])
                for column in look.get_columns(table)
            },
            "primary": look.get_pk_constraint(table)["name"],
            "foreign": {
                (key["name"], key["referred_table"], *key["constrained_columns"])
                for key in look.get_foreign_keys(table)
            },
            "unique": {(rule["name"], *rule["column_names"]) for rule in look.get_unique_constraints(table)},
            "checks": {(rule["name"], rule["sqltext"]) for rule in look.get_check_constraints(table)},
            "indexes": {
                (index["name"], index["unique"], *index["column_names"]) for index in look.get_indexes(table)
            },
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def test_the_baseline_and_the_steps_after_it_make_the_schema_of_the_models(empty, tmp_path):
    migrated, made = empty
    make_tables(unpack(OLD, FIRST, tmp_path / "first.cdesk"), migrated)
    upgrade(migrated)
    upgrade(made)
    assert revision(migrated) == revision(made) == newest()
    assert schema(migrated) == schema(made)
    with migrated.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": is_compared}
        )
        assert compare_metadata(context, Base.metadata) == []
        assert compare_schema(connection).breaks == ()


def test_every_constraint_has_a_name(empty):
    _migrated, made = empty
    upgrade(made)
    for table in schema(made).values():
        assert table["primary"]
        assert all(rule[0] for kind in ("foreign", "unique", "checks") for rule in table[kind])


def test_a_register_of_the_present_schema_is_left_alone(empty):
    migrated, _made = empty
    assert revision(migrated) is None
    upgrade(migrated)
    assert revision(migrated) == newest()
    assert upgrade(migrated) is None


def test_a_new_file_says_that_it_is_a_register(tmp_path):
    engine = connect(f"sqlite:///{tmp_path}/x.cdesk")
    upgrade(engine)
    engine.dispose()
    assert look(tmp_path / "x.cdesk") == newest()


@pytest.fixture
def path(office):
    """The file of a founded register."""
    engine = office.sessions.kw["bind"]
    engine.dispose()
    return file_of(str(engine.url))


def test_an_older_register_is_backed_up_before_it_is_upgraded(office, path, later):
    proof = office.read(verify)
    engine = office.sessions.kw["bind"]
    saved = upgrade(engine)
    assert revision(engine) == "0900"
    assert "note" in {column["name"] for column in inspect(engine).get_columns("household")}
    assert office.read(verify).head == proof.head
    assert (look(saved), saved.parent) == (NOW, path.parent)


def test_an_upgrade_that_fails_leaves_the_register_as_it_was(office, path, later):
    broken = module.MIGRATIONS / "versions" / "0900_second.py"
    broken.write_text(SECOND + '    raise ValueError("half way")\n', "utf8")
    engine = office.sessions.kw["bind"]
    with pytest.raises(ValueError, match="half way"):
        upgrade(engine)
    assert revision(engine) == NOW
    assert "note" not in {column["name"] for column in inspect(engine).get_columns("household")}
    assert office.read(verify).ok


def test_an_upgrade_that_fails_again_and_again_leaves_no_heap_of_copies(path, later):
    broken = module.MIGRATIONS / "versions" / "0900_second.py"
    broken.write_text(SECOND + '    raise ValueError("half way")\n', "utf8")
    for _try in range(2):
        with pytest.raises(ValueError, match="half way"):
            open_register(path)
    assert [each.name for each in path.parent.glob("*.cdesk")] == [path.name]


def test_a_register_that_names_the_wrong_schema_is_not_called_out_of_reach(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
        connection.commit()
    with pytest.raises(NotARegister, match="cannot be brought to the present version, and is as it was"):
        open_register(path)


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_a_register_of_a_newer_program_is_refused_and_left_as_it_is(path, journal):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
        connection.execute(f"PRAGMA journal_mode={journal}")
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    with pytest.raises(NotARegister, match=r"of schema 0999; this program is 0\.1\.0 \("):
        open_register(path)
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


ROWS = (
    "INSERT INTO place (id, version, level, name, short, office, contact, telephone, address)"
    " VALUES (1, 1, 'village', '大河村', '大河', '', '', '', '')",
    'INSERT INTO "user" (id, version, name, role, created_at)'
    " VALUES (1, 1, '王芳', 'county_clerk', '2016-01-04')",
    "INSERT INTO batch (id, version, file_name, digest, year, taken_at, taken_by, counts, report)"
    " VALUES (1, 1, '名册.xlsx', 'd', 2016, '2016-11-24', 1, '{}', '{}')",
    "INSERT INTO household (id, version, number, village_id, group_name, head, persons, standing, kind,"
    " cause, other_causes, telephone, account, identified, claimed, remark, batch_id)"
    " VALUES (1, 1, '1', 1, '', '张大有', 1, 'applicant', '', '', '', '', '', '', '', '', 1)",
    "INSERT INTO village_year (id, version, village_id, year, source, persons, remark)"
    " VALUES (1, 1, 1, 2016, 'form', 350, '')",
    "INSERT INTO disclosure (id, version, kind, procedure, step, place_id, opened_on, days, counting,"
    " last_day, reference, opened_by, remark)"
    " VALUES (1, 1, 'household_registration', 'p', 's', 1, '2016-10-12', 7, 'inclusive', '2016-10-18',"
    " '', 1, '')",
    "INSERT INTO objection (id, version, disclosure_id, received_on, channel, objector, words, recorded_by,"
    " investigators, reply) VALUES (1, 1, 1, '2016-10-14', 'letter', '', '家有小汽车', 1, '', '')",
)


def test_what_the_first_program_kept_is_kept_by_every_later_one(empty, tmp_path):
    migrated, _made = empty
    make_tables(unpack(OLD, FIRST, tmp_path / "first.cdesk"), migrated)
    with migrated.connect().execution_options(writes=True) as connection, connection.begin():
        for row in ROWS:
            connection.exec_driver_sql(row)
    upgrade(migrated)
    with migrated.connect() as connection:
        year = connection.exec_driver_sql("SELECT persons, source, facts FROM village_year").one()
        assert tuple(year) == (350, "form", None)
        batch = connection.exec_driver_sql("SELECT file_name, digest FROM batch").one()
        assert tuple(batch) == ("名册.xlsx", "d")
        posted = "SELECT days, words, omitted_head FROM objection JOIN disclosure ON disclosure.id = 1"
        assert tuple(connection.exec_driver_sql(posted).one()) == (7, "家有小汽车", None)
    with pytest.raises(IntegrityError), migrated.connect().execution_options(writes=True) as connection:
        connection.exec_driver_sql("UPDATE village_year SET source = 'hearsay'")


def test_the_steps_have_numbers_in_order():
    steps = ScriptDirectory.from_config(config()).walk_revisions()
    numbers = [int(step.revision) for step in reversed(list(steps))]
    assert numbers == list(range(int(BASELINE), int(BASELINE) + len(numbers)))


def test_the_names_of_the_files_tell_the_steps_that_alembic_knows():
    scripts = ScriptDirectory.from_config(config())
    assert known_steps() == sorted(step.revision for step in scripts.walk_revisions())
    assert newest() == scripts.get_current_head()


def test_what_is_known_is_not_newer():
    refuse_newer(None)
    refuse_newer(newest())
    refuse_newer("0047")
    with pytest.raises(NotARegister, match="Update the program first"):
        refuse_newer("0999")


def test_an_old_register_opens_at_the_present_schema(path, later):
    register = open_register(path)
    assert (register.name, revision(register.engine)) == ("青岚县", "0900")
    register.close()
    assert url_of(path) == register.url


def test_a_foreign_key_is_checked_again_after_an_upgrade(office, path, later):
    engine = office.sessions.kw["bind"]
    upgrade(engine)
    with pytest.raises(IntegrityError), engine.connect().execution_options(writes=True) as connection:
        connection.exec_driver_sql(
            "INSERT INTO place_code (place_id, code, since) VALUES (77, '9', '2016-01-04')"
        )
