"""Notices after they were issued: printing a paper again, and declaring one void."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Record, Term
from county_desk.models.case import Case
from county_desk.models.disclosure import Disclosure
from county_desk.models.notice import Notice
from county_desk.models.notice_facts import NoticeFacts
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.cases.announced import (
    again_trouble,
    announce_again,
    announced_by,
    take_back,
    taking_trouble,
)
from county_desk.workflow.cases.laws import OF_A_PAPER
from county_desk.workflow.cases.suspending import TAKES_BACK, consequences_of_list, declare_void, suspend
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import SecondPerson
from county_desk.workflow.replay import refuse_altered
from county_desk.workflow.rights import refusal


def facts_of(session: Session, number: int) -> NoticeFacts | None:
    """The facts of an issued notice; None when there is no such notice.

    Raises `Refused` naming a notice that was changed outside the program.
    """
    notice = session.get(Notice, number)
    if notice is None:
        return None
    refuse_altered(session, Notice.__tablename__, number)
    return NoticeFacts.from_plain(notice.facts)


def void_since(session: Session, number: int) -> date | None:
    """The day on which a notice was declared void; None when it stands."""
    notice = session.get(Notice, number)
    return notice.voided_on if notice else None


class Follows(Term):
    """The consequence of a void announcement."""

    AGAIN = "again", N_("Announce again with a corrected notice")
    BACK = "back", N_("Take the announcement back; the cases are approved")


EFFECTS = {
    Follows.AGAIN: N_(
        "Cases on this notice: {count}. A corrected notice is issued today; the register stays as it is."
    ),
    Follows.BACK: N_(
        "Cases on this notice: {count}. They wait to be announced again; the register goes back to before."
    ),
}


class VoidNotice(Command):
    """Declare an issued notice void; its number is never used again, and no step rests on it any longer.

    The list of a disclosure falls; `consequence_of` gives the consequence for each of its cases, at any later
    step too. An announcement is made again, or taken back, as `follows` says.
    """

    permission: ClassVar = Permission.DISCLOSE
    act: ClassVar = ActWords(N_("Declare a notice void"), N_("Declared a notice void"), "notice")
    synonyms: ClassVar = N_("void paper")
    law: ClassVar = OF_A_PAPER
    final: ClassVar = ON_RECORD

    notice: Annotated[int, Ask(Record(), N_("Notice"), of="notices")]
    reason: Annotated[str, asked(Notice.void_reason, label=N_("Reason"))]
    follows: Annotated[
        Follows | None, Ask(Choice(terms=Follows), N_("What follows"), N_("Only for an announcement"))
    ] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        notice = work.session.get_one(Notice, self.notice)
        posted, announced = posted_by(work.session, notice.id), announced_by(work.session, notice.id)
        hangs = posted is not None and posted.closed_on is None
        if notice.voided_on is not None and not hangs and not announced:
            return {"": _("This notice is void since {day}").format(day=notice.voided_on)}
        if announced:
            return self._announced(work, announced)
        if self.follows is not None:
            return {"follows": _("This is no announcement; leave it blank")}
        return {}

    def _announced(self, work: Work, cases: list[Case]) -> Mapping[str, str]:
        if trouble := refusal(work.actor, Permission.ANNOUNCE):
            return {"": trouble}
        match self.follows:
            case Follows.AGAIN:
                trouble = again_trouble(work, cases)
            case Follows.BACK:
                trouble = taking_trouble(work, cases)
            case _:
                return {"follows": _("Choose: announce again, or take the announcement back")}
        return {"follows": trouble} if trouble else {}

    def second_person(self, work: Work) -> SecondPerson | None:
        if self.follows is Follows.BACK:
            return TAKES_BACK
        posted = posted_by(work.session, self.notice)
        return consequences_of_list(work, posted).second if posted is not None else None

    def effect(self, work: Work) -> str:
        """The consequence for the cases that rest on the notice."""
        if self.follows is not None:
            return _(EFFECTS[self.follows]).format(count=len(announced_by(work.session, self.notice)))
        posted = posted_by(work.session, self.notice)
        return consequences_of_list(work, posted).words if posted is not None else ""

    def run(self, work: Work) -> Change:
        notice, reason = work.session.get_one(Notice, self.notice), self.reason.strip()
        posted, announced = posted_by(work.session, notice.id), announced_by(work.session, notice.id)
        summary = _("Notice {number} declared void: {reason}").format(number=notice.number, reason=reason)
        declare_void(work, notice, reason)
        if posted is not None:
            summary = _("; ").join(filter(None, (summary, suspend(work, posted, reason).words)))
        elif self.follows is Follows.AGAIN:
            number = announce_again(work, announced).number
            summary += _("; ") + _("announced again: {number}").format(number=number)
        elif self.follows is Follows.BACK:
            take_back(work, announced, reason)
            words = _n("{count} announcement taken back", "{count} announcements taken back", len(announced))
            summary += _("; ") + words.format(count=len(announced))
        return Change(summary, id=notice.id)


def posted_by(session: Session, notice: int) -> Disclosure | None:
    """The disclosure that posts, or posted, its list by a notice."""
    return session.scalar(select(Disclosure).where(Disclosure.notice_id == notice))
