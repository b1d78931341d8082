"""The households and persons of some villages by figure, counted from the steps of each household."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import TYPE_CHECKING, Annotated

from county_desk.fields import Count
from county_desk.tables.declared import Shown
from county_desk.tables.period import Period
from county_desk.tables.presence import WHOLE_NATURAL, CountedStep, Presence
from county_desk.text import N_

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

type MadeOf = Mapping[str, tuple[str, ...]]  # by the key of a figure, those that it is the sum of
type StepsByVillage = dict[int, list[tuple[int, CountedStep]]]  # with the number of the household

HOUSEHOLDS, PERSONS = "_households", "_persons"
HouseholdCount = Annotated[int, Shown(label=N_("Households"), kind=Count())]
PersonCount = Annotated[int, Shown(label=N_("Persons"), kind=Count())]


def counts_of(key: str) -> str:
    """The title of a figure by the end of its key: households or persons."""
    return N_("Households") if key.endswith(HOUSEHOLDS) else N_("Persons")


def steps_by_village(households: Iterable[Presence], period: Period) -> StepsByVillage:
    """The steps of some households in a period, by village."""
    found: dict[int, list[tuple[int, CountedStep]]] = defaultdict(list)
    for household in households:
        for step in household.steps(period):
            found[step.village].append((household.id, step))
    return found


def passing(steps: StepsByVillage, ways: Collection[str]) -> list[tuple[int, CountedStep]]:
    """The steps of some ways in or out, each with the number of its household."""
    return [each for inside in steps.values() for each in inside if each[1].what in ways]


@dataclass
class Counted:
    """The persons of each figure, and the households behind it; 0 is one that is on no record.

    A move between two of the villages crosses no border of theirs together, so that it counts in none.
    """

    persons: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    households: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, steps: StepsByVillage, villages: Sequence[int]) -> "Counted":
        """The count of some villages taken together."""
        found = cls()
        for village in villages:
            for household, step in steps.get(village, ()):
                if not (step.beyond and step.beyond in villages):
                    found.households[step.what].append(household)
                    found.persons[step.what] += step.persons
        # the people of a household that ceased are a natural decrease
        if WHOLE_NATURAL in found.households:
            found.persons["natural_decrease"] += found.persons[WHOLE_NATURAL]
            found.households["natural_decrease"] += found.households[WHOLE_NATURAL]
        return found

    def figures(self, made_of: MadeOf) -> dict[str, int]:
        """Some figures by key."""
        every = {f"{what}{HOUSEHOLDS}": len(numbers) for what, numbers in self.households.items()}
        every |= {f"{what}{PERSONS}": persons for what, persons in self.persons.items()}
        return {key: sum(every.get(part, 0) for part in parts) for key, parts in made_of.items()}

    def behind(self, made_of: MadeOf) -> dict[str, tuple[int, ...]]:
        """The households behind some figures by key; figures without any are left out."""
        found = {
            key: tuple(
                filter(None, chain.from_iterable(self.households.get(_kind(part), ()) for part in parts))
            )
            for key, parts in made_of.items()
        }
        return {key: numbers for key, numbers in found.items() if numbers}


def _kind(key: str) -> str:
    return key.rpartition("_")[0]


def made_of(kind: type["DataclassInstance"]) -> MadeOf:
    """The figures of a kind of row, each made of itself."""
    return {each.name: (each.name,) for each in fields(kind)}
