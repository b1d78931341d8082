"""The households and people of a village or of the county who stand in the register and have not left it."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from county_desk.models.household import Household, Standing


def registered_persons(session: Session, village: int | None) -> int:
    """How many people of a village, or of the county without one, stand in the register."""
    people = select(func.coalesce(func.sum(Household.persons), 0))
    people = people.where(_in_village(village), Household.standing == Standing.REGISTERED)
    return int(session.scalar(people) or 0)


def registered_households(session: Session, village: int | None) -> int:
    """How many households of a village, or of the county without one, stand in the register."""
    count = select(func.count(Household.id)).where(_in_village(village))
    return session.scalar(count.where(Household.standing == Standing.REGISTERED)) or 0


def registered_left(session: Session, village: int | None) -> int | None:
    """Those of `registered_persons`; None where no household of the place was ever registered."""
    ever = Household.standing.in_((Standing.REGISTERED, Standing.EXITED))
    known = session.scalar(select(Household.id).where(_in_village(village), ever).limit(1))
    return registered_persons(session, village) if known is not None else None


def _in_village(village: int | None) -> ColumnElement[bool]:
    standing = Household.withdrawn_on.is_(None)
    return standing if village is None else standing & (Household.village_id == village)
