"""Whether a household, and each of its persons by name and identity number, is the one on record."""

import unicodedata
from collections.abc import Iterator
from datetime import date

from county_desk.fields import Sex
from county_desk.identity import birth_of, id_trouble, is_male
from county_desk.intake.comparing.comparison import LineHit, Matched, Pair
from county_desk.intake.comparing.county_corrections import REMOVED, Difference
from county_desk.intake.comparing.snapshot import member_of, number_of_head, village_of
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, check
from county_desk.text import _

_HOUSEHOLD, _ID, _NAME, _COUNT = "户编号", "身份证号", "姓名", "家庭人口数"
ON_RECORD = ("duplicate_person", "duplicate_id_other_name")  # the kinds of R01 and R17


@check("R01", Of.DELIVERED)
def in_another_household(pair: Pair, n: Numbers) -> Iterator[LineHit]:
    """Persons who are on record in another household."""
    register = pair.comparison.register
    for member in pair.household.members if register.people else ():
        other = register.elsewhere(member, pair.household.key)
        if other is not None:
            case = "same_name" if other.name == member.name else "other_name"
            values = {name: getattr(other, name) for name in ("village", "name", "number", "head")}
            apart = other.village_id != village_of(pair.comparison.delivery, pair.household)
            yield RowHit(pair.comparison.row_of(member) or pair.first, _ID, values, case, apart=apart)


@check("R03", Of.DELIVERED)
def another_household(pair: Pair, n: Numbers) -> Iterator[LineHit]:
    """The number of a household is that of another one on record."""
    if pair.known is not None and not pair.known.gone and (case := other_household(pair)):
        known = pair.known
        values = {"number": pair.household.number, "village": known.village, "head": known.row.head}
        yield RowHit(pair.first, _HOUSEHOLD, values, case, apart=case == "village")


def other_household(pair: Pair) -> str:
    """How the household on record under this number differs: by "village" or "head"; "" for the same."""
    household, known = pair.household, pair.known
    assert known is not None
    village = village_of(pair.comparison.delivery, household)
    if known.row.village_id != village and (household.members or village is not None):
        return "village"
    other_head = known.row.head != household.head and (household.head or household.members)
    if other_head and all(member_of(known.members, one) is None for one in household.members):
        return "head"
    return ""


@check("R04", Of.MATCHED)
def member_left(pair: Matched, n: Numbers) -> Iterator[LineHit]:
    """Members on record whom the file no longer lists."""
    for member in pair.known.leaving:
        yield RowHit(pair.first, _COUNT, {"name": member.name, "relation": member.relation}, changes=True)


@check("R05", Of.MATCHED)
def renumbered(pair: Matched, n: Numbers) -> Iterator[LineHit]:
    """A household under a number of our own comes with another one."""
    old, new = pair.known.row.number, pair.household.number
    if new not in ("", old):
        yield RowHit(pair.first, _HOUSEHOLD, {"old": old, "new": new}, changes=True)


@check("R06", Of.MATCHED)
def head_by_name_alone(pair: Matched, n: Numbers) -> Iterator[LineHit]:
    """A household without a number was found by the name of its head alone."""
    household, known = pair.household, pair.known
    if household.number:
        return
    number = number_of_head(household)
    namesakes = [one for one in known.members if one.withdrawn_on is None and one.name == household.head]
    if namesakes and all(one.id_number[:18] != number for one in namesakes):
        values = {"head": household.head, "number": known.row.number}
        yield RowHit(pair.first, _ID, values, changes=True)


@check("R08", Of.MATCHED)
def new_person(pair: Matched, n: Numbers) -> Iterator[LineHit]:
    """Persons who were never on record."""
    for member in pair.new_people:
        row = pair.comparison.row_of(member) or pair.first
        yield RowHit(row, _NAME, {"name": member.name}, changes=True)


@check("R10", Of.MATCHED)
def number_of_another_birth(pair: Matched, n: Numbers) -> Iterator[LineHit]:
    """Persons with a new identity number that has another day of birth or sex than the one on record."""
    if not pair.new_people and all(
        each.name not in ("name", "id_number", REMOVED) for each in pair.differences
    ):
        return
    delivered = {(one.name, one.id_number[:18]) for one in pair.household.members}
    known = {(one.name, one.id_number[:18]) for one in pair.known.members if one.withdrawn_on is None}
    before = dict(sorted(known - delivered))
    for member in pair.household.members:
        old, new = before.get(member.name, ""), member.id_number[:18]
        if (member.name, new) in known or id_trouble(old) or id_trouble(new):
            continue
        if _birth_and_sex(old) != _birth_and_sex(new):
            values = {"name": member.name, "before": _in_words(old), "after": _in_words(new)}
            yield RowHit(pair.comparison.row_of(member) or pair.first, _ID, values)


def _birth_and_sex(number: str) -> tuple[date | None, bool]:
    return birth_of(number), is_male(number)


def _in_words(number: str) -> str:
    sex = Sex.MALE if is_male(number) else Sex.FEMALE
    return _("{born} ({sex})").format(born=birth_of(number), sex=_(sex.label))


def another_name(each: Difference) -> bool:
    """Whether a difference gives a person a name that no slip of the pen explains.

    A name that differs in one character is the same person's, unless the file gives the old one to another.
    """
    if each.name != "name":
        return False
    return not alike(each.old, each.new) or any(one.name == each.old for one in each.household.members)


def alike(one: str, other: str) -> bool:
    """Whether two names differ in one character at most, dots and blanks aside."""
    short, long = sorted((_bare(one), _bare(other)), key=len)
    pairs = enumerate(zip(short, long, strict=False))
    at = next((place for place, (mine, theirs) in pairs if mine != theirs), len(short))
    return long[at + 1 :] in (short[at:], short[at + 1 :])


def _bare(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", name) if sign.isalnum()).casefold()
