"""Reads the global parts of an .xlsb workbook: sheet names, shared texts, styles."""

import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from sys import getsizeof

from county_desk.sheets.formats.archive_entries import ENTRIES
from county_desk.sheets.formats.number_formats import BUILT_IN, LONGEST_CODE
from county_desk.sheets.formats.numbered_colours import INDEXED, WINDOW
from county_desk.sheets.formats.ole import damaged
from county_desk.sheets.formats.room import CELL, MARK, Room
from county_desk.sheets.formats.sight import WHITE, is_tiny, tinted
from county_desk.sheets.formats.styles import AUTOMATIC, MOST, PLAIN, FontLook, Looks, Style, styles_made
from county_desk.sheets.formats.xlsb.records import records, rich_text, wide_text
from county_desk.sheets.formats.xlsb.rules import rule_style
from county_desk.sheets.formats.xlsx.theme import colour_in

_SHEET, _PROPERTIES, _TEXT = 156, 153, 19
_FORMAT, _FONT, _FILL, _STYLE = 44, 43, 45, 47
_OF_A_RULE = 507
_OF_CELLS, _OF_CELLS_END, _NAMED, _NAMED_END = 617, 618, 626, 627
_STRUCK = 0x08
_DARKEST = 32_767  # of a tint, as of one that makes a colour white


@dataclass(frozen=True)
class XlsbSheetAt:
    """One sheet as the workbook lists it, with the name of its relation."""

    name: str
    relation: str
    hidden: bool


def sheets_of(blocks: Iterable[bytes]) -> tuple[list[XlsbSheetAt], bool]:
    """The sheets that a workbook lists, and whether its days count from 1904; raises `Unreadable`."""
    sheets: list[XlsbSheetAt] = []
    from_1904 = False
    try:
        for kind, content in records(blocks):
            if kind == _SHEET:
                relation, end = wide_text(content, 8)
                name, _end = wide_text(content, end)
                if len(sheets) >= ENTRIES:
                    raise damaged()
                sheets.append(XlsbSheetAt(name, relation, struct.unpack_from("<I", content)[0] != 0))
            elif kind == _PROPERTIES:
                from_1904 = bool(content[0] & 1)
    except (struct.error, IndexError):
        raise damaged() from None
    return sheets, from_1904


def texts_of(blocks: Iterable[bytes], room: Room) -> tuple[list[str], dict[int, frozenset[int]]]:
    """The texts that cells share, and by their numbers the fonts within some; raises `Unreadable`."""
    texts: list[str] = []
    fonts_in = {}
    try:
        for kind, content in records(blocks):
            if kind == _TEXT:
                text, fonts = rich_text(content, 0)
                room.take(CELL + getsizeof(text))
                if fonts:
                    room.take(MARK + getsizeof(fonts))
                    fonts_in[len(texts)] = fonts
                texts.append(text)
    except (struct.error, IndexError):
        raise damaged() from None
    return texts, fonts_in


def looks_of(blocks: Iterable[bytes], from_1904: bool, theme: Sequence[str]) -> Looks:
    """How the styles show cells; raises `Unreadable`."""
    found = _Styles(theme)
    for kind, content in records(blocks):
        if reader := _READERS.get(kind):
            try:
                reader(found, content)
            except struct.error:
                raise damaged() from None
    return found.looks(from_1904)


@dataclass
class _Styles:
    """Collects what styles are made of while the part goes by."""

    theme: Sequence[str]
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    fonts: list[FontLook] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)
    styles: list[tuple[int, int, int]] = field(default_factory=list)
    rules: list[Style] = field(default_factory=list)
    _within: int = 0
    _wanted: int = 0

    def format(self, content: bytes) -> None:
        """BrtFmt."""
        self.codes[struct.unpack_from("<H", content)[0]] = wide_text(content, 2)[0][:LONGEST_CODE]

    def font(self, content: bytes) -> None:
        """BrtFont."""
        height, flags = struct.unpack_from("<HH", content)
        ink = self.colour(content, 12) or AUTOMATIC
        self.fonts.append(FontLook(ink, is_tiny(height / 20), bool(flags & _STRUCK)))

    def fill(self, content: bytes) -> None:
        """BrtFill: nothing, one colour, or a pattern, on which nothing is unseen."""
        pattern = struct.unpack_from("<I", content)[0]
        self.grounds.append(self.colour(content, 4) if pattern == 1 else WHITE if not pattern else "")

    def style(self, content: bytes) -> None:
        """BrtXF, of cells or of named styles."""
        if self._within == _OF_CELLS:
            _parent, code, font, ground = struct.unpack_from("<4H", content)
            self.styles.append((code, font, ground))
        elif self._within != _NAMED:
            raise damaged()
        if max(map(len, (self.styles, self.codes, self.fonts, self.grounds))) > MOST:
            raise damaged()

    def rule(self, content: bytes) -> None:
        """BrtDXF."""
        try:
            self.rules.append(rule_style(content, self.colour))
        except struct.error:
            self.rules.append(PLAIN)  # no program makes anything of a look that is cut short
        if len(self.rules) > MOST:
            raise damaged()

    def begin_cells(self, content: bytes) -> None:
        """BrtBeginCellXFs, with the number of those that follow."""
        self._within, self._wanted = _OF_CELLS, struct.unpack_from("<I", content)[0]

    def begin_named(self, _content: bytes) -> None:
        """BrtBeginCellStyleXFs."""
        self._within = _NAMED

    def end(self, _content: bytes) -> None:
        """BrtEndCellXFs, BrtEndCellStyleXFs."""
        self._within = 0

    def looks(self, from_1904: bool) -> Looks:
        """The looks of cells under these styles."""
        if self._wanted != len(self.styles):
            raise damaged()
        styles = styles_made(self._described(*each) for each in self.styles)
        return Looks(styles, from_1904, self.rules, self.fonts)

    def _described(self, code: int, font: int, ground: int) -> tuple[str, FontLook, str]:
        letters = self.fonts[font] if font < len(self.fonts) else FontLook()
        paper = self.grounds[ground] if ground < len(self.grounds) else WHITE
        return self.codes.get(code, ""), letters, paper

    def colour(self, content: bytes, at: int) -> str:
        """A colour as `sight` has it; "" for an automatic one."""
        kind, number, tint = struct.unpack_from("<BBh", content, at)
        match kind >> 1:
            case 1:
                said = WINDOW.get(number) or INDEXED.get(number, f"colour {number}")
            case 2:
                said = content[at + 4 : at + 7].hex().upper()
            case 3:
                said = colour_in(self.theme, number)
            case _:
                return ""
        return tinted(said, tint / _DARKEST)


_READERS: dict[int, Callable[[_Styles, bytes], None]] = {
    _FORMAT: _Styles.format,
    _FONT: _Styles.font,
    _FILL: _Styles.fill,
    _STYLE: _Styles.style,
    _OF_A_RULE: _Styles.rule,
    _OF_CELLS: _Styles.begin_cells,
    _OF_CELLS_END: _Styles.end,
    _NAMED: _Styles.begin_named,
    _NAMED_END: _Styles.end,
}
