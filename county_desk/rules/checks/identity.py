"""Checks of identity: numbers, certificates, sex, dates of birth, names and telephones."""

from collections import defaultdict
from collections.abc import Sequence

from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one
from county_desk.rules.checks.household_facts import HEAD, HouseholdFacts, PersonFacts

ID, BORN, PHONE, ACCOUNT = "身份证号", "出生日期", "联系电话", "银行卡号"
_BROKEN = {"id_length": "D01", "id_checksum": "D02", "id_bad_char": "D02", "id_birthdate": "D03"}


@check("D01", Of.PERSON)
def number_of_places(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """The identity number has neither 18 places nor those of a certificate."""
    return _broken(person, "D01")


@check("D02", Of.PERSON)
def check_place(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """The last place of the identity number does not follow from the others."""
    return _broken(person, "D02")


@check("D03", Of.PERSON)
def birth_in_number(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """The identity number holds no date of birth."""
    return _broken(person, "D03")


def _broken(person: PersonFacts, number: str) -> Hits:
    if not person.trouble or _BROKEN.get(person.trouble) != number:
        return NONE
    return one(ID, number=person.id_number, places=len(person.id_number))


@check("D04", Of.COUNTY)
def one_person_twice(households: Sequence[HouseholdFacts], n: Numbers) -> Hits:
    """One identity number stands for two people of the register."""
    seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, household in enumerate(households):
        for number, person in enumerate(household.people):
            if person.id_number and not person.trouble:
                seen[person.id_number[:18]].append((place, number))
    return tuple(
        Hit(ID, _other(households, group, where), person=where[1], household=where[0])
        for group in seen.values()
        if len(group) > 1
        for where in group
    )


def _other(
    households: Sequence[HouseholdFacts], group: list[tuple[int, int]], where: tuple[int, int]
) -> dict[str, str]:
    place, number = next(each for each in group if each != where)
    return {"name": households[place].people[number].name, "other": households[place].number}


@check("D05", Of.PERSON)
def placeholder(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """The identity number is the one that stands for people without one."""
    return one(ID, number=person.id_number) if person.id_number.startswith(n["prefix"]) else NONE


@check("D06", Of.PERSON)
def certificate_of_another(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """The disability certificate does not begin with the person's identity number."""
    if not person.certificate or not person.id_number or person.trouble:
        return NONE
    if person.certificate[:18] == person.id_number[:18]:
        return NONE
    return one("残疾证号")


@check("D07", Of.TRAITS)
def sex_of_number(person: PersonFacts, n: Numbers) -> Hits:
    """The sex is not that of place 17 of the identity number."""
    if person.male is None or not person.sex:
        return NONE  # without a number, the sex is as it is written
    right = "男" if person.male else "女"
    return NONE if person.sex == right else one("性别", given=person.sex, right=right)


@check("D08", Of.HOUSEHOLD)
def telephone_places(household: HouseholdFacts, n: Numbers) -> Hits:
    """The telephone is no mobile number of 11 digits."""
    given = household.telephone
    if not given or (len(given) == n["places"] and given.isdecimal() and given.startswith("1")):
        return NONE
    return one(PHONE)


@check("D09", Of.COUNTY)
def telephone_twice(households: Sequence[HouseholdFacts], n: Numbers) -> Hits:
    """One telephone stands with several households."""
    return _shared(households, PHONE, [household.telephone for household in households], n["least"])


@check("D91", Of.COUNTY)
def account_twice(households: Sequence[HouseholdFacts], n: Numbers) -> Hits:
    """One account stands with several households."""
    return _shared(households, ACCOUNT, [household.account for household in households], n["least"])


def _shared(households: Sequence[HouseholdFacts], title: str, given: Sequence[str], least: int) -> Hits:
    """The households with a telephone or account that many of them share."""
    seen: dict[str, list[int]] = defaultdict(list)
    for place, value in enumerate(given):
        if value:
            seen[value].append(place)
    found = []
    for shared, group in seen.items():
        # a household that stands twice is one, and is spoken of on its own
        count = len({_known_as(households[place]) or place for place in group}) if len(group) >= least else 0
        for place in group if count >= least else ():
            other = next(each for each in group if each != place)
            values = {"given": shared, "head": households[other].head, "count": count}
            found.append(Hit(title, values, household=place))
    return tuple(found)


def _known_as(household: HouseholdFacts) -> str:
    """The identity of a household: its number, else that of the first person."""
    return household.number or (household.people[0].id_number[:18] if household.people else "")


@check("D35", Of.PERSON)
def name_or_relation_blank(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """The name or the relation to the head is blank."""
    if not person.name and "姓名" in person.asked:
        return one("姓名", title="姓名")
    if not person.relation and "与户主关系" in person.asked:
        return one("与户主关系", title="与户主关系")
    return NONE


@check("D36", Of.PERSON)
def number_blank(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """The identity number is blank."""
    return one(ID) if not person.id_number and ID in person.asked else NONE


@check("D37", Of.PERSON)
def birth_of_number(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """The date of birth is not that of the identity number."""
    if person.born_on is None or person.born is None or person.born_on == person.born:
        return NONE
    return one(BORN, given=person.born_on, right=person.born)


@check("D38", Of.PERSON)
def born_later(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """The person was born after the year of the figures, or after the day on which they are looked at."""
    if person.born is None or person.age is None:
        return NONE
    title, day = _column_of_birth(person), household.day
    if person.age < 0:
        return one(title, born=person.born, year=household.year)
    return one(title, "day", born=person.born, day=day) if day is not None and person.born > day else NONE


@check("D92", Of.PERSON)
def head_born_after_application(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """The head was born after the day of the application."""
    return _born_after_application(person, household) if person.relation in ("", HEAD) else NONE


@check("D93", Of.PERSON)
def member_born_after_application(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """A member was born after the day of the application."""
    return NONE if person.relation in ("", HEAD) else _born_after_application(person, household)


def _born_after_application(person: PersonFacts, household: HouseholdFacts) -> Hits:
    filed = household.filed_on
    if filed is None or person.born is None or person.born <= filed:
        return NONE
    return one(_column_of_birth(person), born=person.born, filed=filed)


def _column_of_birth(person: PersonFacts) -> str:
    """The column that gives the person's day of birth."""
    return ID if person.id_number else BORN


@check("D97", Of.TRAITS)
def older_than_anybody(person: PersonFacts, n: Numbers) -> Hits:
    """The person is older than people become."""
    if person.age is None or person.age <= n["most"]:
        return NONE
    return one(ID if ID in person.asked else BORN, age=person.age)


@check("D90", Of.PERSON)
def region_of_number(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """The identity number begins with the code of no province."""
    given = person.id_number[:2]
    return NONE if not given or person.trouble or given in n["provinces"] else one(ID, given=given)
