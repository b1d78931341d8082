"""The facts of one case, its finding, and the yearly record that steps write facts to."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from county_desk.models.case import Case
from county_desk.models.household import Household, HouseholdYear, MemberYear
from county_desk.rules.combining import judge, law_day
from county_desk.rules.findings import Finding
from county_desk.tables.rule_facts import rule_facts
from county_desk.text import _
from county_desk.workflow.cases.common import procedure_of
from county_desk.workflow.command import Work

SCHOOL_AGES = range(6, 18)  # from entry at six to the end of schooling that began late
_TOLD_BY = frozenset({"id", "version", "withdrawn_on", "household_id", "year", "persons"})
_FACTS = tuple(column.key for column in HouseholdYear.__table__.c if column.key not in _TOLD_BY)


def finding_of(work: Work, case: Case, day: date) -> Finding | None:
    """The finding of the case's rule on a day, by the law of the case's year; None without a rule."""
    rule = procedure_of(work, case).rule
    if not rule:
        return None
    return judge(rule, facts_of_case(work, case, rule), work.terms(law_day(case.year, day)))


def facts_of_case(work: Work, case: Case, rule: str) -> object:
    """The facts of a case for its rule."""
    whose = (case.household_id, case.village_id, case.county_id)
    subject = next((each for each in whose if each is not None), None)
    assert subject is not None
    return rule_facts(work.session, rule, subject, case.year)


def year_of(session: Session, household: int, year: int) -> HouseholdYear:
    """The household's record of a year; made when it is the first fact of that year."""
    wanted = select(HouseholdYear).where(HouseholdYear.household_id == household, HouseholdYear.year == year)
    found = session.scalar(wanted)
    if found is None:
        persons = session.get_one(Household, household).persons
        found = HouseholdYear(household_id=household, year=year, persons=persons)
        session.add(found)
        session.flush()
    elif found.withdrawn_on is not None:
        found.withdrawn_on = None
        found.persons = session.get_one(Household, household).persons
    return found


def member_year_of(session: Session, member: int, year: int) -> MemberYear:
    """The same for a person's record of a year."""
    wanted = select(MemberYear).where(MemberYear.member_id == member, MemberYear.year == year)
    found = session.scalar(wanted)
    if found is None:
        found = MemberYear(member_id=member, year=year)
        session.add(found)
        session.flush()
    elif found.withdrawn_on is not None:
        found.withdrawn_on = None
    return found


def dropouts_trouble(
    session: Session, household: int, year: int, facts: Mapping[str, object]
) -> dict[str, str]:
    """Check the dropouts of a year against the members of school age.

    Persons without a line or a day of birth may have been of that age.
    """
    given = facts.get("dropouts")
    if not isinstance(given, int) or given == 0:
        return {}
    home = session.get_one(Household, household)
    there = [each for each in home.members if each.withdrawn_on is None or each.withdrawn_on.year >= year]
    able = [each for each in there if each.born_on is None or year - each.born_on.year in SCHOOL_AGES]
    most = len(able) + max(0, home.persons - len(there))
    if given <= most:
        return {}
    words = _("The household has {most} members of {first} to {last} years in {year}, so {given} cannot be")
    ages = {"first": SCHOOL_AGES[0], "last": SCHOOL_AGES[-1]}
    return {"dropouts": words.format(most=most, year=year, given=given, **ages)}


def record_facts(year: HouseholdYear | MemberYear, facts: Mapping[str, object]) -> None:
    """Write facts of a year as found by the office, also those that are on record already.

    The history then knows who vouches for them: nothing overwrites them unasked, or is undone under them.
    """
    for name, value in facts.items():
        same = getattr(year, name) == value
        setattr(year, name, value)
        if same:
            flag_modified(year, name)


def says_anything(year: HouseholdYear) -> bool:
    """Whether a record of a year holds any fact."""
    return any(getattr(year, name) is not None for name in _FACTS)
