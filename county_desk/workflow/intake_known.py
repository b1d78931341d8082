"""What the register already knows of the households and persons of a delivery."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, selectinload
from sqlalchemy.sql.base import ExecutableOption

from county_desk.excel.delivery import Delivery, HouseholdIn, MemberIn
from county_desk.excel.delivery import Place as VillagePlace
from county_desk.models.batch import Batch
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.place import Level, Place

_AT_ONCE = 500  # values in one question to the database


@dataclass(frozen=True)
class Elsewhere:
    """A person who is on record in some household."""

    number: str
    head: str
    village: str
    name: str


class Known:
    """The records that a delivery meets: households by number, persons by identity number."""

    def __init__(self, session: Session, delivery: Delivery) -> None:
        self.year = delivery.year
        self.households: dict[str, Household] = {}
        for some in _portions(household.number for household in delivery.households):
            wanted = select(Household).where(Household.number.in_(some)).options(*_all_of_it())
            self.households.update((found.number, found) for found in session.scalars(wanted))
        people = (member.id_number[:18] for household in delivery.households for member in household.members)
        self.people = _people(session, people)
        self.batch = session.scalar(
            select(Batch)
            .where(Batch.digest == delivery.digest, Batch.undone_on.is_(None))
            .order_by(Batch.id.desc())
            .limit(1)
        )

    def elsewhere(self, member: MemberIn, number: str) -> Elsewhere | None:
        """Where else this person is on record, in a household of another number."""
        found = self.people.get(member.id_number[:18], ())
        return next((other for other in found if other.number != number), None)


def member_of(household: Household, wanted: MemberIn) -> Member | None:
    """The member on record whom a delivered person is: by identity number, else by name and relation."""
    by_number = [
        member
        for member in household.members
        if wanted.id_number and member.id_number[:18] == wanted.id_number[:18]
    ]
    by_name = [
        member
        for member in household.members
        if member.name == wanted.name and not (member.id_number and wanted.id_number)
    ]
    standing = sorted([*by_number, *by_name], key=lambda member: member.withdrawn_on is not None)
    return standing[0] if standing else None


def left_out(household: Household, delivered: HouseholdIn) -> list[Member]:
    """Members on record whom the delivery no longer lists."""
    listed = [member_of(household, member) for member in delivered.members]
    return [one for one in household.members if one.withdrawn_on is None and one not in listed]


def year_of_household(household: Household, year: int) -> HouseholdYear | None:
    """The household's record of a year, if there is one."""
    return next((known for known in household.years if known.year == year), None)


def year_of_member(member: Member, year: int) -> MemberYear | None:
    """The person's record of a year, if there is one."""
    return next((known for known in member.years if known.year == year), None)


def villages(session: Session) -> tuple[VillagePlace, ...]:
    """Every village that a file can belong to."""
    above = aliased(Place)
    wanted = (
        select(Place.id, above.name, Place.name, Place.short, Place.office)
        .join(above, above.id == Place.parent_id)
        .where(Place.level == Level.VILLAGE, Place.withdrawn_on.is_(None))
        .order_by(Place.id)
    )
    return tuple(
        VillagePlace(number, township, name, short, (office,) if office else ())
        for number, township, name, short, office in session.execute(wanted)
    )


def _all_of_it() -> tuple[ExecutableOption, ...]:
    return (
        selectinload(Household.members).selectinload(Member.years),
        selectinload(Household.years),
        selectinload(Household.village),
    )


def _people(session: Session, numbers: Iterable[str]) -> dict[str, list[Elsewhere]]:
    found: dict[str, list[Elsewhere]] = defaultdict(list)
    inner = func.substr(Member.id_number, 1, 18)
    for some in _portions(number for number in numbers if number):
        wanted = (
            select(inner, Member.name, Household.number, Household.head, Place.name)
            .join(Household, Household.id == Member.household_id)
            .join(Place, Place.id == Household.village_id)
            .where(inner.in_(some), Member.withdrawn_on.is_(None), Household.withdrawn_on.is_(None))
        )
        for number, name, household, head, village in session.execute(wanted):
            found[number].append(Elsewhere(household, head, village, name))
    return found


def _portions(values: Iterable[str]) -> Iterator[list[str]]:
    every = sorted({value for value in values if value})
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
