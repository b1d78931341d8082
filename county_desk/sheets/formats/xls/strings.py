"""Texts of .xls workbooks: Unicode strings, and the table that cells share."""

import struct
from collections.abc import Iterator
from sys import getsizeof

from county_desk.sheets.formats.memory_budget import CELL, REACH, MemoryBudget
from county_desk.sheets.formats.ole import cut_short, damaged

_WIDE, _PHONETIC, _RICH = 1, 4, 8
_UTF16 = "utf-16-le"
_ENTRY = 100  # bytes of the kept fonts of a text
_LONG = 32_767  # characters of a cell


def unicode_text(content: bytes, at: int, short: bool = False) -> str:
    """A string that lies in one record; `short` when its length is one byte. Raises `Unreadable`."""
    try:
        count = content[at] if short else struct.unpack_from("<H", content, at)[0]
        at += 1 if short else 2
        flags = content[at]
    except (IndexError, struct.error):
        raise damaged() from None
    at += 1 + 2 * bool(flags & _RICH) + 4 * bool(flags & _PHONETIC)
    return _decoded(content[at : at + (count << (flags & _WIDE))], count, flags & _WIDE)


def continued_text(parts: Iterator[bytes]) -> tuple[str, frozenset[int]]:
    """A string with characters that go on in the records that follow, and the fonts within it."""
    strings = _Strings(parts)
    return strings.one(), strings.fonts


def shared_texts(parts: Iterator[bytes], budget: MemoryBudget) -> tuple[list[str], dict[int, frozenset[int]]]:
    """The texts of an SST record and those that continue it, and by their numbers the fonts within some."""
    strings = _Strings(parts)
    count = strings.count()
    if count > REACH:
        raise damaged()
    texts, fonts = [], {}
    known = dict[frozenset[int], frozenset[int]]()  # few, in a workbook that has a font for each script
    for number in range(count):
        text = strings.one()
        budget.take(CELL + getsizeof(text))
        texts.append(text)
        if strings.fonts:
            budget.take(_ENTRY)
            fonts[number] = known.setdefault(strings.fonts, strings.fonts)
    return texts, fonts


class _Strings:
    """Reads string after string from a record and its continuations."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._part = next(self._parts)
        self._at = 0
        self._end = len(self._part)
        self.fonts: frozenset[int] = frozenset()  # of stretches of the string that was read last

    def count(self) -> int:
        """How many strings an SST record says that it has; they follow."""
        if self._end < 8:
            raise damaged()
        self._at = 8
        found: int = struct.unpack_from("<I", self._part, 4)[0]
        return found

    def one(self) -> str:
        """The next string."""
        if self._at >= self._end:
            self._next()
        at, part = self._at, self._part
        if self._end - at < 3:
            raise damaged()
        count, flags = part[at] | part[at + 1] << 8, part[at + 2]
        at += 3
        looks = rest = 0
        if flags & (_RICH | _PHONETIC):
            looks, rest, at = self._rest(flags, at)
        wide = flags & _WIDE
        size = count << wide
        if at + size > self._end or count > _LONG:
            text = self._across(count, wide, at)
        else:
            self._at = at + size
            text = _decoded(part[at : at + size], count, wide)
        self.fonts = _fonts(text, self._next_bytes(looks)) if looks else frozenset()
        if rest:
            self._next_bytes(rest)
        return text

    def _rest(self, flags: int, at: int) -> tuple[int, int, int]:
        """How many bytes of looks follow the characters, and of their sound; where the characters begin."""
        looks = rest = 0
        if at + 2 * bool(flags & _RICH) + 4 * bool(flags & _PHONETIC) > self._end:
            raise damaged()
        if flags & _RICH:
            looks = 4 * struct.unpack_from("<H", self._part, at)[0]
            at += 2
        if flags & _PHONETIC:
            rest = struct.unpack_from("<I", self._part, at)[0]
            at += 4
        return looks, rest, at

    def _across(self, count: int, wide: int, at: int) -> str:
        """A string that goes on in the next record, where a byte says anew how wide its characters are."""
        if count > _LONG:
            raise damaged()
        found = []
        while True:
            here = min(count, (self._end - at) >> wide)
            found.append(_decoded(self._part[at : at + (here << wide)], here, wide))
            count -= here
            if not count:
                self._at = at + (here << wide)
                return "".join(found)
            self._next()
            if not self._end:
                raise damaged()
            wide, at = self._part[0] & _WIDE, 1

    def _next_bytes(self, count: int) -> bytes:
        """So many bytes, which may go on in the records that follow."""
        found = []
        while count > self._end - self._at:
            found.append(self._part[self._at :])
            count -= self._end - self._at
            self._next()
        found.append(self._part[self._at : self._at + count])
        self._at += count
        return b"".join(found)

    def _next(self) -> None:
        part = next(self._parts, None)
        if part is None:
            raise cut_short()
        self._part, self._at, self._end = part, 0, len(part)


def _fonts(text: str, looks: bytes) -> frozenset[int]:
    """The fonts within a text, by pairs of the place where one begins and its number."""
    letters = text.encode(_UTF16)
    pairs = list(struct.iter_unpack("<HH", looks[: len(looks) // 4 * 4]))
    ends = [*(place for place, _font in pairs[1:]), len(letters)]
    return frozenset(
        font
        for (place, font), end in zip(pairs, ends, strict=False)
        if letters[2 * place : 2 * end].decode(_UTF16, "ignore").strip()
    )


def _decoded(content: bytes, count: int, wide: int) -> str:
    if len(content) < count << wide:
        raise cut_short()
    try:
        return content.decode(_UTF16 if wide else "latin-1")
    except UnicodeDecodeError:
        raise damaged() from None
