"""Key groups of monitoring: households that are looked at on a schedule, at risk or not.

A household under watch has visits of its own and is left out here. Source of the groups: Zhong Nong Zu Fa
(2021) No. 7; the days between two looks are figures of each place.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check
from county_desk.rules.checks.household_facts import DISABLED, HouseholdFacts, PersonFacts

HEALTH, CARD = "健康状况", "残疾证号"


@check("M31", Of.HOUSEHOLD)
def just_exited(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household that left poverty a short time ago."""
    beside, day, within = household.signal, household.day, n["within"]
    if beside is None or beside.exited_on is None or day is None or within is None:
        return NONE
    recent = day - timedelta(days=int(within)) <= beside.exited_on <= day
    return _due(household, n, "脱贫属性") if recent else NONE


@check("M32", Of.HOUSEHOLD)
def on_the_verge(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household with an income above the line of monitoring by a small share only."""
    income, line, share = household.income_per_head, n["line"], n["share"]
    if income is None or line is None or share is None:
        return NONE
    return _due(household, n, "人均纯收入") if line <= income < line * (1 + Decimal(share)) else NONE


@check("M33", Of.HOUSEHOLD)
def resettled(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household that was resettled."""
    return _due(household, n, "搬迁") if household.signal and household.signal.resettled else NONE


@check("M34", Of.HOUSEHOLD)
def seriously_ill(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household with a seriously or chronically ill member."""
    return _with(household, n, HEALTH, lambda person: any(word in person.health for word in n["ill"]))


@check("M35", Of.HOUSEHOLD)
def severely_disabled(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household with a member who has a certificate of a severe grade."""
    return _with(household, n, CARD, lambda person: person.card[19:20] in n["grades"])


@check("M36", Of.HOUSEHOLD)
def old_and_disabled(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household with an old member who is disabled."""
    return _with(household, n, HEALTH, lambda person: _old(person, n) and _disabled(person))


def _old(person: PersonFacts, n: Numbers) -> bool:
    return person.age is not None and person.age >= n["age"]


def _disabled(person: PersonFacts) -> bool:
    return bool(person.card) or DISABLED in person.health


def _with(household: HouseholdFacts, n: Numbers, title: str, belongs: Callable[[PersonFacts], bool]) -> Hits:
    """The hit of a household for the first of its people who belongs to the group."""
    for place, person in enumerate(household.people):
        if belongs(person):
            return _due(household, n, title, place)
    return NONE


def _due(household: HouseholdFacts, n: Numbers, title: str, person: int | None = None) -> Hits:
    """A hit if the household was not visited within the days of the group."""
    beside, day, days = household.signal, household.day, n["days"]
    if beside is None or beside.watched or day is None or days is None:
        return NONE
    if beside.looked_on is None:
        return (Hit(title, {"days": int(days)}, "never", person),)
    if day - beside.looked_on <= timedelta(days=int(days)):
        return NONE
    return (Hit(title, {"days": int(days), "last": beside.looked_on}, person=person),)
