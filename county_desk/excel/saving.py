"""Putting a file in its place whole: either the new file is there, or the old one still is."""

import errno
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from county_desk.text import _

NAME_BYTES = 120  # leaves room for a part's prefix and suffix under every file system's 255
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}
_BUSY = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY, errno.EROFS}


class CannotWrite(Exception):
    """A file could not be written; the message says why and what to do, and the old file is untouched."""


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path` to write into; it takes the place of `path` when the block ends well.

    Raises `CannotWrite` in words for trouble of the disk; whatever happens, no half file is left.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                file.close()
                part.unlink(missing_ok=True)
                raise
        _put(part, path)
    except OSError as error:
        raise CannotWrite(_why(path, error)) from error


def _put(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    with suppress(OSError):  # Windows cannot open a folder, and has no need to
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _why(path: Path, error: OSError) -> str:
    words = {"name": path.name, "folder": path.parent}
    if isinstance(error, FileExistsError):
        return _("Not saved: {name} is being written by another export. Wait for it to end.").format(**words)
    if error.errno in _FULL:
        return _("Not saved: the disk of {folder} is full. Free some space and try again.").format(**words)
    if error.errno in _NO_FOLDER:
        return _("Not saved: there is no folder {folder}.").format(**words)
    if error.errno in _BUSY:
        return _(
            "Not saved: {name} is open in another program, or {folder} may not be written to. "
            "Close it there, or choose another name."
        ).format(**words)
    return _("Not saved: {name}: {words}.").format(name=path.name, words=error.strerror or error)


def safe_name(stem: str, suffix: str) -> str:
    """A file name that every system takes: no path in it, none of the forbidden signs, at most 120 bytes."""
    kept = "".join("_" if _forbidden(sign) else sign for sign in unicodedata.normalize("NFC", stem))
    kept = kept.strip(" .") or "_"
    if _RESERVED.match(kept):
        kept = f"_{kept}"
    while len(kept.encode()) > NAME_BYTES - len(suffix.encode()):
        kept = kept[:-1]
    return kept.rstrip(" .") + suffix


def _forbidden(sign: str) -> bool:
    return sign in '<>:"/\\|?*' or unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
