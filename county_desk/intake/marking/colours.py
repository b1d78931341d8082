"""The colours of our marks, and of letters that would be lost on them."""

from copy import copy
from typing import Any

from openpyxl.styles import Color
from openpyxl.styles.colors import COLOR_INDEX

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
    """Whether letters of this colour are lost on a fill of ours."""
    if ink is None:
        return False
    if ink.type == "theme":
        return bool(ink.theme == 0)  # the colour of paper
    shade = COLOR_INDEX[ink.indexed] if ink.type == "indexed" and ink.indexed < len(COLOR_INDEX) else ink.rgb
    return isinstance(shade, str) and all(part >= _LIGHT for part in bytes.fromhex(shade[-6:]))
