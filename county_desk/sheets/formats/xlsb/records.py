"""The records of the parts of an .xlsb workbook, as [MS-XLSB] lays them out."""

import struct
from collections.abc import Iterable, Iterator

from county_desk.sheets.formats.ole import damaged
from county_desk.sheets.formats.xls.strings import fonts_in

_LONGEST = 16_000_000  # bytes of one record
_HEAD = 6  # bytes of the longest head of a record
_RICH = 0x01
_LETTERS = 32_767  # of a cell


def records(blocks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record of a part; raises `Unreadable` when one is longer than the part."""
    rest = b""
    for block in blocks:
        rest += block
        at, last = 0, len(rest) - _HEAD
        while at <= last:
            kind, at_content, end = _head(rest, at)
            if end > len(rest):
                break
            yield kind, rest[at_content:end]
            at = end
        rest = rest[at:]
    at = 0
    while at < len(rest):
        kind, at_content, at = _head(rest, at)
        if at > len(rest):
            raise damaged()
        yield kind, rest[at_content:at]


def _head(part: bytes, at: int) -> tuple[int, int, int]:
    """The kind of a record, where its content begins, and where it ends."""
    try:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (part[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while shift <= 21:
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        else:
            raise damaged()
    except IndexError:
        raise damaged() from None
    if size > _LONGEST:
        raise damaged()
    return kind, at, at + size


def wide_text(content: bytes, at: int, most: int = _LETTERS) -> tuple[str, int]:
    """A text with its length before it, and where it ends; a length of all ones is no text."""
    count = struct.unpack_from("<I", content, at)[0]
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    if count > most or end > len(content):
        raise damaged()
    try:
        return content[at + 4 : end].decode("utf-16-le"), end
    except UnicodeDecodeError:
        raise damaged() from None


def rich_text(content: bytes, at: int) -> tuple[str, frozenset[int]]:
    """A text that says before it whether stretches of it have fonts of their own, and these fonts."""
    text, end = wide_text(content, at + 1)
    if not content[at] & _RICH or end + 4 > len(content):
        return text, frozenset()
    count = min(struct.unpack_from("<I", content, end)[0], _LETTERS)
    return text, fonts_in(content[at + 5 : end], "utf-16-le", content[end + 4 : end + 4 + 4 * count])
