"""Checks of work away from home, of public-welfare posts, and of the wages that go with them."""

from decimal import Decimal

from county_desk.rules.checks.hits import NONE, Hits, Numbers, Of, check, one
from county_desk.rules.checks.household_facts import NOTHING, HouseholdFacts, PersonFacts
from county_desk.rules.checks.person import WITHOUT

MONTHS, PLACE, WAGE, LABOUR = "务工时间", "务工所在地", "工资性收入", "劳动技能"
POST, POST_MONTHS = "公益性岗位", "公益性岗位月数"


@check("D40", Of.PERSON)
def months_of_a_year(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """More months of work than a year has, or fewer than none."""
    if person.work_months is None or 0 <= person.work_months <= n["most"]:
        return NONE
    return one(MONTHS, months=person.work_months)


@check("D41", Of.PERSON)
def place_and_months(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """A place of work without months, or months without a place."""
    if PLACE not in person.asked or MONTHS not in person.asked:
        return NONE
    if person.works_at and not person.works:
        return one(MONTHS, "no_months", place=person.works_at)
    if person.works and not person.works_at:
        return one(PLACE, "no_place", months=person.work_months)
    return NONE


@check("D42", Of.PERSON)
def works_without_labour_power(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """A person without labour power works."""
    if person.labour not in WITHOUT or not person.works:
        return NONE
    return one(LABOUR, labour=person.labour, months=person.work_months)


@check("D43", Of.HOUSEHOLD)
def wages_and_workers(household: HouseholdFacts, n: Numbers) -> Hits:
    """Wages without a member who works, or a member who works without wages."""
    if household.wage is None or not household.people:
        return NONE
    if any(person.works or person.holds for person in household.people):
        return one(WAGE, "no_wage") if household.wage == 0 else NONE
    known = all(person.work_months is not None for person in household.people)
    return one(WAGE, "no_worker", wage=household.wage) if known and household.wage > 0 else NONE


@check("D44", Of.HOUSEHOLD)
def wage_of_a_month(household: HouseholdFacts, n: Numbers) -> Hits:
    """The wage of a month of work is too low or too high to be true."""
    if not household.wage:
        return NONE
    months = sum((person.work_months or Decimal(0) for person in household.people), Decimal(0))
    months += sum((person.post_months or Decimal(0) for person in household.people), Decimal(0))
    if not months:
        return NONE
    monthly = (household.wage / months).quantize(Decimal("0.01"))
    return NONE if n["least"] <= monthly <= n["most"] else one(WAGE, monthly=monthly, months=months)


@check("D45", Of.PERSON)
def child_at_work(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """A child works away or holds a post."""
    if person.age is None or person.age >= n["below"] or not (person.works or person.holds):
        return NONE
    return one(MONTHS if person.works else POST, age=person.age)


@check("D46", Of.PERSON)
def old_in_post(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """A person holds a post beyond the age for it."""
    if not person.holds or person.age is None or person.age < n["from_age"]:
        return NONE
    return one(POST, age=person.age, post=person.holds)


@check("D47", Of.HOUSEHOLD)
def many_posts(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household holds many public-welfare posts."""
    posts = sum(1 for person in household.people if person.holds)
    return one(POST, posts=posts) if posts >= n["many"] else NONE


@check("D48", Of.PERSON)
def post_and_months(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """A post without months, or months without a post."""
    if POST not in person.asked or POST_MONTHS not in person.asked:
        return NONE
    if person.holds and not person.post_months:
        return one(POST_MONTHS, "no_months", post=person.holds)
    if person.post_months and not person.holds:
        return one(POST, "no_post", months=person.post_months)
    return NONE


@check("D49", Of.PERSON)
def supported_and_away(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """A person on extreme-poverty support works away."""
    if not person.works or person.extreme_poverty in NOTHING:
        return NONE
    return one(MONTHS, months=person.work_months)
