"""The years that are closed, and the words about one."""

from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from county_desk.models.closed_year import ClosedYear
from county_desk.models.proposal import Proposal, ProposalState
from county_desk.models.return_ import Return
from county_desk.models.user import Role, User
from county_desk.text import _

_CLOSED = (  # made once: it is asked for most acts
    select(ClosedYear.closed_on)
    .where(ClosedYear.year == bindparam("of"), ClosedYear.withdrawn_on.is_(None))
    .limit(1)
)
_REOPENING = (
    select(Proposal, User.name)
    .join(User, User.id == Proposal.proposed_by)
    .where(Proposal.act == "ReopenYear", Proposal.state == ProposalState.WAITING)
    .order_by(Proposal.id)
)


def closed_years(session: Session) -> dict[int, date]:
    """Return the years that are closed now, each with the day of its closing."""
    standing = select(ClosedYear.year, ClosedYear.closed_on).where(ClosedYear.withdrawn_on.is_(None))
    return {year: day for year, day in session.execute(standing)}


def closed_trouble(session: Session, year: int) -> str:
    """Return why figures of a year cannot change, with the cure; "" while the year is open.

    The cure is the proposal to reopen the year, where one waits.
    """
    day = session.scalar(_CLOSED, {"of": year})
    if day is None:
        return ""
    for proposal, name in session.execute(_REOPENING):
        if proposal.request["year"] == year:
            words = _(
                "{year} is closed since {day} and only read. {name} proposed on {proposed} to reopen it. "
                "Number {number} waits for {posts}."
            )
            about = {"name": name, "proposed": proposal.proposed_on, "number": proposal.id}
            posts = _(", ").join(_(role.label) for role in Role if role.may(proposal.may))
            return words.format(year=year, day=day, posts=posts, **about)
    return closed_words(year, day)


def closed_words(year: int, day: date) -> str:
    """Return the words for a year that is closed since a day."""
    words = _("{year} is closed since {day} and only read; it can be reopened under “Returns and lists”.")
    return words.format(year=year, day=day)


def is_reported(session: Session, year: int) -> bool:
    """Whether a return of the whole year is frozen."""
    wanted = select(Return.id).where(Return.period == str(year), Return.withdrawn_on.is_(None))
    return session.scalar(wanted.limit(1)) is not None
