"""Columns of lists that hold declared facts."""

from collections.abc import Callable
from typing import Annotated, Any

from county_desk.facts import FACTS, facts_of
from county_desk.facts.fact import Fact, FactSubject
from county_desk.facts.fields_of import with_facts
from county_desk.fields import Column, Table
from county_desk.models.base import Base
from county_desk.tables.declared import Shown, shown_fields


def column_of(fact: Fact) -> Column[object]:
    """The column of a fact: its key, its label and its kind."""
    return Column(fact.key, fact.label, fact.kind)


def holds_facts[R](table: Table[R]) -> bool:
    """Whether columns of a list hold facts that a form can edit."""
    shown = {key: each.mapped for key, each in shown_fields(table.row).items()}
    return any(
        column is not None and column.table.name == fact.of
        for key, column in shown.items()
        if (fact := FACTS.get(key)) is not None and fact.edit
    )


def with_shown_facts[R](mapped: type[Base], *, hidden: bool) -> Callable[[type[R]], type[R]]:
    """Give a row a field for each fact of a mapped class that it does not name itself; see `with_facts`."""
    facts = facts_of(FactSubject(mapped.__tablename__))

    def extended(row: type[R]) -> type[R]:
        own = dict[str, Any](row.__annotations__)
        for key, type_ in with_facts(facts)(row).__annotations__.items():
            shown = Shown(getattr(mapped, key), hidden=hidden) if key not in own else None
            own[key] = Annotated[type_, shown] if shown else type_
        row.__annotations__ = own
        return row

    return extended
