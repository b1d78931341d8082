"""How a household lives, as its sheet or its own row says."""

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSection, FactSubject
from county_desk.intake.delivery import GuaranteesIn
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.rows.delivered_facts import by_title, facts_in
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.vocabulary import titles_of

_LIVING = by_title(facts_of(FactSubject.HOUSEHOLD_YEAR, FactSection.LIVING))
_SAFE_HOUSING, _SCHOOLED = "住房安全有保障", "义务教育有保障"  # in the words of the standard


def living_row(family: Family) -> Draft | None:
    """The row that says how the household lives: that of the sheet for it, else its own where it does."""
    if family.living is not None:
        return family.living
    if not family.tells("living") or titles_of("living").isdisjoint(family.first.values):
        return None
    return family.first


def living_of(family: Family) -> GuaranteesIn | None:
    """Return the living conditions of the household in the file; None if the file gives none."""
    row = living_row(family)
    insured = [person.values.get("参加新农合") for person in family.rows]
    everyone = None if not insured or None in insured else all(insured)
    if row is None:
        return None if everyone is None else GuaranteesIn(**{"all_insured": everyone})
    facts = facts_in(row.values, _LIVING)
    return GuaranteesIn(**{"all_insured": everyone, **_by_the_standard(row), **facts})


def _by_the_standard(row: Draft) -> dict[str, object]:
    """The facts that follow from the words of the standard; how many dropped out follows only from none."""
    safe, schooled = row.values.get(_SAFE_HOUSING), row.values.get(_SCHOOLED)
    return ({} if safe is None else {"dangerous": not safe}) | ({"dropouts": 0} if schooled else {})
