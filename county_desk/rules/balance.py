"""The balance of a register over a period: the opening figures and the movements give the closing ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Protocol

from county_desk.text import N_, _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


_IN, _OUT = "moved_in_", "moved_out_"


class Balanced(Protocol):
    """The households and persons of one place at the two ends of a period."""

    @property
    def opening_households(self) -> int: ...
    @property
    def opening_persons(self) -> int: ...
    @property
    def closing_households(self) -> int: ...
    @property
    def closing_persons(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Movement:
    """Households and persons of one place in one period.

    When a whole household ceases by natural causes, its persons count in `natural_decrease`. So
    `whole_natural`, `split` and `merged` count households only, and natural changes count persons only.
    `restored` are the wrong exits that were undone; they are no movement where the exited are counted, too.
    """

    opening_households: int = 0
    opening_persons: int = 0
    new_households: int = 0
    new_persons: int = 0
    returned_households: int = 0
    returned_persons: int = 0
    split_households: int = 0
    moved_in_households: int = 0
    moved_in_persons: int = 0
    natural_increase_persons: int = 0
    exited_households: int = 0
    exited_persons: int = 0
    wrongly_removed_households: int = 0
    wrongly_removed_persons: int = 0
    whole_natural_households: int = 0
    merged_households: int = 0
    natural_decrease_persons: int = 0
    moved_out_households: int = 0
    moved_out_persons: int = 0
    closing_households: int = 0
    closing_persons: int = 0
    restored_households: int = 0
    restored_persons: int = 0


@dataclass(frozen=True, slots=True)
class Imbalance:
    """One identity that does not hold; `expected` is what the other figures give."""

    label: str
    expected: int
    found: int

    def sentence(self) -> str:
        """The two figures and their difference, in the language in force."""
        return _("{label}: the movements give {expected}, the register has {found}").format(
            label=_(self.label), expected=f"{self.expected:,}", found=f"{self.found:,}"
        )

    def at(self, place: str) -> str:
        """The sentence with the place before it."""
        return _("{place}: {words}").format(place=place, words=self.sentence())


def households(movement: Movement) -> int:
    """The households that must be there at the end."""
    came = movement.new_households + movement.returned_households
    came += movement.split_households + movement.moved_in_households
    went = movement.exited_households + movement.wrongly_removed_households
    went += movement.whole_natural_households + movement.merged_households + movement.moved_out_households
    return movement.opening_households + came - went


def persons(movement: Movement) -> int:
    """The persons that must be there at the end."""
    came = movement.new_persons + movement.returned_persons
    came += movement.natural_increase_persons + movement.moved_in_persons
    went = movement.exited_persons + movement.wrongly_removed_persons
    went += movement.natural_decrease_persons + movement.moved_out_persons
    return movement.opening_persons + came - went


def imbalances(movement: Movement) -> tuple[Imbalance, ...]:
    """Every identity of one place that does not hold; nothing when the period balances."""
    identities = (
        (N_("Households at the end"), households(movement), movement.closing_households),
        (N_("Persons at the end"), persons(movement), movement.closing_persons),
    )
    wrong = [Imbalance(*identity) for identity in identities if identity[1] != identity[2]]
    if movement.closing_persons < movement.closing_households:
        label = N_("Persons, at least one a household")
        wrong.append(Imbalance(label, movement.closing_households, movement.closing_persons))
    return tuple(wrong)


def total[M: "DataclassInstance"](kind: type[M], movements: Iterable[M]) -> M:
    """The movement of a whole from its parts, such as of a township from its villages."""
    every = tuple(movements)
    names = [field.name for field in fields(kind)]
    return kind(**{name: sum(getattr(each, name) for each in every) for name in names})


def unequal(parts: "DataclassInstance", whole: object) -> Iterator[Imbalance]:
    """Yield each figure in which a whole is not the sum of its parts.

    A move from one part to another crosses no border of the whole, so that moves are compared net.
    """
    for field in fields(parts):
        given, found = _net(parts, field.name), _net(whole, field.name)
        if given != found and not field.name.startswith(_OUT):
            yield Imbalance(N_("Sum of the parts"), given, found)


def _net(movement: object, name: str) -> int:
    found: int = getattr(movement, name)
    return found - int(getattr(movement, name.replace(_IN, _OUT))) if name.startswith(_IN) else found


def follows(last: Balanced, this: Balanced) -> tuple[Imbalance, ...]:
    """The differences between this period's opening and the last period's closing."""
    identities = (
        (N_("Households at the beginning"), last.closing_households, this.opening_households),
        (N_("Persons at the beginning"), last.closing_persons, this.opening_persons),
    )
    return tuple(Imbalance(*identity) for identity in identities if identity[1] != identity[2])
