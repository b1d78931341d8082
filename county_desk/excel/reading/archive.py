"""The package of an .xlsx file, inflated within limits before any reader of workbooks sees it."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from county_desk.excel.reading.archive_entries import check_entries
from county_desk.excel.reading.book import Unreadable
from county_desk.text import _

PART_LIMIT = 120_000_000
WHOLE_LIMIT = 140_000_000
LARGEST = 320_000_000  # what a package may unpack to that is packed no tighter than tables of words are
TIGHT = 25  # times that a table of words can be packed; a bomb is packed a hundred times tighter
_BLOCK = 1 << 18


class Archive:
    """The parts of one workbook by name, inflated block by block when they are asked for.

    Raises `Unreadable` when the package is not sound. What was inflated counts against the limit of the
    whole, however often a part is asked for: a reader takes each part once.
    """

    def __init__(self, raw: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(raw))
            infos = self._zip.infolist()
        except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
            raise Unreadable(
                "file_truncated",
                _("The file breaks off before its end and cannot be read; have it sent again."),
            ) from None
        self.read: set[str] = set()
        self._infos = {info.filename: info for info in infos}
        self._left = _most(WHOLE_LIMIT, len(raw))
        if sum(info.file_size for info in infos) > self._left:
            raise _too_big()
        check_entries(raw, infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def names(self) -> Iterator[str]:
        """The names of all parts."""
        return iter(self._infos)

    def part(self, name: str) -> bytes:
        """One part as a whole."""
        return b"".join(self.blocks(name))

    def blocks(self, name: str) -> Iterator[bytes]:
        """One part, block by block; raises `Unreadable` when it is missing, damaged or too large."""
        info = self._infos.get(name)
        if info is None:
            raise Unreadable(
                "file_corrupt", _("The workbook lacks a part of itself ({name}).").format(name=name)
            )
        self.read.add(name)
        try:
            yield from self._inflated(info)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            raise Unreadable(
                "file_corrupt", _("A part of the workbook ({name}) is damaged.").format(name=name)
            ) from None

    def _inflated(self, info: ZipInfo) -> Iterator[bytes]:
        left = _most(PART_LIMIT, info.compress_size)
        with self._zip.open(info) as file:
            while block := file.read(_BLOCK):
                left -= len(block)
                self._left -= len(block)
                if left < 0 or self._left < 0:
                    raise _too_big()
                yield block


def _most(usual: int, packed: int) -> int:
    return max(usual, min(LARGEST, packed * TIGHT))


def _too_big() -> Unreadable:
    return Unreadable("zip_too_big", _("Unpacked, the file would be larger than any roster can be."))
