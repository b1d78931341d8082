"""Days in selects: those between two dates, and the day of the desk that reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Date, Integer, bindparam, cast
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class days_between(GenericFunction[int]):  # noqa: N801  # named like the function of SQL that it is
    """How many days the second date lies after the first; negative when it lies before."""

    type = Integer()
    inherit_cache = True


@compiles(days_between)
def _subtracted(function: Any, compiler: Any, **how: object) -> str:
    first, last = (compiler.process(cast(side, Date), **how) for side in function.clauses)
    return f"({last} - {first})"


@compiles(days_between, "sqlite")
def _julian(function: Any, compiler: Any, **how: Any) -> str:
    first, last = (compiler.process(side, **how) for side in function.clauses)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


_read_on: ContextVar[date | None] = ContextVar("read_on", default=None)


@contextmanager
def read_on(day: date) -> Iterator[None]:
    """Let selects that are carried out inside take a day as today."""
    token = _read_on.set(day)
    try:
        yield
    finally:
        _read_on.reset(token)


def today() -> BindParameter[date]:
    """The day on which a select is carried out: that of the desk that reads."""
    return bindparam(None, callable_=lambda: _read_on.get() or date.today(), type_=Date(), unique=True)
