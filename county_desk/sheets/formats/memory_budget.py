"""Limits how much may be kept of a file while it is read, for every format in one place."""

from collections.abc import Iterable
from sys import getsizeof

from county_desk.sheets.formats.book import Unreadable
from county_desk.text import _

LONGEST = 300_000  # rows of a table; a county has fewer people on its register
REACH = 6_000_000  # cells of the smallest tables around all values of the file
SPACE = 150_000_000  # bytes, of which 60,000 people in 40 columns need less than half in any format
NOTE = 850  # bytes of a note on a cell, with its copy for the program
ROW, CELL, VALUE, MARK = 200, 8, 48, 300  # bytes of a row, of a place in it, of a number, of a mark
LONGEST_TEXT = 100_000  # letters of a cell; Excel lets it have a third of that
_MEMORY = 8_000_000  # bytes of a cache
_ENTRY = 150  # bytes of one thing that is remembered, besides its name


class Memory[Key, Value](dict[Key, Value]):
    """A cache of converted texts or numbers that empties itself when it grows too large."""

    def __init__(self) -> None:
        super().__init__()
        self._size = 0

    def put(self, key: Key, value: Value) -> Value:
        """Remember one thing more; the same value."""
        self._size += getsizeof(key) + _ENTRY
        if self._size > _MEMORY:
            self.clear()
            self._size = getsizeof(key)
        self[key] = value
        return value


class MemoryBudget:
    """The remaining allowance of one file: `cells` of its tables, and bytes for everything kept."""

    def __init__(self) -> None:
        self.cells = REACH
        self._left = SPACE
        self._texts = Memory[str, str]()

    def take(self, size: int) -> None:
        """Something of so many bytes is kept; raises `Unreadable` when it is too much."""
        self._left -= size
        if self._left < 0:
            raise too_much()

    def note(self) -> None:
        """Count one more note on a cell; raises `Unreadable` when there are too many."""
        self._left -= NOTE
        if self._left < 0:
            message = _(
                "More is wrong in the file than can be shown at once; look whether its columns hold what "
                "their titles say, or divide its table, as by townships, into several files."
            )
            raise Unreadable("zip_too_big", message)

    def texts(self, texts: Iterable[str]) -> None:
        """Texts are kept, each by itself."""
        # one rare character makes all of its text two or four times as large
        self.take(sum(map(getsizeof, texts)))

    def text(self, text: str) -> str:
        """The text to keep: the same one when it stands there again."""
        known = self._texts.get(text)
        if known is None:
            self.take(getsizeof(text))
            known = self._texts.put(text, text)
        return known


class LetterCount:
    """Counts the letters of one cell that come in pieces."""

    def __init__(self) -> None:
        self._count = 0

    def begin(self) -> None:
        """A cell begins."""
        self._count = 0

    def count(self, letters: int) -> None:
        """So many more; raises `Unreadable` when the text gets longer than any cell."""
        self._count += letters
        if self._count > LONGEST_TEXT:
            raise Unreadable("file_corrupt", _("A cell holds a text that is longer than any cell can be."))


def too_much() -> Unreadable:
    """The refusal of a file that is too large to be kept at once."""
    message = _(
        "The file holds more than can be read at once; divide its table, as by townships, into several files."
    )
    return Unreadable("zip_too_big", message)
