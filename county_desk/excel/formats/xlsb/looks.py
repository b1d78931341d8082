"""The styles of an .xlsb workbook as they look: faces, lines, colours and places."""

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from county_desk.excel.formats.dress import Edge, Style
from county_desk.excel.formats.number_formats import BUILT_IN, LONGEST_CODE
from county_desk.excel.formats.numbered_looks import ACROSS, INDEXED, down, edge, face, turned
from county_desk.excel.formats.ole import damaged
from county_desk.excel.formats.styles import MOST
from county_desk.excel.formats.xlsb.records import records, wide_text

_ITALIC, _STRUCK, _WRAPS = 0x02, 0x08, 0x40
_BOLD = 600
_NUMBERED, _MIXED = 1, 2  # kinds of colours; one of the theme is left to the program
_SOLID = 1
_SIDE = 10  # bytes of one side of a border


def styles_of(blocks: Iterable[bytes]) -> list[Style]:
    """The look of each style of cells by its number; raises `Unreadable` or struct.error."""
    found = _Wardrobe()
    for kind, content in records(blocks):
        if reader := _READERS.get(kind):
            reader(found, content)
    return found.styles


@dataclass
class _Wardrobe:
    """What styles are made of, while the part goes by; the styles of cells come last in it."""

    styles: list[Style] = field(default_factory=list)
    _codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    _fonts: list[Style] = field(default_factory=list)
    _papers: list[str] = field(default_factory=list)
    _borders: list[list[Edge]] = field(default_factory=list)
    _of_cells: bool = False

    def format(self, content: bytes) -> None:
        """BrtFmt."""
        self._codes[struct.unpack_from("<H", content)[0]] = wide_text(content, 2)[0][:LONGEST_CODE]

    def font(self, content: bytes) -> None:
        """BrtFont, as a style that tells nothing but its face."""
        height, flags, weight = struct.unpack_from("<3H", content)
        self._fonts.append(
            Style(
                face=face(wide_text(content, 21)[0]),
                points=height / 20,
                bold=weight >= _BOLD,
                italic=bool(flags & _ITALIC),
                underlined=content[8] != 0,
                struck=bool(flags & _STRUCK),
                ink=_colour(content, 12),
            )
        )

    def fill(self, content: bytes) -> None:
        """BrtFill."""
        pattern = struct.unpack_from("<I", content)[0]
        self._papers.append(_colour(content, 4) if pattern == _SOLID else "")

    def border(self, content: bytes) -> None:
        """BrtBorder: the lines above, below, to the left and right."""
        places = range(1, 1 + 4 * _SIDE, _SIDE)
        self._borders.append([edge(content[at], _colour(content, at + 2)) for at in places])

    def begin(self, _content: bytes) -> None:
        """BrtBeginCellXFs."""
        self._of_cells = True

    def end(self, _content: bytes) -> None:
        """BrtEndCellXFs."""
        self._of_cells = False

    def style(self, content: bytes) -> None:
        """BrtXF, of cells or of named styles."""
        if not self._of_cells:
            return
        _parent, code, font, paper, border = struct.unpack_from("<5H", content)
        place = content[12]
        above, below, left, right = self._borders[border] if border < len(self._borders) else [Edge()] * 4
        self.styles.append(
            replace(
                self._fonts[font] if font < len(self._fonts) else Style(),
                format=self._codes.get(code) or "General",
                paper=self._papers[paper] if paper < len(self._papers) else "",
                left=left,
                right=right,
                top=above,
                bottom=below,
                across=ACROSS[place & 7],
                down=down(place >> 3 & 7),
                wraps=bool(place & _WRAPS),
                turned=turned(content[10]),
            )
        )
        if max(map(len, (self.styles, self._codes, self._fonts, self._papers, self._borders))) > MOST:
            raise damaged()


def _colour(content: bytes, at: int) -> str:
    """A colour as RRGGBB; empty for an automatic one, and for one of a theme."""
    kind, number = struct.unpack_from("<BB6x", content, at)
    if kind >> 1 == _MIXED:
        return content[at + 4 : at + 7].hex().upper()
    return INDEXED.get(number, "") if kind >> 1 == _NUMBERED else ""


_READERS: dict[int, Callable[[_Wardrobe, bytes], None]] = {
    44: _Wardrobe.format,
    43: _Wardrobe.font,
    45: _Wardrobe.fill,
    46: _Wardrobe.border,
    617: _Wardrobe.begin,
    618: _Wardrobe.end,
    47: _Wardrobe.style,
}
