"""The names of an office and of the deciding group on a day, and through time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.office_name import OfficeName
from county_desk.models.place import Place
from county_desk.models.register import Register

_N = OfficeName.__table__.c


@dataclass(frozen=True, slots=True)
class OfficeNames:
    """How an office signs: its name, the sign of its numbers, and the group that decides; "" for none.

    `since` is None for the names given at the founding. `until` is the last day, None for no known end.
    `id` is the record to withdraw, None at the founding.
    """

    office: str
    agency_code: str
    leading_group: str
    since: date | None = None
    until: date | None = None
    reference: str = ""
    id: int | None = None


def names_on(session: Session, place_id: int, day: date) -> OfficeNames:
    """The names of the office of a place on a day."""
    known = names_through_time(session, place_id)
    return [each for each in known if each.since is None or each.since <= day][-1]


def names_through_time(session: Session, place_id: int) -> tuple[OfficeNames, ...]:
    """All names of an office, those of the founding first.

    A blank is filled from the names before; but the code of an office ends with its name.
    """
    wanted = select(_N.office, _N.agency_code, _N.leading_group, _N.since, _N.reference, _N.id).where(
        _N.place_id == place_id, _N.withdrawn_on.is_(None)
    )
    found = [_founding(session, place_id)]
    for row in session.execute(wanted.order_by(_N.since)):
        before = found[-1]
        found.append(
            OfficeNames(
                row.office or before.office,
                row.agency_code or ("" if row.office else before.agency_code),
                row.leading_group or before.leading_group,
                row.since,
                None,
                row.reference,
                row.id,
            )
        )
    return tuple(_ended(found))


def _founding(session: Session, place_id: int) -> OfficeNames:
    place = session.get_one(Place, place_id)
    register = session.get_one(Register, 1)
    group = register.leading_group if register.county_id == place_id else ""
    return OfficeNames(place.office or place.name, place.agency_code or "", group)


def _ended(names: list[OfficeNames]) -> Iterable[OfficeNames]:
    """The names with their last days."""
    for present, following in zip(names, [*names[1:], None], strict=True):
        until = following.since - timedelta(days=1) if following and following.since else None
        yield OfficeNames(
            present.office,
            present.agency_code,
            present.leading_group,
            present.since,
            until,
            present.reference,
            present.id,
        )
