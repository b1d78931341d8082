"""The triggers by which the database itself keeps the history append-only."""

from collections.abc import Mapping

from sqlalchemy import DDL, Table, event

# by name: what each trigger of a SQLite register does
SQLITE: Mapping[str, str] = {
    "event_no_update": """CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only: no update'); END""",
    "event_no_delete": """CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only: no delete'); END""",
    # INSERT OR REPLACE deletes without the trigger above, so a row that is not the next one is refused too
    "event_only_next": """CREATE TRIGGER event_only_next BEFORE INSERT ON event
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM event)
  OR NEW.previous IS NOT coalesce((SELECT seal FROM event ORDER BY id DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'event is append-only: id or previous does not follow the last event'); END""",
}

# the body of the one function that every trigger of a PostgreSQL register calls
FUNCTION = """
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.id = (SELECT coalesce(max(id), 0) + 1 FROM event)
      AND NEW.previous = coalesce((SELECT seal FROM event ORDER BY id DESC LIMIT 1), '') THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'event is append-only: id or previous does not follow the last event'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RAISE EXCEPTION USING
    MESSAGE = 'event is append-only: no ' || lower(TG_OP), ERRCODE = 'integrity_constraint_violation';
END
"""
POSTGRESQL: Mapping[str, str] = {
    name: f"CREATE TRIGGER {name} BEFORE {act} ON event FOR EACH {each} EXECUTE FUNCTION event_append_only()"
    for name, act, each in (
        ("event_no_update", "UPDATE", "ROW"),
        ("event_no_delete", "DELETE", "ROW"),
        ("event_no_truncate", "TRUNCATE", "STATEMENT"),
        ("event_only_next", "INSERT", "ROW"),
    )
}
STATEMENTS: Mapping[str, tuple[str, ...]] = {
    "sqlite": tuple(SQLITE.values()),
    "postgresql": (
        f"CREATE OR REPLACE FUNCTION event_append_only() RETURNS trigger LANGUAGE plpgsql AS $${FUNCTION}$$",
        *POSTGRESQL.values(),
    ),
}


def guard(table: Table) -> None:
    """Create the triggers whenever the table is created from the models."""
    for dialect, statements in STATEMENTS.items():
        for statement in statements:
            made = DDL(statement)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", made.execute_if(dialect=dialect))
