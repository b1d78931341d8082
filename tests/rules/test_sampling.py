"""Samples: their size, their strata, the draw that anybody can repeat, and the interval of a share."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_desk.rules.sampling import allocated, drawn, sample_size, wilson


@pytest.mark.parametrize(
    ("population", "confidence", "margin", "size"),
    [
        *((0, 95, 5, 0), (1, 95, 5, 1), (100, 95, 5, 80)),
        *((1000, 95, 5, 278), (60000, 95, 5, 382), (5240, 99, 2, 2316)),
    ],
)
def test_the_size_follows_from_population_confidence_and_margin(population, confidence, margin, size):
    assert sample_size(population, Decimal(confidence), Decimal(margin)) == size


def test_a_remote_township_with_double_weight_gives_twice_its_share():
    assert allocated({1: 1000, 2: 1000}, 90, {2: Decimal(2)}) == {1: 30, 2: 60}


@given(
    st.dictionaries(st.integers(1, 9), st.integers(0, 40), max_size=9),
    st.integers(0, 200),
    st.integers(1, 5),
)
def test_a_sample_is_shared_out_to_the_last_household(sizes, wanted, weight):
    parts = allocated(sizes, wanted, {1: Decimal(weight)})
    people = {key: size for key, size in sizes.items() if size}
    assert parts.keys() == people.keys()
    assert all(1 <= parts[key] <= people[key] for key in parts)
    assert sum(parts.values()) == min(max(wanted, len(people)), sum(people.values()))


def test_the_same_seed_draws_the_same_whatever_the_order():
    first = drawn("3 7 11", range(100), 10)
    assert first == drawn("3 7 11", reversed(range(100)), 10)
    assert first != drawn("3 7 12", range(100), 10)
    assert first[:5] == drawn("3 7 11", range(100), 5)


def test_the_interval_is_that_of_wilson():
    assert wilson(0.95, 100, Decimal(95)) == (Decimal("0.888250"), Decimal("0.978456"))
    assert wilson(0, 10, Decimal(95)) == (Decimal("0.000000"), Decimal("0.277533"))
