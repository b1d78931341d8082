"""Refusals that many tests expect."""

from tests.build import ELSEWHERE


def outside(name: str = ELSEWHERE, own: str = "青山镇", place: str = "城关镇大河村") -> str:
    """The refusal of a person who acts only for another place."""
    return f"{name} acts only for {own}; this is in {place}. {place[:3]} or the county may do it"
