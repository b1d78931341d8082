"""The records of the parts of an .xlsb workbook, as [MS-XLSB] lays them out."""

import struct
from collections.abc import Iterator

from county_desk.excel.reading.xls_ole import damaged

_LONGEST = 16_000_000  # bytes of one record
_LETTERS = 32_767  # of a cell


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record of a part; raises `Unreadable` when one is longer than the part."""
    at, length = 0, len(part)
    while at < length:
        kind = part[at]
        at += 1
        if kind & 0x80 and at < length:
            kind = kind & 0x7F | (part[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while True:
            if at >= length or shift > 21:
                raise damaged()
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        end = at + size
        if end > length or size > _LONGEST:
            raise damaged()
        yield kind, part[at:end]
        at = end


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
