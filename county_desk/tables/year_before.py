"""The households of the register in the year before, as far as the signals of monitoring need them."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from county_desk.models.household import HouseholdYear, Member, MemberYear
from county_desk.rules.checks.facts import PersonFacts, YearBefore


def years_before(session: Session, year: int) -> Mapping[int, YearBefore]:
    """Return each household with figures or people of the year before, by its record."""
    pupils, insured = _people(session, year - 1)
    wanted = select(
        HouseholdYear.household_id, HouseholdYear.income_per_head, HouseholdYear.housing_grade
    ).where(HouseholdYear.year == year - 1, HouseholdYear.withdrawn_on.is_(None))
    figures = {number: (income, grade) for number, income, grade in session.execute(wanted)}
    nothing = None, None
    return {
        number: YearBefore(
            figures.get(number, nothing)[0],
            figures.get(number, nothing)[1] or "",
            frozenset(pupils.get(number, ())),
            frozenset(insured.get(number, ())),
        )
        for number in {*figures, *pupils, *insured}
    }


def _people(session: Session, year: int) -> tuple[Mapping[int, list[int]], Mapping[int, list[int]]]:
    """The pupils and the insured people of a year by household."""
    told = or_(MemberYear.schooling.is_not(None), MemberYear.insured.is_(True))
    wanted = (
        select(Member.household_id, Member.id, MemberYear.schooling, MemberYear.insured)
        .join(MemberYear, MemberYear.member_id == Member.id)
        .where(
            MemberYear.year == year, MemberYear.withdrawn_on.is_(None), Member.withdrawn_on.is_(None), told
        )
    )
    pupils: dict[int, list[int]] = defaultdict(list)
    covered: dict[int, list[int]] = defaultdict(list)
    for household, number, schooling, insured in session.execute(wanted):
        if PersonFacts(schooling=schooling or "").at_school:
            pupils[household].append(number)
        if insured:
            covered[household].append(number)
    return pupils, covered
