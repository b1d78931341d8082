"""The rules of an .xls sheet: CONDFMT has their cells, CF their conditions and looks."""

import struct
from contextlib import suppress

from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.number_formats import LONGEST_CODE
from county_desk.sheets.formats.rule_formulas import formula_of
from county_desk.sheets.formats.rules import Rules, corner, test_of
from county_desk.sheets.formats.sight import WHITE, is_tiny
from county_desk.sheets.formats.styles import PLAIN, FontLook, Style, style_of
from county_desk.sheets.formats.table import Block
from county_desk.sheets.formats.xls.strings import unicode_text
from county_desk.sheets.formats.xls.workbook import Globals

KINDS = {1: "cellIs", 2: "expression"}
OPERATORS = {
    **{1: "between", 2: "notBetween", 3: "equal", 4: "notEqual", 5: "greaterThan", 6: "lessThan"},
    **{7: "greaterThanOrEqual", 8: "lessThanOrEqual"},
}
_CODE, _FONT, _PLACE, _LINES, _GROUND = (1 << bit for bit in range(25, 30))  # what a look consists of
_OWN_CODE = 1
_FONT_SIZE, _OTHER_SIZE = 118, 8  # bytes of a font; of the place of a content, and of lines
_STRUCK = 0x80
_SAME_PATTERN, _SAME_GROUND = 0x10000, 0x40000
_SOLID, _LARGEST = 1, 0x7FFF
_HEAD = 12  # bytes before the content of a record of 2007


class XlsSheetRules:
    """Adds the rules of one sheet while its records go by; raises struct.error where one is cut short."""

    def __init__(self, book: Globals, rules: Rules) -> None:
        self._book, self._rules = book, rules
        self._blocks: list[Block] = []

    def cells(self, content: bytes) -> None:
        """CONDFMT, for all rules that follow."""
        count = struct.unpack_from("<H", content, 12)[0]
        listed = struct.iter_unpack("<4H", content[14 : 14 + 8 * count])
        self._blocks = [(top + 1, left + 1, bottom + 1, right + 1) for top, bottom, left, right in listed]

    def later_cells(self, content: bytes) -> None:
        """CONDFMT12."""
        self.cells(content[_HEAD:])

    def rule(self, content: bytes) -> None:
        """CF: the formulas stand behind the look."""
        one, other = struct.unpack_from("<HH", content, 2)
        self._add(content, content[6:], content[len(content) - one - other :])

    def later_rule(self, content: bytes) -> None:
        """CF12."""
        content = content[_HEAD:]
        size = struct.unpack_from("<I", content, 6)[0]
        if size:
            self._add(content, content[10 : 10 + size], content[10 + size :])

    def _add(self, head: bytes, look: bytes, tokens: bytes) -> None:
        kind, operator, one, other = struct.unpack_from("<BBHH", head)
        start = corner(self._blocks)
        parts = [part for part in (tokens[:one], tokens[one : one + other]) if part]
        formulas = [formula_of(part, start) for part in parts]
        test = test_of(KINDS.get(kind, ""), OPERATORS.get(operator, ""), formulas, self._blocks)
        style = PLAIN
        with suppress(struct.error, IndexError, Unreadable):  # nobody makes anything of a look cut short
            style = self._style(look)
        self._rules.add(self._blocks, style, test)

    def _style(self, look: bytes) -> Style:
        """The changes of a rule; it leaves other properties as most cells have them."""
        flags, more = struct.unpack_from("<IH", look)
        code, letters, at = "", FontLook(), 6
        if flags & _CODE and more & _OWN_CODE:
            code = unicode_text(look, at + 2)[:LONGEST_CODE]
            at += struct.unpack_from("<H", look, at)[0]
        elif flags & _CODE:
            code, at = self._book.code_of(look[at + 1]), at + 2
        if flags & _FONT:
            letters, at = self._letters(look[at : at + _FONT_SIZE]), at + _FONT_SIZE
        at += _OTHER_SIZE * (bool(flags & _PLACE) + bool(flags & _LINES))
        return style_of(code, letters, self._paper(flags, look, at) if flags & _GROUND else WHITE)

    def _letters(self, font: bytes) -> FontLook:
        height, said = struct.unpack_from("<II", font, 64)
        ink, same = struct.unpack_from("<I4xI", font, 80)
        letters = FontLook()
        if ink <= _LARGEST:
            letters.ink = self._book.said(ink)
        letters.tiny = height <= _LARGEST and is_tiny(height / 20)
        letters.struck = bool(said & _STRUCK and not same & _STRUCK)
        return letters

    def _paper(self, flags: int, look: bytes, at: int) -> str:
        pattern, colours = struct.unpack_from("<HH", look, at)
        if not flags & _SAME_PATTERN and pattern >> 10 > _SOLID:
            return "a pattern"
        return WHITE if flags & _SAME_GROUND else self._book.said(colours >> 7 & 0x7F)
