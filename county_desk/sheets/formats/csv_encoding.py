"""Finds the encoding of a text table from its bytes, and asks when two encodings fit.

Every decoder is strict. Where two of them accept the same bytes, the one counts that gives more common
characters. A file of lines that disagree is not read.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.memory_budget import too_much
from county_desk.text import _

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GB, _BIG5, _UTF8 = "gb18030", "big5", "utf-8"
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd\ufffe\uffff]")
_HAN = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\ue000-\uf8ff\U00020000-\U0003ffff]+")
_STRANGE = re.compile("[\x80-\u2e7f](?<![·—–‘’“”…×°²])")
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
_COMMON = 0.6  # of the characters of a Chinese text, at least so many are among the 3,755 common ones
_MARGIN = 0.2  # by which one reading must be more common than the other
_FEW = 4  # characters that can still be rare ones by chance
_SAMPLE = 40  # characters shown of a text
_LOOK = 200_000  # characters of a text that are counted
_LONGEST, _LONGEST_LINE = 40_000_000, 4_000_000  # bytes of a text, and of one of its lines
_PIECE = 1 << 20  # bytes that are looked at together


@dataclass(frozen=True)
class _Reading:
    """One way to read some bytes: how its text begins, and how common its characters are, if it has any."""

    encoding: str
    text: str
    common: float | None


def encoding_of(raw: bytes) -> str:
    """The codec of a text table; raises `Unreadable` naming the first line that does not fit."""
    if len(raw) > _LONGEST:
        raise too_much()
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _checked(raw, encoding)
    if b"\0" in raw[:_LOOK]:
        return _checked(raw, _without_mark(raw))
    if raw.isascii():
        return _checked(raw, _UTF8)
    found = _proven(raw)
    _check_lines(raw, found)
    return _checked(raw, found)


def _checked(raw: bytes, encoding: str) -> str:
    """The encoding again, when all of the text decodes and holds nothing that no text holds."""
    line, begun, over = 1, "", False
    try:
        for text in _pieces(raw, encoding):
            bare = text.rstrip("\x1a")  # the end of a text of old programs
            found = _CONTROL.search(bare)
            if found or (over and bare):
                raise _unclear(*_place(line, begun, text[: found.start() if found else 0]))
            line, begun = _place(line, begun, bare)
            over = bare != text
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding)
        raise _unclear(*_place(line, begun, before)) from None
    return encoding


def _pieces(raw: bytes, encoding: str) -> Iterator[str]:
    """A text piece by piece: as a whole, one rare character would make all of it four times as large."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for at in range(0, len(raw), _PIECE):
        yield decoder.decode(raw[at : at + _PIECE], at + _PIECE >= len(raw))


def _place(line: int, begun: str, text: str) -> tuple[int, str]:
    """The number of the line in which `text` ends and how that line begins, as it was before the text."""
    lines = text.count("\n")
    return line + lines, (text.rpartition("\n")[2] if lines else begun + text)[:_SAMPLE]


def _unclear(line: int, sample: str) -> Unreadable:
    message = _(
        "The encoding of the text is unclear: line {line} does not fit the others (“{sample}”). "
        "Save the table as .xlsx or as UTF-8."
    )
    return Unreadable("encoding_unclear", message.format(line=line, sample=_printable(sample)))


def _printable(sample: str) -> str:
    return "".join(one if one.isprintable() else " " for one in sample[:_SAMPLE]).strip() or "…"


def _without_mark(raw: bytes) -> str:
    """UTF-16 without a mark: its line ends and digits have their zero on one side only."""
    low, high = raw[:_LOOK:2].count(0), raw[1:_LOOK:2].count(0)
    fewer, more = sorted((low, high))
    if more * 200 >= min(len(raw), _LOOK) and fewer <= more // 50:
        encoding = "utf-16-le" if high > low else "utf-16-be"
        reading = _read(raw, encoding)
        if reading and (reading.common is None or reading.common >= _COMMON):
            return encoding
    before = raw[: raw.index(0)]
    last = before.rpartition(b"\n")[2]
    raise _unclear(before.count(b"\n") + 1, last.decode() if last.isascii() else "")


def _proven(raw: bytes) -> str:
    """The encoding of the bytes (UTF-8, GB18030 or Big5), judged by the text that each gives."""
    readings = [reading for encoding in (_UTF8, _GB, _BIG5) if (reading := _read(raw, encoding))]
    if not readings:
        return _UTF8 if _utf8_lines(raw) else _GB
    best, *others = sorted(readings, key=lambda one: one.common or 0.0, reverse=True)
    if _is_proven(best, others):
        if best.encoding != _BIG5:
            return best.encoding
        message = _("The text seems to be Big5 (“{sample}”); save the table as .xlsx or as UTF-8.")
        raise Unreadable("encoding_unclear", message.format(sample=_first_words(best.text)))
    shown = _("; ").join(f"{one.encoding.upper()} “{_first_words(one.text)}”" for one in readings[:2])
    message = _("The encoding of the text is unclear ({samples}); save the table as .xlsx or as UTF-8.")
    raise Unreadable("encoding_unclear", message.format(samples=shown))


def _read(raw: bytes, encoding: str) -> _Reading | None:
    head = ""
    try:
        for text in _pieces(raw, encoding):
            if len(head) < _LOOK:
                head += text
    except UnicodeDecodeError:
        return None
    return _Reading(encoding, head[:_LOOK], _common(head, encoding))


def _common(text: str, encoding: str) -> float | None:
    """The share of common characters among those that are not ASCII; None without any."""
    text = text[:_LOOK]
    words = "".join(_HAN.findall(text))
    strange = 0 if text.isascii() else len(_STRANGE.findall(text))
    if not words and not strange:
        return None
    return sum(map(_everyday(encoding).__contains__, words)) / (len(words) + strange)


@cache
def _everyday(encoding: str) -> frozenset[str]:
    """The characters that each of the two standards puts first because they are the common ones."""
    first, last, codec = (0xA4, 0xC6, _BIG5) if encoding == _BIG5 else (0xB0, 0xD7, "gb2312")
    pairs = (bytes((lead, trail)) for lead in range(first, last + 1) for trail in range(0x40, 0xFF))
    return frozenset(pair.decode(codec) for pair in pairs if _fits(pair, codec))


def _is_proven(best: _Reading, others: list[_Reading]) -> bool:
    """UTF-8 is hardly ever met by chance; what the others take must read well besides."""
    first, second = best.common or 0.0, max((one.common or 0.0 for one in others), default=0.0)
    if not others and (best.common is None or best.encoding == _UTF8):
        return True
    return first - second >= _MARGIN and (best.encoding == _UTF8 or first >= _COMMON)


def _first_words(text: str) -> str:
    return next((_printable(line) for line in text.splitlines() if not line.isascii()), "")


def _lines(raw: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(raw.splitlines(), 1):
        if len(line) > _LONGEST_LINE:
            raise too_much()
        if not line.isascii():
            yield number, line


def _fits(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _utf8_lines(raw: bytes) -> bool:
    """Whether most lines are UTF-8, of a text that as a whole is nothing."""
    fits = [_fits(line, _UTF8) for _number, line in _lines(raw)]
    return 2 * sum(fits) >= len(fits)


def _check_lines(raw: bytes, encoding: str) -> None:
    """Refuse a text put together from files of several encodings."""
    for number, line in _lines(raw):
        if not _fits(line, encoding):
            continue  # told by `_checked`, with what stands before the first bad byte
        if encoding == _UTF8 and _WIDE.search(line.decode(_UTF8)):
            continue
        here = _common(line.decode(encoding), encoding) or 0.0
        if here > 1 - _COMMON:
            continue
        for other in (_GB,) if encoding == _UTF8 else (_UTF8, _BIG5):
            there = _read(line, other)
            if there and len("".join(_HAN.findall(there.text))) >= _FEW and (there.common or 0) - here >= 0.5:
                raise _unclear(number, line.decode(encoding))
