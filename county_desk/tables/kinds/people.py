"""Households and their members, with their years, and what happened to them."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.household_change import HouseholdChange
from county_desk.models.waiting_change import WaitingChange
from county_desk.tables.kinds.record_kind import Names, RecordKind

_other = aliased(Member)


def _of_both() -> Names:
    """The two persons of a ruling."""
    both = select(DuplicateRuling.id, Member.name, _other.name)
    return both.join(Member, Member.id == DuplicateRuling.one_id).join(
        _other, _other.id == DuplicateRuling.other_id
    )


HOUSEHOLD = RecordKind(Household, (Household.head, Household.number))
HOUSEHOLD_YEAR = RecordKind(
    HouseholdYear, (Household.head, HouseholdYear.year), about=(HouseholdYear.household_id,)
)
MEMBER = RecordKind(Member, (Member.name,), about=(Member.household_id,))
MEMBER_YEAR = RecordKind(MemberYear, (Member.name, MemberYear.year), about=(MemberYear.member_id,))
HOUSEHOLD_CHANGE = RecordKind(
    HouseholdChange,
    (Household.head, HouseholdChange.happened_on),
    about=(HouseholdChange.household_id, HouseholdChange.member_id),
)
WAITING_CHANGE = RecordKind(
    WaitingChange, (Household.head, WaitingChange.happened_on), about=(WaitingChange.household_id,)
)
DUPLICATE_RULING = RecordKind(
    DuplicateRuling, _of_both, about=(DuplicateRuling.one_id, DuplicateRuling.other_id)
)
