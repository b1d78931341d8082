"""The checks of the catalogue that hold a delivered household against a figure of policy.

The reader of files knows no policy, so that these are made where a delivery is held against the register.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from county_desk.excel.delivery import Delivery, HouseholdIn
from county_desk.excel.delivery import Level as Weight
from county_desk.rules.checks.building import LEAVING
from county_desk.rules.checks.catalogue import Level, Named, catalogue
from county_desk.rules.checks.facts import HouseholdFacts
from county_desk.rules.checks.running import Found, Running, in_force
from county_desk.rules.policy import Policy
from county_desk.workflow.consistency_settings import switches
from county_desk.workflow.own import own_figures

WEIGHTS = {Level.ERROR: Weight.ASK, Level.WARNING: Weight.WARN}


def policy_checks(session: Session, delivery: Delivery, policy: Policy | None) -> Running | None:
    """The checks with a figure of policy that hold for the year of a delivery; None without a policy."""
    if policy is None:
        return None
    terms = policy.with_own(own_figures(session)).terms(date(delivery.year, 12, 31))
    return in_force(
        catalogue(),
        delivery.year,
        province=policy.province,
        switches={switch.check: switch.level for switch in switches(session, delivery.year)},
        figure=lambda name: terms[name].number,
        only=[
            check.number
            for check in catalogue().checks.values()
            if any(isinstance(value, Named) for value in check.numbers.values())
        ],
        lists=True,
    )


def income_hits(running: Running | None, household: HouseholdIn) -> Iterator[Found]:
    """What they say of a household's income."""
    if running is None or household.income is None:
        return
    leaving, a_head = household.claimed in LEAVING, household.income.income_per_head
    yield from running.household(HouseholdFacts(leaving=leaving, a_head=a_head))
