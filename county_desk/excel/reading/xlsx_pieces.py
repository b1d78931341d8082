"""Plain rows of an .xlsx sheet by one pattern, and each distinct way to write a cell read only once."""

import re
from dataclasses import dataclass
from functools import lru_cache

from county_desk.excel.reading.book import Cell, letters
from county_desk.excel.reading.xlsx_strings import shown
from county_desk.excel.reading.xlsx_units import PLAIN
from county_desk.excel.reading.xlsx_values import Odd, Values

WIDEST = 256  # columns of a plain row
_STEP = 8
_KEPT = 60_000  # pieces that are remembered
_DIGITS = 10  # of the number of a shared string
_DECIMAL = re.compile(rb"-?[0-9]{1,15}(?:\.[0-9]{1,17})?")
_PLAIN = re.compile(PLAIN)
_HEAD = re.compile(rb'(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]{1,9})")?(?: s="([0-9]{1,6})")?/?')
_PIECE = re.compile(
    rb"[^<>]*(?:/>|(?<!/)>"
    rb'(<f(?: t="shared" si="[0-9]{1,9}")?(?:/>|>' + PLAIN + rb"</f>))?"
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
    # the most usual way first; it only finds where a piece ends, what is in it is looked at later
    ways = (
        rb"/>",
        rb"><v>[^<>]*</v></c>",
        rb"><is><t[^<]*</t></is></c>",
        rb"><f[^<>]*(?:/>|>[^<>]*</f>)(?:<v>[^<>]*</v>)?</c>",
        rb"></c>",
    )
    return rb'(?:<c r="%s\1"([^<>]*(?:%s)))?+' % (letters(column).encode(), b"|".join(ways))


@dataclass(frozen=True, slots=True)
class _Manner:
    """What stands before the value of a cell: its type and style, and whether that style changes nothing."""

    kind: str
    style: int
    plain: bool


class Pieces(dict[bytes | None, Cell]):
    """The values of cells by what is written behind their names.

    `odd` holds those of the present row about which there is something to tell; they are read anew
    each time, so that they are seen each time.
    """

    def __init__(self, values: Values) -> None:
        super().__init__()
        self._values, self._strings = values, values.strings
        self._manners: dict[bytes, _Manner] = {}
        self._clear()
        self.odd: dict[bytes | None, Odd] = {}

    def __missing__(self, piece: bytes) -> Cell:
        """Read a piece; raises `NotPlain`, and `Unreadable` when readers would disagree on it."""
        head, _mark, rest = piece.partition(b">")
        manner = self._manners.get(head) or self._manner(head)
        cell = self._simple(manner.kind, rest) if manner.plain else None
        if cell is None:
            cell, odd = self._any(piece, manner)
            if odd:
                self.odd[piece] = odd
                return cell
        if len(self) > _KEPT:
            self._clear()
        self[piece] = cell
        return cell

    def _simple(self, kind: str, rest: bytes) -> Cell | None:
        """The value of the most usual ways to write a cell; None for all others."""
        if rest[:3] == b"<v>" and rest[-8:] == b"</v></c>":
            text = rest[3:-8]
            if kind == "s" and text.isdigit() and len(text) < _DIGITS:
                place = int(text)
                return self._strings[place] if place < len(self._strings) else None
            if kind == "n" and _DECIMAL.fullmatch(text):
                return float(text)
        elif kind == "inlineStr" and rest[:7] == b"<is><t>" and rest[-13:] == b"</t></is></c>":
            return _text(rest[7:-13])
        return None

    def _any(self, piece: bytes, manner: _Manner) -> tuple[Cell, Odd]:
        found = _PIECE.fullmatch(piece)
        if found is None:
            raise NotPlain
        formula, value, inline = found.groups()
        text, other = (inline, value) if manner.kind == "inlineStr" else (value, inline)
        if other is not None:
            raise NotPlain
        words = None if text is None else _decoded(text)
        return self._values.read(manner.style, manner.kind, words, formula is not None)

    def _manner(self, head: bytes) -> _Manner:
        found = _HEAD.fullmatch(head)
        if found is None or (found[1] and found[3]):
            raise NotPlain
        kind, style = found[2].decode() if found[2] else "n", int(found[1] or found[3] or 0)
        plain = self._values.style(style).plain and not head.endswith(b"/")
        manner = _Manner(kind, style, plain)
        if len(self._manners) < _KEPT:
            self._manners[head] = manner
        return manner

    def _clear(self) -> None:
        self.clear()
        self[None] = ""


def _text(raw: bytes) -> str | None:
    return shown(_decoded(raw)) if _PLAIN.fullmatch(raw) else None


def _decoded(raw: bytes) -> str:
    if b"\xef\xbf" in raw:  # among these are two characters that XML forbids
        raise NotPlain
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise NotPlain from None
