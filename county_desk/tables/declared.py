"""Lists that their rows declare: each field says where its value comes from and how it is shown."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from inspect import isfunction
from typing import Any, Protocol, dataclass_transform

from sqlalchemy import Column as SchemaColumn
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from county_desk.fields import Column, Kind, Record, Table
from county_desk.models.base import Base
from county_desk.models.declared import WORDS, ColumnWords
from county_desk.tables.listing import Rows

type Source = InstrumentedAttribute[Any] | ColumnElement[Any] | Callable[[], ColumnElement[Any]] | None


class NumberedRow(Protocol):
    """A row of a list, with the number of its record."""

    @property
    def id(self) -> int: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
@dataclass(frozen=True)
class ShownRow:
    """The base of the rows of lists and papers. Each subclass becomes a frozen dataclass by itself."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        dataclass(frozen=True)(cls)


class Shown:
    """The source and the words of a row's field.

    A mapped column gives its own label and kind, which `label`, `kind` and `width` replace. Another source is
    an expression, or a function that makes one; without any, `select_of` is given it. A missing value of a
    `blank` field is an empty text. Record numbers are hidden. `column` is the class of the column.
    """

    def __init__(
        self,
        source: Source = None,
        label: str = "",
        kind: Kind | None = None,
        *,
        width: int = 0,
        hidden: bool | None = None,
        blank: bool = False,
        column: type[Column[Any]] = Column,
    ) -> None:
        words = _words(source)
        self.source = source
        self.label = label or words.label
        self.kind = kind or words.kind
        if width:
            self.kind = replace(self.kind, width=width)
        self.hidden = isinstance(self.kind, Record) if hidden is None else hidden
        self._blank = blank
        self._column = column

    @property
    def mapped(self) -> SchemaColumn[Any] | None:
        """The column of the register that is the source; None for any other source."""
        source = self.source
        return source.property.columns[0] if isinstance(source, InstrumentedAttribute) else None

    def value(self) -> Any:
        """The expression that a select has for the field."""
        value = self.source() if isfunction(self.source) else self.source
        return func.coalesce(value, "") if self._blank else value

    def column(self, key: str) -> Column[Any]:
        """The column of a field."""
        return self._column(key, self.label, self.kind, hidden=self.hidden)


def table_of[R](key: str, title: str, row: type[R], beside: tuple[Column[R], ...] = ()) -> Table[R]:
    """The table with a column for each field of a row, in their order."""
    columns = tuple(shown.column(name) for name, shown in shown_fields(row).items())
    return Table(key, title, row, columns, beside)


def select_of(row: type[Any], **own: Any) -> Rows:
    """The select with the fields of a row as labels; `own` are sources that its fields do not name."""
    shown = shown_fields(row).items()
    return select(*((own[name] if name in own else each.value()).label(name) for name, each in shown))


def columns_of(row: type[Any], mapped: type[Base]) -> dict[str, InstrumentedAttribute[Any]]:
    """The columns of a mapped class that fields of a row show, by field."""
    shown = {name: each.source for name, each in shown_fields(row).items()}
    return {
        name: source
        for name, source in shown.items()
        if isinstance(source, InstrumentedAttribute) and source.class_ is mapped
    }


def _words(source: Source) -> ColumnWords:
    info = source.property.columns[0].info if isinstance(source, InstrumentedAttribute) else {}
    words: ColumnWords = info.get(WORDS) or ColumnWords("", Record())
    return words


def shown_fields(row: type[Any]) -> dict[str, Shown]:
    """The fields of a row that say how they are shown; none where its table says so."""
    notes = {field.name: getattr(field.type, "__metadata__", (None,))[0] for field in fields(row)}
    return {name: note for name, note in notes.items() if isinstance(note, Shown)}
