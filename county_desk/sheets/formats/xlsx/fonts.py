"""Reads the fonts, colours and theme of an .xlsx workbook, as far as these can hide or strike out text."""

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.markup import truth, walk
from county_desk.sheets.formats.styles import FontLook
from county_desk.sheets.formats.visibility import BLACK, INDEXED, WHITE, WINDOW, is_colour, is_tiny, tinted
from county_desk.sheets.formats.xlsx.parts import Relation


class Rich:
    """Collects the odd letters of one text after the other, while its elements go by."""

    def __init__(self, theme: Sequence[str]) -> None:
        self._theme = theme
        self._letters = FontLook()
        self._found: list[FontLook] = []

    def start(self, path: Sequence[str], given: Mapping[str, str]) -> None:
        """An element begins; `path` leads to it from the text, as r, rPr, strike."""
        if path == ["r"]:
            self._letters = FontLook()
        elif path[:2] == ["r", "rPr"]:
            take(self._letters, path[-1], given, self._theme)

    def words(self, words: str) -> None:
        """Some letters of the text."""
        if not self._letters.usual and words.strip() and self._letters not in self._found:
            self._found.append(self._letters)

    def taken(self) -> Sequence[FontLook]:
        """The odd pieces of the text that ends here; clears them for the next text."""
        found, self._found, self._letters = self._found, [], FontLook()
        return found


def take(letters: FontLook, tag: str, given: Mapping[str, str], theme: Sequence[str]) -> None:
    """One element that describes letters."""
    if tag == "color":
        letters.ink = colour_of(given, theme) or letters.ink
    elif tag == "sz":
        letters.tiny = is_tiny(number_of(given.get("val"), 11))
    elif tag == "strike":
        letters.struck = truth(given.get("val", "1"))


def colour_of(given: Mapping[str, str], theme: Sequence[str]) -> str:
    """A colour as `sight` has it; "" for one that a program chooses."""
    if truth(given.get("auto")):
        return ""
    said = given.get("rgb", "").upper()[-6:]
    if not is_colour(said):
        said = _numbered(given, theme)
    return tinted(said, number_of(given.get("tint"), 0))


def _numbered(given: Mapping[str, str], theme: Sequence[str]) -> str:
    if (said := given.get("theme", "")).isdecimal():
        return colour_in(theme, int(said))
    number = int(said) if (said := given.get("indexed", "")).isdecimal() else -1
    return WINDOW.get(number) or INDEXED.get(number, "")


def number_of(said: str | None, otherwise: float) -> float:
    """A size or a share as an attribute writes it."""
    try:
        found = otherwise if said is None else float(said)
    except ValueError:
        return otherwise
    return found if isfinite(found) else otherwise


# by their numbers, which are not the order in which a theme lists them
_NAMES = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
USUAL = (WHITE, BLACK)  # paper and ink of nearly every theme; of the others only the number is known


def theme_of(archive: Archive, related: Mapping[str, Relation]) -> tuple[str, ...]:
    """The colours of a workbook's theme as RRGGBB; "" for an unknown one."""
    part = next((each.target for each in related.values() if each.kind == "theme" and not each.outside), "")
    return _read(archive.blocks(part)) if part in archive else USUAL


def _read(blocks: Iterable[bytes]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    name = ""

    def start(tag: str, given: Mapping[str, str]) -> None:
        nonlocal name
        if tag in _NAMES:
            name = tag
        elif tag in ("srgbClr", "sysClr") and name:
            said = given.get("lastClr", given.get("val", "")).upper()
            found[name], name = said if is_colour(said) else "", ""

    walk(blocks, start)
    return tuple(found.get(each, "") for each in _NAMES) if found else USUAL


def colour_in(theme: Sequence[str], number: int) -> str:
    """A colour by its number; one that is not known is its number, which is like itself alone."""
    return (theme[number] if number < len(theme) else "") or f"theme {number}"
