"""The figures of every village for a year, as the villages declared them or as the records give them."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.facts import VILLAGE_TABLE
from county_desk.fields import Invalid
from county_desk.models.village import VillageYear
from county_desk.tables.facts import DECLARED
from county_desk.text import _


def village_figures(session: Session, year: int) -> dict[int, VillageYear]:
    """The figures that count for each village in a year, the village's own word first."""
    wanted = select(VillageYear).where(VillageYear.year == year, VillageYear.withdrawn_on.is_(None))
    rows = sorted(session.scalars(wanted), key=lambda row: DECLARED.index(row.source), reverse=True)
    return {row.village_id: row for row in rows}


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
