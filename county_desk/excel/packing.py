"""Records as JSON and back, column by column: what a child process answers is plain text, and checked.

A field of many records is one column: its distinct values once, and for each record the number of its
value. So a roster with 60,000 people takes a few megabytes, a word that stands in it 60,000 times is one
object again in the end, and each distinct value is checked against its type once.
"""

import gc
import json
import types
from abc import ABC, abstractmethod
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from itertools import chain, islice
from operator import attrgetter
from typing import Any, TypeAliasType, Union, cast, get_args, get_origin, get_type_hints

_NUMBERS = "I"
_EACH = "each"  # every record has a value of its own, in the order of the records
_BETWEEN = "\ufdd0"  # between texts that are written as one; no character of any script
_SOME = 256  # texts from which on they are
_MOST = 20_000_000  # records of one kind; a child that says more is not believed


class Unpackable(ValueError):
    """The text does not hold what it should."""


def pack(record: Any) -> str:
    """A record (a dataclass of plain fields, of records, tuples and mappings of them) as JSON."""
    column = _column(cast("Any", type(record)))
    return json.dumps(column.pack([record]), ensure_ascii=False, separators=(",", ":"))


def unpack[T](kind: type[T], text: str | bytes) -> T:
    """The record of a kind that a JSON text holds, every value checked against its type.

    Raises `Unpackable`.
    """
    try:
        with no_search():
            found: list[T] = _column(cast("Any", kind)).unpack(json.loads(text), 1)
    except (ValueError, TypeError, KeyError, IndexError, InvalidOperation, RecursionError) as error:
        raise Unpackable(str(error)) from error
    return found[0]


@contextmanager
def no_search() -> Iterator[None]:
    """Search for no garbage while many records are made: every search would go through all of them."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


class _Column(ABC):
    """One column of values of one type."""

    @abstractmethod
    def pack(self, values: Sequence[Any]) -> Any:
        """The values as JSON carries them."""

    @abstractmethod
    def unpack(self, raw: Any, count: int) -> list[Any]:
        """So many values from JSON; raises one of the errors that `unpack` catches."""


@cache
def _column(kind: Any) -> _Column:
    """The column for a type."""
    if isinstance(kind, TypeAliasType):
        return _column(kind.__value__)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _Lists(_column(inner[0]))
    if origin is Mapping:
        return _Mappings(_column(inner[1]))
    if is_dataclass(kind):
        return _Records(cast("Any", kind))
    if origin in (Union, types.UnionType):
        wanted = [each for each in inner if each is not types.NoneType]
        if len(wanted) == 1 and is_dataclass(wanted[0]):
            return _Perhaps(_column(cast("Any", wanted[0])))
        return _Scalars(*inner)
    return _Scalars(kind)


class _Scalars(_Column):
    """Single values: each distinct one once, and the number of it for each record."""

    def __init__(self, *kinds: Any) -> None:
        self._kinds = kinds
        self._of_decimals = Decimal in kinds  # 1.0 and 1.00 are one to a dictionary, not to us
        self._as_they_are = _as_they_are(kinds)
        self._plain, self._typed = _ways(kinds)

    def pack(self, values: Sequence[Any]) -> Any:
        """The distinct values, then the numbers."""
        if self._of_decimals:
            values = [None if value is None else str(value) for value in values]
        known = {value: number for number, value in enumerate(dict.fromkeys(values))}
        as_they_are = self._of_decimals or self._as_they_are
        distinct = _joined(list(known) if as_they_are else list(map(self._plain, known)))
        if len(known) == len(values) > 1:
            return [distinct, _EACH]
        return [distinct, _numbers(map(known.__getitem__, values)) if len(known) > 1 else ""]

    def unpack(self, raw: Any, count: int) -> list[Any]:
        """One object for each distinct value."""
        distinct, numbers = raw
        found = self._found(distinct.split(_BETWEEN) if isinstance(distinct, str) else distinct)
        if not numbers:
            return found[:1] * count if count else []
        if numbers == _EACH:
            if len(found) != count:
                raise Unpackable("a column of another length")
            return found
        return list(map(found.__getitem__, _counted(numbers, count)))

    def _found(self, distinct: list[Any]) -> list[Any]:
        if set(map(type, distinct)) <= self._as_they_are:
            return distinct
        return list(map(self._typed, distinct))


def _as_they_are(kinds: tuple[Any, ...]) -> frozenset[type]:
    """The types of values that are the same in JSON; none when one of the kinds is not."""
    return frozenset(kinds) if set(kinds) <= {str, int, bool, types.NoneType} else frozenset()


def _joined(distinct: list[Any]) -> Any:
    """Many texts as one: JSON reads it in no time, and no other thread waits for a list of thousands."""
    if len(distinct) < _SOME or set(map(type, distinct)) != {str}:
        return distinct
    text = _BETWEEN.join(distinct)
    return text if text.count(_BETWEEN) == len(distinct) - 1 else distinct


def _ways(kinds: tuple[Any, ...]) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """How a single value becomes one of JSON, and how one of JSON becomes it."""
    known = [kind for kind in kinds if kind is not types.NoneType]
    one, empty = known[0], len(known) < len(kinds)
    if one is Decimal:
        return str, lambda raw: None if raw is None and empty else Decimal(_checked(raw, str))
    if one is bytes:
        return (
            lambda value: b64encode(value).decode(),
            lambda raw: b64decode(_checked(raw, str), validate=True),
        )
    if one is date:
        return (
            lambda value: None if value is None else value.isoformat(),
            lambda raw: None if raw is None and empty else date.fromisoformat(_checked(raw, str)),
        )
    if isinstance(one, type) and issubclass(one, Enum):
        return (
            lambda value: None if value is None else value.value,
            lambda raw: None if raw is None and empty else one(_checked(raw, str)),
        )
    allowed = (*known, int) if one is float else tuple(known)
    if empty:
        allowed = (*allowed, types.NoneType)
    return (lambda value: value), lambda raw: _checked(raw, *allowed)


class _Records(_Column):
    """Records of one dataclass: one column for each field."""

    def __init__(self, kind: Any) -> None:
        hints = get_type_hints(kind)
        names = [each.name for each in fields(kind)]
        self._kind = kind
        self._columns = [_column(hints[name]) for name in names]
        self._values = attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)

    def pack(self, values: Sequence[Any]) -> Any:
        """The columns in the order of the fields."""
        if not values:
            return []
        columns = zip(*map(self._values, values), strict=True)
        return [column.pack(each) for column, each in zip(self._columns, columns, strict=True)]

    def unpack(self, raw: Any, count: int) -> list[Any]:
        """The records, made by their own class."""
        if not count:
            return []
        columns = [column.unpack(each, count) for column, each in zip(self._columns, raw, strict=True)]
        return list(map(self._kind, *columns))


class _Lists(_Column):
    """Tuples: their lengths, and one column of all that is in them."""

    def __init__(self, item: _Column) -> None:
        self._item = item

    def pack(self, values: Sequence[Any]) -> Any:
        """The lengths, then the items."""
        items = list(chain.from_iterable(values))
        return [_numbers(map(len, values)), len(items), self._item.pack(items)] if items else 0

    def unpack(self, raw: Any, count: int) -> list[Any]:
        """The tuples."""
        if raw == 0:
            return [()] * count
        lengths, total, items = raw
        numbers = _counted(lengths, count)
        if _checked(total, int) > _MOST or sum(numbers) != total:
            raise Unpackable("lengths that do not add up")
        rest = iter(self._item.unpack(items, total))
        return [tuple(islice(rest, number)) if number else () for number in numbers]


class _Perhaps(_Column):
    """Records that may be missing."""

    def __init__(self, item: _Column) -> None:
        self._lists = _Lists(item)

    def pack(self, values: Sequence[Any]) -> Any:
        """As lists of one or none."""
        return self._lists.pack([() if value is None else (value,) for value in values])

    def unpack(self, raw: Any, count: int) -> list[Any]:
        """The first of each list."""
        found = self._lists.unpack(raw, count)
        if any(len(each) > 1 for each in found):
            raise Unpackable("several records where one may be")
        return [each[0] if each else None for each in found]


class _Mappings(_Column):
    """Mappings by text: those with the same keys in the same order are the rows of one table."""

    def __init__(self, item: _Column) -> None:
        self._item = item

    def pack(self, values: Sequence[Any]) -> Any:
        """The shape of each mapping, and the columns of each shape."""
        shapes = list(map(tuple, values))
        known = {shape: number for number, shape in enumerate(dict.fromkeys(shapes))}
        if list(known) in ([], [()]):
            return 0
        rows: list[list[Any]] = [[] for _shape in known]
        for shape, value in zip(shapes, values, strict=True):
            rows[known[shape]].append(value.values())
        tables = [
            [list(shape), len(each), [self._item.pack(column) for column in zip(*each, strict=True)]]
            for shape, each in zip(known, rows, strict=True)
        ]
        return [_numbers(map(known.__getitem__, shapes)), tables]

    def unpack(self, raw: Any, count: int) -> list[Any]:
        """The mappings, as dictionaries of their own."""
        if raw == 0:
            return [{} for _each in range(count)]
        numbers, tables = raw
        made = [self._table(*table) for table in tables]
        found = [next(made[number]) for number in _counted(numbers, count)]
        if any(next(each, None) is not None for each in made):
            raise Unpackable("mappings of nothing")
        return found

    def _table(self, shape: list[str], count: int, columns: list[Any]) -> Any:
        for key in shape:
            _checked(key, str)
        if not 0 <= _checked(count, int) <= _MOST:
            raise Unpackable("too many mappings")
        if not shape:
            return iter([{} for _each in range(count)])
        lists = [self._item.unpack(column, count) for column in columns]
        return (dict(zip(shape, row, strict=True)) for row in zip(*lists, strict=True))


def _numbers(given: Iterable[int]) -> str:
    return b64encode(array(_NUMBERS, given).tobytes()).decode()


def _counted(text: Any, count: int) -> array[int]:
    found = array(_NUMBERS)
    found.frombytes(b64decode(_checked(text, str), validate=True))
    if len(found) != count:
        raise Unpackable("a column of another length")
    return found


def _checked(raw: Any, *kinds: type) -> Any:
    # the exact type: JSON has no subclasses, and a bool is never an int to us
    if type(raw) in kinds:
        return raw
    raise Unpackable(f"{raw!r} is not of type {kinds[0].__name__}")
