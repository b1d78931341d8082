"""The checks of the catalogue that hold a delivered household against a figure of policy, or the register.

The reader of files knows neither, so that these are made where a delivery is held against the register.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy.orm import Session

from county_desk.intake.delivery import Delivery, HouseholdIn, IncomeIn
from county_desk.intake.delivery import Level as Weight
from county_desk.rules.checks.building import LEAVING
from county_desk.rules.checks.catalogue import CheckLevel, NamedFigure, catalogue
from county_desk.rules.checks.facts import HouseholdFacts
from county_desk.rules.checks.running import CountedHit, Figure, Running, in_force, unset
from county_desk.rules.policy import Policy
from county_desk.workflow.consistency_settings import switches

DIVIDED = ("D59",)  # the income a head against the net income and the number of people
WEIGHTS = {CheckLevel.ERROR: Weight.ASK, CheckLevel.WARNING: Weight.WARN}


def running(
    session: Session,
    delivery: Delivery,
    only: Iterable[str],
    *,
    province: str = "",
    figure: Figure = unset,
) -> Running:
    """Some checks as they hold for the year of a delivery, with the levels that the county set itself."""
    return in_force(
        catalogue(),
        delivery.year,
        province=province,
        switches={switch.check: switch.level for switch in switches(session, delivery.year)},
        figure=figure,
        only=only,
        lists=True,
    )


def policy_checks(session: Session, delivery: Delivery, policy: Policy | None) -> Running | None:
    """The checks with a figure of policy that hold for the year of a delivery; None without a policy."""
    if policy is None:
        return None
    terms = policy.terms(date(delivery.year, 12, 31))
    named = [
        check.number
        for check in catalogue().checks.values()
        if any(isinstance(value, NamedFigure) for value in check.numbers.values())
    ]
    return running(session, delivery, named, province=policy.province, figure=lambda name: terms[name].number)


def income_hits(checks: Running | None, household: HouseholdIn) -> Iterator[CountedHit]:
    """What they say of a household's income."""
    if checks is None or household.income is None:
        return
    leaving, a_head = household.claimed in LEAVING, household.income.income_per_head
    yield from checks.household(HouseholdFacts(leaving=leaving, a_head=a_head))


def divided_hits(checks: Running, income: IncomeIn, persons: int) -> Iterator[CountedHit]:
    """What they say of figures that do not tell for how many people they are: so many are on record."""
    facts = HouseholdFacts(counted=persons, net=income.net_income, a_head=income.income_per_head)
    yield from checks.household(facts)
