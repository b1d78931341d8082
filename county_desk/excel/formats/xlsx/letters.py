"""How letters of an .xlsx workbook look, as far as they can be lost or struck out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from county_desk.excel.formats.markup import truth
from county_desk.excel.formats.numbered_looks import INDEXED
from county_desk.excel.formats.sight import BLACK, WHITE, alike, is_colour, is_tiny, tinted

AUTOMATIC = BLACK  # letters whose colour nobody chose
_WINDOW = {"64": BLACK, "65": WHITE}  # ink and paper of the window, among the colours that have numbers
_THEME = {"0": WHITE, "1": BLACK}  # paper and ink of nearly every theme; the others are known by their number


@dataclass(slots=True)
class Letters:
    """The colour of some letters, whether they are too small to be read, and whether they are struck out."""

    ink: str = AUTOMATIC
    tiny: bool = False
    struck: bool = False

    @property
    def usual(self) -> bool:
        """Whether they can be read wherever the letters around them can."""
        return not (self.tiny or self.struck or alike(self.ink, WHITE))

    def take(self, tag: str, given: Mapping[str, str]) -> None:
        """One element that describes them."""
        if tag == "color":
            self.ink = colour_of(given) or self.ink
        elif tag == "sz":
            self.tiny = is_tiny(number_of(given.get("val"), 11))
        elif tag == "strike":
            self.struck = truth(given.get("val", "1"))


class Rich:
    """Collects the odd letters of one text after the other, while its elements go by."""

    def __init__(self) -> None:
        self._letters = Letters()
        self._found: list[Letters] = []

    def start(self, path: Sequence[str], given: Mapping[str, str]) -> None:
        """An element begins; `path` leads to it from the text, as r, rPr, strike."""
        if path == ["r"]:
            self._letters = Letters()
        elif path[:2] == ["r", "rPr"]:
            self._letters.take(path[-1], given)

    def words(self, words: str) -> None:
        """Some letters of the text."""
        if not self._letters.usual and words.strip() and self._letters not in self._found:
            self._found.append(self._letters)

    def taken(self) -> Sequence[Letters]:
        """What was odd in the text that ends; the next one begins."""
        found, self._found, self._letters = self._found, [], Letters()
        return found


def colour_of(given: Mapping[str, str]) -> str:
    """A colour as `sight` has it; "" for one that a program chooses."""
    if truth(given.get("auto")):
        return ""
    said = given.get("rgb", "").upper()[-6:]
    if not is_colour(said):
        said = _numbered(given)
    return tinted(said, number_of(given.get("tint"), 0))


def _numbered(given: Mapping[str, str]) -> str:
    if (theme := given.get("theme")) is not None:
        return _THEME.get(theme, f"theme {theme}")
    number = given.get("indexed", "")
    return _WINDOW.get(number) or (INDEXED.get(int(number), "") if number.isdecimal() else "")


def number_of(said: str | None, otherwise: float) -> float:
    """A size or a share as an attribute writes it."""
    try:
        found = otherwise if said is None else float(said)
    except ValueError:
        return otherwise
    return found if isfinite(found) else otherwise
