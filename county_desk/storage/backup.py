"""Copies of a register that are proven before they count; what dead programs left of copies is removed."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from county_desk.register_file import SUFFIX, create_private, share_as
from county_desk.storage.engine import NotARegister, is_writable, untouched
from county_desk.text import _
from county_desk.trouble import database_words

_PART = re.compile(rf"\..+{re.escape(SUFFIX)}\.(\d+)\.part(-journal|-wal|-shm)?")


def backup_file(path: Path, folder: Path) -> Path:
    """Copy a register while it may be in use; the copy is checked and on the disk when this returns.

    Raises `NotARegister` when the register or the copy does not hold together, OSError as the disk does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")  # a name for people, not a fact of the register
    out = _free(folder / f"{path.stem}-{stamp}{path.suffix}")
    with copying(path, out):
        return out


def integrity(path: Path) -> str:
    """SQLite's verdict on the file: "ok", or the first fault."""
    with closing(sqlite3.connect(untouched(path), uri=True)) as connection:
        try:
            (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            return database_words(error)
    return str(answer).splitlines()[-1]


@contextmanager
def copying(path: Path, out: Path) -> Iterator[Path]:
    """Copy a register beside the place where the copy is to be; when the block ends well it takes its name.

    Raises `NotARegister` when the register or the copy does not hold together, OSError as the disk does.
    """
    sweep(out.parent)
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        create_private(part).close()
        _copy(path, part)
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        share_as(path, part)
        part.replace(out)
        _sync_folder(out.parent)
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            part.with_name(f"{part.name}{suffix}").unlink(missing_ok=True)


def _copy(path: Path, part: Path) -> None:
    source_uri = path.resolve().as_uri() if is_writable(path) else untouched(path)
    try:
        with (
            closing(sqlite3.connect(source_uri, uri=True)) as source,
            closing(sqlite3.connect(part)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        answer = integrity(part)
    except sqlite3.Error as error:
        words = _("The register cannot be copied: {error}.").format(error=database_words(error))
        raise NotARegister(words) from error
    if answer != "ok":
        raise NotARegister(_("The copy does not hold together: {answer}.").format(answer=answer))


def sweep(folder: Path) -> None:
    """Remove unfinished copies that programs left in a folder when they died."""
    for left in folder.glob(".*.part*"):
        found = _PART.fullmatch(left.name)
        if found and not _is_running(int(found[1])):
            with suppress(OSError):  # another program was quicker, or the folder can only be read
                left.unlink()


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return process == os.getpid()  # Windows itself keeps a file that a program holds
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


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
