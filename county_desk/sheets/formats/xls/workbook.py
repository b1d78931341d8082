"""Reads the global records of an .xls workbook.

They hold sheet names, shared texts, formats, colours and embedded objects.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.memory_budget import MemoryBudget
from county_desk.sheets.formats.number_formats import BUILT_IN, LONGEST_CODE
from county_desk.sheets.formats.ole import damaged
from county_desk.sheets.formats.styles import FontLook, Looks, styles_made
from county_desk.sheets.formats.visibility import COUNT, FIRST, INDEXED, WHITE, is_tiny
from county_desk.sheets.formats.xls.records import continued, records, sort_at
from county_desk.sheets.formats.xls.strings import shared_texts, unicode_text
from county_desk.text import _

_WHITE = b"\xff\xff\xff"
# 64 and 65 are ink and paper of the window, 32767 is automatic
_COLOURS = {
    **{number: bytes.fromhex(colour) for number, colour in INDEXED.items()},
    **{64: b"\0\0\0", 65: _WHITE, 0x7FFF: b"\0\0\0"},
}
_STRUCK = 0x08
_OWN, _ADD_IN = b"\x01\x04", b"\x01\x3a"


@dataclass(frozen=True)
class XlsSheetAt:
    """One sheet as the workbook lists it; `sort` is 0 for a worksheet, 1 for macros, 2 or 6 for no cells."""

    name: str
    at: int
    hidden: bool
    sort: int


@dataclass
class Globals:
    """The globals of a workbook, filled in record by record."""

    sheets: list[XlsSheetAt] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    fonts_in: dict[int, frozenset[int]] = field(default_factory=dict)  # some of the texts
    from_1904: bool = False
    linked: bool = False  # to other files or programs
    _codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    _fonts: list[tuple[int, bool, bool]] = field(default_factory=list)  # ink, too small, struck out
    _styles: list[tuple[int, int, int, int]] = field(default_factory=list)
    _colours: dict[int, bytes] = field(default_factory=lambda: dict(_COLOURS))

    def looks(self) -> Looks:
        """How the styles show cells."""
        found = [FontLook(self.colour_of(ink), tiny, struck) for ink, tiny, struck in self._fonts]
        fonts = [*found[:4], FontLook(), *found[4:]]  # there is no font 4, whatever the reason was
        styles = styles_made(self._described(fonts, *each) for each in self._styles)
        return Looks(styles, self.from_1904, fonts=fonts)

    def _described(
        self, fonts: Sequence[FontLook], font: int, code: int, pattern: int, ground: int
    ) -> tuple[str, FontLook, str]:
        letters = fonts[font] if font < len(fonts) else FontLook()
        paper = self.colour_of(ground) if pattern == 1 else "a pattern" if pattern else WHITE
        return self.code_of(code), letters, paper

    def colour_of(self, number: int) -> str:
        """A colour as `visibility` has it."""
        found = self._colours.get(number, b"")
        return found.hex().upper() if len(found) == 3 else f"colour {number}"

    def code_of(self, number: int) -> str:
        """The code of a number format; empty for one that the workbook does not have."""
        return self._codes.get(number, "")

    def take(self, kind: int, content: bytes) -> None:
        """One record."""
        reader = _READERS.get(kind)
        if reader is None:
            return
        try:
            reader(self, content)
        except (struct.error, IndexError):
            raise damaged() from None

    def sheet(self, content: bytes) -> None:
        """BOUNDSHEET."""
        at, state, sort = struct.unpack_from("<IBB", content)
        name = unicode_text(content, 6, short=True)
        self.sheets.append(XlsSheetAt(name, at, state & 3 != 0, sort))

    def colours(self, content: bytes) -> None:
        """PALETTE."""
        count = int.from_bytes(content[:2], "little")
        for number in range(min(count, COUNT)):
            self._colours[FIRST + number] = content[2 + 4 * number : 5 + 4 * number]

    def font(self, content: bytes) -> None:
        """FONT."""
        height, flags, ink = struct.unpack_from("<3H", content)
        self._fonts.append((ink, is_tiny(height / 20), bool(flags & _STRUCK)))

    def format(self, content: bytes) -> None:
        """FORMAT."""
        self._codes[struct.unpack_from("<H", content)[0]] = unicode_text(content, 2)[:LONGEST_CODE]

    def style(self, content: bytes) -> None:
        """XF."""
        font, code = struct.unpack_from("<HH", content)
        borders, ground = struct.unpack_from("<IH", content, 14)
        self._styles.append((font, code, borders >> 26, ground & 0x7F))

    def epoch(self, content: bytes) -> None:
        """DATEMODE."""
        self.from_1904 = content[0] == 1

    def link(self, content: bytes) -> None:
        """SUPBOOK: the workbook itself, functions of an add-in, or another file or program."""
        self.linked |= content[2:4] not in (_OWN, _ADD_IN)

    def lock(self, _content: bytes) -> None:
        """FILEPASS: a password, or the one that Excel itself knows when only the sheets are protected."""
        message = _("The workbook is locked or protected with a password; lift the protection and save it.")
        raise Unreadable("file_encrypted", message)


_READERS: dict[int, Callable[[Globals, bytes], None]] = {
    0x85: Globals.sheet,
    0x92: Globals.colours,
    0x31: Globals.font,
    0x41E: Globals.format,
    0xE0: Globals.style,
    0x22: Globals.epoch,
    0x1AE: Globals.link,
    0x2F: Globals.lock,
}
_SST = 0xFC


def globals_of(stream: bytes, budget: MemoryBudget) -> Globals:
    """The globals at the begin of a stream; raises `Unreadable`."""
    sort_at(stream, 0)
    found, end = Globals(), 0
    for kind, at, end in records(stream, 0):
        if kind == _SST:
            found.texts, found.fonts_in = shared_texts(continued(stream, at, end), budget)
        else:
            found.take(kind, stream[at:end])
    if any(sheet.at < end for sheet in found.sheets):
        raise damaged()
    return found
