"""Money divides to the fen: nobody gets more than another, and nothing is lost."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from county_desk.rules.shares import allocated

FEN = Decimal("0.01")
AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("9999999.99"), places=2)


@given(AMOUNTS, st.lists(st.integers(min_value=1, max_value=12), min_size=1, max_size=60))
def test_shares_and_remainder_add_up_and_every_head_gets_alike(amount, heads):
    shares, rest = allocated(amount, heads)
    assert sum(shares, rest) == amount
    assert 0 <= rest < FEN * sum(heads)
    assert len({share / each for share, each in zip(shares, heads, strict=True)}) == 1


def test_a_hundred_yuan_for_three_leave_a_fen():
    assert allocated(Decimal(100), (1, 1, 1)) == ((Decimal("33.33"),) * 3, FEN)
    assert allocated(Decimal(100), (4, 2)) == ((Decimal("66.64"), Decimal("33.32")), Decimal("0.04"))
    assert allocated(Decimal(100), ()) == ((), Decimal(100))
