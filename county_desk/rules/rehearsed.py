"""The result of a rehearsal: counts, and the number of every record that turns, as a proposal keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from county_desk.fields import Term
from county_desk.json_converter import json_converter
from county_desk.rules.bilingual import Words
from county_desk.rules.outcomes import Outcome
from county_desk.rules.rehearsal import RehearsedLine
from county_desk.text import N_

if TYPE_CHECKING:
    from cattrs import Converter


class RehearsedKind(Term):
    """The kind of the records that a rule judges."""

    HOUSEHOLD = "household", N_("Household")
    VILLAGE = "village", N_("Village")
    COUNTY = "county", N_("County")
    CASE = "case", N_("Case under way")
    DECIDED = "decided", N_("Decided case")
    MEASURE = "measure", N_("Measure")


@dataclass(frozen=True, slots=True)
class TurnedRecords:
    """The records that turn from one outcome to another by the same criteria.

    Each record is its number, with its figure for each criterion.
    """

    before: Outcome
    after: Outcome
    criteria: tuple[str, ...]
    records: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the records."""
        return tuple(number for number, _found in self.records)


@dataclass(frozen=True, slots=True)
class RehearsedRule:
    """Every record of a kind, judged by one rule on `day` with the facts of `year`.

    Of `missing` records the register lacks a fact that the changed criteria ask for.
    """

    kind: RehearsedKind
    rule: str
    title: Words
    day: date
    year: int
    judged: int
    lines: tuple[RehearsedLine, ...] = ()
    turned: tuple[TurnedRecords, ...] = ()
    missing: int = 0

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the records that turn."""
        return tuple(number for each in self.turned for number in each.numbers)

    @property
    def count(self) -> int:
        """How many records turn."""
        return sum(len(each.records) for each in self.turned)


@dataclass(frozen=True, slots=True)
class CasesUnderWay:
    """The cases of one procedure under way: those not decided yet, and those decided.

    `turn` of the open ones would be decided otherwise. `figures` of the steps still before them change.
    `replaced` says that new cases follow another text; those under way keep theirs.
    """

    title: Words
    open: int
    decided: int
    turn: int = 0
    replaced: bool = False
    figures: tuple[RehearsedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedPaper:
    """A kind of notice that reads otherwise from then on, and how many cases under way wait for it.

    `listed` of these cases would turn, and so be on the list or not.
    """

    kind: str
    waiting: int
    listed: int = 0
    worded: bool = False
    figures: tuple[RehearsedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RestatedPapers:
    """Papers of one kind and year that went out and rest on `decisions` that turn.

    `kind` is that of a notice, or the name of a return. `numbers` are those of the notices, or the periods
    and editions of the frozen return.
    """

    kind: str
    year: int
    numbers: tuple[str, ...]
    decisions: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The answer to “who would turn”, by the records of the day `on`."""

    on: date
    rules: tuple[RehearsedRule, ...] = ()
    cases: tuple[CasesUnderWay, ...] = ()
    papers: tuple[ChangedPaper, ...] = ()
    issued: tuple[RestatedPapers, ...] = ()
    frozen: tuple[RestatedPapers, ...] = ()

    @property
    def count(self) -> int:
        """The number of records that turn."""
        return sum(each.count for each in self.rules)

    def as_plain(self) -> dict[str, object]:
        """The rehearsal as JSON."""
        plain: dict[str, object] = _converter().unstructure(self)
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> "Rehearsal":
        """The rehearsal that `as_plain` gave."""
        return _converter().structure(plain, cls)

    @property
    def changes_nothing(self) -> bool:
        """Whether no rule, no case under way and no paper changes."""
        return not (self.rules or self.cases or self.papers)


@cache
def _converter() -> "Converter":
    """The converter of rehearsals; an older one has its counts, too."""
    made = json_converter()
    made.register_structure_hook_func(
        lambda kind: kind in (Words, Words.__value__), lambda value, _kind: value
    )
    return made
