"""The twelve months that count for a household at risk, and the kind of monitoring that it enters."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.rules.monitoring_rules import (
    SUDDEN,
    UNSTABLE,
    VERGE,
    MonitoringEntryFacts,
    entry_window,
    listed_window,
)


@pytest.mark.parametrize(
    ("received", "last_month"),
    [
        (date(2023, 6, 1), "2023-05"),
        (date(2023, 6, 30), "2023-05"),
        (date(2023, 12, 31), "2023-11"),
        (date(2024, 1, 1), "2023-12"),
    ],
)
def test_the_income_of_a_new_case_ends_with_the_month_before_it_came_in(received, last_month):
    assert entry_window(received) == last_month


@pytest.mark.parametrize(
    ("proposed", "last_month"),
    [
        (date(2023, 9, 30), "2022-09"),
        (date(2023, 10, 1), "2023-09"),
        (date(2023, 12, 31), "2023-09"),
        (date(2024, 1, 1), "2023-09"),
    ],
)
def test_the_year_of_a_listed_household_runs_from_october_to_september(proposed, last_month):
    assert listed_window(proposed) == last_month


@pytest.mark.parametrize(
    ("income", "left_poverty", "kind"),
    [
        ("6999.99", True, UNSTABLE),
        ("6999.99", False, VERGE),
        ("7000", True, SUDDEN),
        ("7000", False, SUDDEN),
        ("7000.01", False, SUDDEN),
        (None, True, UNSTABLE),
        (None, None, VERGE),
    ],
)
def test_only_a_sudden_difficulty_brings_in_a_household_with_the_income_of_the_line(
    income, left_poverty, kind
):
    facts = MonitoringEntryFacts(
        window_income=income and Decimal(income),
        window_end="2023-05",
        window_due="2023-05",
        left_poverty=left_poverty,
    )
    assert facts.kind(Decimal(7000)) == kind
    assert facts.kind(None) == (UNSTABLE if left_poverty else VERGE)
