"""Checks of how a household lives: what is blank, land and house, and what contradicts an exit."""

from county_desk.rules.checks.facts import HouseholdFacts, PersonFacts
from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one

_HOUSE = "住房面积"
_ASKED = (
    *(("饮水安全", "water"), ("通生活用电", "power"), ("卫生厕所", "toilet"), ("主要燃料类型", "fuel")),
    *(("入户路类型", "road"), (_HOUSE, "area")),
)
_AREAS = {
    **{"耕地面积": "arable", "牧草地面积": "pasture", "水面面积": "pond", "林地面积": "forest"},
    **{"林果面积": "fruit", "退耕还林面积": "to_forest", _HOUSE: "area"},
}


@check("D60", Of.HOUSEHOLD)
def living_blank(household: HouseholdFacts, n: Numbers) -> Hits:
    """Something on water, power, toilet, fuel, road or the house is blank."""
    blanks = [
        title for title, name in _ASKED if title in household.asked and getattr(household, name) in (None, "")
    ]
    return one(blanks[0], blanks="、".join(blanks)) if blanks else NONE


@check("D61", Of.HOUSEHOLD)
def large_area(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household has more land, or a larger house, than one can have."""
    return tuple(
        Hit(title, {"title": title, "area": area, "most": most}, "house" if title == _HOUSE else "")
        for title, most in n["most"].items()
        if (area := getattr(household, _AREAS[title])) is not None and not 0 <= area <= most
    )


@check("D62", Of.HOUSEHOLD)
def forest_of_farmland(household: HouseholdFacts, n: Numbers) -> Hits:
    """More farmland was returned to forest than there is forest and pasture."""
    given = household.to_forest
    if not given or household.forest is None or household.pasture is None:
        return NONE
    there = household.forest + household.pasture
    return one("退耕还林面积", area=given, there=there) if given > there else NONE


@check("D63", Of.HOUSEHOLD)
def far_from_the_road(household: HouseholdFacts, n: Numbers) -> Hits:
    """The house lies very far from the main road of the village."""
    if household.distance is None or household.distance <= n["most"]:
        return NONE
    return one("与村主干路距离", distance=household.distance)


@check("D64", Of.HOUSEHOLD)
def no_house(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household that leaves has a house of no area."""
    return one(_HOUSE) if household.leaving and household.area == 0 else NONE


@check("D65", Of.HOUSEHOLD)
def guarantees_of_exit(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household that leaves lacks one of the guarantees."""
    if not household.leaving:
        return NONE
    found: list[Hit] = []
    if household.grade in n["dangerous"] or household.dangerous:
        title = "危房等级" if household.grade else "危房户"
        found.append(Hit(title, {"grade": household.grade or "是"}, "house"))
    if household.water is False:
        found.append(Hit("饮水安全", {}, "water"))
    if household.dropouts:
        found.append(Hit("辍学人数", {"count": household.dropouts}, "school"))
    if household.all_insured is False:
        found.append(Hit("全员参加医保", {}, "insurance"))
    found += (
        Hit("参加大病保险", {"name": person.name}, "illness", place)
        for place, person in enumerate(household.people)
        if person.serious_illness is False and _sick(person)
    )
    return tuple(found)


def _sick(person: PersonFacts) -> bool:
    return "大病" in person.health or "慢性病" in person.health


@check("D67", Of.HOUSEHOLD)
def insured_to_the_last(household: HouseholdFacts, n: Numbers) -> Hits:
    """The household counts as fully insured but a member is not, or the reverse."""
    if household.all_insured is None:
        return NONE
    people = [(person.resident_medical, person.employee_medical, person.name) for person in household.people]
    if not household.all_insured:
        everybody = bool(people) and all(resident or employee for resident, employee, _name in people)
        return one("全员参加医保", "nobody") if everybody else NONE
    without = [name for resident, employee, name in people if resident is False and not employee]
    return one("全员参加医保", name=without[0]) if without else NONE
