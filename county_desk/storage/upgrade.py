"""Bringing a register to the present schema: a backup first, then the baseline and the steps after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from county_desk.models.base import Base
from county_desk.register_file import APPLICATION_ID
from county_desk.release import build_of
from county_desk.storage.backup import backup_file
from county_desk.storage.baseline import BASELINE, bring_to_baseline
from county_desk.storage.engine import NotARegister, connect, file_of, url_of
from county_desk.storage.roles import grant
from county_desk.text import _
from county_desk.trouble import database_words

MIGRATIONS = Path(__file__).with_name("migrations")


def upgraded_copy(path: Path) -> Path:
    """A copy of a register with the present schema, in a folder of its own that only its owner can enter.

    The register stays as it is. The caller removes the folder.
    """
    folder = Path(mkdtemp(prefix="county-desk-"))
    try:
        copy = backup_file(path, folder)
        engine = connect(url_of(copy))
        upgrade(engine, saving=False)
        engine.dispose()
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    return copy


class UpgradeNeeded(NotARegister):
    """The register of a server has an older schema, which an administrator upgrades."""


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file of its own."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["connection"] = connection
    return made


def newest() -> str:
    """The schema that this program writes."""
    return ScriptDirectory.from_config(config()).get_current_head() or ""


def this_build() -> str:
    """The release, commit and schema of this program, as `0.1.0 (commit 59a67695, schema 0063)`."""
    return build_of(newest())


def revision(engine: Engine) -> str | None:
    """The schema that a register has; None for an empty database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def refuse_newer(have: str | None) -> None:
    """Raise `NotARegister` when a newer program made that schema."""
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if have is not None and have >= BASELINE and have not in known:
        words = _(
            "A newer version of County Desk made this register, of schema {schema}; this program is {build}. "
            "Update the program first."
        )
        raise NotARegister(words.format(schema=have, build=this_build()))


def is_older(engine: Engine) -> bool:
    """Whether an earlier program made the schema. Raises `NotARegister` when a newer one did."""
    have = revision(engine)
    refuse_newer(have)
    return have is not None and have != newest()


def upgrade(engine: Engine, *, saving: bool = True) -> Path | None:
    """Bring the schema up to date; returns the backup that was made before, when one was needed.

    Without `saving` no backup is made, for a register that is a copy itself.

    Raises `NotARegister` when the register was made by a newer program; it is then left as it is.
    """
    have, want = revision(engine), newest()
    if have == want:
        return None
    refuse_newer(have)
    path = file_of(str(engine.url))
    saved = backup_file(path, path.parent) if have is not None and path and saving else None
    try:
        _migrate(engine)
        if engine.dialect.name == "postgresql":
            grant(engine)
    except BaseException as error:
        if saved is not None:  # the register is as it was, so another try needs no second copy
            saved.unlink(missing_ok=True)
        if isinstance(error, DatabaseError):
            words = _("This register cannot be brought to the present version, and is as it was: {words}.")
            if have is None:
                words = _("No register can be made there: {words}.")
            raise NotARegister(words.format(words=database_words(error.orig))) from error
        raise
    return saved


def _migrate(engine: Engine) -> None:
    connecting = engine.connect().execution_options(writes=True)
    with connecting as connection, _keys_checked_last(connection), connection.begin():
        have = MigrationContext.configure(connection).get_current_revision()
        if have is None:
            Base.metadata.create_all(connection, checkfirst=False)
            command.stamp(config(connection), "head")
        elif have < BASELINE:
            bring_to_baseline(connection, have)
        command.upgrade(config(connection), "head")
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
