"""Putting a file in its place whole: either the new file is there, or the old one still is."""

import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from county_desk.register_file import create_private, is_register
from county_desk.text import _
from county_desk.trouble import why_not_saved

_NAME_BYTES = 120  # leaves room for a part's prefix and suffix under every file system's 255
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class CannotWrite(Exception):
    """A file could not be written; the message says why and what to do, and the old file is untouched."""


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path` that replaces `path` when the block ends well, and vanishes when it fails.

    Only its owner can read it. Raises `CannotWrite` in words for a path that is a register, and for errors
    of the disk.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if is_register(path):
            raise CannotWrite(_("{path} is a register; choose another file.").format(path=path))
        with create_private(part) as file:
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


def safe_name(stem: str, suffix: str) -> str:
    """A file name that every system takes: no path in it, none of the forbidden signs, at most 120 bytes."""
    kept = "".join("_" if _forbidden(sign) else sign for sign in unicodedata.normalize("NFC", stem))
    kept = kept.strip(" .") or "_"
    if _RESERVED.match(kept):
        kept = f"_{kept}"
    while len(kept.encode()) > _NAME_BYTES - len(suffix.encode()):
        kept = kept[:-1]
    return kept.rstrip(" .") + suffix


def _forbidden(sign: str) -> bool:
    return sign in '<>:"/\\|?*' or unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
