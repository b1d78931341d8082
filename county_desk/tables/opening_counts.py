"""Counts of the households and villages of an opening balance, by township and standing."""

from dataclasses import dataclass

from sqlalchemy import Integer, case, func, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Term
from county_desk.models.household import Household, Standing
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.models.village import VillageRecord, VillageStanding
from county_desk.tables.listing import Rows
from county_desk.text import N_


class OpeningStanding(Term):
    """How a household or village stands in an opening balance."""

    REGISTERED = "registered", N_("Registered")
    RELAPSED = "relapsed", N_("Fallen back into poverty")
    EXITED = "exited", N_("Exited")
    APPLICANT = "applicant", N_("Applicant")
    ORDINARY = "ordinary", N_("Ordinary household")
    WATCHED = "watched", N_("Monitored")
    RELEASED = "released", N_("Released from monitoring")
    POOR_VILLAGE = "poor_village", N_("Registered poor village")
    EXITED_VILLAGE = "exited_village", N_("Village that has exited")


@dataclass(frozen=True, slots=True)
class OpeningCount:
    """The households (or villages) of one standing in one township; `persons` is None where not counted."""

    township: str
    standing: OpeningStanding
    count: int
    persons: int | None


def opening_counts(session: Session, batch: int) -> tuple[OpeningCount, ...]:
    """The counts of one batch, by township in the order of places, and by standing."""
    every = union_all(_households(batch), _watched(batch), _villages(batch)).subquery()
    place, town = aliased(Place), aliased(Place)
    where = func.coalesce(town.id, place.id), func.coalesce(town.name, place.name, "")
    wanted = (
        select(*where, every.c.standing, func.count(), func.sum(every.c.persons))
        .outerjoin(place, place.id == every.c.village)
        .outerjoin(town, town.id == place.parent_id)
        .group_by(*where, every.c.standing)
    )
    order = list(OpeningStanding)
    rows = [
        (number or 0, order.index(standing), OpeningCount(name, standing, count, persons))
        for number, name, stored, count, persons in session.execute(wanted)
        if (standing := OpeningStanding.named(stored))
    ]
    return tuple(row for _place, _order, row in sorted(rows, key=lambda each: each[:2]))


def _households(batch: int) -> Rows:
    fallen = (Household.standing == Standing.REGISTERED) & (
        Household.stated_return_on.is_not(None) | (Household.claimed == "返贫")
    )
    standing = case(
        (fallen, OpeningStanding.RELAPSED.value),
        *((Household.standing == each, each.value) for each in Standing if each is not Standing.REMOVED),
        else_=OpeningStanding.ORDINARY.value,
    )
    return select(
        Household.village_id.label("village"), standing.label("standing"), Household.persons.label("persons")
    ).where(Household.batch_id == batch, Household.withdrawn_on.is_(None))


def _watched(batch: int) -> Rows:
    watched, released = OpeningStanding.WATCHED.value, OpeningStanding.RELEASED.value
    standing = case((Monitored.removed == "", watched), else_=released)
    persons = Household.persons
    return (
        select(Monitored.village_id, standing, persons)
        .outerjoin(Household, Household.id == Monitored.household_id)
        .where(Monitored.batch_id == batch, Monitored.withdrawn_on.is_(None))
    )


def _villages(batch: int) -> Rows:
    poor, left = OpeningStanding.POOR_VILLAGE.value, OpeningStanding.EXITED_VILLAGE.value
    standing = case((VillageRecord.standing == VillageStanding.EXITED, left), else_=poor)
    columns = VillageRecord.village_id, standing, literal(None, Integer())
    return select(*columns).where(VillageRecord.batch_id == batch)
