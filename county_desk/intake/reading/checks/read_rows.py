"""The rows of one file as its checks see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.intake.row_hits import RowHit

type DraftHit = RowHit[Draft]


@dataclass(frozen=True)
class ReadRows:
    """The sheets and the households of one file, and the year for which it is taken in."""

    sheets: Sequence[ReadSheet]
    families: Sequence[Family]
    year: int
