"""Reproducible samples: size, strata, the draw by a seed, and shares weighted to the population.

Estimate and variance are those of Cochran, Sampling Techniques (3rd edition, 1977), sections 5.10 and 6.11.
The effective size in the interval of Wilson follows Korn and Graubard, Survey Methodology 24 (1998), 193-201.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from hashlib import sha256
from math import sqrt
from statistics import NormalDist

_HALF = 0.5  # the share that needs the largest sample


def sample_size(population: int, confidence: Decimal, margin: Decimal) -> int:
    """Return the sample size that estimates a share within a margin; confidence and margin are per cent.

    The formula is that of the normal approximation with the correction for a finite population, for the
    share that needs the most.
    """
    if population <= 0:
        return 0
    distance = _quantile(confidence)
    endless = distance**2 * _HALF * (1 - _HALF) / (float(margin) / 100) ** 2
    size = Decimal(endless / (1 + (endless - 1) / population))
    return min(population, int(size.quantize(Decimal(1), ROUND_CEILING)))


def allocated(
    sizes: Mapping[int, int], wanted: int, weights: Mapping[int, Decimal] | None = None
) -> dict[int, int]:
    """Allocate a sample to strata by size times weight, with the largest-remainder method.

    Every stratum that is not empty gets at least one, and none gets more than its size.
    """
    given = weights or {}
    strata = {key: size for key, size in sizes.items() if size > 0}
    wanted = min(max(wanted, len(strata)), sum(strata.values()))
    parts = {key: 1 for key in strata}
    while (left := wanted - sum(parts.values())) > 0:
        room = {key: size * given.get(key, Decimal(1)) for key, size in strata.items() if parts[key] < size}
        whole = sum(room.values())
        shares = {key: left * weight / whole for key, weight in room.items()}
        before = dict(parts)
        for key, share in shares.items():
            parts[key] = min(strata[key], parts[key] + int(share.quantize(Decimal(1), ROUND_FLOOR)))
        if parts == before:
            for key in sorted(shares, key=lambda key: (-(shares[key] % 1), key))[:left]:
                parts[key] += 1
    return parts


def drawn(seed: str, numbers: Iterable[int], count: int) -> list[int]:
    """Return the first numbers in the order of the SHA-256 of seed and number."""
    return sorted(numbers, key=lambda number: sha256(f"{seed} {number}".encode()).hexdigest())[:count]


def wilson(share: float, size: float, confidence: Decimal) -> tuple[Decimal, Decimal]:
    """Return the interval of Wilson for a share of a sample of some size, with six places."""
    z = _quantile(confidence)
    middle = share + z**2 / (2 * size)
    half = z * sqrt(share * (1 - share) / size + z**2 / (4 * size**2))
    scale = 1 + z**2 / size
    low, high = max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
    return Decimal(f"{low:.6f}"), Decimal(f"{high:.6f}")


def _quantile(confidence: Decimal) -> float:
    """Return the two-sided standard normal quantile of a confidence level in per cent."""
    return NormalDist().inv_cdf(_HALF + float(confidence) / 200)


@dataclass(frozen=True, slots=True)
class Stratum:
    """The counts of one stratum: `size` in the population, `taken` in the sample.

    Of the units sampled, `of` are in the denominator of the share, and `hits` of these in its numerator.
    Where households are sampled and their persons counted, `squares` holds the sums of the squared counts of
    each household, for both; None where each unit counts once.
    """

    size: int
    taken: int
    of: int
    hits: int
    squares: tuple[int, int] | None = None

    @classmethod
    def of_clusters(cls, size: int, counts: Sequence[tuple[int, int]]) -> "Stratum":
        """The stratum of households with their counts: in the denominator, and of these in the numerator."""
        of, hits = ([each[place] for each in counts] for place in (0, 1))
        squares = (sum(each**2 for each in of), sum(each**2 for each in hits))
        return cls(size, len(counts), sum(of), sum(hits), squares)

    @property
    def squared(self) -> tuple[int, int]:
        """The sums of the squared counts of each unit, in the denominator and in the numerator."""
        return self.squares or (self.of, self.hits)

    @property
    def weight(self) -> Fraction:
        """The sampling weight: units of the population for each unit sampled (Horvitz and Thompson)."""
        return Fraction(self.size, self.taken)

    @property
    def left(self) -> Fraction:
        """The finite population correction: the share of the stratum outside the sample."""
        return 1 - Fraction(self.taken, self.size)


def weighted_share(strata: Sequence[Stratum]) -> Fraction | None:
    """Return the numerator of a population over its denominator, each estimated stratum by stratum.

    None where a stratum has no member in the sample, or the denominator is empty.
    """
    if any(each.size and not each.taken for each in strata):
        return None
    counted = [each for each in strata if each.taken]
    below = sum((each.weight * each.of for each in counted), Fraction(0))
    above = sum((each.weight * each.hits for each in counted), Fraction(0))
    return above / below if below else None


def variance(strata: Sequence[Stratum], share: Fraction) -> Fraction:
    """Return the variance of a weighted share, estimated within the strata (linearised for a ratio).

    A stratum with one answer has no variance; the squared distance from the share replaces it.
    """
    counted = [each for each in strata if each.taken]
    below = sum((each.weight * each.of for each in counted), Fraction(0))
    whole = Fraction(0)
    for each in counted:
        of, hits = each.squared
        squares = hits * (1 - share) ** 2 + (of - hits) * share**2
        if each.taken > 1:
            middle = (each.hits - share * each.of) ** 2 / each.taken
            squares = (squares - middle) / (each.taken - 1)
        whole += Fraction(each.size**2, each.taken) * each.left * squares
    return whole / below**2


def weighted_interval(strata: Sequence[Stratum], confidence: Decimal) -> tuple[Decimal, Decimal] | None:
    """Return the interval of a weighted share with six places; both ends are the share after a full count.

    It is that of Wilson for the effective size: the size of a simple sample of the same variance. It is never
    more than the size that unequal weights alone leave, which also serves where everybody answers alike.
    None where there is no weighted share.
    """
    share = weighted_share(strata)
    if share is None:
        return None
    counted = [each for each in strata if each.taken]
    below = sum((each.weight * each.of for each in counted), Fraction(0))
    unequal = sum((each.weight**2 * each.squared[0] * each.left for each in counted), Fraction(0))
    if not unequal:
        exact = Decimal(share.numerator) / share.denominator
        return round(exact, 6), round(exact, 6)
    size, found = below**2 / unequal, variance(strata, share)
    if found:
        size = min(size, share * (1 - share) / found)
    return wilson(float(share), float(size), confidence)
