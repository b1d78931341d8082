"""Whether a delivered household, and each person of it by name and identity number, is the one on record."""

import unicodedata
from collections.abc import Iterator
from datetime import date

from county_desk.fields import Sex
from county_desk.identity import birth_of, id_trouble, is_male
from county_desk.intake.comparing.known import (
    Elsewhere,
    Known,
    KnownHousehold,
    member_of,
    number_of_head,
    village_of,
)
from county_desk.intake.comparing.own import REMOVED, Author, Difference
from county_desk.intake.delivery import Delivery, HouseholdIn, Line, MemberIn
from county_desk.text import _

NUMBER_CHANGED, NAME_CHANGED = "identity_changed", "duplicate_id_other_name"
ON_RECORD = ("duplicate_person", NAME_CHANGED)  # by the same name, by another


def another_household(known: KnownHousehold, household: HouseholdIn, delivery: Delivery) -> str:
    """Why the household on record under this number is another one; "" when it is the same."""
    row, village = known.row, village_of(delivery, household)
    if row.village_id != village and (household.members or village is not None):
        message = _(
            "The register has household {number} in {village}, that of {head}. Correct the number of the "
            "household or its village in the file."
        )
        return message.format(number=household.number, village=known.village, head=row.head)
    if (
        row.head != household.head
        and (household.head or household.members)
        and all(member_of(known.members, one) is None for one in household.members)
    ):
        message = _(
            "The register has another household under {number}, that of {head}. Correct the number of the "
            "household in the file."
        )
        return message.format(number=household.number, head=row.head)
    return ""


def words_of_renumbering(known: KnownHousehold, household: HouseholdIn) -> str:
    """The question whether a household under a number of our own bears that of the file from now on."""
    words = _("This household is on record under our number {old}; shall it bear {new} from now on?")
    return words.format(old=known.row.number, new=household.number)


def words_of_slip(known: KnownHousehold, household: HouseholdIn) -> str:
    """The question whether a household is the one on record that its head's name alone tells.

    "" where it is told by a number.
    """
    if household.number:
        return ""
    number = number_of_head(household)
    namesakes = [one for one in known.members if one.withdrawn_on is None and one.name == household.head]
    if not namesakes or any(one.id_number[:18] == number for one in namesakes):
        return ""
    words = _(
        "{head} is on record in this village with household {number}; the identity number is not the same. "
        "Is it this household?"
    )
    return words.format(head=household.head, number=known.row.number)


def another_name(each: Difference) -> bool:
    """Whether a difference gives somebody a name that no slip of the pen explains.

    A name of which one character differs is the same person's, unless the file gives the old one to another.
    """
    if each.name != "name":
        return False
    return not alike(each.old, each.new) or any(one.name == each.old for one in each.household.members)


def words_of_name(old: str, new: str) -> str:
    """The question whether two names under one identity number are one person's."""
    words = _("On record under this identity number is {old}; the file has {new}. Are they one person?")
    return words.format(old=old, new=new)


def other_numbers(known: KnownHousehold, household: HouseholdIn) -> Iterator[tuple[MemberIn, str]]:
    """The delivered people of a household whose new identity number looks wrong, each with a question.

    The number belongs to another birthday or the other sex than the one on record under the same name.
    """
    delivered = {(one.name, one.id_number[:18]) for one in household.members}
    standing = {(one.name, one.id_number[:18]) for one in known.members if one.withdrawn_on is None}
    before = dict(sorted(standing - delivered))
    for member in household.members:
        old, new = before.get(member.name, ""), member.id_number[:18]
        if (member.name, new) in standing or id_trouble(old) or id_trouble(new):
            continue
        if _traits(old) != _traits(new):
            words = _("{name}: the number on record says born {old}, that in the file {new}. Which is right?")
            yield member, words.format(name=member.name, old=_traits_told(old), new=_traits_told(new))


def was_taken_off(
    known: Known, household: HouseholdIn, member: MemberIn, line: Line
) -> Iterator[tuple[Difference, Elsewhere]]:
    """The removals of a delivered person from other households, each with where that was."""
    for other in known.taken_off(member, household.key):
        about = "member", other.member, REMOVED, "身份证号", other.until, "", member.name
        yield Difference(household, member, line, *about), other


def words_of_removal(each: Difference, other: Elsewhere, author: Author) -> str:
    """The question whether somebody whom the office took off now belongs to another household."""
    words = _(
        "{name} took {person} off the register on {day} ({reason}), in household {number} of {head}, "
        "{village}. Does the person belong to this household now?"
    )
    about = {"name": author.name, "day": author.on, "reason": author.reason.rstrip("。.")}
    return words.format(person=each.new, number=other.number, head=other.head, village=other.village, **about)


def _traits(number: str) -> tuple[date | None, bool]:
    return birth_of(number), is_male(number)


def _traits_told(number: str) -> str:
    sex = Sex.MALE if is_male(number) else Sex.FEMALE
    return _("{born} ({sex})").format(born=birth_of(number), sex=_(sex.label))


def alike(one: str, other: str) -> bool:
    """Whether two names differ in one sign at most, dots and blanks aside."""
    short, long = sorted((_bare(one), _bare(other)), key=len)
    pairs = enumerate(zip(short, long, strict=False))
    at = next((place for place, (mine, theirs) in pairs if mine != theirs), len(short))
    return long[at + 1 :] in (short[at:], short[at + 1 :])


def _bare(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", name) if sign.isalnum()).casefold()
