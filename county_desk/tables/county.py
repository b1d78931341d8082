"""The county of this register with its townships and villages, in the order of their codes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from county_desk.models.household import Household
from county_desk.models.place import Place, PlaceCode, PlaceLevel
from county_desk.models.register import Register
from county_desk.tables.lives import Life
from county_desk.tables.policy.office_names import names_on


@dataclass(frozen=True, slots=True)
class CountyVillage:
    """One village as a return names it; `code` is that of the day asked for, "" when none is known."""

    id: int
    name: str
    code: str
    township_id: int
    township: str


@dataclass(frozen=True, slots=True)
class County:
    """The county of this register; `office` is the reporting unit of its returns."""

    name: str
    office: str
    kind: str
    villages: tuple[CountyVillage, ...]

    def by_village[T](
        self, rows: Iterable[T], village_of: Callable[[T], int | None]
    ) -> Iterator[tuple[int, CountyVillage, T]]:
        """The rows of these villages in their order, numbered from 1, each with its village.

        Rows of one village keep the order in which they came; rows of other places are left out.
        """
        order = {village.id: place for place, village in enumerate(self.villages)}
        known = [(order[number], row) for row in rows if (number := village_of(row)) in order]
        known.sort(key=lambda found: found[0])
        for position, (place, row) in enumerate(known, start=1):
            yield position, self.villages[place], row

    def read_by_village[*T](
        self, session: Session, wanted: Select[*T], known: Mapping[int, Life], day: date
    ) -> Iterator[tuple[int, CountyVillage, Row[*T]]]:
        """Yield the rows of a select of households in the same way, each in the village of a day.

        The rows are in memory one village at a time.
        """
        position = count(1)
        elsewhere = {
            number: village
            for number, life in known.items()
            if life.moves and (village := life.village(day)) != life.village_now
        }
        for each in self.villages:
            here = and_(Household.village_id == each.id, Household.id.not_in(elsewhere))
            came = [number for number, village in elsewhere.items() if village == each.id]
            for row in session.execute(wanted.where(or_(here, Household.id.in_(came)))).all():
                yield next(position), each, row


def county_of(session: Session, day: date) -> County:
    """The county and the villages it has on a day."""
    register = session.scalars(select(Register)).one()
    place = session.get_one(Place, register.county_id)
    office = names_on(session, place.id, day).office
    return County(place.name, office, register.kind.value, _villages(session, day))


def county_name(session: Session) -> str:
    """The name of the county of this register."""
    register = session.scalars(select(Register)).one()
    return session.get_one(Place, register.county_id).name


def _villages(session: Session, day: date) -> tuple[CountyVillage, ...]:
    codes = _codes(session, day)
    wanted = select(Place.id, Place.name, Place.parent_id, Place.level).where(
        Place.level.in_((PlaceLevel.TOWNSHIP, PlaceLevel.VILLAGE)),
        or_(Place.withdrawn_on.is_(None), Place.withdrawn_on > day),
    )
    places = session.execute(wanted).all()
    townships = {place.id: place.name for place in places if place.level is PlaceLevel.TOWNSHIP}
    found = [
        CountyVillage(
            place.id, place.name, codes.get(place.id, ""), place.parent_id, townships[place.parent_id]
        )
        for place in places
        if place.level is PlaceLevel.VILLAGE and place.parent_id in townships
    ]
    order = {number: (codes.get(number) or "~", number) for number in townships}
    return tuple(
        sorted(found, key=lambda village: (order[village.township_id], village.code or "~", village.id))
    )


def _codes(session: Session, day: date) -> dict[int, str]:
    """Return the code of each place on a day; the first known one if the list of codes begins later."""
    found: dict[int, str] = {}
    wanted = select(PlaceCode.place_id, PlaceCode.code, PlaceCode.since, PlaceCode.until)
    for row in session.execute(wanted.order_by(PlaceCode.since)):
        in_force = row.since <= day and (row.until is None or row.until > day)
        if in_force or row.place_id not in found:
            found[row.place_id] = row.code
    return found
