"""Terms that a list works out by itself, so that they come back as terms and not as their bare values."""

from typing import Any

from sqlalchemy import ColumnElement, Enum, type_coerce

from county_desk.fields import Term


def as_term(expression: ColumnElement[Any], terms: type[Term]) -> ColumnElement[Any]:
    """An expression that gives the values of some terms, read as those terms."""
    kind = Enum(
        terms, native_enum=False, length=32, values_callable=lambda every: [one.value for one in every]
    )
    return type_coerce(expression, kind)
