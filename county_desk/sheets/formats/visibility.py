"""Finds invisible content: tiny rows, columns and letters, and letters in the colour of their ground.

The limits are data (resources/columns/sight.toml) and the same for every format. Colours are RRGGBB. A
colour that a format only names (as the fourth of a theme) is its name; "" is unknown.
"""

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from functools import cache, lru_cache

from county_desk.paths import toml_resource

WHITE, BLACK = "FFFFFF", "000000"
_HEX = frozenset("0123456789ABCDEF")


@dataclass(frozen=True)
class _Limits:
    row_points: float
    column_characters: float
    letter_points: float
    shades: int


@cache
def _limits() -> _Limits:
    return _Limits(**toml_resource("columns", "sight.toml"))


def is_flat(points: float) -> bool:
    """Whether a row of this height is as good as hidden."""
    return points < _limits().row_points


def is_narrow(characters: float) -> bool:
    """Whether a column of this width is as good as hidden."""
    return characters < _limits().column_characters


def is_tiny(points: float) -> bool:
    """Whether letters of this size cannot be read."""
    return points < _limits().letter_points


@lru_cache(4096)
def alike(ink: str, ground: str) -> bool:
    """Whether letters of one colour are lost on a ground of the other."""
    if is_colour(ink) and is_colour(ground):
        pairs = zip(bytes.fromhex(ink), bytes.fromhex(ground), strict=True)
        return all(abs(one - other) <= _limits().shades for one, other in pairs)
    return bool(ink) and ink == ground


def is_colour(said: str) -> bool:
    """Whether a text is a colour RRGGBB."""
    return len(said) == 6 and _HEX.issuperset(said)


def tinted(colour: str, tint: float) -> str:
    """A colour made darker (a tint below nought) or lighter."""
    if not tint or not is_colour(colour):
        return f"{colour} {tint:.3f}" if tint and colour else colour
    hue, light, strength = rgb_to_hls(*(part / 255 for part in bytes.fromhex(colour)))
    light = min(max(light * (1 + tint) if tint < 0 else light + (1 - light) * tint, 0), 1)
    return bytes(round(part * 255) for part in hls_to_rgb(hue, light, strength)).hex().upper()


_BASIC = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_PALETTE = f"""
    {_BASIC} 800000 008000 000080 808000 800080 008080 C0C0C0 808080
    9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF
    800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99
    3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300
    993300 993366 333399 333333
"""
FIRST, COUNT = 8, 56  # of the colours that a workbook can choose itself
# those that are always there, then the palette as it is without a choice; RRGGBB
INDEXED: Mapping[int, str] = dict(enumerate([*_BASIC.split(), *_PALETTE.split()]))

WINDOW: Mapping[int, str] = {64: BLACK, 65: WHITE}  # ink and paper that the system chooses
