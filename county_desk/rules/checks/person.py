"""Checks of a person: blank cells, schooling, labour power, health and disability, each against the age."""

from county_desk.rules.checks.hits import NONE, Hits, Numbers, Of, check, one
from county_desk.rules.checks.household_facts import (
    DISABLED,
    HEALTHY,
    NOT_AT_SCHOOL,
    PRESCHOOL,
    HouseholdFacts,
    PersonFacts,
)

SCHOOL, EDUCATION, LABOUR, HEALTH = "在校生状况", "文化程度", "劳动技能", "健康状况"
_SCHOOLED = frozenset({"七年级", "八年级", "九年级"})
_SENIOR = ("高中", "普通高中", "中职", "技师", "高职一", "高职二", "高职三")
_COLLEGE = ("本科", "大专", "高职高专", "硕士")
ABLE = frozenset({"普通劳动力", "技能劳动力"})
WITH_POWER = ABLE | {"弱劳动力或半劳动力"}
WITHOUT = frozenset({"无劳动力", "丧失劳动力"})


@check("D20", Of.TRAITS)
def blank(person: PersonFacts, n: Numbers) -> Hits:
    """Ethnic group, health or labour power is blank."""
    if person.ethnicity and person.health and person.labour:
        return NONE
    given = (("民族", person.ethnicity), (HEALTH, person.health), (LABOUR, person.labour))
    blanks = [title for title, value in given if not value and title in person.asked]
    return one(blanks[0], blanks="、".join(blanks)) if blanks else NONE


@check("D21", Of.TRAITS)
def education_and_school(person: PersonFacts, n: Numbers) -> Hits:
    """Both education and a class at school are filled in, or neither."""
    if person.at_school:
        both = person.education not in ("", *PRESCHOOL)
        return one(EDUCATION, "both", education=person.education, school=person.schooling) if both else NONE
    if person.education or person.schooling in PRESCHOOL or not {SCHOOL, EDUCATION} <= person.asked:
        return NONE
    if person.age is None or person.age < n["from_age"]:
        return NONE
    return one(EDUCATION, "neither", age=person.age)


@check("D22", Of.TRAITS)
def too_old_for_preschool(person: PersonFacts, n: Numbers) -> Hits:
    """A child before school is of school age."""
    if person.age is None or person.age < n["below"]:
        return NONE
    for title, given in ((SCHOOL, person.schooling), (EDUCATION, person.education)):
        if given in PRESCHOOL:
            return one(title, school=given, age=person.age)
    return NONE


@check("D23", Of.TRAITS)
def age_at_primary(person: PersonFacts, n: Numbers) -> Hits:
    """A primary pupil is too young or too old."""
    return _at_school(person, n) if person.schooling == "小学" else NONE


@check("D24", Of.TRAITS)
def age_at_junior(person: PersonFacts, n: Numbers) -> Hits:
    """A pupil of grades 7 to 9 is too young or too old."""
    return _at_school(person, n) if person.schooling in _SCHOOLED else NONE


@check("D25", Of.TRAITS)
def age_at_senior(person: PersonFacts, n: Numbers) -> Hits:
    """A pupil of a senior or vocational school is too young or too old."""
    if not person.schooling.startswith(_SENIOR):
        return NONE
    return _at_school(person, n)


@check("D26", Of.TRAITS)
def age_at_college(person: PersonFacts, n: Numbers) -> Hits:
    """A student is too young."""
    if person.age is None or not person.schooling.startswith(_COLLEGE):
        return NONE
    least = n["postgraduate"] if person.schooling.startswith("硕士") else n["college"]
    return one(SCHOOL, school=person.schooling, age=person.age) if person.age < least else NONE


def _at_school(person: PersonFacts, n: Numbers) -> Hits:
    if person.age is None or n["least"] <= person.age <= n["most"]:
        return NONE
    return one(SCHOOL, school=person.schooling, age=person.age)


@check("D27", Of.TRAITS)
def little_education(person: PersonFacts, n: Numbers) -> Hits:
    """A young adult has primary education or less and is not at school."""
    if person.age is None or not n["least"] <= person.age <= n["most"] or person.at_school:
        return NONE
    if person.education not in ("文盲或半文盲", "小学"):
        return NONE
    return one(EDUCATION, education=person.education, age=person.age)


@check("D28", Of.TRAITS)
def child_with_labour_power(person: PersonFacts, n: Numbers) -> Hits:
    """A child is entered with labour power."""
    if person.labour not in WITH_POWER or person.age is None or person.age >= n["below"]:
        return NONE
    return one(LABOUR, labour=person.labour, age=person.age)


@check("D29", Of.TRAITS)
def healthy_without_labour_power(person: PersonFacts, n: Numbers) -> Hits:
    """A healthy adult of working age who is not at school is entered with little or no labour power."""
    if not person.labour or person.labour in ABLE or person.health != HEALTHY or person.at_school:
        return NONE
    if person.age is None or not n["least"] <= person.age <= n["most"]:
        return NONE
    if not person.schooling and person.age < n["grown"]:
        return NONE  # nothing is said of a school
    return one(LABOUR, labour=person.labour, age=person.age)


@check("D30", Of.TRAITS)
def pupil_with_labour_power(person: PersonFacts, n: Numbers) -> Hits:
    """A person at school is entered with labour power."""
    if person.labour not in WITH_POWER or not person.at_school:
        return NONE
    return one(LABOUR, labour=person.labour, school=person.schooling)


@check("D31", Of.PERSON)
def severe_disability(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """A person with a severe disability of the limbs is entered as an ordinary labourer."""
    if person.labour not in ABLE or person.card[18:20] not in n["severe"]:
        return NONE
    return one(LABOUR, labour=person.labour, grade=person.card[19])


@check("D32", Of.PERSON)
def disability_and_certificate(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """Disability is entered without a certificate, or a certificate without disability."""
    if not person.health:
        return NONE
    if DISABLED in person.health:
        lacks = not person.card and "残疾证号" in person.asked
        return one("残疾证号", "no_certificate") if lacks else NONE
    return one(HEALTH, "not_disabled", health=person.health) if person.card else NONE


@check("D33", Of.PERSON)
def child_not_at_school(person: PersonFacts, household: HouseholdFacts, n: Numbers) -> Hits:
    """A child of compulsory age is not at school."""
    if person.schooling != NOT_AT_SCHOOL or person.age is None or person.age > n["most"]:
        return NONE
    born = person.born
    begun = born is None or (born.month, born.day) <= (n["month"], n["day"])
    reached = person.age if begun else person.age - 1
    return one(SCHOOL, age=person.age) if reached >= n["least"] else NONE


@check("D34", Of.TRAITS)
def ill_but_healthy(person: PersonFacts, n: Numbers) -> Hits:
    """A child left school for illness or disability and is entered as healthy."""
    if person.dropout_reason not in ("因病", "因残") or person.health != HEALTHY:
        return NONE
    return one("失学辍学原因", reason=person.dropout_reason)


@check("D39", Of.TRAITS)
def education_beyond_age(person: PersonFacts, n: Numbers) -> Hits:
    """The education is one that no person has at this age."""
    if not person.education or person.age is None or person.age >= n["youngest"].get(person.education, 0):
        return NONE
    return one(EDUCATION, education=person.education, age=person.age)
