"""How what a paper says is laid on pages: nothing is split, and what belongs together stays together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from county_desk.reports.paper import HIGH, Paper

type Draw = Callable[[Paper, float], None]  # onto the paper, with its top at so many points

_SLIP = 0.5  # points; heights are sums of fractions


@dataclass(frozen=True, slots=True)
class Item:
    """One line, row or block. Without `draw` it is a blank, which no page begins with.

    `keep` binds it to the item that follows; `head` is drawn above it again where a page begins with it.
    """

    height: float
    draw: Draw | None = None
    keep: bool = False
    head: "Item | None" = None


type Page = list[tuple[float, Item]]  # items with their tops


def pages(items: Iterable[Item]) -> list[Page]:
    """Lay items on pages."""
    laid: list[Page] = [[]]
    down = 0.0
    for group in _groups(items):
        height = sum(item.height for item in group)
        if laid[-1] and down + height > HIGH + _SLIP:
            laid.append([])
            down = 0
        for item in group:
            if laid[-1] and down + item.height > HIGH + _SLIP:  # a group that is higher than a page
                laid.append([])
                down = 0
            if not laid[-1]:
                if item.draw is None and len(laid) > 1:
                    continue
                if item.head and len(laid) > 1:
                    laid[-1].append((down, item.head))
                    down += item.head.height
            laid[-1].append((down, item))
            down += item.height
    return laid


def bound(items: Sequence[Item], last: int) -> list[Item]:
    """The same items; the last so many lines are bound to the next item."""
    drawn = [place for place, item in enumerate(items) if item.draw]
    first = drawn[max(0, len(drawn) - last)] if drawn else 0
    return [*items[:first], *(replace(item, keep=True) for item in items[first:])]


def _groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Runs of items that are bound to each other."""
    group: list[Item] = []
    for item in items:
        group.append(item)
        if not item.keep:
            yield group
            group = []
    if group:
        yield group
