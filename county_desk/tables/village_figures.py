"""The figures of every village for a year, as the villages declared them or as the records give them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from county_desk.facts import VILLAGE_TABLE
from county_desk.fields import Invalid
from county_desk.models.household import Household, Standing
from county_desk.models.village import VillageYear
from county_desk.tables.rule_facts import DECLARED
from county_desk.text import _


def village_figures(session: Session, year: int) -> dict[int, VillageYear]:
    """The figures that count for each village in a year, the village's own word first."""
    wanted = select(VillageYear).where(VillageYear.year == year, VillageYear.withdrawn_on.is_(None))
    rows = sorted(session.scalars(wanted), key=lambda row: DECLARED.index(row.source), reverse=True)
    return {row.village_id: row for row in rows}


class VillageSize(NamedTuple):
    """The households and persons of a village, None where unknown, and the year; without one, on record."""

    households: int | None
    persons: int | None
    year: int | None = None


def declared_size(session: Session, village: int, year: int) -> VillageSize | None:
    """The size of a village as the figures of a year give it, or of the nearest year; None without any."""
    wanted = select(VillageYear).where(
        VillageYear.village_id == village,
        VillageYear.withdrawn_on.is_(None),
        or_(VillageYear.households.is_not(None), VillageYear.persons.is_not(None)),
    )
    rows = session.scalars(wanted).all()
    found = min(rows, key=lambda row: (abs(row.year - year), DECLARED.index(row.source)), default=None)
    return VillageSize(found.households, found.persons, found.year) if found else None


def recorded_size(session: Session, village: int) -> VillageSize | None:
    """The size of a village by the households on record; None where none is."""
    wanted = select(func.count(Household.id), func.sum(Household.persons)).where(
        Household.village_id == village,
        Household.withdrawn_on.is_(None),
        Household.standing != Standing.REMOVED,
    )
    households, persons = session.execute(wanted).one()
    return VillageSize(households, persons) if households else None


def in_table(kept: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield label and value of each declared fact that a table of villages gave, in the language in force.

    `kept` are its values by title, as JSON carries them.
    """
    for fact in VILLAGE_TABLE.values():
        if (value := kept.get(fact.title)) not in (None, ""):
            try:
                shown = fact.kind.show(value if isinstance(value, bool) else fact.kind.parse(str(value)))
            except Invalid:  # the table had a word that its column does not know
                shown = str(value)
            yield _(fact.label), shown
