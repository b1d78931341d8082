"""Every fact of households, people and villages, declared once.

The importer, lists, forms, cards and papers take key, title, label and kind from here.
"""

from collections.abc import Mapping

from county_desk.facts.fact import Fact, FactSection, FactSubject
from county_desk.facts.household import HOUSEHOLD_FACTS
from county_desk.facts.household_year import HOUSEHOLD_YEAR_FACTS
from county_desk.facts.person import PERSON_FACTS
from county_desk.facts.person_year import PERSON_YEAR_FACTS
from county_desk.facts.village import VILLAGE_TABLE_FACTS
from county_desk.facts.village_year import VILLAGE_YEAR_FACTS

# a village and a household share some keys and titles, so each has a table of its own
FACTS: Mapping[str, Fact] = {
    fact.key: fact for fact in (*HOUSEHOLD_FACTS, *PERSON_FACTS, *PERSON_YEAR_FACTS, *HOUSEHOLD_YEAR_FACTS)
}
VILLAGE_FACTS: Mapping[str, Fact] = {fact.key: fact for fact in VILLAGE_YEAR_FACTS}
# a table of villages gives these; the year keeps them by title, without columns of their own
VILLAGE_TABLE: Mapping[str, Fact] = {fact.key: fact for fact in VILLAGE_TABLE_FACTS}


def facts_of(subject: FactSubject, section: FactSection | None = None) -> tuple[Fact, ...]:
    """The facts that one kind of record holds, or those of one section, in the order of their columns."""
    every = (*FACTS.values(), *VILLAGE_FACTS.values())
    return tuple(fact for fact in every if fact.of is subject and section in (None, fact.section))


def _delivered(subject: FactSubject, section: FactSection = FactSection.NONE) -> tuple[str, ...]:
    return tuple(fact.key for fact in facts_of(subject, section) if fact.title)


_PERSONAL = {fact.title: fact.kind for fact in FACTS.values() if fact.title and fact.kind.personal}


def covered[T](title: str, value: T) -> T | str:
    """A value under a standard title as lists show it: most digits of a personal number are covered."""
    return _PERSONAL[title].mask(value) if title in _PERSONAL and value else value


# what workbooks deliver: the standard title of each fact, and the keys by the record that holds them
TITLES: Mapping[str, str] = {fact.key: fact.title for fact in FACTS.values() if fact.title}
HOUSEHOLD = _delivered(FactSubject.HOUSEHOLD)
MEMBER = _delivered(FactSubject.PERSON)
MEMBER_YEAR = _delivered(FactSubject.PERSON_YEAR)
INCOME = _delivered(FactSubject.HOUSEHOLD_YEAR, FactSection.INCOME)
LIVING = _delivered(FactSubject.HOUSEHOLD_YEAR, FactSection.LIVING)
