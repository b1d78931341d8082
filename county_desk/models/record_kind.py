"""The declaration of a kind of record: its name, those of its records, and the records they belong to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from county_desk import models
from county_desk.models.base import Base
from county_desk.models.json_text import Json

type Names = Select[*tuple[Json, ...]]


@dataclass(frozen=True)
class RecordKind:
    """One mapped class as the history names it; it stands beside the class.

    `name` is the name of the kind. `named` are the columns that give a record its name, its own or those of
    records that it points to. A function makes the select of numbers and names where these do not suffice.
    `about` are the columns that point to the records with a history that shows it. `labels` are those of
    columns that the history calls by other words. It shows no column of a `secret` kind. `terms` are pairs
    of columns, of a first and of a last day.
    """

    mapped: type[Base]
    name: str
    named: tuple[InstrumentedAttribute[object], ...] | Callable[[], Names] = ()
    about: tuple[InstrumentedAttribute[int | None], ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    secret: bool = False
    terms: tuple[tuple[InstrumentedAttribute[object], InstrumentedAttribute[object]], ...] = ()

    @property
    def table(self) -> str:
        """The name of the table."""
        return str(self.mapped.__tablename__)

    @property
    def number(self) -> ColumnElement[int]:
        """The column of the number."""
        return self.mapped.__table__.c.id

    @property
    def own_names(self) -> tuple[str, ...]:
        """The keys of its own columns that name a record; none where another record gives the name."""
        named = self.named if isinstance(self.named, tuple) else ()
        return tuple(each.key for each in named if each.class_ is self.mapped)

    def names(self, shown: Mapping[InstrumentedAttribute[object], ColumnElement[str]]) -> Names:
        """The numbers and names of all records; `shown` are expressions that stand for columns."""
        if not isinstance(self.named, tuple):
            return self.named()
        columns = self.mapped.__table__.c
        found = select(columns.id, *(shown.get(each, each) for each in self.named))
        for other in dict.fromkeys(each.class_ for each in self.named if each.class_ is not self.mapped):
            pointing = next(column for column in columns if target_of(column) == other.__tablename__)
            found = found.join(other, other.id == pointing)
        return found


@cache
def record_kinds() -> Mapping[str, RecordKind]:
    """Every kind of record by its table, found in the modules of this package."""
    found: dict[str, RecordKind] = {}
    for module in iter_modules(models.__path__, f"{models.__name__}."):
        own = vars(import_module(module.name)).values()
        found |= {each.table: each for each in own if isinstance(each, RecordKind)}
    return found


def target_of(column: ColumnElement[int] | InstrumentedAttribute[int | None]) -> str:
    """The table that a column points to; "" for a column of values."""
    own = column.property.columns[0] if isinstance(column, InstrumentedAttribute) else column
    return next((key.column.table.name for key in own.foreign_keys), "")
