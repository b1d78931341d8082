"""Lengths and colours of OpenDocument styles."""

import re

_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,9})?|\.\d{1,9})(cm|mm|in|pt|pc|px)")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72, "pt": 1, "pc": 12, "px": 0.75}
_COLOUR = re.compile(r"#([0-9a-fA-F]{6})")


def points_of(length: str) -> float:
    """A length in points; 0 for a text that is no length."""
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _POINTS[match[2]] if match else 0


def ink_of(colour: str) -> str:
    """A colour as RRGGBB; "" for a text that is no colour."""
    match = _COLOUR.fullmatch(colour)
    return match[1].upper() if match else ""
