"""The rules that a procedure can name for its decision."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from county_desk.rules.combining import Dated
from county_desk.rules.household_exit import HOUSEHOLD_EXIT, HouseholdExitFacts
from county_desk.rules.household_registration import HOUSEHOLD_REGISTRATION, HouseholdRegistrationFacts
from county_desk.rules.village_exit import VILLAGE_EXIT, VillageExitFacts
from county_desk.rules.village_registration import VILLAGE_REGISTRATION, VillageRegistrationFacts


class Named(NamedTuple):
    """A rule under its name: the facts it wants, and its wordings through the years."""

    facts: type[Any]
    dated: Dated[Any]
    title: str


RULES: Mapping[str, Named] = {
    name: Named(facts, dated, dated.label)
    for name, facts, dated in (
        ("household_registration", HouseholdRegistrationFacts, HOUSEHOLD_REGISTRATION),
        ("village_registration", VillageRegistrationFacts, VILLAGE_REGISTRATION),
        ("household_exit", HouseholdExitFacts, HOUSEHOLD_EXIT),
        ("village_exit", VillageExitFacts, VILLAGE_EXIT),
    )
}
