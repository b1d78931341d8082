"""Distinguishes heads of one name in one villager group by a short ending on papers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from county_desk.models.household import Household
from county_desk.notice_kinds import Ending

SHORT, LONG = 2, 6  # how many characters of a number stand on paper: the last two, more only to differ


def endings(session: Session, listed: Iterable[Household]) -> dict[int, Ending]:
    """The ending that each listed household with a namesake needs, by the household's record number.

    It is the last two characters of the head's identity number. Where one of those is unknown, or two
    are the same, it is the end of the household's number.
    """
    wanted = list(listed)
    groups: dict[tuple[int, str, str], list[Household]] = defaultdict(list)
    for household in _of_names(session, wanted):
        groups[_place(household)].append(household)
    twins = {key: group for key, group in groups.items() if len(group) > 1}
    found = {key: _told_apart(group) for key, group in twins.items()}
    return {each.id: found[_place(each)][each.id] for each in wanted if _place(each) in found}


def _place(household: Household) -> tuple[int, str, str]:
    return household.village_id, household.group_name, household.head


def _of_names(session: Session, wanted: Sequence[Household]) -> Sequence[Household]:
    """Every household on record of these villages whose head bears one of these names."""
    return session.scalars(
        select(Household)
        .where(
            Household.village_id.in_({each.village_id for each in wanted}),
            Household.head.in_({each.head for each in wanted}),
            Household.withdrawn_on.is_(None),
        )
        .options(selectinload(Household.members))
    ).all()


def _told_apart(group: Sequence[Household]) -> dict[int, Ending]:
    numbers = {each.id: _id_number(each)[-SHORT:] for each in group}
    if all(numbers.values()) and len(set(numbers.values())) == len(group):
        return {number: Ending(identity=tail) for number, tail in numbers.items()}
    shortest = min(len(each.number) for each in group)
    for length in range(SHORT, max(SHORT + 1, min(LONG + 1, shortest))):
        tails = {each.id: each.number[-length:] for each in group}
        if len(set(tails.values())) == len(group):
            break
    return {number: Ending(household=tail) for number, tail in tails.items()}


def _id_number(household: Household) -> str:
    """The identity number of the head; empty when it is unknown."""
    standing = [member for member in household.members if member.withdrawn_on is None]
    return next((member.id_number for member in standing if member.name == household.head), "")
