"""The styles of an .xlsx workbook: the number format of each, and whether what it formats can be seen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from county_desk.excel.formats.book import Unreadable
from county_desk.excel.formats.markup import small, walk
from county_desk.excel.formats.number_formats import BUILT_IN, LONGEST_CODE, Kind, NumberFormat, number_format
from county_desk.excel.formats.sight import WHITE, alike
from county_desk.excel.formats.xlsx.letters import AUTOMATIC, Letters, colour_of
from county_desk.text import _

_MOST = 66_000  # formats of cells, which is more than Excel can keep
_PARTS = frozenset({"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"})
_PAPERS = {"none": WHITE, "solid": ""}  # before a colour is named
_OF_A_RULE = frozenset({"font", "fill", "border", "numFmt", "alignment", "protection"})


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks: its format, whether its text is lost or struck out, the colour of its ground."""

    format: NumberFormat
    unseen: bool = False
    struck: bool = False
    paper: str = WHITE

    @property
    def plain(self) -> bool:
        """Whether every value is itself under it, and seen, and nothing else with it."""
        odd = self.unseen or self.struck or self.format.unit
        return self.format.plain and self.format.kind is Kind.NUMBER and not odd


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The styles that cells refer to by number, and those that rules of the sheets give to cells."""

    cells: Sequence[Style] = ()
    rules: Sequence[Style] = ()


PLAIN_STYLE = Style(number_format(""))


def styles_of(blocks: Iterator[bytes]) -> StyleSheet:
    """All styles of the part; raises `Unreadable`."""
    whole, blocks = small(blocks)
    return _known(whole) if whole else _read(blocks)


@lru_cache(32)
def _known(content: bytes) -> StyleSheet:
    return _read((content,))


def _read(blocks: Iterable[bytes]) -> StyleSheet:
    reader = _Styles()
    walk(blocks, reader.start)
    return StyleSheet(
        tuple(reader.style(given) for given in reader.cells), tuple(rule.style() for rule in reader.rules)
    )


@dataclass
class _Rule:
    """What a rule changes at the cells to which it applies; "" is left as the cell has it."""

    letters: Letters = field(default_factory=lambda: Letters(ink=""))
    paper: str = ""
    code: str = ""

    def style(self) -> Style:
        """As a style of cells with black letters on white, as most are."""
        ink, paper = self.letters.ink or AUTOMATIC, self.paper or WHITE
        return Style(
            number_format(self.code), self.letters.tiny or alike(ink, paper), self.letters.struck, paper
        )


@dataclass
class _Styles:
    """Collects what styles are made of while the part goes by."""

    codes: dict[str, str] = field(default_factory=dict)
    fonts: list[Letters] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)
    cells: list[Mapping[str, str]] = field(default_factory=list)
    rules: list[_Rule] = field(default_factory=list)
    _within: str = ""
    _part: str = ""  # of a rule
    _known: dict[tuple[str, str, str], Style] = field(default_factory=dict)

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
        if max(map(len, (self.cells, self.codes, self.fonts, self.fills, self.rules))) > _MOST:
            raise Unreadable("file_corrupt", _("The file holds more formats of cells than any table needs."))

    def _font(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "font":
            self.fonts.append(Letters())
        elif self.fonts:
            self.fonts[-1].take(tag, given)

    def _fill(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "fill":
            self.fills.append(WHITE)
        elif tag == "patternFill" and self.fills:
            self.fills[-1] = _PAPERS.get(given.get("patternType", "none"), "a pattern")
        elif tag == "fgColor" and self.fills and not self.fills[-1]:
            self.fills[-1] = colour_of(given)
        elif tag == "gradientFill" and self.fills:
            self.fills[-1] = ""

    def _rule(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "dxf":
            self.rules.append(_Rule())
        elif not self.rules:
            return
        elif tag in _OF_A_RULE:
            self._part = tag
            self.rules[-1].code = given.get("formatCode", self.rules[-1].code)[:LONGEST_CODE]
        elif self._part == "font":
            self.rules[-1].letters.take(tag, given)
        elif self._part == "fill" and tag == "bgColor":
            self.rules[-1].paper = colour_of(given)

    def style(self, given: Mapping[str, str]) -> Style:
        """The style that an entry describes."""
        key = (given["numFmtId"], given["fontId"], given["fillId"])
        if key not in self._known:
            number, font, fill = key
            code = self.codes.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, "")
            letters, paper = _at(self.fonts, font, Letters()), _at(self.fills, fill, WHITE)
            unseen = letters.tiny or alike(letters.ink, paper)
            self._known[key] = Style(number_format(code), unseen, letters.struck, paper)
        return self._known[key]


def _at[Kept](kept: Sequence[Kept], number: str, otherwise: Kept) -> Kept:
    place = int(number) if number.isdecimal() else -1
    return kept[place] if 0 <= place < len(kept) else otherwise
