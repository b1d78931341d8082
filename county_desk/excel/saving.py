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
_REFUSED = {errno.EACCES, errno.EPERM}
_BUSY = {errno.EBUSY, errno.ETXTBSY}
_WINDOWS = {  # what Windows tells more exactly than the number that Python makes of it
    19: errno.EROFS,
    32: errno.EBUSY,
    33: errno.EBUSY,
    39: errno.ENOSPC,
    112: errno.ENOSPC,
    206: errno.ENAMETOOLONG,
}


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
        raise CannotWrite(why_not_saved(path, error)) from error


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


def why_not_saved(path: Path, error: OSError) -> str:
    """Why a file could not be written and what to do, in words of our own: those of the operating system are
    in its own language. What is not known by its number is named by it, for whoever is asked for help.
    """
    if isinstance(error, FileExistsError):
        words = _("Not saved: {name} is being written by another export. Wait for it to end.")
    else:
        words = _said(_WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno))
    return words.format(name=path.name, folder=path.parent, code=_code(error))


def _said(number: int | None) -> str:
    if number in _FULL:
        return _("Not saved: the disk of {folder} is full. Free some space and try again.")
    if number in _NO_FOLDER:
        return _("Not saved: there is no folder {folder}.")
    if number in _BUSY:
        return _(
            "Not saved: {name} is open in another program. Close it there and try again, or choose another "
            "name."
        )
    if number in _REFUSED:
        return _(
            "Not saved: {name} is open in another program, or {folder} may not be written to. "
            "Close it there, or choose another name."
        )
    if number == errno.EROFS:
        return _("Not saved: nothing can be written to the disk of {folder}. Choose another folder.")
    if number == errno.ENAMETOOLONG:
        return _("Not saved: the name {name} with all its folders is too long. Choose a shorter one.")
    return _("Not saved: {name} could not be written (error {code}). Choose another folder and try again.")


def _code(error: OSError) -> str:
    if number := getattr(error, "winerror", None):
        return f"WinError {number}"
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


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
