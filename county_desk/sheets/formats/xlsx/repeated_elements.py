"""Reads a long part of many similar units (rows, strings): plain ones by pattern, others by the parser.

A unit that one strict pattern matches from end to end is well-formed. It skips the parser, which is ten
times slower. Everything else goes through the parser, as does the text before the first and behind the last
unit. Units are only cut out where the parser stands between two of them. After a comment, a strange element
or another encoding the parser takes the rest.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from county_desk.sheets.formats.markup import DEPTH, SPACE, feed, parser, pieces, too_deep

_LONGEST = 4_000_000  # bytes of one unit
_BLANKS = b" \t\r\n"
# what may stand in a plain text: no markup, no entity, nothing that XML forbids or changes
PLAIN = rb"[^<>&\x00-\x08\x0b-\x1f]*"


class Units(ABC):
    """Feeds a part to a parser except for its plain units; subclasses say what these are."""

    opening: re.Pattern[bytes]  # the tag after which the units begin
    name: bytes  # of the element that is a unit

    def __init__(self) -> None:
        self.depth = 0
        self._parser: Any = parser()
        self._parser.StartElementHandler = self._opened
        self._parser.EndElementHandler = self._closed
        self._parser.XmlDeclHandler = self._declared
        self._parser.SetReparseDeferralEnabled(False)
        self._utf8 = True
        self._begun = self._whole = False
        self._buffer = b""
        self._unit = re.compile(rb"<%s(?:[ \t\r\n][^<>]*)?/>" % self.name)
        self._first, self._last = b"<" + self.name, b"</" + self.name + b">"

    @abstractmethod
    def start(self, space: str, name: str, given: dict[str, str]) -> None:
        """An element of the depth `depth` begins."""

    @abstractmethod
    def end(self, name: str) -> None:
        """An element of the depth `depth` ends."""

    @abstractmethod
    def between(self) -> bool:
        """Whether the parser stands between two units."""

    @abstractmethod
    def take(self, buffer: bytes, at: int) -> int:
        """Take all plain units that stand there one after the other; where they end."""

    @abstractmethod
    def odd_unit(self, unit: bytes) -> None:
        """Report a unit that went through the parser."""

    def read(self, blocks: Iterable[bytes]) -> None:
        """Read the whole part, once; raises `Unreadable`."""
        try:
            self._read(blocks)
        finally:
            self._parser = None  # it holds our methods; a cycle stays in memory until the collector runs

    def _read(self, blocks: Iterable[bytes]) -> None:
        for block in pieces(blocks):
            if self._whole:
                feed(self._parser, block)
            else:
                self._buffer += block
                self._go_on()
        feed(self._parser, self._buffer)
        feed(self._parser, b"", True)

    def _go_on(self) -> None:
        at = 0 if self._begun else self._begin()
        while self._begun and not self._whole:
            at = self.take(self._buffer, at)
            end = self._end_of_odd(at)
            if end <= at:
                break
            feed(self._parser, unit := self._buffer[at:end])
            self._whole = not self.between()
            if not self._whole:
                self.odd_unit(unit)
            at = end
        self._buffer = self._buffer[at:]
        if self._whole or len(self._buffer) > _LONGEST:
            self._whole = True
            feed(self._parser, self._buffer)
            self._buffer = b""

    def _begin(self) -> int:
        """Feed what stands before the first unit."""
        found = self.opening.search(self._buffer)
        if found is None:
            return 0
        feed(self._parser, self._buffer[: found.end()])
        self._begun = True
        self._whole = not (self._utf8 and self.between())
        return found.end()

    def _end_of_odd(self, at: int) -> int:
        """The end of the unit at this place that is not plain; `at` when more must be read first."""
        rest = self._buffer[at : at + 64].lstrip(_BLANKS)
        if len(rest) <= len(self._first):
            return at
        if not rest.startswith(self._first):
            self._whole = True
            return at
        alone = self._unit.match(self._buffer, at + len(self._buffer[at : at + 64]) - len(rest))
        return alone.end() if alone else self._buffer.find(self._last, at) + len(self._last)

    def _declared(self, _version: str, encoding: str | None, _alone: int) -> None:
        self._utf8 = (encoding or "utf-8").casefold() in ("utf-8", "utf8")

    def _opened(self, name: str, given: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise too_deep()
        space, _mark, local = name.rpartition(SPACE)
        self.start(space, local, given)

    def _closed(self, name: str) -> None:
        self.end(name.rpartition(SPACE)[2])
        self.depth -= 1
