"""The shape of a grid into which a block is pasted: the act for each row, and the columns of the block."""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from typing import Any

from county_desk.facts import FACTS
from county_desk.intake.pasting.columns import PLACE, VILLAGE, PasteColumn
from county_desk.intake.pasting.existing_records import SameRecord
from county_desk.intake.pasting.subjects import Find, Known
from county_desk.intake.vocabulary import ActList, act_lists, bare
from county_desk.tables.listing import Listing
from county_desk.workflow.command import Ask, Command
from county_desk.workflow.pasting import PasteRows

type AnyListing = Listing[Any]


@dataclass(frozen=True)
class RowRecord:
    """A record that a row names: the field of the act that takes it, its columns, and their search.

    One of `columns` has to name it; those of `within` choose among records of one name. A blank workbook can
    name the rows of the `listing`, narrowed by `among` as `Query.where` does.
    """

    field: str
    columns: tuple[PasteColumn, ...]
    find: Find
    within: tuple[PasteColumn, ...] = ()
    listing: AnyListing | None = None
    among: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def is_shareable(self) -> bool:
        """Whether one record can be meant for all rows of a list: any but a household or a person."""
        return self.listing is not None or self.columns in ((VILLAGE,), (PLACE,))


@dataclass(frozen=True)
class PasteGrid:
    """One act for each row of a block.

    `records` are those that a row names; the first one is what the row is about. One that the act can do
    without may stay blank. `fixed` are the fields that all rows share. `once` are the columns with a
    value in one row only; the first record does, unless it `repeats`. `known` gives the values on record
    now; a blank cell of the fields in `keeps` keeps them. `whole` is the act of all rows. Fields `without` a
    column keep their default. By the rule `again`, a row that was taken in before does not go in twice. An
    emptied cell of a grid that `erases` is a value like others. All acts have the values of `preset`. Rows
    also need the fields in `demands`.
    """

    key: str
    title: str
    act: type[Command]
    records: tuple[RowRecord, ...]
    fixed: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    repeats: bool = False
    known: Known | None = None
    keeps: tuple[str, ...] = ()
    whole: type[PasteRows] = PasteRows
    without: tuple[str, ...] = ()
    again: SameRecord | None = None
    erases: bool = False
    preset: Mapping[str, object] = dataclasses.field(default_factory=dict)
    demands: tuple[str, ...] = ()

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """The fields that all rows share; where a day can be late, the reason of the late entry is one."""
        return (*self.fixed, *({"late_reason"} & self.act.asks().keys()))

    @cached_property
    def named(self) -> tuple[PasteColumn, ...]:
        """The columns that name records, each once."""
        found = (column for record in self.records for column in (*record.columns, *record.within))
        return tuple(dict.fromkeys(found))

    @cached_property
    def values(self) -> tuple[PasteColumn, ...]:
        """The columns that become fields of the act."""
        without = {*(record.field for record in self.records), *self.shared, *self.without, *self.preset}
        asks = {name: ask for name, ask in self.act.asks().items() if name not in without}
        return tuple(_column(name, ask) for name, ask in asks.items())

    @property
    def columns(self) -> tuple[PasteColumn, ...]:
        """All columns, those that name records first."""
        return (*self.named, *self.values)

    @property
    def said(self) -> ActList:
        """The names that offices have for the list and its columns."""
        return act_lists().get(self.key, ActList())

    def titles(self) -> dict[str, PasteColumn]:
        """The columns by the titles that only this list has, as `bare` writes them."""
        offices = self.said.titles
        return {
            name: column
            for column in self.columns
            for name in (*column.names(), *map(bare, offices.get(column.key, ())))
        }

    @cached_property
    def needed(self) -> frozenset[str]:
        """The required fields of the act, besides the records."""
        without = {*(record.field for record in self.records), *self.preset}
        return frozenset({*_needed(self.act), *self.demands} - without)

    def lacking(self, keys: Collection[str], scope: Collection[str]) -> tuple[str, ...]:
        """The needed fields without a column of these `keys` that all rows can share."""
        records = (
            record.field
            for record in self.records
            if self.repeats and record.is_shareable and not self._is_named(record, keys, scope)
        )
        values = (
            column.key for column in self.values if column.key in self.needed and column.key not in keys
        )
        return (*records, *values)

    def unnamed(self, keys: Collection[str], scope: Collection[str]) -> tuple[RowRecord, ...]:
        """The needed records without a column of these `keys` that rows cannot share."""
        asked = self.lacking(keys, scope)
        return tuple(
            record
            for record in self.records
            if record.field not in asked and not self._is_named(record, keys, scope)
        )

    def _is_named(self, record: RowRecord, keys: Collection[str], scope: Collection[str]) -> bool:
        named = any(column.key in keys for column in record.columns)
        return named or self.may_lack(record) or record.field in scope

    def may_lack(self, record: RowRecord) -> bool:
        """Whether a record is optional for the act."""
        return record.field not in {*_needed(self.act), *self.demands}

    def names_of(self, row: object) -> dict[str, str]:
        """The texts of the columns that name records, for a row of their list."""
        return {
            column.key: column.kind.show(getattr(row, column.source, None))
            for column in self.named
            if column.source
        }

    def act_on(
        self, records: Mapping[str, object], given: Mapping[str, object], values: Mapping[str, object]
    ) -> Command:
        """The act of one row."""
        shared = {name: value for name, value in given.items() if value is not None}
        asked: dict[str, Any] = {**self.preset, **records, **shared, **values}
        return self.act(**asked)


def _needed(act: type[Command]) -> set[str]:
    return {each.name for each in fields(act) if each.default is MISSING}


def _column(name: str, ask: Ask) -> PasteColumn:
    fact = FACTS.get(name)
    if fact is not None and type(fact.kind) is not type(ask.kind):  # another field of that name
        fact = None
    titles = (fact.title,) if fact and fact.title else ()
    return PasteColumn(name, ask.title, ask.kind, titles, help=ask.help)
