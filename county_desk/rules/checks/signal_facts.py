"""The facts beside a household that signals look at: other departments' lists, visits, and its past."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Listed(NamedTuple):
    """One entry of another department's list about a member of the household, found by identity number.

    `list` is the name of the list, `kind` what the entry is for, `amount` is yuan.
    """

    member: int
    name: str
    list: str
    kind: str = ""
    amount: Decimal | None = None

    def of_sort(self, words: Iterable[str]) -> bool:
        """Whether the list or the entry is named by one of these words."""
        said = self.list + self.kind
        return any(word in said for word in words)


class SignalFacts(NamedTuple):
    """A household beside its own figures; None means unknown.

    `listed` are the entries of lists of the year, `listed_before` those of the year before. `lists` are
    the names of all lists of the year, each with a purpose of its entries. `looked_on` is the day of the
    last visit. `hard_spending` is yuan of the household in twelve months.
    """

    watched: bool = False
    exited_on: date | None = None
    looked_on: date | None = None
    resettled: bool = False
    hard_spending: Decimal | None = None
    listed: tuple[Listed, ...] = ()
    listed_before: tuple[Listed, ...] = ()
    lists: frozenset[str] = frozenset()

    def has_list(self, words: Iterable[str]) -> bool:
        """Whether a list of this sort came this year."""
        return any(word in name for name in self.lists for word in words)
