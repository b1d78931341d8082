"""The rules that a procedure can name for its decision, and a programme of help for its measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from county_desk.rules.county_exit import CountyExitFacts
from county_desk.rules.help_facts import HelpFacts
from county_desk.rules.household_rules import HouseholdExitFacts, HouseholdRegistrationFacts
from county_desk.rules.monitoring_rules import MonitoringEntryFacts, MonitoringReleaseFacts
from county_desk.rules.register_outcomes import COUNTY, HOUSEHOLD, VILLAGE
from county_desk.rules.village_rules import VillageExitFacts, VillageRegistrationFacts


@dataclass(frozen=True, slots=True)
class JudgedRule:
    """The subject that a rule judges and the facts that it needs; `tables.rule_facts` loads them.

    The criteria of a rule are in `resources/criteria/<rule>.toml`.
    """

    subject: str
    facts: type[Any]


# the rules of programmes of help, each with criteria of its own over the same facts
HELP_RULES = (
    *("small_loan", "forest_ranger", "welfare_post", "rain_dew", "relocation", "subsistence_allowance"),
    *("back_to_school", "skills_training", "house_repair"),
)
RULES: Mapping[str, JudgedRule] = {
    "household_registration": JudgedRule(HOUSEHOLD, HouseholdRegistrationFacts),
    "village_registration": JudgedRule(VILLAGE, VillageRegistrationFacts),
    "household_exit": JudgedRule(HOUSEHOLD, HouseholdExitFacts),
    "village_exit": JudgedRule(VILLAGE, VillageExitFacts),
    "monitoring": JudgedRule(HOUSEHOLD, MonitoringEntryFacts),
    "county_exit": JudgedRule(COUNTY, CountyExitFacts),
    "monitoring_release": JudgedRule(HOUSEHOLD, MonitoringReleaseFacts),
    **dict.fromkeys(HELP_RULES, JudgedRule(HOUSEHOLD, HelpFacts)),
}
