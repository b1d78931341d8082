"""Checks of living conditions: blank cells, land and house, and contradictions to an exit."""

from county_desk.facts import TITLES
from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one
from county_desk.rules.checks.household_facts import HouseholdFacts, PersonFacts

_HOUSE = "住房面积"
_KEYS = {title: key for key, title in TITLES.items()}
_ASKED = ("safe_water", "electricity", "toilet", "fuel", "road", "housing_area")


@check("D60", Of.HOUSEHOLD)
def living_blank(household: HouseholdFacts, n: Numbers) -> Hits:
    """Something on water, power, toilet, fuel, road or the house is blank."""
    blanks = [
        TITLES[key]
        for key in _ASKED
        if TITLES[key] in household.asked and getattr(household, key) in (None, "")
    ]
    return one(blanks[0], blanks="、".join(blanks)) if blanks else NONE


@check("D61", Of.HOUSEHOLD)
def large_area(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household has more land, or a larger house, than one can have."""
    return tuple(
        Hit(title, {"title": title, "area": area, "most": most}, "house" if title == _HOUSE else "")
        for title, most in n["most"].items()
        if (area := getattr(household, _KEYS[title])) is not None and not 0 <= area <= most
    )


@check("D62", Of.HOUSEHOLD)
def forest_of_farmland(household: HouseholdFacts, n: Numbers) -> Hits:
    """More farmland was returned to forest than there is forest and pasture."""
    given = household.returned_land
    if not given or household.forest_land is None or household.pasture_land is None:
        return NONE
    there = household.forest_land + household.pasture_land
    return one("退耕还林面积", area=given, there=there) if given > there else NONE


@check("D63", Of.HOUSEHOLD)
def far_from_the_road(household: HouseholdFacts, n: Numbers) -> Hits:
    """The house lies very far from the main road of the village."""
    if household.road_distance is None or household.road_distance <= n["most"]:
        return NONE
    return one("与村主干路距离", distance=household.road_distance)


@check("D64", Of.HOUSEHOLD)
def no_house(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household that leaves has a house of no area."""
    return one(_HOUSE) if household.leaving and household.housing_area == 0 else NONE


@check("D65", Of.HOUSEHOLD)
def guarantees_of_exit(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household that leaves lacks one of the guarantees."""
    if not household.leaving:
        return NONE
    found: list[Hit] = []
    if household.housing_grade in n["dangerous"] or household.dangerous:
        title = "危房等级" if household.housing_grade else "危房户"
        found.append(Hit(title, {"grade": household.housing_grade or "是"}, "house"))
    if household.safe_water is False:
        found.append(Hit("饮水安全", {}, "water"))
    if household.dropouts:
        found.append(Hit("辍学人数", {"count": household.dropouts}, "school"))
    if household.all_insured is False:
        found.append(Hit("全员参加医保", {}, "insurance"))
    found += (
        Hit("参加大病保险", {"name": person.name}, "illness", place)
        for place, person in enumerate(household.people)
        if person.serious_illness_insured is False and _sick(person)
    )
    return tuple(found)


def _sick(person: PersonFacts) -> bool:
    return "大病" in person.health or "慢性病" in person.health


@check("D67", Of.HOUSEHOLD)
def insured_to_the_last(household: HouseholdFacts, n: Numbers) -> Hits:
    """The household counts as fully insured but a member is not, or the reverse."""
    if household.all_insured is None:
        return NONE
    people = [(person.insured, person.employee_insured, person.name) for person in household.people]
    if not household.all_insured:
        everybody = bool(people) and all(resident or employee for resident, employee, _name in people)
        return one("全员参加医保", "nobody") if everybody else NONE
    without = [name for resident, employee, name in people if resident is False and not employee]
    return one("全员参加医保", name=without[0]) if without else NONE
