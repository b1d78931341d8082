"""Reproducible samples: their size, their strata, the draw by a seed, and intervals."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
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
