"""Plain rows of an .xlsx sheet by one pattern, and each distinct way to write a cell read only once."""

import re
from functools import lru_cache

from county_desk.excel.reading.book import Cell, letters
from county_desk.excel.reading.xlsx_units import PLAIN
from county_desk.excel.reading.xlsx_values import Odd, Values

WIDEST = 256  # columns of a plain row
_STEP = 8
_KEPT = 60_000  # pieces that are remembered
_PIECE = re.compile(
    rb'(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]{1,9})")?(?: s="([0-9]{1,6})")?(?:/>|>'
    rb"(<f(?: [A-Za-z]+=\"[^<>&\"]*\")*(?:/>|>" + PLAIN + rb"</f>))?"
    rb"(?:<v>(" + PLAIN + rb')</v>|<is><t(?: xml:space="preserve")?>(' + PLAIN + rb")</t></is>)?</c>)"
)


class NotPlain(Exception):
    """A cell is written in another way than plain ones are; the parser has to read its row."""


@lru_cache(WIDEST // _STEP)
def row_pattern(width: int) -> re.Pattern[bytes]:
    """A plain row of up to so many cells, in steps of eight: its number, attributes, then cell by cell.

    A cell is matched from behind its name to its end, as ` s="3" t="s"><v>7</v></c>`; `Pieces` looks
    at it closely. The number of the row must stand in the name of each of its cells.
    """
    cells = (_cell(column) for column in range(1, min(-(-width // _STEP) * _STEP, WIDEST) + 1))
    return re.compile(rb'[ \t\r\n]*<row r="([1-9][0-9]*)"([^<>&]*)(?<!/)>' + b"".join(cells) + rb"</row>")


def _cell(column: int) -> bytes:
    content = (
        rb"(?:(?:<f[^<>]*(?:/>|>[^<>]*</f>))?+"
        rb"(?:<v>[^<>]*</v>|<is><t[^<>]*>[^<>]*</t></is>)?+</c>)?+"
    )
    return rb'(?:<c r="%s\1"([^<>]*>%s))?+' % (letters(column).encode(), content)


class Pieces(dict[bytes | None, Cell]):
    """The values of cells by what is written behind their names.

    `odd` holds those of the present row about which there is something to tell; they are read anew
    each time, so that they are seen each time.
    """

    def __init__(self, values: Values) -> None:
        super().__init__()
        self._values = values
        self._clear()
        self.odd: dict[bytes | None, Odd] = {}

    def __missing__(self, piece: bytes | None) -> Cell:
        """Read a piece; raises `NotPlain`, and `Unreadable` when readers would disagree on it."""
        found = _PIECE.fullmatch(piece or b"")
        if found is None:
            raise NotPlain
        before, kind, after, formula, value, inline = found.groups()
        text, other = (inline, value) if kind == b"inlineStr" else (value, inline)
        if (before and after) or other is not None:
            raise NotPlain
        words = None if text is None else text.decode()
        if words is not None and ("\uffff" in words or "\ufffe" in words):
            raise NotPlain
        style = int(before or after or 0)
        cell, odd = self._values.read(style, kind.decode() if kind else "n", words, formula is not None)
        if odd:
            self.odd[piece] = odd
            return cell
        if len(self) > _KEPT:
            self._clear()
        self[piece] = cell
        return cell

    def _clear(self) -> None:
        self.clear()
        self[None] = ""
