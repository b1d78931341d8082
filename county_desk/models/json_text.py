"""JSON of much at once, written piece by piece: one long call of the writer would stop every other thread."""

import json
from collections.abc import Callable, Iterator
from itertools import batched
from typing import Any

_MANY = 4_000  # values that are written at once, in about a millisecond
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
    """The items of a list in pieces: what is much by itself, and as many of the others as make one."""
    if set(map(type, items)) == {tuple}:  # rows of records, as long as each other
        yield from _rows(items, write)
        return
    before, some, room = "", list[Any](), _MANY
    for item in items:
        weight = _weight(item, _MANY)
        if some and weight > room:
            yield f"{before}{write(some)[1:-1]}"
            before, some, room = ",", [], _MANY
        if weight > _MANY:
            yield before
            yield from _pieces(item, write, levels - 1)
            before = ","
        else:
            some.append(item)
            room -= weight
    if some:
        yield f"{before}{write(some)[1:-1]}"


def _rows(rows: list[tuple[Any, ...]], write: Writer) -> Iterator[str]:
    before = ""
    for some in batched(rows, max(1, _MANY // (len(rows[0]) or 1))):
        yield f"{before}{write(some)[1:-1]}"
        before = ","


def _is_much(value: Any) -> bool:
    """Whether there is more in it than should be written at once."""
    return _weight(value, _MANY) > _MANY


def _weight(value: Any, room: int) -> int:
    """How many values there are in it; of more than there is room for it is only said that they are more."""
    if not isinstance(value, dict | list):
        return len(value) if isinstance(value, tuple) else 1
    weight = len(value)
    for each in value.values() if isinstance(value, dict) else value:
        if weight > room:
            break
        kind = type(each)
        if kind is tuple:
            weight += len(each)  # a row of single values
        elif kind is dict or kind is list:
            weight += _weight(each, room - weight)
    return weight
