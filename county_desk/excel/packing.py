"""Deliveries as JSON and back: what a child process answers is plain text, and checked when it is read."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from county_desk.excel.delivery import Delivery


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
    if isinstance(kind, TypeAliasType):
        return _typed(kind.__value__, raw)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _one_of(inner, raw)
    if origin is tuple:
        return tuple(_typed(inner[0], item) for item in _checked(raw, list))
    if origin is Mapping:
        return {_typed(str, key): _typed(inner[1], item) for key, item in _checked(raw, dict).items()}
    if is_dataclass(kind):
        return _record(kind, _checked(raw, dict))
    return _simple(kind, raw)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _record(kind: Any, raw: dict[str, Any]) -> Any:
    hints = _hints(kind)
    if raw.keys() != hints.keys():
        raise Unpackable(f"not a {kind.__name__}")
    return kind(**{name: _typed(hint, raw[name]) for name, hint in hints.items()})


def _one_of(kinds: tuple[Any, ...], raw: Any) -> Any:
    if raw is None and types.NoneType in kinds:
        return None
    wanted = [kind for kind in kinds if kind is not types.NoneType]
    if len(wanted) == 1:
        return _typed(wanted[0], raw)
    return _checked(raw, *wanted)


def _simple(kind: Any, raw: Any) -> Any:
    if kind in (Decimal, date):
        text = _checked(raw, str)
        return Decimal(text) if kind is Decimal else date.fromisoformat(text)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(_checked(raw, str))
    if kind is float:
        return float(_checked(raw, int, float))
    return _checked(raw, kind)


def _checked(raw: Any, *kinds: type) -> Any:
    # bool is an int to isinstance, and never one to us
    if not isinstance(raw, kinds) or (isinstance(raw, bool) and bool not in kinds):
        raise Unpackable(f"{raw!r} is not of type {kinds[0].__name__}")
    return raw
