"""The package of an .xlsx file, inflated within limits before any reader of workbooks sees it."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from county_desk.sheets.formats.archive_entries import check_entries
from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.memory_budget import MemoryBudget
from county_desk.text import _

PART_LIMIT = 120_000_000
WHOLE_LIMIT = 140_000_000
LARGEST = 320_000_000  # bytes of an unpacked package, or of a part with rows that are all taken alike
WHOLE_PART = 16_000_000  # bytes of a part that is not taken block by block
TIGHT = 25  # times that a table of words can be packed; a bomb is packed a hundred times tighter
_BLOCK = 1 << 18


class Archive:
    """The parts of one workbook by name, inflated block by block on request.

    Each inflation counts against the limit of the whole file, so a reader inflates each part once. Raises
    `Unreadable` when the package is damaged.
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
        self.budget = MemoryBudget()
        self.budget.take(len(raw))
        self._infos = {info.filename: info for info in infos}
        self._left = _most(WHOLE_LIMIT, len(raw))
        if sum(info.file_size for info in infos) > LARGEST:
            raise too_big()
        check_entries(raw, infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def names(self) -> Iterator[str]:
        """The names of all parts."""
        return iter(self._infos)

    def part(self, name: str) -> bytes:
        """One part as a whole."""
        found = bytearray()
        for block in self.blocks(name):
            found += block
            if len(found) > WHOLE_PART:
                raise too_big()
        return bytes(found)

    def blocks(self, name: str, most: int = 0) -> Iterator[bytes]:
        """One part, block by block; raises `Unreadable` when it is missing, damaged or too large.

        A part that may have `most` bytes is not counted among the others: its reader counts what it keeps.
        """
        info = self._infos.get(name)
        if info is None:
            raise Unreadable(
                "file_corrupt", _("The workbook lacks a part of itself ({name}).").format(name=name)
            )
        self.read.add(name)
        try:
            yield from self._counted(info) if not most else self._inflated(info, most)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            raise Unreadable(
                "file_corrupt", _("A part of the workbook ({name}) is damaged.").format(name=name)
            ) from None

    def _counted(self, info: ZipInfo) -> Iterator[bytes]:
        for block in self._inflated(info, _most(PART_LIMIT, info.compress_size)):
            self._left -= len(block)
            if self._left < 0:
                raise too_big()
            yield block

    def _inflated(self, info: ZipInfo, left: int) -> Iterator[bytes]:
        if info.file_size > left:
            raise too_big()
        with self._zip.open(info) as file:
            while block := file.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise too_big()
                yield block


def _most(usual: int, packed: int) -> int:
    return max(usual, min(LARGEST, packed * TIGHT))


def too_big() -> Unreadable:
    """The refusal of a file that unpacks to more than a table can."""
    return Unreadable("zip_too_big", _("Unpacked, the file would be larger than any roster can be."))
