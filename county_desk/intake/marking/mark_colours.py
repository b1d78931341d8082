"""The colours of our marks, above the sender's conditional formats and under letters that stay visible.

The sender's formats stay below it. A later round finds ours again and removes it alone.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from itertools import groupby, islice
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, PatternFill
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.sheets.formats.book import address
from county_desk.sheets.writing import look

_LIGHT, _DARK = 0xC0, "FF000000"  # of red, green and blue
_OURS = {fill.fgColor.rgb[-6:] for fill in (look.ERROR_FILL, look.WARN_FILL, look.FIXED_FILL)}


def is_ours(colour: Any) -> bool:
    """Whether it is one of those in which we mark cells."""
    return colour is not None and str(colour.rgb)[-6:] in _OURS


def is_our_fill(fill: Any) -> bool:
    """Whether a cell bears our colour; a fill that goes from colour to colour has none."""
    return fill.fill_type is not None and is_ours(getattr(fill, "fgColor", None))


def darken(cell: Any) -> None:
    """Make the letters of a cell black."""
    font = copy(cell.font)
    font.color = Color(rgb=_DARK)
    cell.font = font


def is_light(ink: Color | None) -> bool:
    """Return whether letters of this colour are unreadable on the fill of a mark."""
    if ink is None:
        return False
    if ink.type == "theme":
        return bool(ink.theme == 0)  # the colour of paper
    shade = COLOR_INDEX[ink.indexed] if ink.type == "indexed" and ink.indexed < len(COLOR_INDEX) else ink.rgb
    return isinstance(shade, str) and all(part >= _LIGHT for part in bytes.fromhex(shade[-6:]))


_OURS_FIRST = 3  # places that those of the sender step back, one for each of our colours
_MOST = 2000  # blocks of cells that a rule of ours names: a reader is at pains with a longer list
_ALWAYS = frozenset({"TRUE", "TRUE()", "1"})  # as different programs write it


def lift_off(part: Worksheet) -> None:
    """Take our rules off, as an earlier round left them."""
    known: Any = part.conditional_formatting
    for block in list(known):
        theirs = [rule for rule in block.rules if not _is_ours(rule)]
        if theirs:
            known._cf_rules[block] = theirs
        else:
            del known._cf_rules[block]


def paint_over(part: Worksheet, dyed: Iterable[str]) -> None:
    """Lay our rules over all others, so that the cells that were dyed show their fill."""
    known: Any = part.conditional_formatting
    theirs = [(block, block.rules) for block in known]
    known._cf_rules.clear()  # one program goes by the numbers of the rules, another by their order
    cells: list[Any] = [part[name] for name in dyed]
    cells.sort(key=lambda cell: (_colour(cell), cell.column, cell.row))
    for number, (colour, alike) in enumerate(groupby(cells, _colour), start=1):
        fill = DifferentialStyle(fill=PatternFill(bgColor=colour))
        rule = Rule("expression", formula=["TRUE"], stopIfTrue=True, priority=number, dxf=fill)
        known.add(" ".join(islice(_blocks(alike), _MOST)), rule)
    for block, rules in theirs:
        for rule in rules:
            rule.priority += _OURS_FIRST
            known.add(block, rule)


def _colour(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)


def _blocks(cells: Iterable[Any]) -> Iterator[str]:
    """The cells, those of one column that stand below each other as one block."""
    places = enumerate((cell.column, cell.row) for cell in cells)
    for (column, _away), run in groupby(places, lambda each: (each[1][0], each[1][1] - each[0])):
        rows = [row for _place, (_column, row) in run]
        yield f"{address(rows[0], column)}:{address(rows[-1], column)}"


def _is_ours(rule: Any) -> bool:
    said = {str(words).strip().upper() for words in rule.formula}
    fill = rule.dxf.fill if rule.dxf is not None else None
    is_always = rule.type == "expression" and said <= _ALWAYS
    return is_always and isinstance(fill, PatternFill) and (is_ours(fill.bgColor) or is_ours(fill.fgColor))
