"""Shares, incomes a head and allocations worked out from counts, with a note when a count is missing."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from county_desk.decimals import FEN
from county_desk.rules.findings import FindingNote
from county_desk.text import N_

POOR = N_("the number of registered poor persons is missing")
POPULATION = N_("the rural population is missing")
NO_POPULATION = N_("the rural population is nought")
# the components of an income by the keys of their facts, expenses with a minus
COMPONENTS = {"wage": 1, "business": 1, "property": 1, "transfer": 1, "expense": -1}
WORKING = N_("{poor} of {population}")


def incidence(given: Decimal | None, poor: int | None, population: int | None) -> Decimal | None:
    """Registered poor persons over the rural population, as a share, unless the share itself is given."""
    if given is not None:
        return given
    return Decimal(poor) / population if poor is not None and population else None


def working(given: Decimal | None, poor: int | None, population: int | None) -> FindingNote | None:
    """The counts behind an incidence, or which of them is missing; nothing when the share was given."""
    if given is not None:
        return None
    if poor is None:
        return FindingNote(POOR)
    if not population:
        return FindingNote(POPULATION if population is None else NO_POPULATION)
    return FindingNote(WORKING, (("poor", poor, "persons"), ("population", population, "persons")))


def sum_of_components(known: Mapping[str, object]) -> Decimal | None:
    """The components of an income by key less the expenses, in yuan; None while none of them is known."""
    found = [
        sign * amount for key, sign in COMPONENTS.items() if isinstance(amount := known.get(key), Decimal)
    ]
    return sum(found, Decimal(0)) if found else None


def a_head(amount: Decimal, persons: int) -> Decimal:
    """An amount a head, to the fen, as papers and ledgers write it."""
    return (amount / persons).quantize(FEN, ROUND_HALF_UP)


def unrounded(a_head: Decimal | None, amount: Decimal | None, persons: int | None) -> Decimal | None:
    """An amount a head that was written to the fen, with all its places, where it is the amount divided."""
    if a_head is None or amount is None or not persons:
        return a_head
    exact = amount / persons
    return exact if abs(exact - a_head) <= FEN else a_head


def allocated(amount: Decimal, heads: Sequence[int]) -> tuple[tuple[Decimal, ...], Decimal]:
    """The share of each in yuan and the remainder, so that everybody gets as much a head as the others.

    `heads` are the persons of each household, or 1 for each where money goes by household. Shares and
    remainder add up to the amount.
    """
    every = sum(heads)
    a_head = (amount / every).quantize(FEN, ROUND_DOWN) if every else Decimal(0)
    shares = tuple(a_head * each for each in heads)
    return shares, amount - sum(shares, Decimal(0))
