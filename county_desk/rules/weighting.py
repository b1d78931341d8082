"""Shares of a stratified sample, weighted to the population, with design-based intervals.

Estimate and variance are those of Cochran, Sampling Techniques (3rd edition, 1977), sections 5.10 and 6.11.
The effective size in the interval of Wilson follows Korn and Graubard, Survey Methodology 24 (1998), 193-201.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from county_desk.rules.sampling import wilson


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
