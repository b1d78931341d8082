"""The rights of a server's roles: a desk adds to the history and never changes it; a reader reads."""

from sqlalchemy import Engine, text

from county_desk.models.audit import Event
from county_desk.models.event_record import EventRecord
from county_desk.tables.large_lists import list_tables

HISTORY = (Event.__tablename__, EventRecord.__tablename__)
_MIGRATED = "alembic_version"


def role_name(database: str, post: str) -> str:
    """The role of a database for a post: `qinglan_desk`."""
    return f"{database}_{post}"


def owner_needed(engine: Engine) -> str:
    """The role that owns a register's tables; "" when the engine's own role does."""
    wanted = """SELECT pg_get_userbyid(relowner), pg_has_role(relowner, 'USAGE')
      FROM pg_class WHERE oid = CAST(:table AS regclass)"""
    with engine.connect() as connection:
        owner, owns = connection.execute(text(wanted), {"table": _MIGRATED}).one()
    return "" if owns else str(owner)


def grant(engine: Engine) -> bool:
    """Give desk and reader their rights on the present tables; False where the database has no such roles.

    The desk adds to the history and never changes it, and deletes nothing but rows of the tables of lists,
    which follow from the records. Only the owner changes a table.
    """
    database = engine.url.database or ""
    desk, reader = role_name(database, "desk"), role_name(database, "reader")
    with engine.begin() as connection:
        found = connection.scalars(
            text("SELECT rolname FROM pg_roles WHERE rolname IN (:desk, :reader)"),
            {"desk": desk, "reader": reader},
        ).all()
        if len(found) < 2:
            return False
        schema = connection.scalar(text("SELECT current_schema()"))
        both = f'"{desk}", "{reader}"'
        history = ", ".join(f'"{schema}"."{name}"' for name in HISTORY)
        lists = ", ".join(f'"{schema}"."{table.table.name}"' for _title, table in list_tables())
        for order in (
            f'REVOKE ALL ON SCHEMA "{schema}" FROM PUBLIC',
            f'GRANT USAGE ON SCHEMA "{schema}" TO {both}',
            f'REVOKE ALL ON ALL TABLES IN SCHEMA "{schema}" FROM {both}',
            f'GRANT SELECT ON ALL TABLES IN SCHEMA "{schema}" TO {both}',
            f'GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA "{schema}" TO "{desk}"',
            f'REVOKE UPDATE ON {history} FROM "{desk}"',
            f'GRANT DELETE ON {lists} TO "{desk}"',
            f'REVOKE INSERT, UPDATE ON "{schema}"."{_MIGRATED}" FROM "{desk}"',
            f'GRANT SELECT ON ALL SEQUENCES IN SCHEMA "{schema}" TO {both}',
            f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA "{schema}" TO "{desk}"',
        ):
            connection.exec_driver_sql(order)
    return True
