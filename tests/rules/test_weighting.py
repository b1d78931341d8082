"""Weighted shares agree with every sample that could be drawn; their intervals hold the truth."""

import random
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_desk.rules.sampling import Stratum, variance, weighted_interval, weighted_share, wilson

# two small townships: how many households answer yes, of how many, and how many of them are drawn
TOWNSHIPS = (((1, 1, 0, 0, 0, 0), 2), ((1, 1, 1, 0, 0), 3))
TRUTH = Fraction(5, 11)


def every_sample(townships):
    """The strata of each sample that could be drawn from some townships."""
    drawn = [list(combinations(people, count)) for people, count in townships]
    for chosen in product(*drawn):
        yield [
            Stratum(len(people), len(each), len(each), sum(each))
            for (people, _count), each in zip(townships, chosen, strict=True)
        ]


def test_the_mean_over_all_samples_is_the_share_of_the_population():
    shares = [weighted_share(strata) for strata in every_sample(TOWNSHIPS)]
    assert len(shares) == comb(6, 2) * comb(5, 3)
    assert sum(shares) / len(shares) == TRUTH
    plain = [Fraction(sum(s.hits for s in strata), 5) for strata in every_sample(TOWNSHIPS)]
    assert sum(plain) / len(plain) != TRUTH, "the plain share leans to the township of which more is drawn"


def test_the_mean_of_the_estimated_variance_is_the_variance_over_all_samples():
    samples = list(every_sample(TOWNSHIPS))
    shares = [weighted_share(strata) for strata in samples]
    true = sum((share - TRUTH) ** 2 for share in shares) / len(shares)
    estimated = [variance(strata, share) for strata, share in zip(samples, shares, strict=True)]
    assert sum(estimated) / len(estimated) == true


def test_the_interval_holds_the_truth_of_a_population_as_often_as_it_says():
    drawing, hits, rounds = random.Random(20), 0, 800
    people = [
        [1] * 12 + [0] * 388,
        [1] * 30 + [0] * 170,
    ]  # a remote township is poorer, and drawn twice as much
    truth = Decimal(42) / 600
    for _round in range(rounds):
        strata = []
        for place, count in zip(people, (60, 60), strict=True):
            drawn = drawing.sample(place, count)
            strata.append(Stratum(len(place), count, count, sum(drawn)))
        low, high = weighted_interval(strata, Decimal(95))
        hits += low <= truth <= high
    assert 0.93 <= hits / rounds <= 0.99


counts = st.tuples(st.integers(1, 30), st.integers(1, 30), st.integers(0, 30), st.integers(0, 30)).map(
    lambda n: Stratum(n[0] + n[1], n[1], min(n[1], n[2]), min(n[1], n[2], n[3]))
)


@given(st.lists(counts, min_size=1, max_size=5))
def test_a_weighted_share_lies_in_its_interval(strata):
    share = weighted_share(strata)
    if not sum(each.of for each in strata):
        assert share is None
        return
    low, high = weighted_interval(strata, Decimal(95))
    assert 0 <= low <= high <= 1
    assert (
        low - Decimal("0.000001")
        <= Decimal(share.numerator) / share.denominator
        <= high + Decimal("0.000001")
    )


@given(st.integers(1, 50), st.integers(0, 50))
def test_one_stratum_of_an_endless_population_gives_the_plain_interval(taken, hits):
    hits = min(hits, taken)
    found = weighted_interval([Stratum(10**12, taken, taken, hits)], Decimal(95))
    plain = wilson(hits / taken, taken, Decimal(95))
    assert found[0] <= plain[0] + Decimal("0.000001")
    assert found[1] >= plain[1] - Decimal("0.000001")


def test_persons_of_households_that_answer_alike_count_by_their_households():
    found = weighted_interval([Stratum.of_clusters(10**12, [(4, 0)] * 10)], Decimal(95))
    assert found == wilson(0, 10, Decimal(95))


def test_strata_that_answer_evenly_do_not_narrow_an_interval():
    strata = [Stratum(1000, 10, 10, 1), Stratum(1000, 10, 10, 9)]
    assert weighted_interval(strata, Decimal(95)) == wilson(0.5, 20 / 0.99, Decimal(95))


@pytest.mark.parametrize(
    "strata", [[Stratum(9, 0, 0, 0), Stratum(9, 3, 3, 1)], [Stratum(9, 3, 0, 0)], [Stratum(0, 0, 0, 0)]]
)
def test_a_stratum_without_a_sheet_gives_no_share(strata):
    assert weighted_share(strata) is None
    assert weighted_interval(strata, Decimal(95)) is None


def test_a_full_count_has_no_interval_beside_its_share():
    assert weighted_interval([Stratum(4, 4, 4, 1), Stratum(4, 4, 4, 3)], Decimal(95)) == (Decimal("0.5"),) * 2
    assert weighted_interval([Stratum(9, 1, 1, 0), Stratum(9, 1, 1, 1)], Decimal(95))[0] > 0
