"""JSON as the register keeps it: in the history, and in columns of records."""

from collections.abc import Iterable
from itertools import batched
from typing import Any

import orjson

_SOME = 2_000  # rows that are written at once, in about a millisecond

type Json = Any  # a value as JSON holds it

# what JSON has no word for is a mistake of ours and not written in whatever way
_STRICT = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_NON_STR_KEYS


def canonical(value: Any) -> str:
    """The one way in which the history writes JSON: keys in order, no blanks, characters as they are."""
    return orjson.dumps(value, option=_STRICT | orjson.OPT_SORT_KEYS).decode()


def compact(value: Any) -> str:
    """JSON as a column holds it."""
    return orjson.dumps(value, option=_STRICT).decode()


def many(rows: Iterable[Any]) -> orjson.Fragment:
    """Many rows, written some at a time: one long call would stop every other thread."""
    pieces = [orjson.dumps(some, option=_STRICT)[1:-1] for some in batched(rows, _SOME)]
    return orjson.Fragment(b"[" + b",".join(pieces) + b"]")
