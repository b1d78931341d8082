"""Days between two dates, counted by whichever database keeps the register."""

from typing import Any

from sqlalchemy import Date, Integer, cast
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
