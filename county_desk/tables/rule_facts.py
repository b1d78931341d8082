"""The facts that rules ask for, read from the records: for one subject, or for many at once."""

from collections.abc import Callable, Collection, Generator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.household import Household, HouseholdYear, Member, Standing
from county_desk.models.village import Source, VillageYear
from county_desk.rules.county_exit import CountyExitFacts
from county_desk.rules.help_facts import HelpFacts
from county_desk.rules.household_rules import HouseholdExitFacts, HouseholdRegistrationFacts
from county_desk.rules.monitoring_rules import MonitoringEntryFacts, MonitoringReleaseFacts
from county_desk.rules.registry import RULES
from county_desk.rules.shares import a_head, unrounded
from county_desk.rules.village_rules import VillageExitFacts, VillageRegistrationFacts, poor_left
from county_desk.tables.assistance.help_facts import HelpAsked, help_facts_of
from county_desk.tables.county_exit import county_exit_facts
from county_desk.tables.many_rows import rows_of
from county_desk.tables.monitoring.monitoring_facts import entry_facts_of, release_facts_of
from county_desk.tables.registered import registered_left
from county_desk.tables.years import household_year, kept_facts, kept_names

DECLARED = (Source.FORM, Source.WORKBOOK, Source.TABLE, Source.RECORDS)  # the village's own word first

_Y = HouseholdYear

type _Found = Generator[tuple[int, object]]  # facts, each with the number of its record

_COLUMNS = sorted({*kept_names(HouseholdExitFacts), *kept_names(HouseholdRegistrationFacts)})


def household_rows(year: int) -> Select[object]:
    """Households with their facts of a year, to be narrowed by the caller."""
    listed = (
        select(func.count(Member.id))
        .where(Member.household_id == Household.id, Member.withdrawn_on.is_(None))
        .scalar_subquery()
    )
    return (
        select(
            Household.id,
            Household.number,
            Household.head,
            Household.persons,
            Household.identified,
            listed.label("members_listed"),
            _Y.income_per_head,
            _Y.net_income,
            _Y.persons.label("shared_by"),
            *(getattr(_Y, name) for name in _COLUMNS),
        )
        .outerjoin(_Y, household_year(year))
        .where(Household.withdrawn_on.is_(None))
    )


def exit_facts(row: Row[object], year: int) -> HouseholdExitFacts:
    """The facts of the exit rule from one row of `household_rows`."""
    identified = row.identified[:4]
    return HouseholdExitFacts(
        income_per_head=unrounded(row.income_per_head, row.net_income, row.shared_by),
        identified_year=int(identified) if identified.isdigit() else None,
        exit_year=year,
        **kept_facts(row, HouseholdExitFacts),
    )


def registration_facts(row: Row[object], _year: int) -> HouseholdRegistrationFacts:
    """The facts of the registration rule from one row of `household_rows`."""
    return HouseholdRegistrationFacts(
        income_per_head=unrounded(row.income_per_head, row.net_income, row.shared_by),
        persons=row.persons,
        members_listed=row.members_listed,
        **kept_facts(row, HouseholdRegistrationFacts),
    )


def village_year(session: Session, village: int, year: int) -> VillageYear | None:
    """The village's figures of a year: as the village declared them, else as the records give them."""
    rows = select(VillageYear).where(VillageYear.village_id == village, VillageYear.year == year)
    found = {row.source: row for row in session.scalars(rows.where(VillageYear.withdrawn_on.is_(None)))}
    return next((found[source] for source in DECLARED if source in found), None)


def _village_exit_facts(session: Session, village: int, year: int) -> VillageExitFacts:
    figures, registered = village_year(session, village, year), registered_left(session, village)
    if figures is None:
        poor, doubt = poor_left(None, registered, None)
        return VillageExitFacts(poor, doubt=doubt)
    poor, doubt = poor_left(figures.poor_persons, registered, figures.surveyed_poor)
    return VillageExitFacts(poor, figures.persons, None, known_values(figures.indicators), doubt)


def _village_registration_facts(session: Session, village: int, year: int) -> VillageRegistrationFacts:
    figures = village_year(session, village, year)
    if figures is None:
        return VillageRegistrationFacts()
    return VillageRegistrationFacts(
        figures.poor_persons, figures.persons, figures.income_per_head, figures.collective_income
    )


def known_values(indicators: Mapping[str, object] | None) -> dict[str, object]:
    """Exit indicators as the rule reads them, of those kept as JSON."""
    kept = indicators or {}
    return {key: Decimal(value) if isinstance(value, str) else value for key, value in kept.items()}


def _from_rows(
    facts: Callable[[Row[object], int], object], session: Session, year: int, chosen: Collection[int]
) -> _Found:
    """The facts of households, each made from its row."""
    wanted = household_rows(year).where(among(Household.id, chosen))
    for row in rows_of(session, wanted):
        yield row.id, facts(row, year)


def _one_by_one(
    facts: Callable[[Session, int, int], object], session: Session, year: int, chosen: Collection[int]
) -> _Found:
    """The facts of villages or counties, each read by itself."""
    return ((number, facts(session, number, year)) for number in chosen)


def _help_facts(session: Session, year: int, chosen: Collection[int]) -> _Found:
    """The facts of households for a programme at the end of a year."""
    return help_facts_of(session, date(year, 12, 31), {number: (number, HelpAsked()) for number in chosen})


# each takes a session, the year, and the numbers of households, villages or counties
LOADERS: Mapping[type[object], Callable[[Session, int, Collection[int]], _Found]] = {
    HouseholdExitFacts: partial(_from_rows, exit_facts),
    HouseholdRegistrationFacts: partial(_from_rows, registration_facts),
    CountyExitFacts: partial(_one_by_one, county_exit_facts),
    VillageExitFacts: partial(_one_by_one, _village_exit_facts),
    VillageRegistrationFacts: partial(_one_by_one, _village_registration_facts),
    MonitoringEntryFacts: entry_facts_of,
    MonitoringReleaseFacts: release_facts_of,
    HelpFacts: _help_facts,
}


def facts_of_many(session: Session, rule: str, year: int, chosen: Collection[int]) -> _Found:
    """The facts of many households, villages or counties for a rule, each with its number."""
    return LOADERS[RULES[rule].facts](session, year, chosen)


def rule_facts(session: Session, rule: str, record: int, year: int) -> object:
    """The facts of a household or village for a rule. Raises LookupError for an unknown household."""
    found = dict(facts_of_many(session, rule, year, (record,)))
    if record not in found:
        raise LookupError(f"no {RULES[rule].subject} {record}")
    return found[record]


def figures_from_records(session: Session, village: int, year: int) -> dict[str, object]:
    """A village's figures from its household records, without those that records cannot give.

    Poor households and persons are those in the register and the applicants. The income a head is theirs
    alone, because the records hold no other households.
    """
    counted = (Standing.REGISTERED, Standing.APPLICANT)
    rows = session.execute(
        select(Household.persons, _Y.net_income)
        .outerjoin(_Y, household_year(year))
        .where(
            Household.village_id == village,
            Household.standing.in_(counted),
            Household.withdrawn_on.is_(None),
        )
    ).all()
    known = [(persons, net) for persons, net in rows if net is not None]
    figures: dict[str, object] = {
        "poor_households": len(rows),
        "poor_persons": sum(persons for persons, _net in rows),
    }
    if known:
        total = sum((net for _persons, net in known), Decimal(0))
        people = sum(persons for persons, _net in known)
        figures["income_per_head"] = a_head(total, people)
        figures["income_known_of"] = len(known)
    return figures
