"""Divides money to the fen: by household or by head, with the remainder that no equal share takes."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from county_desk.decimals import FEN


def allocated(amount: Decimal, heads: Sequence[int]) -> tuple[tuple[Decimal, ...], Decimal]:
    """The share of each in yuan and the remainder, so that everybody gets as much a head as the others.

    `heads` are the persons of each household, or 1 for each where money goes by household. Shares and
    remainder add up to the amount.
    """
    every = sum(heads)
    a_head = (amount / every).quantize(FEN, ROUND_DOWN) if every else Decimal(0)
    shares = tuple(a_head * each for each in heads)
    return shares, amount - sum(shares, Decimal(0))
