"""Keeps the number of persons of a household in step when a member comes or leaves."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from county_desk.models.case import Case, CaseState
from county_desk.models.household import Household, Member
from county_desk.text import _


def listed_of(session: Session, household: Household) -> int:
    """The number of standing members of a household."""
    wanted = select(func.count()).where(Member.household_id == household.id, Member.withdrawn_on.is_(None))
    return session.scalar(wanted) or 0


def recounted(session: Session, household: Household, before: int, now: int) -> list[Household | Case]:
    """The records with a number of persons to change: the household, and its cases at their first step.

    None follow when the number on record differed from that of the listed members, since it was counted in
    another way. None follow when no member is left.
    """
    if household.persons != before or not now:
        return []
    wanted = select(Case).where(Case.household_id == household.id, Case.state == CaseState.OPEN)
    return [household, *(case for case in session.scalars(wanted) if len(case.steps) <= 1)]


def note_on(household: Household, now: int) -> str:
    """The message about `now` listed members; "" when that is the number on record."""
    if not now:
        return _("Nobody is left in the household of {head}; it stays on record.").format(head=household.head)
    if household.persons != now:
        return _("The household of {head} has {persons} persons on record and {count} listed.").format(
            head=household.head, persons=household.persons, count=now
        )
    return ""


def follow(session: Session, household: Household, before: int) -> str:
    """Update the number of persons of a household that had `before` members; returns the message."""
    now = listed_of(session, household)
    for record in recounted(session, household, before, now):
        record.persons = now
    return note_on(household, now)
