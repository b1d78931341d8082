"""Plain rows of an OpenDocument table, taken by pattern ten times quicker than a parser hands them on.

A row is plain when it matches one strict pattern from end to end: cells that hold at most one paragraph of
plain characters, and attributes without anything to resolve. All others go through the parser.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from county_desk.sheets.formats.book import Cell, Unreadable
from county_desk.sheets.formats.ods.names import EXTENSION, OFFICE, TABLE, TEXT
from county_desk.sheets.formats.ods.values import NUMBERS, day_of, is_percentage, number_of
from county_desk.sheets.formats.room import VALUE, Memory, Room

ROW = b"<table:table-row"
PREFIXES = {"table": TABLE, "office": OFFICE, "text": TEXT, "calcext": EXTENSION}
_GIVEN = rb"([^<>&/\x00-\x1f]*+)"
_CELL = rb"<table:table-cell%s(?:/>|>(?:<text:p>([^<>&\x00-\x1f]*+)</text:p>)?</table:table-cell>)" % _GIVEN
_CELLS = re.compile(_CELL.decode())
_ROW = re.compile(
    rb"<table:table-row%s>((?:%s)*+)</table:table-row>"
    % (_GIVEN, _CELL.replace(b"([^<>&\\x00", b"(?:[^<>&\\x00").replace(b"([^<>&/", b"(?:[^<>&/"))
)
_ATTRIBUTE = re.compile(r' ([a-z]+):([a-z-]+)="([^"]*)"')
_VALUE = re.compile(r' office:(value|date-value)="([0-9.eE+:T-]*)"')
_SORT = f"{EXTENSION}value-type"
_PLAIN = frozenset(
    {
        *(f"{TABLE}{name}" for name in ("style-name", "number-columns-repeated")),
        f"{OFFICE}value-type",
        _SORT,
    }
)


class Head(NamedTuple):
    """The attributes of a cell; `value` is None when its text is its value.

    `shown` is the number as written, which is mostly what the cell shows too.
    """

    value: Cell | None
    shown: str
    again: int
    style: str
    is_percentage: bool


class _Others(NamedTuple):
    """The attributes of cells whose heads differ in the value alone."""

    kind: str
    head: Head


class PlainRows:
    """Knows plain rows, and remembers what the attributes of their cells mean."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._heads = Memory[str, Head | None]()
        self._others = Memory[str, _Others | None]()  # attributes but for a value
        self._rows = Memory[bytes, dict[str, str] | None]()

    def match(self, buffer: bytes, at: int) -> tuple[Mapping[str, str], list[tuple[Head, str]], int] | None:
        """The plain row that begins at a place: its attributes, its cells with their texts, and its end."""
        found = _ROW.match(buffer, at)
        if found is None:
            return None
        head, inner = found.groups()
        given = self._rows[head] if head in self._rows else self._row(head)
        if given is None:
            return None
        try:
            pieces = _CELLS.findall(inner.decode())
        except UnicodeDecodeError:
            return None
        heads, cells = self._heads, []
        for attributes, text in pieces:
            known = heads[attributes] if attributes in heads else self._head(attributes)
            if known is None:
                return None
            cells.append((known, text))
        return given, cells, found.end()

    def _row(self, head: bytes) -> dict[str, str] | None:
        return self._rows.put(head, _attributes(head.decode("ascii", "replace")))

    def _head(self, attributes: str) -> Head | None:
        """The attributes of a cell; those of numbers and days differ in one of them alone."""
        found = _VALUE.search(attributes)
        rest = attributes[: found.start()] + attributes[found.end() :] if found else attributes
        others = self._others[rest] if rest in self._others else self._other(rest)
        head = None
        if others is not None and found is not None:
            self._room.take(VALUE)
            head = _valued(others, found[1], found[2])
        elif others is not None and others.kind == "string":
            head = others.head
        return self._heads.put(attributes, head)

    def _other(self, rest: str) -> _Others | None:
        given = _attributes(rest)
        found = None
        if given is not None and _PLAIN.issuperset(given) and given.get(_SORT) != "error":
            again = given.get(f"{TABLE}number-columns-repeated", "1")
            if again.isdecimal() and len(again) <= 5 and int(again):
                style = given.get(f"{TABLE}style-name", "")
                head = Head(None, "", int(again), style, is_percentage(given))
                found = _Others(given.get(f"{OFFICE}value-type", "string"), head)
        return self._others.put(rest, found)


def _valued(others: _Others, name: str, raw: str) -> Head | None:
    """A head with the value that it names; None when the parser has to say what is wrong with it."""
    try:
        if name == "value" and others.kind in NUMBERS:
            return Head(number_of(raw), raw, *others.head[2:])
        if name == "date-value" and others.kind == "date":
            return Head(day_of(raw), raw, *others.head[2:])
    except Unreadable:
        pass
    return None


def _attributes(raw: str) -> dict[str, str] | None:
    """Attributes as the parser would give them; None when they are not as plain as they seem."""
    found: dict[str, str] = {}
    end = 0
    while part := _ATTRIBUTE.match(raw, end):
        prefix, name, value = part.groups()
        key = f"{PREFIXES.get(prefix, '')}{name}"
        if key in found or not value.isascii() or prefix not in PREFIXES:
            return None
        found[key] = value
        end = part.end()
    return found if end == len(raw) else None
