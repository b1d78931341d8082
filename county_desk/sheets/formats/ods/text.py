"""The text of an OpenDocument cell: its paragraphs, without what hangs on it (remarks, drawings)."""

import re
from collections.abc import Mapping, Sequence

from county_desk.sheets.formats.markup import SPACE, strange
from county_desk.sheets.formats.ods.names import TEXT
from county_desk.sheets.formats.room import LONGEST_TEXT
from county_desk.sheets.formats.room import LetterCount as Count
from county_desk.sheets.formats.styles import FontLook

_PARAGRAPH = f"{TEXT}p"
_COUNT = f"{TEXT}c"
_BLANKS = re.compile(r"[ \t\r\n]+")
_SAID = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_SPACES, _SPAN, _STYLE = f"{TEXT}s", f"{TEXT}span", f"{TEXT}style-name"
_INSIDE = frozenset(
    f"{TEXT}{name}" for name in ("span", "a", "ruby", "ruby-base", "s", "tab", "line-break", "meta")
)


class Paragraphs:
    """Collects the text of one cell after the other."""

    def __init__(self, odd: Mapping[str, Sequence[FontLook]]) -> None:
        self._odd = odd  # styles of letters that can lose them, or strike them out
        self.pieces: list[FontLook] = []  # such letters in the text
        self._open: list[Sequence[FontLook]] = []  # those of the stretches around us
        self._done: list[str] = []
        self._parts: list[str] | None = None  # of the paragraph that is open
        self._passed = 0  # at which depth something began that is no text of the cell
        self._count = Count()

    def clear(self) -> None:
        """A cell begins."""
        self._done, self._parts, self._passed = [], None, 0
        self.pieces, self._open = [], []
        self._count.begin()

    def start(self, name: str, given: Mapping[str, str], depth: int) -> None:
        """An element begins `depth` deep in the cell; its paragraphs are at 2."""
        if SPACE not in name:
            # some readers show the words in it, others do not
            raise strange()
        if self._passed:
            return
        if name == _PARAGRAPH and depth == 2:
            self._parts = []
            self._count.count(1)
        elif name not in _INSIDE or self._parts is None:
            self._passed = depth
        elif name == _SPAN:
            self._open.append(self._odd.get(given.get(_STYLE, ""), ()))
        elif name == _SPACES:
            raw = given.get(_COUNT, "1")
            count = int(raw) if raw.isdecimal() and len(raw) < 6 else LONGEST_TEXT
            self._count.count(count)
            self._parts.append(" " * count)
        elif said := _SAID.get(name):
            self._parts.append(said)

    def words(self, words: str) -> None:
        """Characters between two elements."""
        if self._parts is not None and not self._passed:
            self._count.count(len(words))
            self._parts.append(unblanked(words))
            for letters in self._open if words.strip() else ():
                self.pieces += letters

    def end(self, name: str, depth: int) -> None:
        """An element ends."""
        if self._passed:
            self._passed = 0 if depth == self._passed else self._passed
        elif name == _SPAN and self._open:
            self._open.pop()
        elif name == _PARAGRAPH and self._parts is not None:
            self._done.append(self._parts[0] if len(self._parts) == 1 else "".join(self._parts))
            self._parts = None

    def text(self) -> str:
        """The paragraphs of the cell, one a line."""
        return self._done[0] if len(self._done) == 1 else "\n".join(self._done)


def unblanked(words: str) -> str:
    """Words with one blank where several stand or a line ends, as the format wants them read."""
    return _BLANKS.sub(" ", words) if "  " in words or "\n" in words or "\t" in words else words
