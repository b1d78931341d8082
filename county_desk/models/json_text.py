"""JSON of much at once, written piece by piece: one long call of the writer would stop every other thread."""

import json
from collections.abc import Callable, Iterator
from itertools import batched
from typing import Any

_MANY = 256  # items of a list that are written at once
_DEEP = 5  # levels that are taken apart at most

type Writer = Callable[[Any], str]

_canonical: Writer = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_compact: Writer = json.JSONEncoder(separators=(",", ":")).encode


def canonical(value: Any) -> str:
    """The one way in which the history writes JSON: keys in order, no blanks, characters as they are."""
    return "".join(_pieces(value, _canonical, _DEEP)) if _is_much(value) else _canonical(value)


def compact(value: Any) -> str:
    """JSON as a column holds it."""
    return "".join(_pieces(value, _compact, _DEEP)) if _is_much(value) else _compact(value)


def _pieces(value: Any, write: Writer, levels: int) -> Iterator[str]:
    """The text of a value in pieces; the same characters as from one call."""
    if levels and isinstance(value, dict) and value and all(isinstance(key, str) for key in value):
        before = "{"
        ordered = sorted(value) if write is _canonical else value
        for key in ordered:
            yield f"{before}{write(key)}:"
            yield from (
                _pieces(value[key], write, levels - 1) if _is_much(value[key]) else (write(value[key]),)
            )
            before = ","
        yield "}"
    elif levels and isinstance(value, list) and value:
        yield "["
        yield from _items(value, write, levels)
        yield "]"
    else:
        yield write(value)


def _items(items: list[Any], write: Writer, levels: int) -> Iterator[str]:
    before = ""
    if any(map(_is_much, items)):
        for item in items:
            yield before
            yield from _pieces(item, write, levels - 1)
            before = ","
        return
    for some in batched(items, _MANY):
        yield before
        yield write(list(some))[1:-1]
        before = ","


def _is_much(value: Any) -> bool:
    """Whether there may be more in it than should be written at once."""
    if isinstance(value, dict):
        return len(value) > _MANY or any(isinstance(each, dict | list) for each in value.values())
    return isinstance(value, list) and (len(value) > _MANY or any(isinstance(e, dict | list) for e in value))
