"""The styles of an .xls workbook as they look: faces, lines, colours and places, out of FONT and XF."""

import struct
from dataclasses import dataclass, field, replace

from county_desk.excel.formats.dress import Edge, Style
from county_desk.excel.formats.numbered_looks import ACROSS, down, edge, face, turned
from county_desk.excel.formats.ole import damaged
from county_desk.excel.formats.styles import MOST
from county_desk.excel.formats.xls.records import records
from county_desk.excel.formats.xls.workbook import Globals

_FONT, _STYLE = 0x31, 0xE0
_ITALIC, _STRUCK = 0x02, 0x08
_BOLD = 600  # of the weights that there are, the first that looks bold
_TURNED = (0, 255, 90, 180)  # by a number of BIFF5
_SOLID = 1  # the pattern that is one colour


def styles_of(stream: bytes, book: Globals) -> list[Style]:
    """The look of each style by its number; raises `Unreadable` or struct.error."""
    found = _Wardrobe(book)
    for kind, at, end in records(stream, 0, book.version):
        if kind == _FONT:
            found.fonts.append(found.font(stream[at:end]))
        elif kind == _STYLE:
            found.styles.append(found.style(stream[at:end]))
        if max(len(found.fonts), len(found.styles)) > MOST:
            raise damaged()
    return found.styles


@dataclass
class _Wardrobe:
    """Faces and styles while the globals go by; all faces come before the first style."""

    book: Globals
    fonts: list[Style] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)

    def font(self, content: bytes) -> Style:
        """FONT, as a style that tells nothing but its face."""
        height, flags, ink, weight = struct.unpack_from("<4H", content)
        return Style(
            face=face(self.book.text(content, 14, short=True)),
            points=height / 20,
            bold=weight >= _BOLD,
            italic=bool(flags & _ITALIC),
            underlined=content[10] != 0,
            struck=bool(flags & _STRUCK),
            ink=self.book.ink_of(ink),
        )

    def style(self, content: bytes) -> Style:
        """XF."""
        font, code = struct.unpack_from("<HH", content)
        font -= font > 4  # there is no font 4, as for `Globals`
        place = content[6]
        lines, paper = (self._lines8 if self.book.version == 8 else self._lines5)(content)
        left, right, top, bottom = lines
        return replace(
            self.fonts[font] if font < len(self.fonts) else Style(),
            format=self.book.code_of(code) or "General",
            paper=paper,
            left=left,
            right=right,
            top=top,
            bottom=bottom,
            across=ACROSS[place & 7],
            down=down(place >> 4 & 7),
            wraps=bool(place & 8),
            turned=turned(content[7]) if self.book.version == 8 else _TURNED[content[7] & 3],
        )

    def _lines8(self, content: bytes) -> tuple[list[Edge], str]:
        """The lines to the left, right, top and bottom, and the colour of the ground, in BIFF8."""
        one, other, ground = struct.unpack_from("<IIH", content, 10)
        sides = (one, one >> 16), (one >> 4, one >> 23), (one >> 8, other), (one >> 12, other >> 7)
        return self._edges(sides, 15), self._paper(other >> 26, ground)

    def _lines5(self, content: bytes) -> tuple[list[Edge], str]:
        """The same in BIFF5."""
        area, lines = struct.unpack_from("<II", content, 8)
        sides = (lines >> 3, lines >> 16), (lines >> 6, lines >> 23), (lines, lines >> 9)
        return self._edges((*sides, (area >> 22, area >> 25)), 7), self._paper(area >> 16 & 0x3F, area)

    def _edges(self, sides: tuple[tuple[int, int], ...], kinds: int) -> list[Edge]:
        return [edge(line & kinds, self.book.ink_of(ink & 0x7F)) for line, ink in sides]

    def _paper(self, pattern: int, ground: int) -> str:
        return self.book.ink_of(ground & 0x7F) if pattern == _SOLID else ""
