"""Backups that are proven before they count, and restoring beside, never over."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from county_desk.storage.engine import NotARegister, look, untouched
from county_desk.text import _
from county_desk.trouble import database_words


def backup_file(path: Path, folder: Path) -> Path:
    """Copy a register while it may be in use; the copy is checked and on the disk when this returns.

    Raises `NotARegister` when the register or the copy does not hold together, OSError as the disk does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")  # a name for people, not a fact of the register
    return _copy(path, _free(folder / f"{path.stem}-{stamp}{path.suffix}"))


def restore_file(path: Path, out: Path) -> Path:
    """Bring a backup back as a new file; refuses to write over anything."""
    look(path)
    if out.exists():
        raise NotARegister(_("{path} exists; a restore never writes over a file.").format(path=out))
    return _copy(path, out)


def integrity(path: Path) -> str:
    """What SQLite says of the file: "ok", or the first fault."""
    with closing(sqlite3.connect(untouched(path), uri=True)) as connection:
        try:
            (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            return database_words(error)
    return str(answer).splitlines()[-1]


def _copy(path: Path, out: Path) -> Path:
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        if (answer := integrity(part)) != "ok":
            raise NotARegister(_("The copy does not hold together: {answer}.").format(answer=answer))
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(out)
        _sync_folder(out.parent)
    except sqlite3.Error as error:
        words = _("The register cannot be copied: {error}.").format(error=database_words(error))
        raise NotARegister(words) from error
    finally:
        part.unlink(missing_ok=True)
    return out


def _free(path: Path) -> Path:
    tries = (path.with_stem(f"{path.stem}-{n}") if n else path for n in range(1000))
    return next(candidate for candidate in tries if not candidate.exists())


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
