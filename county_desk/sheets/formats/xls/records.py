"""The records of a BIFF stream, one after the other, and what they must be for readers to agree on them."""

import re
import struct
from collections.abc import Iterator

from county_desk.sheets.formats.foreign import of_old_excel
from county_desk.sheets.formats.ole import cut_short, damaged

BOF, EOF, CONTINUE = 0x809, 0x0A, 0x3C
WORKSHEET, CHART, MACROS = 0x10, 0x20, 0x40  # sorts of a stream in its BOF
SHARED, SHORT = 0xFD, 0x27E  # a cell with a text of the shared table, and one with a short number
# most cells are one of these two, always of 10 bytes: runs of them are handed on as one
_RUN = re.compile(rb"(?:(?:\xfd\0|\x7e\x02)\x0a\0.{10}){1,4000}+", re.DOTALL)
_HEAD = struct.Struct("<HH")
_LARGEST = 8224  # bytes of one record
_VERSION = 0x0600  # of Excel 97 and all later ones


def sort_at(stream: bytes, at: int) -> int:
    """The sort of the stream that begins at a place; raises `Unreadable`, also for one of Excel 95."""
    if len(stream) < at + 8:
        raise cut_short()
    kind, size, version, sort = struct.unpack_from("<4H", stream, at)
    if kind != BOF or size < 4:
        raise damaged()
    if version != _VERSION:
        raise of_old_excel(version >> 8)
    return int(sort)


def records(stream: bytes, at: int, last: int | None = None) -> Iterator[tuple[int, int, int]]:
    """Kind, place and end of the content of each record from a BOF on, to the EOF that closes it.

    Streams inside of the stream (charts) are passed over. A run of `SHARED` and `SHORT` records comes as
    one, heads and all. Raises `Unreadable` when there is no EOF, or none before `last`.
    """
    depth, length = 0, len(stream) if last is None else min(last, len(stream))
    head = _HEAD.unpack_from
    while at + 4 <= length:
        kind, size = head(stream, at)
        begin, end = at + 4, at + 4 + size
        if kind in (SHARED, SHORT):
            begin, end = at, _end_of_run(stream, at)
        if size > _LARGEST or end > length:
            raise damaged() if size > _LARGEST or length < len(stream) else cut_short()
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 0:
            return
        if depth == 1 and kind != BOF:
            yield kind, begin, end
        at = end
    raise cut_short()


def _end_of_run(stream: bytes, at: int) -> int:
    found = _RUN.match(stream, at)
    if found is None:
        raise cut_short() if at + 14 > len(stream) else damaged()
    return found.end()


def continued(stream: bytes, at: int, end: int) -> Iterator[bytes]:
    """The content of a record, and that of all CONTINUE records behind it."""
    yield stream[at:end]
    while stream[end : end + 2] == b"\x3c\0":
        size = int.from_bytes(stream[end + 2 : end + 4], "little")
        yield stream[end + 4 : end + 4 + size]
        end += 4 + size
