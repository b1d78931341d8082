"""The rules that a procedure can name for its decision."""

from collections.abc import Mapping
from typing import Any

from county_desk.rules.household_exit import HouseholdExitFacts
from county_desk.rules.household_registration import HouseholdRegistrationFacts
from county_desk.rules.village_exit import VillageExitFacts
from county_desk.rules.village_registration import VillageRegistrationFacts

# the facts that each rule asks for; its criteria are in resources/criteria
FACTS: Mapping[str, type[Any]] = {
    "household_registration": HouseholdRegistrationFacts,
    "village_registration": VillageRegistrationFacts,
    "household_exit": HouseholdExitFacts,
    "village_exit": VillageExitFacts,
}
