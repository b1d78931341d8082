"""Signals of monitoring: a household of the register that is worse off than in the year before."""

from county_desk.rules.checks.facts import HouseholdFacts
from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one


@check("M20", Of.HOUSEHOLD)
def income_fell(household: HouseholdFacts, n: Numbers) -> Hits:
    """The income a head fell by a share against the year before."""
    before, now, share = household.before, household.income_per_head, n["share"]
    if before is None or now is None or share is None or not before.income_per_head:
        return NONE
    if before.income_per_head < 0 or now > before.income_per_head * (1 - share):
        return NONE
    fell = (1 - now / before.income_per_head) * 100
    return one("人均纯收入", amount=now, before=before.income_per_head, fell=f"{fell:.0f}")


@check("M21", Of.HOUSEHOLD)
def pupil_gone(household: HouseholdFacts, n: Numbers) -> Hits:
    """A child of the compulsory years was at school in the year before, and is not now."""
    pupils = household.before.pupils if household.before else frozenset()
    return tuple(
        Hit("在校生状况", {"name": person.name, "age": person.age}, person=place)
        for place, person in enumerate(household.people)
        if person.id in pupils
        and person.schooling
        and not person.at_school
        and person.age is not None
        and person.age < n["below"]
    )


@check("M22", Of.HOUSEHOLD)
def insurance_lost(household: HouseholdFacts, n: Numbers) -> Hits:
    """A person had medical insurance in the year before, and has none now."""
    insured = household.before.insured if household.before else frozenset()
    return tuple(
        Hit("参加新农合", {"name": person.name}, person=place)
        for place, person in enumerate(household.people)
        if person.id in insured and person.insured is False and person.employee_insured is not True
    )


@check("M23", Of.HOUSEHOLD)
def house_regraded(household: HouseholdFacts, n: Numbers) -> Hits:
    """The house was safe in the year before, and is dangerous now."""
    before = household.before.housing_grade if household.before else ""
    if not before or before in n["dangerous"] or household.housing_grade not in n["dangerous"]:
        return NONE
    return one("危房等级", before=before, grade=household.housing_grade)
