"""Reads the fonts and colours of an .xlsx workbook, as far as these can hide or strike out text."""

from collections.abc import Mapping, Sequence
from math import isfinite

from county_desk.sheets.formats.markup import truth
from county_desk.sheets.formats.styles import FontLook
from county_desk.sheets.formats.visibility import INDEXED, WINDOW, is_colour, is_tiny, tinted
from county_desk.sheets.formats.xlsx.theme import colour_in


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
