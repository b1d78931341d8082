"""Packs records as bytes, column by column, and checks every value when it unpacks them.

A field of many records is one column: its distinct values once, and for each record the index of its value.
A roster of 60,000 people takes a few megabytes. A word that occurs 60,000 times becomes one object again,
and each distinct value is checked once.

Short values form one JSON text. Numbered parts follow it: the indexes of columns, and long texts. Each part
is quick to read, so that no other thread waits long.
"""

import gc
import json
import types
from abc import ABC, abstractmethod
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache, partial
from itertools import accumulate, batched, chain, islice, pairwise
from operator import attrgetter
from typing import Any, TypeAliasType, Union, cast, get_args, get_origin, get_type_hints

_NUMBERS = "I"
_ALIKE, _EACH = "", "each"  # every record has the one value, or one of its own in the order of the records
_BETWEEN = "\ufdd0"  # between texts that are written as one; no character of any script
_SOME = 256  # texts from which on they are
_PIECE = 10_000  # of them that are written as one before the next are: encoded they take half the memory
_MOST = 20_000_000  # records of one kind; a child that says more is not believed
_HEAD = 8  # bytes that say how long the JSON text is

_NO_CELLS: Mapping[str, object] = types.MappingProxyType({})  # one for all rows that keep nothing

type Value = str | int  # what a cell of a record holds
type Parts = Sequence[memoryview]


class Unpackable(ValueError):
    """The text does not hold what it should."""


def pack(record: object) -> bytes:
    """A record (a dataclass of plain fields, of records, tuples and mappings of them) as bytes."""
    parts: list[bytes] = []
    columns = _column(cast("Any", type(record))).pack([record], parts)
    told = [list(map(len, parts)), columns]
    head = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((len(head).to_bytes(_HEAD, "big"), head, *parts))


def unpack[T](kind: type[T], packed: bytes) -> T:
    """The record of a kind that was packed, every value checked against its type.

    Raises `Unpackable`.
    """
    try:
        with no_search():
            columns, parts = _opened(packed)
            found: list[T] = _column(cast("Any", kind)).unpack(columns, 1, parts)
    except (ValueError, TypeError, KeyError, IndexError, InvalidOperation, RecursionError) as error:
        raise Unpackable(str(error)) from error
    return found[0]


def _opened(packed: bytes) -> tuple[object, Parts]:
    """The content of the JSON text, and the parts behind it."""
    whole = memoryview(packed)
    start = _HEAD + int.from_bytes(whole[:_HEAD], "big")
    lengths, columns = json.loads(bytes(whole[_HEAD:start]))
    ends = list(accumulate(lengths, initial=start))
    if any(_checked(length, int) < 0 for length in lengths) or ends[-1] != len(packed):
        raise Unpackable("parts of other lengths")
    return columns, [whole[first:end] for first, end in pairwise(ends)]


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
    def pack(self, values: Sequence[object], parts: list[bytes]) -> object:
        """The values as JSON carries them; a long value becomes a part, named by its number."""

    @abstractmethod
    def unpack(self, raw: object, count: int, parts: Parts) -> list[Any]:
        """So many values from JSON; raises one of the errors that `unpack` catches."""


@cache
def _column(kind: object) -> _Column:
    """The column for a type."""
    if isinstance(kind, TypeAliasType):
        return _column(kind.__value__)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _Lists(_column(inner[0]))
    if origin is Mapping:
        return (_Cells if inner[1] is Value else _Mappings)(_column(inner[1]))
    if is_dataclass(kind):
        return _Records(cast("Any", kind))
    if origin in (Union, types.UnionType):
        wanted = [each for each in inner if each is not types.NoneType]
        if len(wanted) == 1 and is_dataclass(wanted[0]):
            return _Perhaps(_column(cast("Any", wanted[0])))
        return _Scalars(*inner)
    return _Bytes() if kind is bytes else _Scalars(kind)


class _Scalars(_Column):
    """Single values: each distinct one once, and the number of it for each record."""

    def __init__(self, *kinds: object) -> None:
        self._kinds = kinds
        self._of_decimals = Decimal in kinds  # 1.0 and 1.00 are one to a dictionary, not to us
        self._as_they_are = _as_they_are(kinds)
        self._plain, self._typed = _ways(kinds)

    def pack(self, values: Sequence[object], parts: list[bytes]) -> object:
        """The distinct values, then the numbers."""
        if self._of_decimals:
            values = [None if value is None else str(value) for value in values]
        different = list(dict.fromkeys(values))
        as_they_are = self._of_decimals or self._as_they_are
        distinct = _joined(different if as_they_are else list(map(self._plain, different)), parts)
        if len(different) < 2:
            return [distinct, _ALIKE]
        if len(different) == len(values):
            return [distinct, _EACH]
        known = dict(zip(different, range(len(different)), strict=True))
        return [distinct, _numbers(map(known.__getitem__, values), parts)]

    def unpack(self, raw: Any, count: int, parts: Parts) -> list[object]:
        """One object for each distinct value."""
        distinct, numbers = raw
        if not isinstance(distinct, list):
            distinct = str(_part(distinct, parts), "utf8").split(_BETWEEN)
        found = self._found(distinct)
        if numbers == _ALIKE:
            return found[:1] * count if count else []
        if numbers == _EACH:
            if len(found) != count:
                raise Unpackable("a column of another length")
            return found
        return list(map(found.__getitem__, _counted(numbers, count, parts)))

    def _found(self, distinct: list[object]) -> list[object]:
        if set(map(type, distinct)) <= self._as_they_are:
            return distinct
        return list(map(self._typed, distinct))


def _as_they_are(kinds: tuple[Any, ...]) -> frozenset[type]:
    """The types of values that are the same in JSON; none when one of the kinds is not."""
    return frozenset(kinds) if set(kinds) <= {str, int, bool, types.NoneType} else frozenset()


def _joined(distinct: list[Any], parts: list[bytes]) -> object:
    """Many texts as one part: it is taken apart in no time."""
    if len(distinct) < _SOME or set(map(type, distinct)) != {str}:
        return distinct
    pieces = [_BETWEEN.join(some).encode() for some in batched(distinct, _PIECE)]
    text = _BETWEEN.encode().join(pieces)
    return _new_part(text, parts) if text.count(_BETWEEN.encode()) == len(distinct) - 1 else distinct


def _ways(kinds: tuple[Any, ...]) -> tuple[Callable[[object], object], Callable[[object], object]]:
    """How a single value becomes one of JSON, and how one of JSON becomes it."""
    known = [kind for kind in kinds if kind is not types.NoneType]
    one, empty = known[0], len(known) < len(kinds)
    if one is Decimal:
        return str, lambda raw: None if raw is None and empty else Decimal(_checked(raw, str))
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


class _Bytes(_Column):
    """Contents of files, each a part of its own."""

    def pack(self, values: Sequence[Any], parts: list[bytes]) -> object:
        """The numbers of the parts."""
        return [_new_part(value, parts) for value in values]

    def unpack(self, raw: Any, count: int, parts: Parts) -> list[Any]:
        """The contents."""
        found = [bytes(_part(number, parts)) for number in raw]
        if len(found) != count:
            raise Unpackable("a column of another length")
        return found


class _Records(_Column):
    """Records of one dataclass: one column for each field."""

    def __init__(self, kind: Any) -> None:
        hints = get_type_hints(kind)
        names = [each.name for each in fields(kind)]
        self._kind = kind
        self._columns = [_column(hints[name]) for name in names]
        self._values = [attrgetter(name) for name in names]

    def pack(self, values: Sequence[object], parts: list[bytes]) -> object:
        """The columns in the order of the fields."""
        if not values:
            return []
        # one after the other, so that no more than one column is at hand
        fields = zip(self._columns, self._values, strict=True)
        return [column.pack(list(map(value, values)), parts) for column, value in fields]

    def unpack(self, raw: Any, count: int, parts: Parts) -> list[object]:
        """The records, made by their own class."""
        if not count:
            return []
        columns = [column.unpack(each, count, parts) for column, each in zip(self._columns, raw, strict=True)]
        return list(map(self._kind, *columns))


class _Lists(_Column):
    """Tuples: their lengths, and one column of all that is in them."""

    def __init__(self, item: _Column) -> None:
        self._item = item

    def pack(self, values: Sequence[Any], parts: list[bytes]) -> object:
        """The lengths, then the items."""
        items = list(chain.from_iterable(values))
        return [_numbers(map(len, values), parts), len(items), self._item.pack(items, parts)] if items else 0

    def unpack(self, raw: Any, count: int, parts: Parts) -> list[Any]:
        """The tuples."""
        if raw == 0:
            return [()] * count
        lengths, total, items = raw
        numbers = _counted(lengths, count, parts)
        if _checked(total, int) > _MOST or sum(numbers) != total:
            raise Unpackable("lengths that do not add up")
        rest = iter(self._item.unpack(items, total, parts))
        return [tuple(islice(rest, number)) if number else () for number in numbers]


class _Perhaps(_Column):
    """Records that may be missing."""

    def __init__(self, item: _Column) -> None:
        self._lists = _Lists(item)

    def pack(self, values: Sequence[object], parts: list[bytes]) -> object:
        """As lists of one or none."""
        return self._lists.pack([() if value is None else (value,) for value in values], parts)

    def unpack(self, raw: object, count: int, parts: Parts) -> list[object]:
        """The first of each list."""
        found = self._lists.unpack(raw, count, parts)
        if any(len(each) > 1 for each in found):
            raise Unpackable("several records where one may be")
        return [each[0] if each else None for each in found]


class _Mappings(_Column):
    """Mappings by text: those with the same keys in the same order are the rows of one table."""

    def __init__(self, item: _Column) -> None:
        self._item = item

    def pack(self, values: Sequence[Any], parts: list[bytes]) -> object:
        """The shape of each mapping, and the columns of each shape."""
        tables: dict[tuple[str, ...], list[object]] = {}
        numbers: dict[tuple[str, ...], int] = {}
        which: list[int] = []
        shape: tuple[str, ...] | None = None
        for value in values:
            keys = tuple(value)
            if keys != shape:  # most rows have the shape of the one before
                shape, number = keys, numbers.setdefault(keys, len(numbers))
                rows = tables.setdefault(keys, [])
            which.append(number)
            rows.append(value.values())
        if list(tables) in ([], [()]):
            return 0
        told = [
            [list(shape), len(rows), [self._item.pack(column, parts) for column in zip(*rows, strict=True)]]
            for shape, rows in tables.items()
        ]
        return [_numbers(which, parts), told]

    def unpack(self, raw: Any, count: int, parts: Parts) -> list[object]:
        """The mappings."""
        if raw == 0:
            return [_NO_CELLS] * count
        numbers, tables = raw
        made = [self._table(shape, size, columns, parts) for shape, size, columns in tables]
        found = [next(made[number]) for number in _counted(numbers, count, parts)]
        if any(next(each, None) is not None for each in made):
            raise Unpackable("mappings of nothing")
        return found

    def _table(self, shape: list[str], count: int, columns: list[object], parts: Parts) -> Iterator[object]:
        """The mappings of one shape, one after the other."""
        for key in shape:
            _checked(key, str)
        if not 0 <= _checked(count, int) <= _MOST:
            raise Unpackable("too many mappings")
        lists = [self._item.unpack(column, count, parts) for column in columns]
        if any(len(each) != count for each in lists):
            raise Unpackable("a column of another length")
        return self._rows(dict(zip(shape, lists, strict=True)), count)

    def _rows(self, columns: dict[str, list[object]], count: int) -> Iterator[object]:
        """As dictionaries of their own."""
        if not columns:
            return iter([_NO_CELLS] * count)
        return (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))


class _Cells(_Mappings):
    """The cells of the rows of lists, read on demand, since most rows are never looked at."""

    def _rows(self, columns: dict[str, list[object]], count: int) -> Iterator[object]:
        return map(partial(Cells, columns), range(count))


class Cells(Mapping[str, object]):
    """One row of a table that is kept by its columns."""

    __slots__ = ("_columns", "_place")

    def __init__(self, columns: Mapping[str, Sequence[object]], place: int) -> None:
        self._columns, self._place = columns, place

    def __getitem__(self, title: str) -> object:
        return self._columns[title][self._place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return repr(dict(self))


def _new_part(raw: bytes, parts: list[bytes]) -> int:
    parts.append(raw)
    return len(parts) - 1


def _part(number: object, parts: Parts) -> memoryview:
    if type(number) is not int or number < 0:
        raise Unpackable("there is no such part")
    return parts[number]


def _numbers(given: Iterable[int], parts: list[bytes]) -> int:
    return _new_part(array(_NUMBERS, given).tobytes(), parts)


def _counted(number: object, count: int, parts: Parts) -> array[int]:
    found = array(_NUMBERS)
    found.frombytes(_part(number, parts))
    if len(found) != count:
        raise Unpackable("a column of another length")
    return found


def _checked(raw: object, *kinds: type) -> Any:
    # the exact type: JSON has no subclasses, and a bool is never an int to us
    if type(raw) in kinds:
        return raw
    raise Unpackable(f"{raw!r} is not of type {kinds[0].__name__}")
