"""When a household may be registered as poor."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from county_desk.rules.combining import Dated, all_of, considered
from county_desk.rules.comparing import Rule, below, equals, holds
from county_desk.text import N_

PLAN = {
    "zh": "《扶贫开发建档立卡工作方案》（国开办发〔2014〕24号）",
    "en": "Work plan for poverty registration, Guo Kai Ban Fa (2014) No. 24",
}


@dataclass(frozen=True, slots=True)
class HouseholdRegistrationFacts:
    """What a registration must know of a household; None means that nobody has looked yet.

    Income is yuan a head a year. `disqualified` says whether something was found that neither was
    explained nor is excused. `housing_grade` is A to D.
    """

    income_per_head: Decimal | None = None
    persons: int | None = None
    members_listed: int | None = None
    disqualified: bool | None = None
    housing_grade: str | None = None
    dropouts: int | None = None
    all_insured: bool | None = None
    safe_water: bool | None = None


type _Rule = Rule[HouseholdRegistrationFacts]

INCOME: _Rule = below(N_("Net income a head"), lambda h: h.income_per_head, "income_line_identify")
WHOLE: _Rule = holds(
    N_("All members listed"),
    lambda h: None if h.persons is None or h.members_listed is None else h.persons == h.members_listed,
    reference=PLAN,
)
CLEAR: _Rule = equals(
    N_("Disqualifying circumstances"), lambda h: h.disqualified, False, unit="yes or no", reference=PLAN
)
# Housing, schooling, health and water are considered together with income; none of them decides.
HOUSING: _Rule = holds(
    N_("Hardship: dangerous housing (grade C or D)"),
    lambda h: None if h.housing_grade is None else h.housing_grade in ("C", "D"),
    reference=PLAN,
)
SCHOOL: _Rule = holds(
    N_("Hardship: children out of school"),
    lambda h: None if h.dropouts is None else h.dropouts > 0,
    reference=PLAN,
)
MEDICAL: _Rule = holds(
    N_("Hardship: members without medical insurance"),
    lambda h: None if h.all_insured is None else not h.all_insured,
    reference=PLAN,
)
WATER: _Rule = holds(
    N_("Hardship: no safe drinking water"),
    lambda h: None if h.safe_water is None else not h.safe_water,
    reference=PLAN,
)

_LABEL = N_("Registration of the household")
HOUSEHOLD_REGISTRATION = Dated(
    _LABEL,
    (
        (
            date(2014, 1, 1),
            all_of(
                _LABEL,
                INCOME,
                WHOLE,
                CLEAR,
                *(considered(part) for part in (HOUSING, SCHOOL, MEDICAL, WATER)),
            ),
        ),
    ),
)
