"""Turns a sender's validation of wrong cells into a warning that forbids no value.

A list of words or a length that excludes the right value would leave a cell that cannot be corrected. The
validation keeps its message, and the user may go on all the same.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from county_desk.sheets.formats.table_limits import place_of

_CELLS = b"</sheetData>"
_CHECK = re.compile(rb'<((?:\w+:)?dataValidation)((?:\s[^>"]*"[^"]*")*)\s*(/>|>.*?</\1>)', re.DOTALL)
_PLACES = re.compile(rb'\ssqref="([^"]*)"|:sqref>([^<]*)<')
_FORBIDS = re.compile(rb'\sshowErrorMessage="(?:1|true)"')
_STYLE = re.compile(rb'\serrorStyle="([^"]*)"')
_WARNS = b' errorStyle="warning"'


def let_warn(content: bytes, wrong: Iterable[str]) -> bytes:
    """The part of a sheet in which no check forbids to type into a cell that is wrong."""
    rows: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted(place for name in wrong if (place := place_of(name))):
        rows[column].append(row)
    if not rows:
        return content

    def loosened(found: re.Match[bytes]) -> bytes:
        said, places, style = found[2], _PLACES.search(found[0]), _STYLE.search(found[2])
        forbids = _FORBIDS.search(said) and (style is None or style[1] == b"stop")
        if not forbids or places is None or not _has_any(rows, (places[1] or places[2] or b"").decode()):
            return found[0]
        return b"<" + found[1] + _STYLE.sub(b"", said) + _WARNS + found[3]

    start = max(0, content.rfind(_CELLS))
    return content[:start] + _CHECK.sub(loosened, content[start:])


def _has_any(rows: Mapping[int, Sequence[int]], said: str) -> bool:
    """Whether one of the cells lies in the given blocks; `rows` are by column."""
    for top, left, bottom, right in _blocks(said):
        for column, some in rows.items():
            at = bisect_left(some, top) if left <= column <= right else len(some)
            if at < len(some) and some[at] <= bottom:
                return True
    return False


def _blocks(said: str) -> Iterator[tuple[int, int, int, int]]:
    for block in said.split():
        first, _colon, last = block.partition(":")
        begins, ends = place_of(first), place_of(last or first)
        if begins and ends:
            yield *begins, *ends
