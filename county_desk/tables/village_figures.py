"""The figures of every village for a year, as the villages declared them or as the records give them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.village import VillageYear
from county_desk.tables.facts import DECLARED


def village_figures(session: Session, year: int) -> dict[int, VillageYear]:
    """The figures that count for each village in a year, the village's own word first."""
    wanted = select(VillageYear).where(VillageYear.year == year, VillageYear.withdrawn_on.is_(None))
    rows = sorted(session.scalars(wanted), key=lambda row: DECLARED.index(row.source), reverse=True)
    return {row.village_id: row for row in rows}
