"""JSON as the register keeps it: in the history, and in columns of records."""

from typing import Any

import orjson

# what JSON has no word for is a mistake of ours and not written in whatever way
_STRICT = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_NON_STR_KEYS


def canonical(value: Any) -> str:
    """The one way in which the history writes JSON: keys in order, no blanks, characters as they are."""
    return orjson.dumps(value, option=_STRICT | orjson.OPT_SORT_KEYS).decode()


def compact(value: Any) -> str:
    """JSON as a column holds it."""
    return orjson.dumps(value, option=_STRICT).decode()
