"""Bringing a register to the present schema: a backup first, then the steps that it lacks."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from county_desk.storage.backup import backup_file
from county_desk.storage.engine import NotARegister, connect, file_of, url_of
from county_desk.storage.roles import grant
from county_desk.storage.steps import newest, refuse_newer, revision
from county_desk.text import _
from county_desk.trouble import database_words


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


def upgrade(engine: Engine, *, saving: bool = True) -> Path | None:
    """Bring the schema up to date; returns the backup that was made before, when one was needed.

    Without `saving` no backup is made, for a register that is a copy itself.

    Raises `NotARegister` when the register was made by a newer program; it is then left as it is.
    """
    have, want = revision(engine), newest()
    if have == want:
        return None
    refuse_newer(have)
    from county_desk.storage.migrating import migrate  # here, for only an upgrade needs Alembic

    path = file_of(str(engine.url))
    saved = backup_file(path, path.parent) if have is not None and path and saving else None
    try:
        migrate(engine)
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
