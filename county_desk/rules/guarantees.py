"""The guarantees of schooling, insurance, housing and water, which several rules of households look at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantees:
    """The guarantees of a household; None means unknown. `housing_grade` is A to D.

    Children who cannot attend school for physical reasons are not dropouts.
    """

    dropouts: int | None = None
    all_insured: bool | None = None
    housing_grade: str | None = None
    safe_water: bool | None = None

    @property
    def out_of_school(self) -> bool | None:
        """Whether children of the household dropped out of school."""
        return None if self.dropouts is None else self.dropouts > 0

    @property
    def uninsured(self) -> bool | None:
        """Whether a member has no medical insurance."""
        return None if self.all_insured is None else not self.all_insured

    @property
    def dangerous_house(self) -> bool | None:
        """Whether the house is of grade C or D."""
        return None if self.housing_grade is None else self.housing_grade in ("C", "D")

    @property
    def unsafe_water(self) -> bool | None:
        """Whether the household has no safe drinking water."""
        return None if self.safe_water is None else not self.safe_water
