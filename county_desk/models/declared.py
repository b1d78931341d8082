"""Columns that carry their words: lists, forms, workbooks and the history take them from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ForeignKey
from sqlalchemy.orm import InstrumentedAttribute, MappedColumn, mapped_column

from county_desk.day_laws import DayLaw, YearLaw
from county_desk.fields import Kind, Record
from county_desk.text import N_
from county_desk.text_kinds import Reason

WORDS = "words"
FILL = N_("Fill it in")  # the refusal of a blank text that needs no other words


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """The words of a column: its label, its kind of value, and the help of a form.

    `of` is the declared list that a record number comes from. A blank text is refused with the words of
    `needed`. A day or a year has its `law`, and lies on or after the days `after`, as `Ask` explains them.
    """

    label: str
    kind: Kind
    help: str = ""
    of: str = ""
    needed: str = ""
    law: DayLaw | YearLaw | None = None
    after: tuple[str, ...] = ()


def column(
    label: str,
    kind: Kind,
    *,
    help: str = "",
    needed: str = "",
    law: DayLaw | YearLaw | None = None,
    after: tuple[str, ...] = (),
    info: Mapping[str, object] | None = None,
    **sql: Any,
) -> MappedColumn[Any]:
    """A mapped column with its words."""
    words = ColumnWords(label, kind, help, needed=needed, law=law, after=after)
    return mapped_column(info={**(info or {}), WORDS: words}, **sql)


def dated_back_column() -> MappedColumn[Any]:
    """The column with the reason why a rule of the county begins before the day of its entry."""
    return column(
        N_("Why it is dated back"), Reason(), help=N_("Only for a first day before today"), default=None
    )


def link(target: str, label: str, *, of: str = "", help: str = "", **sql: Any) -> MappedColumn[Any]:
    """A mapped column with the number of another record, which a form chooses from the list `of`."""
    words = ColumnWords(label, Record(), help, of)
    return mapped_column(ForeignKey(f"{target}.id"), info={WORDS: words}, **sql)


def words_of(column: InstrumentedAttribute[Any] | Column[Any]) -> ColumnWords:
    """The words with which a column was declared."""
    words: ColumnWords = column.info[WORDS]
    return words
