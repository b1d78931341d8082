"""The join of a department's list with the members of the register, the same for every list of hits."""

from sqlalchemy import ColumnElement, and_, or_

from county_desk.models.department import (
    DepartmentEntry,
    DepartmentList,
    HitDecision,
)
from county_desk.models.household import Household, Member

COUNTS = (DepartmentEntry.withdrawn_on.is_(None), DepartmentEntry.absent.is_not(True))


def names_member() -> ColumnElement[bool]:
    """Whether a line of a list names a member: by number, or by name in the village where it has none."""
    return or_(
        and_(DepartmentEntry.id_number != "", Member.id_number == DepartmentEntry.id_number),
        and_(DepartmentEntry.id_number == "", Member.name == DepartmentEntry.name),
    )


def in_its_village() -> ColumnElement[bool]:
    """Whether a line has a number, or the household lives in the village of the line."""
    return or_(DepartmentEntry.id_number != "", Household.village_id == DepartmentEntry.village_id)


def hit_stands() -> tuple[ColumnElement[bool], ...]:
    """The conditions under which a line and the member that it names are a hit."""
    return (
        *COUNTS,
        in_its_village(),
        DepartmentList.withdrawn_on.is_(None),
        Member.withdrawn_on.is_(None),
        Household.withdrawn_on.is_(None),
    )


def decision_on_hit() -> ColumnElement[bool]:
    """The decision on a hit that stands."""
    return and_(
        HitDecision.entry_id == DepartmentEntry.id,
        HitDecision.member_id == Member.id,
        HitDecision.withdrawn_on.is_(None),
    )
