"""Register files on the disk: how to recognise them, and who may read the files that the program makes."""

import os
from pathlib import Path
from typing import BinaryIO

SUFFIX = ".cdesk"
APPLICATION_ID = 0x43446B31  # "CDk1" in the header of a SQLite file says that it is a register
_SQLITE = b"SQLite format 3\x00"
_PLACE = 68  # of the application id in the header
_LOGS = (f"{SUFFIX}-wal", f"{SUFFIX}-shm", f"{SUFFIX}-journal")
_OWNER_ALONE = 0o600
_GROUP, _OTHERS = 0o070, 0o007


def is_register(path: Path) -> bool:
    """Whether a file is a register of County Desk, or the log beside one.

    False where there is no readable file.
    """
    if path.name.lower().endswith(_LOGS):
        return path.exists()
    try:
        with path.open("rb") as file:
            header = file.read(_PLACE + 4)
    except OSError:
        return False
    return header.startswith(_SQLITE) and header[_PLACE:] == APPLICATION_ID.to_bytes(4, "big")


def create_private(path: Path) -> BinaryIO:
    """A new file that its owner alone can read, open for writing.

    Raises FileExistsError when the path is taken, and OSError as the disk does.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, _OWNER_ALONE), "wb")


def share_as(source: Path, copy: Path) -> None:
    """Give a copy of a register the group that the administrator gave the register, with the same rights.

    Where this person is not in that group, the copy stays readable by its owner alone. A register that
    everybody can read, as every file on a disc, was given to no group.
    """
    if os.name != "posix":
        return
    found = source.stat()
    if found.st_mode & _GROUP and not found.st_mode & _OTHERS:
        try:
            os.chown(copy, -1, found.st_gid)
        except PermissionError:
            return
        copy.chmod(_OWNER_ALONE | found.st_mode & _GROUP)
