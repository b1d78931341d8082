"""Deliveries as JSON and back: what a child process answers is plain text, and checked when it is read."""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from county_desk.excel.delivery import Delivery, Terms

type Reader = Callable[[Any], Any]


class Unpackable(ValueError):
    """The text is not a delivery."""


def pack(delivery: Delivery) -> str:
    """A delivery as JSON."""
    return json.dumps(_plain(delivery), ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> Delivery:
    """The delivery that a JSON text holds, every value checked against its type; raises `Unpackable`."""
    try:
        found: Delivery = _typed(Delivery, json.loads(text))
    except (ValueError, TypeError, KeyError, InvalidOperation, RecursionError) as error:
        raise Unpackable(str(error)) from error
    return found


def plain_of(terms: Terms) -> Any:
    """Terms as JSON would carry them."""
    return _plain(terms)


def terms_of(raw: Any) -> Terms:
    """The terms that a JSON value holds; raises `Unpackable`."""
    found: Terms = _typed(Terms, raw)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal | date):
        return str(value)
    return value


def _typed(kind: Any, raw: Any) -> Any:
    return _reader(kind)(raw)


@cache
def _reader(kind: Any) -> Reader:
    """How to read a value of one type; worked out once for each type."""
    if isinstance(kind, TypeAliasType):
        return _reader(kind.__value__)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _one_of(inner)
    if origin is tuple:
        item = _reader(inner[0])
        return lambda raw: tuple([item(one) for one in _checked(raw, list)])
    if origin is Mapping:
        text, value = _reader(str), _reader(inner[1])
        return lambda raw: {text(key): value(one) for key, one in _checked(raw, dict).items()}
    if is_dataclass(kind):
        return _record(kind)
    return _simple(kind)


def _record(kind: Any) -> Reader:
    hints: dict[str, Any] = get_type_hints(kind)
    readers = [(name, _reader(hint)) for name, hint in hints.items()]

    def read(raw: Any) -> Any:
        if _checked(raw, dict).keys() != hints.keys():
            raise Unpackable(f"not a {kind.__name__}")
        return kind(*[reader(raw[name]) for name, reader in readers])

    return read


def _one_of(kinds: tuple[Any, ...]) -> Reader:
    wanted = [kind for kind in kinds if kind is not types.NoneType]
    one = _reader(wanted[0]) if len(wanted) == 1 else lambda raw: _checked(raw, *wanted)
    if len(wanted) == len(kinds):
        return one
    return lambda raw: None if raw is None else one(raw)


def _simple(kind: Any) -> Reader:
    if kind is Decimal:
        return lambda raw: Decimal(_checked(raw, str))
    if kind is date:
        return lambda raw: date.fromisoformat(_checked(raw, str))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda raw: kind(_checked(raw, str))
    if kind is float:
        return lambda raw: float(_checked(raw, int, float))
    return lambda raw: _checked(raw, kind)


def _checked(raw: Any, *kinds: type) -> Any:
    # the exact type: JSON has no subclasses, and a bool is never an int to us
    if type(raw) in kinds:
        return raw
    raise Unpackable(f"{raw!r} is not of type {kinds[0].__name__}")
