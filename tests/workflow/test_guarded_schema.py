"""Tables, rules and triggers that differ from those of the program are found."""

import pytest
from sqlalchemy import text

from county_desk.workflow.audit import verify
from tests.databases import open_history
from tests.workflow.guarding import behind_the_desk


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "DROP INDEX ix_household_account",
            "schema: index ix_household_account of table household is missing",
        ),
        ("CREATE TABLE more (id INTEGER)", "schema: table more does not belong here"),
        (
            "ALTER TABLE place ADD COLUMN more INTEGER",
            "schema: column more of table place does not belong here",
        ),
        ("CREATE VIEW more AS SELECT 1 AS one", "schema: trigger or view more does not belong here"),
        ("CREATE INDEX more ON place (name)", "schema: index more of table place does not belong here"),
    ],
)
def test_a_changed_schema_is_found(office, statement, found):
    behind_the_desk(office, text(statement))
    try:
        assert office.read(verify).replay == (found,)
    finally:
        for undo in UNDO.get(statement.split()[0] + statement.split()[1], ()):
            behind_the_desk(office, text(undo))


UNDO = {
    "DROPINDEX": ("CREATE INDEX ix_household_account ON household (account)",),
    "CREATETABLE": ("DROP TABLE more",),
    "ALTERTABLE": ("ALTER TABLE place DROP COLUMN more",),
    "CREATEVIEW": ("DROP VIEW more",),
    "CREATEINDEX": ("DROP INDEX more",),
}


def test_a_missing_table_is_found(office):
    if office.sessions.kw["bind"].dialect.name != "sqlite":
        pytest.skip("one database is enough")
    behind_the_desk(office, text("DROP TABLE exit"))
    assert office.read(verify).replay == ("schema: table exit is missing",)


@pytest.mark.parametrize(
    ("table", "was", "becomes", "found"),
    [
        ("user", "'reviewer'", "'reviewer', 'god'", "schema: rule {rule} of table user was changed"),
        ("place", "contact VARCHAR", "contact VARCHAR DEFAULT 'x'", "schema: column contact of table place"),
    ],
)
def test_a_weakened_rule_of_a_table_is_found(office, table, was, becomes, found):
    if office.sessions.kw["bind"].dialect.name != "sqlite":
        pytest.skip("a file is changed in its schema; a server has rights of its own against it")
    with office.sessions.begin() as session:
        made = session.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table})
        assert was in made
        session.execute(text("PRAGMA writable_schema=ON"))
        changed = {"name": table, "sql": made.replace(was, becomes, 1)}
        session.execute(text("UPDATE sqlite_master SET sql = :sql WHERE name = :name"), changed)
        session.execute(text("PRAGMA writable_schema=OFF"))
    office.sessions.kw["bind"].dispose()
    breaks = office.read(verify).replay
    assert len(breaks) == 1
    assert breaks[0].startswith(found.partition("{")[0])


def test_a_trigger_that_was_taken_off_is_found(office):
    sqlite = office.sessions.kw["bind"].dialect.name == "sqlite"
    with office.sessions.begin() as session, open_history(session.connection()):
        found = verify(session).replay
    words = "is missing" if sqlite else "was changed"
    assert f"schema: trigger event_no_update {words}" in found
    assert office.read(verify).ok


def test_an_added_trigger_is_found(office):
    if office.sessions.kw["bind"].dialect.name != "sqlite":
        pytest.skip("a trigger of PostgreSQL needs a function")
    behind_the_desk(
        office, text("CREATE TRIGGER more AFTER UPDATE ON place BEGIN UPDATE place SET contact = ''; END")
    )
    assert office.read(verify).replay == ("schema: trigger or view more does not belong here",)
