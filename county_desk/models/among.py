"""A column among many values: all of them go to the database as one text, however many they are."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class _Texts(FunctionElement[Any]):
    """The texts of a JSON list, as the rows of a query."""

    inherit_cache = True
    kind = "TEXT"


class _Numbers(_Texts):
    """Its whole numbers."""

    inherit_cache = True
    kind = "BIGINT"


def among(column: Any, values: Iterable[object] | str) -> ColumnElement[bool]:
    """Whether a column of texts or whole numbers holds one of some values.

    For a statement that is made once, give the name of a parameter instead, and `listed` values when it runs.
    `IN` with a place for each value is written anew for every count of values, and slowly for thousands.
    """
    if isinstance(values, str):
        given = bindparam(values, type_=Text())
    else:
        given = bindparam(None, listed(values), type_=Text())
    rows = _Numbers if column.type.python_type is int else _Texts
    found: ColumnElement[bool] = column.op("IN", is_comparison=True)(rows(given))
    return found


def listed(values: Iterable[object]) -> str:
    """Some values as such a parameter takes them; blank ones are left out."""
    return json.dumps([value for value in values if value], ensure_ascii=False)


@compiles(_Texts)
def _usual(element: _Texts, compiler: Any, **options: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **options)}))"


@compiles(_Texts, "postgresql")
def _postgresql(element: _Texts, compiler: Any, **options: Any) -> str:
    values = f"CAST({compiler.process(element.clauses, **options)} AS JSON)"
    return f"(SELECT CAST(value AS {element.kind}) FROM json_array_elements_text({values}))"
