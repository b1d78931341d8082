"""When a registered household may leave the register: income, two assurances, three guarantees, and water."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from county_desk.rules.combining import Dated, all_of, where
from county_desk.rules.comparing import Rule, above, equals, holds, one_of
from county_desk.text import N_

OPINION = {
    "zh": "《关于建立贫困退出机制的意见》（厅字〔2016〕16号）",
    "en": "Opinion on the mechanism of exit from poverty, Ting Zi (2016) No. 16",
}
SAFE_GRADES = ("A", "B")


@dataclass(frozen=True, slots=True)
class HouseholdExitFacts:
    """What an exit check must know of a household; None means that nobody has looked yet.

    Income is yuan a head a year, `housing_area` is square metres of the whole house, `housing_grade`
    is A to D. Children who cannot attend school for physical reasons are not dropouts.
    """

    income_per_head: Decimal | None = None
    income_stable: bool | None = None
    enough_food: bool | None = None
    enough_clothing: bool | None = None
    dropouts: int | None = None
    all_insured: bool | None = None
    housing_grade: str | None = None
    housing_area: Decimal | None = None
    safe_water: bool | None = None
    identified_year: int | None = None
    exit_year: int | None = None

    @property
    def same_year(self) -> bool | None:
        """Whether the household would leave in the year in which it was identified."""
        if self.identified_year is None or self.exit_year is None:
            return None
        return self.identified_year == self.exit_year


type _Rule = Rule[HouseholdExitFacts]

INCOME: _Rule = above(N_("Net income a head"), lambda h: h.income_per_head, "income_line_exit")
STABLE: _Rule = holds(N_("Stable income"), lambda h: h.income_stable, reference=OPINION)
FOOD: _Rule = holds(N_("Enough food"), lambda h: h.enough_food, reference=OPINION)
CLOTHING: _Rule = holds(N_("Enough clothing"), lambda h: h.enough_clothing, reference=OPINION)
SCHOOL: _Rule = equals(
    N_("Children out of compulsory schooling"), lambda h: h.dropouts, 0, unit="persons", reference=OPINION
)
MEDICAL: _Rule = holds(
    N_("Basic medical insurance of every member"), lambda h: h.all_insured, reference=OPINION
)
HOUSING: _Rule = one_of(N_("Grade of the house"), lambda h: h.housing_grade, SAFE_GRADES, reference=OPINION)
AREA: _Rule = above(N_("Area of the house"), lambda h: h.housing_area, "exit_housing_area")
WATER: _Rule = where(
    "exit_water_required",
    holds(N_("Safe drinking water"), lambda h: h.safe_water, reference=OPINION),
)
NOT_SAME_YEAR: _Rule = where(
    "exit_same_year_refused",
    equals(
        N_("Identified in the same year"), lambda h: h.same_year, False, unit="yes or no", reference=OPINION
    ),
)

_LABEL = N_("Exit of the household")
HOUSEHOLD_EXIT = Dated(
    _LABEL,
    (
        (
            date(2016, 4, 1),
            all_of(
                _LABEL,
                INCOME,
                STABLE,
                FOOD,
                CLOTHING,
                SCHOOL,
                MEDICAL,
                HOUSING,
                AREA,
                WATER,
                NOT_SAME_YEAR,
            ),
        ),
    ),
)
