"""The styles of an .xlsx workbook: the number format of each, and whether what it formats can be seen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from county_desk.excel.reading.book import Unreadable
from county_desk.excel.reading.number_formats import BUILT_IN, LONGEST_CODE, Kind, NumberFormat, number_format
from county_desk.excel.reading.xlsx_xml import small, truth, walk
from county_desk.text import _

_MOST = 66_000  # formats of cells, which is more than Excel can keep
_WHITE = frozenset({"FFFFFFFF", "00FFFFFF"})
_BACKGROUND = "0"  # the colour of the theme that paper has
_WHITE_INDEX = frozenset({"1", "9"})


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks: its number format, and whether its text has the colour of its ground."""

    format: NumberFormat
    unseen: bool = False

    @property
    def plain(self) -> bool:
        """Whether every value is itself under it, and seen."""
        return self.format.plain and self.format.kind is Kind.NUMBER and not self.unseen


PLAIN_STYLE = Style(number_format(""))


def styles_of(blocks: Iterator[bytes]) -> Sequence[Style]:
    """The styles that cells refer to by number; raises `Unreadable`."""
    whole, blocks = small(blocks)
    return _known(whole) if whole else _read(blocks)


@lru_cache(32)
def _known(content: bytes) -> Sequence[Style]:
    return _read((content,))


def _read(blocks: Iterable[bytes]) -> Sequence[Style]:
    reader = _Styles()
    walk(blocks, reader.start)
    return tuple(reader.style(given) for given in reader.cells)


@dataclass
class _Styles:
    """Collects what styles are made of while the part goes by."""

    codes: dict[str, str] = field(default_factory=dict)
    white_fonts: list[bool] = field(default_factory=list)
    white_fills: list[bool] = field(default_factory=list)
    cells: list[Mapping[str, str]] = field(default_factory=list)
    _within: str = ""
    _known: dict[tuple[str, str, str], Style] = field(default_factory=dict)

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """One element begins."""
        if tag in ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"):
            self._within = tag
        elif tag == "numFmt" and self._within == "numFmts":
            self.codes[given.get("numFmtId", "")] = given.get("formatCode", "")[:LONGEST_CODE]
        elif self._within == "fonts":
            self._font(tag, given)
        elif self._within == "fills":
            self._fill(tag, given)
        elif tag == "xf" and self._within == "cellXfs":
            self.cells.append({name: given.get(name, "0") for name in ("numFmtId", "fontId", "fillId")})
        if max(len(self.cells), len(self.codes), len(self.white_fonts), len(self.white_fills)) > _MOST:
            raise Unreadable("file_corrupt", _("The file holds more formats of cells than any table needs."))

    def _font(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "font":
            self.white_fonts.append(False)
        elif tag == "color" and self.white_fonts:
            self.white_fonts[-1] = _white(given)

    def _fill(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "fill":
            self.white_fills.append(True)
        elif tag == "patternFill" and self.white_fills:
            self.white_fills[-1] = given.get("patternType", "none") == "none"
        elif tag == "fgColor" and self.white_fills and not self.white_fills[-1]:
            self.white_fills[-1] = _white(given)
        elif tag == "gradientFill" and self.white_fills:
            self.white_fills[-1] = False

    def style(self, given: Mapping[str, str]) -> Style:
        """The style that an entry describes."""
        key = (given["numFmtId"], given["fontId"], given["fillId"])
        if key not in self._known:
            number, font, fill = key
            code = self.codes.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, "")
            unseen = _at(self.white_fonts, font, False) and _at(self.white_fills, fill, True)
            self._known[key] = Style(number_format(code), unseen)
        return self._known[key]


def _white(given: Mapping[str, str]) -> bool:
    if truth(given.get("auto")) or given.get("tint", "0") not in ("0", "0.0"):
        return False
    shade = given.get("rgb", "").upper() in _WHITE or given.get("indexed") in _WHITE_INDEX
    return shade or given.get("theme") == _BACKGROUND


def _at(flags: list[bool], number: str, otherwise: bool) -> bool:
    place = int(number) if number.isdecimal() else -1
    return flags[place] if 0 <= place < len(flags) else otherwise
