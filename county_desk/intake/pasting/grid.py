"""The grids into which a block is pasted: the act for each row, and the columns of the block."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cached_property

from county_desk.facts import FACTS
from county_desk.intake.pasting.columns import PasteColumn
from county_desk.intake.pasting.subjects import Find, Known
from county_desk.workflow.command import Ask, Command
from county_desk.workflow.pasting import PasteRows


@dataclass(frozen=True)
class PasteGrid:
    """One act for each row of a block.

    `record` is the field of the act that takes the record of a row. `named` are the columns that name it, and
    `find` looks them up. `fixed` are the fields that all rows share. `once` are the
    columns whose value stands in one row only; the record of a row does, unless it `repeats`. `known` gives
    what is on record now. `also` are further titles of columns, as workbooks write them. Where the record
    `may_lack`, the columns that name it can be blank or missing. `whole` is the act of all rows.
    Fields `without` a column keep their default.
    """

    key: str
    title: str
    act: type[Command]
    record: str
    named: tuple[PasteColumn, ...]
    find: Find
    fixed: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    repeats: bool = False
    known: Known | None = None
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    may_lack: bool = False
    whole: type[PasteRows] = PasteRows
    without: tuple[str, ...] = ()

    @cached_property
    def values(self) -> tuple[PasteColumn, ...]:
        """The columns that become fields of the act."""
        without = {self.record, *self.fixed, *self.without}
        asks = {name: ask for name, ask in self.act.asks().items() if name not in without}
        return tuple(_column(name, ask, self.also.get(name, ())) for name, ask in asks.items())

    @property
    def columns(self) -> tuple[PasteColumn, ...]:
        """All columns; first those that name the record."""
        return (*self.named, *self.values)

    @cached_property
    def needed(self) -> frozenset[str]:
        """The fields without which there is no act, besides the record."""
        needed = {each.name for each in fields(self.act) if each.default is MISSING}
        return frozenset(needed - {self.record})

    def act_on(self, record: object, given: Mapping[str, object], values: Mapping[str, object]) -> Command:
        """The act of one row."""
        shared = {name: value for name, value in given.items() if value is not None}
        return self.act(**{self.record: record, **shared, **values})


def _column(name: str, ask: Ask, also: tuple[str, ...]) -> PasteColumn:
    fact = FACTS.get(name)
    if fact is not None and type(fact.kind) is not type(ask.kind):  # a field that only bears the same name
        fact = None
    return PasteColumn(name, ask.title, ask.kind, (fact.title,) if fact and fact.title else (), also)
