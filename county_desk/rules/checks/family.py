"""Checks of the family: its head, the couple, relations, ages and the number of members."""

from collections import Counter

from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one
from county_desk.rules.checks.household_facts import HEAD, SPOUSE, HouseholdFacts, PersonFacts

RELATION, COUNT = "与户主关系", "家庭人口数"
_PARENTS, _CHILDREN = ("之父", "之母"), ("之子", "之女")
_NEXT = (*_PARENTS, *_CHILDREN)
_ELDERS = (*_PARENTS, "之祖父", "之祖母", "之外祖父", "之外祖母")
_YOUNGER = (*_CHILDREN, "之孙子", "之孙女", "之外孙子", "之外孙女", "之曾孙子", "之曾孙女")
_KIN = frozenset({*_ELDERS, *_YOUNGER})


def _relations(household: HouseholdFacts) -> list[str]:
    return [person.relation for person in household.people]


def _head(household: HouseholdFacts) -> PersonFacts | None:
    for person in household.people:
        if person.relation == HEAD:
            return person
    return None


@check("D10", Of.HOUSEHOLD)
def no_head(household: HouseholdFacts, n: Numbers) -> Hits:
    """No member of the household is marked as its head."""
    relations = _relations(household)
    # where no relation is known, nothing can be told of them
    return NONE if HEAD in relations or not any(relations) else one(RELATION, person=0)


@check("D11", Of.HOUSEHOLD)
def two_heads(household: HouseholdFacts, n: Numbers) -> Hits:
    """The household has more than one head."""
    return _more_than_one(household, HEAD)


@check("D12", Of.HOUSEHOLD)
def two_spouses(household: HouseholdFacts, n: Numbers) -> Hits:
    """The head has more than one spouse."""
    return _more_than_one(household, SPOUSE)


def _more_than_one(household: HouseholdFacts, relation: str) -> Hits:
    relations = _relations(household)
    count = relations.count(relation)
    if count < 2:
        return NONE
    places = [place for place, given in enumerate(relations) if given == relation]
    return tuple(Hit(RELATION, {"count": count}, person=place) for place in places[1:])


@check("D13", Of.HOUSEHOLD)
def couple_of_one_sex(household: HouseholdFacts, n: Numbers) -> Hits:
    """Head and spouse are of the same sex."""
    head = _head(household)
    if head is None or head.male is None:
        return NONE
    for place, person in enumerate(household.people):
        if person.relation == SPOUSE:
            return one(RELATION, person=place) if person.male is head.male else NONE
    return NONE


@check("D14", Of.TRAITS)
def relation_of_no_list(person: PersonFacts, n: Numbers) -> Hits:
    """The relation to the head is not in the list."""
    if not person.relation or person.relation in n["known"]:
        return NONE
    return one(RELATION, relation=person.relation)


@check("D15", Of.TRAITS)
def relation_of_other_sex(person: PersonFacts, n: Numbers) -> Hits:
    """The relation is one of the other sex."""
    if person.male is None:
        return NONE
    others = n["women" if person.male else "men"]
    relation = next((word for word in (person.called, person.relation) if word in others), None)
    if relation is None:
        return NONE
    return one(RELATION, relation=relation, sex="男" if person.male else "女")


@check("D16", Of.HOUSEHOLD)
def members_said_and_listed(household: HouseholdFacts, n: Numbers) -> Hits:
    """The number of members is not that of the people listed, or is not given, or nought."""
    if not household.counted:
        # a household that is said to have members and has none listed is empty, see D19
        said = any(given for _sheet, given in household.said_persons)
        return NONE if said else one(COUNT, "nought" if household.said_persons else "blank")
    return tuple(
        Hit(COUNT, {"given": given, "counted": household.counted}, sheet=sheet)
        for sheet, given in household.said_persons
        if given != household.counted
    )


@check("D17", Of.HOUSEHOLD)
def generations_too_near(household: HouseholdFacts, n: Numbers) -> Hits:
    """A parent, child, grandparent or grandchild of the head is too near to the head in age."""
    head = _head(household)
    if head is None or head.born is None:
        return NONE
    found = []
    for place, person in enumerate(household.people):
        if person.born is None or person.relation not in _KIN:
            continue
        older = (head.born - person.born).days / 365.25
        apart = older if person.relation in _ELDERS else -older
        if 0 < apart < (n["years"] if person.relation in _NEXT else n["two_generations"]):
            values = {"relation": person.relation, "born": person.born, "head": head.born}
            found.append(Hit(RELATION, values, person=place))
    return tuple(found)


@check("D18", Of.HOUSEHOLD)
def one_member_twice(household: HouseholdFacts, n: Numbers) -> Hits:
    """Two members of one name were born on one day."""
    known = [(person.name, person.born) for person in household.people if person.name and person.born]
    if len(set(known)) == len(known):
        return NONE
    twice = {key for key, count in Counter(known).items() if count > 1}
    return tuple(
        Hit("姓名", {"name": person.name, "born": person.born}, person=place)
        for place, person in enumerate(household.people)
        if (person.name, person.born) in twice
    )


@check("D95", Of.HOUSEHOLD)
def child_before_parent(household: HouseholdFacts, n: Numbers) -> Hits:
    """A child or grandchild is not younger than the head, or a parent or grandparent not older."""
    head = _head(household)
    if head is None or head.born is None:
        return NONE
    found = []
    for place, person in enumerate(household.people):
        if person.born is None or person is head:
            continue
        younger = person.relation in _YOUNGER and person.born <= head.born
        if younger or (person.relation in _ELDERS and person.born >= head.born):
            values = {"relation": person.relation, "born": person.born, "head": head.born}
            found.append(Hit(RELATION, values, person=place))
    return tuple(found)


@check("D96", Of.HOUSEHOLD)
def one_name_for_two(household: HouseholdFacts, n: Numbers) -> Hits:
    """Two members have one name, and not one birthday."""
    names = [person.name for person in household.people if person.name]
    if len(set(names)) == len(names):
        return NONE
    found: dict[str, PersonFacts] = {}
    hits = []
    for place, person in enumerate(household.people):
        other = found.setdefault(person.name, person)
        again = person.name and other is not person
        if again and not (person.born and person.born == other.born):  # else it is one member twice
            hits.append(Hit("姓名", {"name": person.name}, person=place))
    return tuple(hits)


@check("D19", Of.HOUSEHOLD)
def nobody_listed(household: HouseholdFacts, n: Numbers) -> Hits:
    """The household has no member on record, not even a head."""
    return NONE if household.people or not household.said_persons else one(COUNT)
