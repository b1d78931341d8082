"""A column for each declared fact that a mapped class does not name itself."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Date, Integer, String
from sqlalchemy.orm import mapped_column

from county_desk.facts.fact import Fact
from county_desk.models.base import Base, Hundredths
from county_desk.models.declared import WORDS, ColumnWords

_COLUMN_TYPES: Mapping[type, Any] = {
    bool: Boolean,
    int: Integer,
    Decimal: Hundredths,
    date: Date,
    str: String,
}


def with_fact_columns[M: Base](facts: Iterable[Fact]) -> Callable[[type[M]], type[M]]:
    """Give a mapped class a column for each fact that it does not name itself; NULL while unknown.

    A class names the facts that code asks it for by attribute, so that mypy knows their types. The others
    are read by key, as the lists, forms and cards do that follow the declaration. Each column has the words
    of its fact.
    """
    wanted = tuple(facts)

    def extended(mapped: type[M]) -> type[M]:
        for fact in wanted:
            if fact.key not in mapped.__table__.c:
                setattr(mapped, fact.key, mapped_column(_COLUMN_TYPES[fact.type], nullable=True))
            column = mapped.__mapper__.columns[fact.key]
            column.info = {**column.info, WORDS: ColumnWords(fact.label, fact.kind, law=fact.law)}
        return mapped

    return extended
