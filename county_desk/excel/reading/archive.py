"""The package of an .xlsx file, checked before any reader of workbooks sees it.

Readers believe what the file says of itself: sizes, names, types. Here the file is inflated within
limits and its XML is walked once, so that what follows reads only what is sound.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from county_desk.excel.reading.book import Unreadable
from county_desk.text import _

PART_LIMIT = 120_000_000
WHOLE_LIMIT = 140_000_000
ENTRIES = 2000
_BLOCK = 1 << 16


class Archive:
    """The parts of one workbook by name, inflated within limits when they are asked for."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(raw))
        except (BadZipFile, OSError, ValueError):
            raise Unreadable(
                "file_truncated",
                _("The file breaks off before its end and cannot be read; have it sent again."),
            ) from None
        self._infos = {info.filename: info for info in self._zip.infolist()}
        self._left = WHOLE_LIMIT
        _check_entries(self._zip.infolist())

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def names(self) -> Iterator[str]:
        """The names of all parts."""
        return iter(self._infos)

    def part(self, name: str) -> bytes:
        """One part, inflated; counted against the limit of the whole file."""
        if name not in self._infos:
            raise Unreadable(
                "file_corrupt", _("The workbook lacks a part of itself ({name}).").format(name=name)
            )
        read = bytearray()
        try:
            with self._zip.open(self._infos[name]) as file:
                while block := file.read(_BLOCK):
                    read += block
                    self._left -= len(block)
                    if len(read) > PART_LIMIT or self._left < 0:
                        raise Unreadable(
                            "zip_too_big", _("Unpacked, the file would be larger than any roster can be.")
                        )
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise Unreadable(
                "file_corrupt", _("A part of the workbook ({name}) is damaged.").format(name=name)
            ) from None
        return bytes(read)


def _check_entries(infos: list[ZipInfo]) -> None:
    if len(infos) > ENTRIES:
        raise Unreadable("zip_too_many", _("The file holds more parts than a workbook can have."))
    names = [info.filename.casefold() for info in infos]
    if len(set(names)) < len(names):
        raise Unreadable("zip_duplicate", _("Two parts of the file bear one name; readers would disagree."))
    for info in infos:
        _check_entry(info)
    ordered = sorted(infos, key=lambda info: info.header_offset)
    for one, following in pairwise(ordered):
        if one.header_offset + one.compress_size + 30 > following.header_offset:
            raise Unreadable("zip_overlap", _("Parts of the file lie over each other."))


def _check_entry(info: ZipInfo) -> None:
    path = PurePosixPath(info.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in info.filename or "\0" in info.orig_filename:
        raise Unreadable("zip_bad_name", _("A part of the file has a name that points outside of it."))
    if info.flag_bits & 1:
        raise Unreadable("file_encrypted", _("The file is locked with a password; save it without one."))
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Unreadable("file_corrupt", _("The file is packed in an unknown way."))
