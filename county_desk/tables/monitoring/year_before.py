"""The households of the register in the year before, as far as the signals of monitoring need them."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from county_desk.models.household import HouseholdYear, Member, MemberYear
from county_desk.rules.checks.catalogue import compared_facts
from county_desk.rules.checks.household_facts import NOTHING, PersonFacts, YearBefore


class _People:
    """The people of a household in a year by school, insurance, allowance and months of work, by record."""

    __slots__ = ("allowed", "insured", "months", "pupils")

    def __init__(self) -> None:
        self.pupils: list[int] = []
        self.insured: list[int] = []
        self.allowed: list[int] = []
        self.months: dict[int, Decimal] = {}

    def take(
        self, number: int, schooling: str, insured: bool | None, allowance: str, months: Decimal | None
    ) -> None:
        """Count one person."""
        if PersonFacts(schooling=schooling).at_school:
            self.pupils.append(number)
        if insured:
            self.insured.append(number)
        if allowance not in NOTHING:
            self.allowed.append(number)
        if months:
            self.months[number] = months


def years_before(session: Session, year: int) -> Mapping[int, YearBefore]:
    """Return each household with figures or people of the year before, by its record."""
    people = _people(session, year - 1)
    keys = compared_facts()
    wanted = select(HouseholdYear.household_id, *(getattr(HouseholdYear, key) for key in keys)).where(
        HouseholdYear.year == year - 1, HouseholdYear.withdrawn_on.is_(None)
    )
    known = {number: dict(zip(keys, values, strict=True)) for number, *values in session.execute(wanted)}
    no_people, found = _People(), {}
    for number in {*known, *people}:
        who = people.get(number, no_people)
        found[number] = YearBefore(
            known.get(number, {}),
            frozenset(who.pupils),
            frozenset(who.insured),
            frozenset(who.allowed),
            who.months,
        )
    return found


def _people(session: Session, year: int) -> Mapping[int, _People]:
    """The people of a year of whom something is known, by household."""
    is_known = (
        MemberYear.schooling.is_not(None),
        MemberYear.insured.is_(True),
        MemberYear.allowance.is_not(None),
        MemberYear.work_months > Decimal(0),
    )
    known = (MemberYear.schooling, MemberYear.insured, MemberYear.allowance, MemberYear.work_months)
    wanted = (
        select(Member.household_id, Member.id, *known)
        .join(MemberYear, MemberYear.member_id == Member.id)
        .where(
            MemberYear.year == year,
            MemberYear.withdrawn_on.is_(None),
            Member.withdrawn_on.is_(None),
            or_(*is_known),
        )
    )
    found: dict[int, _People] = defaultdict(_People)
    for household, number, schooling, insured, allowance, months in session.execute(wanted):
        found[household].take(number, schooling or "", insured, allowance or "", months)
    return found
