"""Kinds of value that a list works out: one term or several, and numbers of pairs."""

from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    Enum,
    Integer,
    TypeDecorator,
    case,
    cast,
    func,
    type_coerce,
)

from county_desk.fields import Term

_APART = 1_000_000_000


def as_term(expression: ColumnElement[object], terms: type[Term]) -> ColumnElement[object]:
    """An expression that gives the values of some terms, read as those terms."""
    kind = Enum(
        terms, native_enum=False, length=32, values_callable=lambda every: [one.value for one in every]
    )
    return type_coerce(expression, kind)


class TermSet[T: Term](TypeDecorator[tuple[T, ...]]):
    """Some of a list of terms, as a number with a bit for each; NULL without any.

    Each term knows its condition, so that a filter looks for that one alone.
    """

    impl = Integer
    cache_ok = True

    def __init__(self, asked: Mapping[T, ColumnElement[bool]]) -> None:
        super().__init__()
        self._asked = asked

    def process_result_value(self, value: int | None, dialect: Dialect) -> tuple[T, ...]:
        return tuple(term for place, term in enumerate(self._asked) if (value or 0) >> place & 1)

    def has(self, term: object) -> ColumnElement[bool]:
        """Whether a row has a term."""
        return next(condition for each, condition in self._asked.items() if each == term)


def as_terms[T: Term](asked: Mapping[T, ColumnElement[bool]]) -> ColumnElement[tuple[T, ...]]:
    """Every term with a condition that a row meets, in their order."""
    bits = (case((condition, 1 << place), else_=0) for place, condition in enumerate(asked.values()))
    return type_coerce(func.nullif(reduce(add, bits), 0), TermSet(asked))


def pair_number(one: object, other: object) -> ColumnElement[object]:
    """One number for a pair of records, for a list of pairs."""
    number: ColumnElement[Any] = cast(one, BigInteger) * _APART + other
    return number
