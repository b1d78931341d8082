"""Finding mapped objects in what a query returned: the windows hold plain rows alone."""

from collections import deque
from collections.abc import Iterator, Mapping, Set
from dataclasses import fields, is_dataclass

from sqlalchemy import Row

from county_desk.models.base import Base

FIRST = 20  # of many rows of one list, the first tell
MOST = 1_000  # parts of one result that are looked at, the outermost first


def mapped_in(result: object) -> Iterator[str]:
    """The places in a result where a mapped object stands, as "result.rows[0]: Household"."""
    parts = deque([("result", result)])
    for _part in range(MOST):
        if not parts:
            return
        where, value = parts.popleft()
        if isinstance(value, Base):
            yield f"{where}: {type(value).__name__}"
        else:
            parts.extend((f"{where}{name}", part) for name, part in _parts(value))


def _parts(value: object) -> list[tuple[str, object]]:
    if isinstance(value, Mapping):
        items = [(key, part) for key, part in list(value.items())[:FIRST]]
        return [*((f"[{key!r}]", part) for key, part in items), *((".key", key) for key, _part in items)]
    if isinstance(value, list | tuple | Row | Set):
        return [(f"[{place}]", part) for place, part in enumerate(list(value)[:FIRST])]
    if is_dataclass(value):
        return [(f".{each.name}", getattr(value, each.name, None)) for each in fields(value)]
    if type(value).__module__.startswith("county_desk.") and hasattr(value, "__dict__"):
        return [(f".{name}", part) for name, part in vars(value).items()]
    return []
