"""The steps of the schema that a register lacks, carried out by Alembic."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from county_desk.models.base import Base
from county_desk.register_file import APPLICATION_ID
from county_desk.storage import steps
from county_desk.storage.baseline import bring_to_baseline
from county_desk.tables.large_lists import make_list_tables


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file of its own."""
    made = Config()
    made.set_main_option("script_location", str(steps.MIGRATIONS))
    made.attributes["connection"] = connection
    return made


def migrate(engine: Engine) -> None:
    """Make the tables of an empty database, or carry out the steps that a register lacks."""
    connecting = engine.connect().execution_options(writes=True)
    with connecting as connection, _keys_checked_last(connection), connection.begin():
        have = steps.step_of(connection)
        if have is None:
            Base.metadata.create_all(connection, checkfirst=False)
            command.stamp(config(connection), "head")
        elif have < steps.BASELINE:
            bring_to_baseline(connection, have)
        command.upgrade(config(connection), "head")
        make_list_tables(connection)
        if engine.dialect.name == "sqlite":
            connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
            if dangling := connection.execute(text("PRAGMA foreign_key_check")).all():
                raise ValueError(f"the upgrade leaves dangling references: {dangling[:5]}")


@contextmanager
def _keys_checked_last(connection: Connection) -> Iterator[None]:
    """Let SQLite make a table anew to which others refer; this can be set only outside a transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
