"""The fields behind each fact that a criterion compares."""

import pytest

from county_desk.rules.facts_read import fields_read
from county_desk.rules.household_rules import HouseholdExitFacts, HouseholdRegistrationFacts
from county_desk.rules.monitoring_rules import MonitoringEntryFacts, MonitoringReleaseFacts
from county_desk.rules.registry import RULES
from county_desk.rules.village_rules import VillageExitFacts


@pytest.mark.parametrize(
    ("facts", "fact", "fields"),
    [
        (HouseholdExitFacts, "housing_area", {"housing_area"}),
        (HouseholdRegistrationFacts, "all_listed", {"persons", "members_listed"}),
        (MonitoringEntryFacts, "school_gap", {"dropouts", "beyond_means"}),
        (MonitoringReleaseFacts, "no_labour", {"able"}),
        (
            MonitoringReleaseFacts,
            "left_per_head",
            {"window_income", "window_end", "window_due", "hard_spending"},
        ),
        (VillageExitFacts, "indicators.clinic", {"indicators"}),
    ],
)
def test_a_fact_is_worked_out_from_these_fields(facts, fact, fields):
    assert set(fields_read(facts, fact)) == fields


@pytest.mark.parametrize("rule", RULES)
def test_every_criterion_of_a_rule_reads_at_least_one_field(policy, rule):
    facts = RULES[rule].facts
    for criterion in policy.book.rule(rule).criteria:
        assert fields_read(facts, criterion.fact), criterion.key
