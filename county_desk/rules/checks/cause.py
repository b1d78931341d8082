"""Checks of why a household is poor, of its type, and of the official who looks after it."""

from collections.abc import Sequence

from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one
from county_desk.rules.checks.household_facts import DISABLED, HEALTHY, NOTHING, HouseholdFacts, PersonFacts
from county_desk.rules.checks.person import WITH_POWER

CAUSE, KIND, OFFICIAL = "致贫原因", "户类型", "帮扶责任人"


@check("D70", Of.HOUSEHOLD)
def ill_but_all_healthy(household: HouseholdFacts, n: Numbers) -> Hits:
    """Poor by illness, but everybody is healthy."""
    if household.cause != "因病" or not _all_say(household, "health"):
        return NONE
    return one(CAUSE) if all(person.health == HEALTHY for person in household.people) else NONE


@check("D71", Of.HOUSEHOLD)
def disabled_but_nobody(household: HouseholdFacts, n: Numbers) -> Hits:
    """Poor by disability, but no member is disabled."""
    if household.cause != "因残" or not _all_say(household, "health"):
        return NONE
    disabled = (DISABLED in person.health or person.card for person in household.people)
    return NONE if any(disabled) else one(CAUSE)


@check("D72", Of.HOUSEHOLD)
def school_but_nobody(household: HouseholdFacts, n: Numbers) -> Hits:
    """Poor by the cost of schooling, but no member is at school."""
    if household.cause != "因学" or not _all_say(household, "schooling"):
        return NONE
    return NONE if any(person.at_school for person in household.people) else one(CAUSE)


def _all_say(household: HouseholdFacts, name: str) -> bool:
    return bool(household.people) and all(getattr(person, name) for person in household.people)


@check("D73", Of.HOUSEHOLD)
def cause_twice(household: HouseholdFacts, n: Numbers) -> Hits:
    """Another cause of poverty is the main one again."""
    if not household.cause or household.cause not in household.other_causes.split(","):
        return NONE
    return one("其他致贫原因", cause=household.cause)


@check("D74", Of.HOUSEHOLD)
def type_of_household(household: HouseholdFacts, n: Numbers) -> Hits:
    """The type of the household contradicts its members or its money."""
    allowance, support = household.lines.get("低保金"), household.lines.get("特困供养金")
    if allowance and support:
        return one("特困供养金", "both", allowance=allowance, support=support)
    if household.kind in n["allowance"]:
        return _without_allowance(household)
    if household.kind in n["ordinary"]:
        named = next((p for p in household.people if p.allowance not in NOTHING), None)
        if named is not None or allowance:
            return one(KIND, "ordinary", kind=household.kind, whose=named.name if named else "低保金")
    return _able_on_support(household, n) if household.kind in n["support"] else NONE


def _without_allowance(household: HouseholdFacts) -> Hits:
    if not household.people or any(person.allowance not in NOTHING for person in household.people):
        return NONE
    told = all("享受低保" in person.asked for person in household.people)
    return one(KIND, "no_allowance", kind=household.kind) if told else NONE


def _able_on_support(household: HouseholdFacts, n: Numbers) -> Hits:
    for person in household.people:
        if person.labour in WITH_POWER and person.age is not None and n["least"] <= person.age <= n["most"]:
            return one(KIND, "able", kind=household.kind, name=person.name)
    return NONE


@check("D75", Of.HOUSEHOLD)
def no_official(household: HouseholdFacts, n: Numbers) -> Hits:
    """No contact official is named."""
    return one(OFFICIAL) if not household.official and OFFICIAL in household.asked else NONE


@check("D76", Of.COUNTY)
def official_is_poor(households: Sequence[HouseholdFacts], n: Numbers) -> Hits:
    """A contact official has the name and the telephone of a registered poor household."""
    poor = {
        (person.name, household.telephone)
        for household in households
        for person in household.people
        if household.telephone
    }
    return tuple(
        Hit(OFFICIAL, {"name": household.official}, household=place)
        for place, household in enumerate(households)
        if household.official and (household.official, household.official_phone) in poor
    )


@check("D80", Of.TRAITS)
def two_insurances(person: PersonFacts, n: Numbers) -> Hits:
    """Insured as a resident and as an employee, or as neither."""
    if person.insured is None or person.insured is not person.employee_insured:
        return NONE
    return one("参加新农合", "both" if person.insured else "neither")


@check("D81", Of.TRAITS)
def no_major_illness(person: PersonFacts, n: Numbers) -> Hits:
    """Not insured against major illness."""
    return one("参加大病保险") if person.serious_illness_insured is False else NONE
