"""Notes under R1, R5 and R6 on the households that they count or leave out."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from county_desk.models.household import Household, Standing
from county_desk.rules.regimes import exited_counted
from county_desk.tables.figures import FigureNote, NoteWords
from county_desk.tables.period import Period
from county_desk.tables.presence import presences


def register_notes(session: Session, period: Period) -> tuple[FigureNote, ...]:
    """The note on households still registered since 2021, or before on those without a day of exit."""
    if exited_counted(period.first):
        still = [each for each in presences(session) if each.there(period.last)]
        persons = sum(each.life.persons(period.last) for each in still)
        return _note(NoteWords.STILL_REGISTERED, len(still), persons)
    wanted = select(func.count(), func.coalesce(func.sum(Household.persons), 0)).where(
        Household.standing == Standing.EXITED,
        Household.exited_on.is_(None),
        Household.withdrawn_on.is_(None),
    )
    return _note(NoteWords.NO_EXIT_DAY, *session.execute(wanted).one())


def _note(words: NoteWords, households: int, persons: int) -> tuple[FigureNote, ...]:
    return (FigureNote(words, {"households": households, "persons": persons}),) if households else ()
