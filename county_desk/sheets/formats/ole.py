"""OLE compound files, in which old Office programs keep their streams; every chain is bounded by the file.

The layout is that of [MS-CFB]. A file that lies about a size, or with chains that run in circles, is refused.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from county_desk.sheets.formats.book import Unreadable
from county_desk.text import _

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFE
_NONE = 0xFFFFFFFF
_ENTRY = 128
_MINI = 64
_CUTOFF = 4096  # bytes from which on a stream has sectors of its own; there is no other in use
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_ENTRIES = 100_000  # of the directory; a workbook has a dozen


@dataclass(frozen=True)
class _Entry:
    """One line of the directory: its name, and what it is or where its bytes begin."""

    name: str
    sort: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """The streams and storages at the root of a compound file, by name in any case."""

    def __init__(self, raw: bytes) -> None:
        if len(raw) < 512:
            raise cut_short()
        self._raw = raw
        shift, mini = struct.unpack_from("<HH", raw, 30)
        if not raw.startswith(MAGIC) or shift not in (9, 12) or mini != 6:
            raise damaged()
        self._sector = 1 << shift
        self._count = -(-len(raw) // self._sector) - 1
        self._cutoff = _long(raw, 56)
        if self._cutoff != _CUTOFF:
            raise damaged()
        self._fat = self._long_chain_table()
        entries = self._entries()
        self._root = entries[0]
        self._found = self._children(entries)
        self._mini_fat: Sequence[int] | None = None
        self._mini_stream = b""

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._found

    def names(self) -> list[str]:
        """The names of all that stands at the root."""
        return [entry.name for entry in self._found.values()]

    def stream(self, name: str) -> bytes:
        """All bytes of one stream at the root; raises `Unreadable` when it is none or breaks off."""
        entry = self._found[name.casefold()]
        if entry.sort != _STREAM:
            raise damaged()
        if entry.size >= self._cutoff:
            return self._whole(entry.start, entry.size)
        if self._mini_fat is None:
            self._mini_fat = self._table(self._sectors(_long(self._raw, 60)))
            self._mini_stream = self._whole(self._root.start, self._root.size)
        return self._small(entry)

    def _long_chain_table(self) -> Sequence[int]:
        """The FAT: for each sector the one that follows it."""
        wanted = _long(self._raw, 44)
        listed = struct.unpack_from("<109I", self._raw, 76)
        sectors = list(islice((one for one in listed if one < _END - 4), wanted))
        following, seen = _long(self._raw, 68), 0
        while len(sectors) < wanted and following < _END - 4:
            block = struct.unpack(f"<{self._sector // 4}I", self._full(following))
            sectors += [one for one in block[:-1] if one < _END - 4]
            following, seen = block[-1], seen + 1
            if seen > self._count or len(sectors) > self._count:
                raise damaged()
        if len(sectors) < wanted:
            raise damaged()
        return self._table(iter(sectors[:wanted]))

    def _table(self, sectors: Iterator[int]) -> Sequence[int]:
        content = b"".join(map(self._full, sectors))
        return struct.unpack(f"<{len(content) // 4}I", content)

    def _full(self, sector: int) -> bytes:
        found = self._raw[(sector + 1) * self._sector : (sector + 2) * self._sector]
        if len(found) < self._sector:
            raise cut_short()
        return found

    def _sectors(self, start: int, most: int | None = None) -> Iterator[int]:
        """The sectors of one chain, `most` of them."""
        seen = 0
        while start != _END and (most is None or seen < most):
            if start >= len(self._fat):
                raise damaged()
            if start >= self._count:
                raise cut_short()
            yield start
            seen += 1
            if seen > self._count:
                raise damaged()
            start = self._fat[start]

    def _whole(self, start: int, size: int) -> bytes:
        if size > len(self._raw):
            raise cut_short()
        width = self._sector
        found = [
            self._raw[(one + 1) * width : (one + 2) * width]
            for one in self._sectors(start, -(-size // width))
        ]
        return _exactly(b"".join(found), size)

    def _small(self, entry: _Entry) -> bytes:
        assert self._mini_fat is not None
        found, following = [], entry.start
        for _one in range(-(-entry.size // _MINI)):
            if following >= len(self._mini_fat):
                raise damaged()
            found.append(self._mini_stream[following * _MINI : (following + 1) * _MINI])
            following = self._mini_fat[following]
        return _exactly(b"".join(found), entry.size)

    def _entries(self) -> list[_Entry]:
        content = b"".join(map(self._full, self._sectors(_long(self._raw, 48))))
        if not _ENTRY <= len(content) <= _ENTRIES * _ENTRY:
            raise damaged()
        wide = self._sector == 4096
        entries = [_entry(content, at, wide) for at in range(0, len(content), _ENTRY)]
        if entries[0].sort != _ROOT:
            raise damaged()
        return entries

    def _children(self, entries: list[_Entry]) -> dict[str, _Entry]:
        """The entries below the root; the tree of siblings is walked once, even if it points back."""
        found: dict[str, _Entry] = {}
        seen = {0}
        waiting = [entries[0].child]
        while waiting:
            number = waiting.pop()
            if number == _NONE:
                continue
            if number >= len(entries) or number in seen:
                raise damaged()
            seen.add(number)
            entry = entries[number]
            if entry.sort not in (_STORAGE, _STREAM) or entry.name.casefold() in found:
                raise damaged()
            found[entry.name.casefold()] = entry
            waiting += [entry.left, entry.right]
        return found


def damaged() -> Unreadable:
    """The refusal of a file with parts that do not fit together."""
    return Unreadable(
        "file_corrupt", _("The workbook is damaged; open it in WPS or Excel and save it as .xlsx.")
    )


def cut_short() -> Unreadable:
    """The refusal of a file that ends too early."""
    return Unreadable(
        "file_truncated", _("The file breaks off before its end and cannot be read; have it sent again.")
    )


def _exactly(content: bytes, size: int) -> bytes:
    if len(content) < size:
        raise cut_short()
    return content[:size]


def _long(raw: bytes, at: int) -> int:
    return int.from_bytes(raw[at : at + 4], "little")


def _entry(content: bytes, at: int, wide: bool) -> _Entry:
    length, sort = struct.unpack_from("<HB", content, at + 64)
    left, right, child = struct.unpack_from("<3I", content, at + 68)
    start, size, high = struct.unpack_from("<3I", content, at + 116)
    name = content[at : at + min(max(length - 2, 0), 62) & ~1]
    # older programs leave rubbish in the upper half of a size
    return _Entry(
        name.decode("utf-16-le", "replace"),
        sort,
        left,
        right,
        child,
        start,
        size + (high << 32 if wide else 0),
    )
