"""The declaration of one fact: its key, its titles, its kind of value, and the record that holds it."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from county_desk.day_laws import DayLaw, YearLaw
from county_desk.facts.kinds import Word
from county_desk.fields import Choice, Count, Day, Kind, Measure, Money, YesNo

_TYPES: tuple[tuple[type[Kind], type], ...] = (
    (YesNo, bool),
    (Count, int),
    (Money, Decimal),
    (Measure, Decimal),
    (Day, date),
)


class FactSubject(StrEnum):
    """The record that holds a fact; the value is the name of its table."""

    HOUSEHOLD = "household"
    HOUSEHOLD_YEAR = "household_year"
    PERSON = "member"
    PERSON_YEAR = "member_year"
    VILLAGE_YEAR = "village_year"


class FactSection(StrEnum):
    """The list of a workbook that delivers a fact of a household's year."""

    NONE = ""
    INCOME = "income"
    LIVING = "living"


@dataclass(frozen=True)
class Fact:
    """One fact of a household, a person, a village, or a year of one of them.

    `key` names the column, the JSON key and the field of a form. `title` is the standard Chinese title,
    under which `resources/columns/titles.toml` lists the titles of workbooks; "" for a fact that no workbook
    has. `blank` is the value of the column while the fact is unknown. A `needed` fact is never cleared. An
    `identifying` one distinguishes people, so its last value is kept rather than cleared. If an `expected`
    one is blank, the quality checks ask why. The card shows a `usual` one even while it is unknown. A form
    can `edit` a fact unless it follows from others, and a `visit` can look at it. A visit on risks asks for
    the `watch` facts besides. A day, a year or a month has its `law`.
    """

    key: str
    title: str
    label: str
    kind: Kind
    of: FactSubject
    section: FactSection = FactSection.NONE
    blank: str | None = None
    needed: bool = False
    identifying: bool = False
    expected: bool = False
    usual: bool = False
    edit: bool = True
    visit: bool = False
    watch: bool = False
    law: DayLaw | YearLaw | None = None

    def __post_init__(self) -> None:
        if isinstance(self.kind, Word) and not self.kind.title:  # its list has the title of the column
            object.__setattr__(self, "kind", replace(self.kind, title=self.title))

    @cached_property
    def type(self) -> type:
        """The Python type of its values: bool, int, Decimal, date, a term, or str."""
        if isinstance(self.kind, Choice):
            return self.kind.terms
        return next((type_ for kind, type_ in _TYPES if isinstance(self.kind, kind)), str)
