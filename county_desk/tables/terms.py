"""Kinds of value that a list works out: terms that come back as terms, and numbers of pairs."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Enum, cast, type_coerce

from county_desk.fields import Term

_APART = 1_000_000_000


def as_term(expression: ColumnElement[object], terms: type[Term]) -> ColumnElement[object]:
    """An expression that gives the values of some terms, read as those terms."""
    kind = Enum(
        terms, native_enum=False, length=32, values_callable=lambda every: [one.value for one in every]
    )
    return type_coerce(expression, kind)


def pair_number(one: object, other: object) -> ColumnElement[object]:
    """One number for a pair of records, for a list of pairs."""
    number: ColumnElement[Any] = cast(one, BigInteger) * _APART + other
    return number
