"""Gives the reader of workbooks its terms: the county's villages, and earlier decisions."""

from datetime import date

from sqlalchemy.orm import Session

from county_desk.intake.comparing.layouts import settled_layouts
from county_desk.intake.comparing.snapshot import villages
from county_desk.intake.delivery import ReadingTerms
from county_desk.workflow.consistency_settings import switches, switches_of_years


def reading_terms(session: Session, year: int | None, today: date) -> ReadingTerms:
    """The terms on which files of a year are read; without a year, each file is of the year that it names."""
    return ReadingTerms(
        villages(session),
        year or today.year,
        today,
        layouts=settled_layouts(session),
        switches=switches(session, year) if year else switches_of_years(session),
        by_title=not year,
    )
