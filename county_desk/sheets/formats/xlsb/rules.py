"""The rules of an .xlsb workbook: what they do, which stands with the styles, and the cells of each sheet."""

import struct
from collections.abc import Callable, Sequence

from county_desk.sheets.formats.number_formats import BUILT_IN, LONGEST_CODE
from county_desk.sheets.formats.rule_formulas import formula_of
from county_desk.sheets.formats.rules import Rules, corner, test_of
from county_desk.sheets.formats.sight import WHITE, is_tiny
from county_desk.sheets.formats.styles import AUTOMATIC, FontLook, Style, style_of
from county_desk.sheets.formats.table import Block
from county_desk.sheets.formats.xls.rules import KINDS, OPERATORS
from county_desk.sheets.formats.xlsb.records import wide_text

_PATTERN, _GROUND, _INK, _STRUCK, _HEIGHT, _CODE, _CODE_NUMBER = 0, 2, 5, 29, 36, 38, 41
_LATER_KINDS = {9: "containsBlanks", 11: "containsErrors"}


def rule_style(content: bytes, colour: Callable[[bytes, int], str]) -> Style:
    """BrtDXF: what a rule changes; what it leaves alone is as most cells have it. Raises struct.error."""
    said, at = dict[int, bytes](), 6
    for _one in range(struct.unpack_from("<H", content, 4)[0]):
        kind, size = struct.unpack_from("<HH", content, at)
        said[kind] = content[at + 4 : at + size]
        at += max(size, 4)
    letters, paper = FontLook(), WHITE
    if _INK in said:
        letters.ink = colour(said[_INK], 0) or AUTOMATIC
    letters.struck = said.get(_STRUCK, b"")[:1] == b"\1"
    letters.tiny = _HEIGHT in said and is_tiny(struct.unpack("<I", said[_HEIGHT])[0] / 20)
    if _GROUND in said:
        paper = colour(said[_GROUND], 0) or WHITE
    if said.get(_PATTERN, b"\1")[:1] > b"\1":
        paper = "a pattern"
    code = said.get(_CODE, b"")[2:].decode("utf-16-le", "replace")
    if not code and _CODE_NUMBER in said:
        code = BUILT_IN.get(struct.unpack("<H", said[_CODE_NUMBER])[0], "")
    return style_of(code[:LONGEST_CODE], letters, paper)


class XlsbSheetRules:
    """Adds the rules of one sheet to others while its records go by. Raises struct.error or `Unreadable`."""

    def __init__(self, styles: Sequence[Style], rules: Rules) -> None:
        self._styles, self._rules = styles, rules
        self._blocks: list[Block] = []

    def cells(self, content: bytes) -> None:
        """BrtBeginConditionalFormatting, for all rules that follow."""
        count = struct.unpack_from("<I", content, 8)[0]
        listed = struct.iter_unpack("<4I", content[12 : 12 + 16 * min(count, len(content))])
        self._blocks = [(top + 1, left + 1, bottom + 1, right + 1) for top, bottom, left, right in listed]

    def rule(self, content: bytes) -> None:
        """BrtBeginCFRule."""
        kind, later, style, _rank, operator = struct.unpack_from("<5I", content)
        if style >= len(self._styles):
            return
        sizes = struct.unpack_from("<3I", content, 30)
        _words, at = wide_text(content, 42)
        formulas = []
        for size in filter(None, sizes):
            tokens = content[at + 4 : at + 4 + struct.unpack_from("<I", content, at)[0]]
            formulas.append(formula_of(tokens, corner(self._blocks), wide=True))
            at += size
        said = _LATER_KINDS.get(later) or KINDS.get(kind, "")
        test = test_of(said, OPERATORS.get(operator, ""), formulas, self._blocks)
        self._rules.add(self._blocks, self._styles[style], test)
