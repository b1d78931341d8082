"""The years that are closed, and the words about one."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.closed_year import ClosedYear
from county_desk.text import _


def closed_years(session: Session) -> dict[int, date]:
    """Return the years that are closed now, each with the day of its closing."""
    standing = select(ClosedYear.year, ClosedYear.closed_on).where(ClosedYear.withdrawn_on.is_(None))
    return {year: day for year, day in session.execute(standing)}


def closed_trouble(session: Session, year: int) -> str:
    """Return why figures of a year cannot change, with the cure; "" while the year is open."""
    standing = select(ClosedYear.closed_on).where(ClosedYear.year == year, ClosedYear.withdrawn_on.is_(None))
    day = session.scalar(standing.limit(1))
    return closed_words(year, day) if day else ""


def closed_words(year: int, day: date) -> str:
    """Return the words for a year that is closed since a day."""
    words = _("{year} is closed since {day} and only read; it can be reopened under “Returns and lists”.")
    return words.format(year=year, day=day)
