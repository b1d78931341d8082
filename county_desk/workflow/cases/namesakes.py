"""Distinguishes heads of one name in one villager group by a short ending on papers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from county_desk.models.household import Household, Member
from county_desk.posted_rows import Ending

type _Numbers = tuple[str, str]  # the identity number of a person, and the number of the household

SHORT, LONG = 2, 6  # how many characters of a number stand on paper: the last two, more only to differ


def endings(session: Session, listed: Iterable[Household]) -> dict[int, Ending]:
    """The ending that each listed household with a namesake needs, by the household's record number.

    It is the last two characters of the head's identity number. Where one of those is unknown, or two
    are the same, it is the end of the household's number.
    """
    wanted = list(listed)
    groups: dict[tuple[int, str, str], list[Household]] = defaultdict(list)
    for household in _households_of_names(session, wanted):
        groups[_place(household)].append(household)
    twins = {key: group for key, group in groups.items() if len(group) > 1}
    found = {
        key: _endings_of_group({each.id: (_id_number(each), each.number) for each in group})
        for key, group in twins.items()
    }
    return {each.id: found[_place(each)][each.id] for each in wanted if _place(each) in found}


def member_endings(session: Session, listed: Iterable[Member]) -> dict[int, Ending]:
    """The ending that each listed person with a namesake in the villager group needs, by record number."""
    wanted = list(listed)
    everybody = session.scalars(
        select(Member)
        .join(Household, Household.id == Member.household_id)
        .where(
            Member.name.in_({each.name for each in wanted}),
            Household.village_id.in_({each.household.village_id for each in wanted}),
            Member.withdrawn_on.is_(None),
            Household.withdrawn_on.is_(None),
        )
        .options(joinedload(Member.household))
    )
    groups: dict[tuple[int, str, str], dict[int, _Numbers]] = defaultdict(dict)
    for member in everybody:
        household = member.household
        key = household.village_id, household.group_name, member.name
        groups[key][member.id] = (member.id_number, household.number)
    found: dict[int, Ending] = {}
    for group in groups.values():
        found |= _endings_of_group(group) if len(group) > 1 else {}
    return {each.id: found[each.id] for each in wanted if each.id in found}


def _place(household: Household) -> tuple[int, str, str]:
    return household.village_id, household.group_name, household.head


def _households_of_names(session: Session, wanted: Sequence[Household]) -> Sequence[Household]:
    """Every household on record of these villages with a head of one of these names."""
    return session.scalars(
        select(Household)
        .where(
            Household.village_id.in_({each.village_id for each in wanted}),
            Household.head.in_({each.head for each in wanted}),
            Household.withdrawn_on.is_(None),
        )
        .options(selectinload(Household.members))
    ).all()


def _endings_of_group(group: Mapping[int, _Numbers]) -> dict[int, Ending]:
    numbers = {key: identity[-SHORT:] for key, (identity, _household) in group.items()}
    if all(numbers.values()) and len(set(numbers.values())) == len(group):
        return {number: Ending(identity=tail) for number, tail in numbers.items()}
    shortest = min(len(household) for _identity, household in group.values())
    for length in range(SHORT, max(SHORT + 1, min(LONG + 1, shortest))):
        tails = {key: household[-length:] for key, (_identity, household) in group.items()}
        if len(set(tails.values())) == len(group):
            break
    return {number: Ending(household=tail) for number, tail in tails.items()}


def _id_number(household: Household) -> str:
    """The identity number of the head; empty when it is unknown."""
    standing = [member for member in household.members if member.withdrawn_on is None]
    return next((member.id_number for member in standing if member.name == household.head), "")
