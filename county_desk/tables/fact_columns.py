"""Columns of lists that hold declared facts."""

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

from county_desk.facts import FACTS, facts_of
from county_desk.facts.fact import Fact, FactSubject
from county_desk.fields import Column


def fact_column(key: str, *, width: int = 0, hidden: bool = False) -> Column[object]:
    """The column of a fact of a household or a person; see `column_of`."""
    return column_of(FACTS[key], width=width, hidden=hidden)


def column_of(fact: Fact, *, width: int = 0, hidden: bool = False) -> Column[object]:
    """The column of a fact: its key, its label and its kind, with a width of its own where one is given."""
    kind = replace(fact.kind, width=width) if width else fact.kind
    return Column(fact.key, fact.label, kind, hidden=hidden)


def other_facts(subject: FactSubject, shown: Collection[str]) -> tuple[Column[object], ...]:
    """Hidden columns for the facts that a list does not show until a person asks for them."""
    return tuple(fact_column(fact.key, hidden=True) for fact in facts_of(subject) if fact.key not in shown)


def selected(row: type[Any], record: type[object], worked_out: dict[str, Any]) -> list[Any]:
    """The labelled expressions of a list's select, in the order of the row's fields.

    `worked_out` gives the expression of each field that is not a column of the mapped class `record`.
    """
    names = [field.name for field in fields(row)]
    columns = [worked_out[name] if name in worked_out else getattr(record, name) for name in names]
    return [column.label(name) for name, column in zip(names, columns, strict=True)]
