"""The database itself refuses to change or delete an event."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

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
SQLITE = (
    """CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only: no update'); END""",
    """CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only: no delete'); END""",
    """CREATE TRIGGER event_only_next BEFORE INSERT ON event
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM event)
  OR NEW.previous IS NOT coalesce((SELECT seal FROM event ORDER BY id DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'event is append-only: id or previous does not follow the last event'); END""",
)
POSTGRESQL = (
    f"CREATE OR REPLACE FUNCTION event_append_only() RETURNS trigger LANGUAGE plpgsql AS $${FUNCTION}$$",
    *(
        f"CREATE TRIGGER {name} BEFORE {act} ON event FOR EACH {each} EXECUTE FUNCTION event_append_only()"
        for name, act, each in (
            ("event_no_update", "UPDATE", "ROW"),
            ("event_no_delete", "DELETE", "ROW"),
            ("event_no_truncate", "TRUNCATE", "STATEMENT"),
            ("event_only_next", "INSERT", "ROW"),
        )
    ),
)


def upgrade() -> None:
    """Apply this step."""
    connection = op.get_bind()
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)
