"""Closing a year once its returns are sent, so that its figures stay as they were reported."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Text
from county_desk.models.closed_year import ClosedYear
from county_desk.models.user import Permission
from county_desk.tables.closed_years import closed_trouble, is_reported
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import added, asked
from county_desk.workflow.gate.law import OF_RETURNS, Law, SecondPerson

YEAR = asked(ClosedYear.year)


class CloseYear(Command):
    """Close a year after its end, once a yearly return of it is frozen; its figures then stay."""

    permission: ClassVar = Permission.RETURN
    act: ClassVar = ActWords(N_("Close a year"), N_("Closed a year"), "closed_year")
    synonyms: ClassVar = N_("end lock")
    law: ClassVar = Law(
        SecondPerson(Permission.DECIDE, N_("No figure of a closed year can be changed")), any_record=True
    )

    year: Annotated[int, YEAR]

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := closed_trouble(work.session, self.year):
            return {"year": trouble}
        if self.year >= work.today.year:
            words = _("{year} has not ended; today is {day}")
            return {"year": words.format(year=self.year, day=work.today)}
        if not is_reported(work.session, self.year):
            words = _("No return of the whole year {year} is frozen; freeze one first")
            return {"year": words.format(year=self.year)}
        return {}

    def run(self, work: Work) -> Change:
        closed = ClosedYear(year=self.year, closed_on=work.today, closed_by=work.actor.id)
        return added(work, closed, _("{year} closed; its figures can only be read").format(year=self.year))


class ReopenYear(Command):
    """Reopen a closed year for a reason, so that its figures can be corrected and reported anew."""

    permission: ClassVar = Permission.RETURN
    act: ClassVar = ActWords(N_("Reopen a year"), N_("Reopened a year"), "closed_year")
    synonyms: ClassVar = N_("unlock")
    law: ClassVar = OF_RETURNS

    year: Annotated[int, YEAR]
    reason: Annotated[str, Ask(Text(width=40), N_("Reason"), needed=N_("Give the reason"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        if _closed_year(work.session, self.year) is None:
            return {"year": _("{year} is not closed").format(year=self.year)}
        return {}

    def run(self, work: Work) -> Change:
        closed = _closed_year(work.session, self.year)
        assert closed is not None
        closed.withdrawn_on, closed.reason = work.today, self.reason.strip()
        summary = _("{year} reopened: {reason}").format(year=self.year, reason=closed.reason)
        return Change(summary, id=closed.id)


def _closed_year(session: Session, year: int) -> ClosedYear | None:
    wanted = select(ClosedYear).where(ClosedYear.year == year, ClosedYear.withdrawn_on.is_(None))
    return session.scalar(wanted)
