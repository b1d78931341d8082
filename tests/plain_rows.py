"""Finding mapped objects in what a query returned: the windows hold plain rows alone."""

from collections import deque
from collections.abc import Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import islice
from uuid import UUID

from sqlalchemy import Row

from county_desk.models.base import Base

FIRST = 20  # of many rows of one list, the first tell
MOST = 1_000  # parts of one result that are looked at, the outermost first
ATOMS = (str, bytes, int, float, Decimal, date, time, Enum, UUID, type(None), type)  # hold nothing else

type Part = tuple[str, object]


def mapped_in(result: object) -> Iterator[str]:
    """The places in a result where a mapped object stands, as "result.rows[0]: Household"."""
    parts = deque([(("result",), result)])
    seen = 1
    while parts:
        where, value = parts.popleft()
        if isinstance(value, Base):
            yield f"{''.join(where)}: {type(value).__name__}"
            continue
        for name, part in _parts(value) if seen < MOST else ():
            seen += 1
            if not _is_atom(type(part)):
                parts.append(((*where, name), part))


@cache
def _is_atom(kind: type) -> bool:
    return issubclass(kind, ATOMS)


def _parts(value: object) -> Iterator[Part]:
    if isinstance(value, Mapping):
        for key, part in islice(value.items(), FIRST):
            yield f"[{key!r}]", part
            yield ".key", key
    elif isinstance(value, list | tuple | Row | Set):
        for place, part in enumerate(islice(value, FIRST)):
            yield f"[{place}]", part
    elif is_dataclass(value):
        for each in fields(value):
            yield f".{each.name}", getattr(value, each.name, None)
    elif type(value).__module__.startswith("county_desk.") and hasattr(value, "__dict__"):
        yield from ((f".{name}", part) for name, part in vars(value).items())
