"""The styles of an .xlsx workbook: the number format of each, and whether what it formats can be seen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from county_desk.sheets.formats.markup import small, walk
from county_desk.sheets.formats.number_formats import BUILT_IN, LONGEST_CODE
from county_desk.sheets.formats.styles import MOST, FontLook, Style, styles_made, too_many_styles
from county_desk.sheets.formats.visibility import WHITE
from county_desk.sheets.formats.xlsx.fonts import USUAL, colour_of, take

_PARTS = frozenset({"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"})
_PAPERS = {"none": WHITE, "solid": ""}  # before a colour is named
_OF_A_RULE = frozenset({"font", "fill", "border", "numFmt", "alignment", "protection"})


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The styles of cells and those that rules give to cells, by number, and the colours of the theme."""

    cells: Sequence[Style] = ()
    rules: Sequence[Style] = ()
    theme: Sequence[str] = USUAL


def styles_of(blocks: Iterator[bytes], theme: tuple[str, ...]) -> StyleSheet:
    """All styles of the part; raises `Unreadable`."""
    whole, blocks = small(blocks)
    return _known(whole, theme) if whole else _read(blocks, theme)


@lru_cache(32)
def _known(content: bytes, theme: tuple[str, ...]) -> StyleSheet:
    return _read((content,), theme)


def _read(blocks: Iterable[bytes], theme: tuple[str, ...]) -> StyleSheet:
    reader = _Styles(theme)
    walk(blocks, reader.start)
    cells = styles_made(map(reader.described, reader.cells))
    return StyleSheet(cells, styles_made(rule.described() for rule in reader.rules), theme)


class RuleLook:
    """The changes that a rule makes to its cells; everything else counts as the default look."""

    def __init__(self, theme: Sequence[str]) -> None:
        self._theme = theme
        self._letters = FontLook()
        self._paper, self._code = WHITE, ""
        self._part = ""

    def take(self, tag: str, given: Mapping[str, str]) -> None:
        """One element of it."""
        if tag in _OF_A_RULE:
            self._part = tag
            self._code = given.get("formatCode", self._code)[:LONGEST_CODE]
        elif self._part == "font":
            take(self._letters, tag, given, self._theme)
        elif self._part == "fill" and tag == "bgColor":
            self._paper = colour_of(given, self._theme) or self._paper

    def described(self) -> tuple[str, FontLook, str]:
        """The number format, the letters and the ground of cells that look like that."""
        return self._code, self._letters, self._paper


@dataclass
class _Styles:
    """Collects what styles are made of while the part goes by."""

    theme: Sequence[str]
    codes: dict[str, str] = field(default_factory=dict)
    fonts: list[FontLook] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)
    cells: list[Mapping[str, str]] = field(default_factory=list)
    rules: list[RuleLook] = field(default_factory=list)
    _within: str = ""

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """One element begins."""
        if tag in _PARTS:
            self._within = tag
        elif tag == "numFmt" and self._within == "numFmts":
            self.codes[given.get("numFmtId", "")] = given.get("formatCode", "")[:LONGEST_CODE]
        elif self._within == "fonts":
            self._font(tag, given)
        elif self._within == "fills":
            self._fill(tag, given)
        elif self._within == "dxfs":
            self._rule(tag, given)
        elif tag == "xf" and self._within == "cellXfs":
            self.cells.append({name: given.get(name, "0") for name in ("numFmtId", "fontId", "fillId")})
        if max(map(len, (self.cells, self.codes, self.fonts, self.fills, self.rules))) > MOST:
            raise too_many_styles()

    def _font(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "font":
            self.fonts.append(FontLook())
        elif self.fonts:
            take(self.fonts[-1], tag, given, self.theme)

    def _fill(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "fill":
            self.fills.append(WHITE)
        elif tag == "patternFill" and self.fills:
            self.fills[-1] = _PAPERS.get(given.get("patternType", "none"), "a pattern")
        elif tag == "fgColor" and self.fills and not self.fills[-1]:
            self.fills[-1] = colour_of(given, self.theme)
        elif tag == "gradientFill" and self.fills:
            self.fills[-1] = ""

    def _rule(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "dxf":
            self.rules.append(RuleLook(self.theme))
        elif self.rules:
            self.rules[-1].take(tag, given)

    def described(self, given: Mapping[str, str]) -> tuple[str, FontLook, str]:
        """The number format, the letters and the ground of an entry."""
        number = given["numFmtId"]
        code = self.codes.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, "")
        return code, _at(self.fonts, given["fontId"], FontLook()), _at(self.fills, given["fillId"], WHITE)


def _at[Kept](kept: Sequence[Kept], number: str, otherwise: Kept) -> Kept:
    place = int(number) if number.isdecimal() else -1
    return kept[place] if 0 <= place < len(kept) else otherwise
