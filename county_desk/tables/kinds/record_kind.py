"""The declaration of a kind of record: its name in the history, and the records that it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from county_desk.models.base import Base
from county_desk.models.json_text import Json

type Names = Select[*tuple[Json, ...]]


@dataclass(frozen=True)
class RecordKind:
    """One mapped class as the history names it.

    `named` are the columns that give a record its name, its own or those of records that it points to. A
    function makes the select of numbers and names where these do not suffice. `about` are the columns that
    point to the records with a history that shows it.
    """

    mapped: type[Base]
    named: tuple[InstrumentedAttribute[object], ...] | Callable[[], Names]
    about: tuple[InstrumentedAttribute[int | None], ...] = ()

    @property
    def table(self) -> str:
        """The name of the table."""
        return str(self.mapped.__tablename__)

    @property
    def number(self) -> ColumnElement[int]:
        """The column of the number."""
        return self.mapped.__table__.c.id

    def names(self) -> Names:
        """The numbers and names of all records, in the language in force."""
        if not isinstance(self.named, tuple):
            return self.named()
        columns = self.mapped.__table__.c
        found = select(columns.id, *self.named)
        for other in dict.fromkeys(each.class_ for each in self.named if each.class_ is not self.mapped):
            pointing = next(column for column in columns if target_of(column) == other.__tablename__)
            found = found.join(other, other.id == pointing)
        return found


def target_of(column: ColumnElement[int] | InstrumentedAttribute[int | None]) -> str:
    """The table that a column points to; "" for a column of values."""
    own = column.property.columns[0] if isinstance(column, InstrumentedAttribute) else column
    return next((key.column.table.name for key in own.foreign_keys), "")
