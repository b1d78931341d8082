"""Notices after they were issued: printing a paper again, and declaring one void."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Record, Term
from county_desk.models.case import Case, CaseState
from county_desk.models.county_exit import CountyRecord
from county_desk.models.disclosure import Disclosure
from county_desk.models.exit import Exit
from county_desk.models.household import Household
from county_desk.models.monitored import Monitored
from county_desk.models.notice import Notice
from county_desk.models.notice_facts import NoticeFacts
from county_desk.models.user import Permission
from county_desk.models.village import VillageRecord
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.text_kinds import Published
from county_desk.workflow.cases.announced import (
    again_trouble,
    announce_again,
    announced_by,
    take_back,
    taking_trouble,
)
from county_desk.workflow.cases.common import find_cases, last_step, level_trouble
from county_desk.workflow.cases.issuing import disclosed_cases
from county_desk.workflow.cases.suspending import declare_void, rests_on, stopping, suspend
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.records import place_trouble
from county_desk.workflow.replay import refuse_altered
from county_desk.workflow.rights import refusal

TOUCHES = frozenset({Notice, Disclosure, Case, Household, VillageRecord, CountyRecord, Exit, Monitored})


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
    None: N_(
        "Cases on this list: {count}. They wait until it is posted again with a new number and a new period."
    ),
    Follows.AGAIN: N_(
        "Cases on this notice: {count}. A corrected notice is issued today; the register stays as it is."
    ),
    Follows.BACK: N_(
        "Cases on this notice: {count}. They wait to be announced again; the register goes back to before."
    ),
}


@dataclass(frozen=True, kw_only=True)
class VoidNotice(Command):
    """Declare an issued notice void; its number is never used again, and no step rests on it any longer.

    The list of a disclosure is suspended until it is posted again. An announcement is made again, or
    taken back, as `follows` says.
    """

    permission: ClassVar = Permission.DISCLOSE
    act: ClassVar = ActWords(N_("Declare a notice void"), N_("Declared a notice void"), "notice")
    law: ClassVar = ONE_PERSON
    final: ClassVar = ON_RECORD

    notice: Annotated[int, Ask(Record(), N_("Notice"), of="notices")]
    reason: Annotated[str, Ask(Published(width=40), N_("Reason"))]
    follows: Annotated[
        Follows | None, Ask(Choice(terms=Follows), N_("What follows"), N_("Only for an announcement"))
    ] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        notice = work.session.get(Notice, self.notice)
        if notice is None:
            return {"notice": _("There is no notice {number}").format(number=self.notice)}
        posted, announced = posted_by(work.session, notice.id), announced_by(work.session, notice.id)
        hangs = posted is not None and posted.closed_on is None
        if notice.voided_on is not None and not hangs and not announced:
            return {"": _("This notice is void since {day}").format(day=notice.voided_on)}
        if trouble := self._voiding_trouble(work, notice):
            return {"": trouble}
        if not self.reason.strip():
            return {"reason": _("Give the reason")}
        if announced:
            return self._announced(work, announced)
        if self.follows is not None:
            return {"follows": _("This is no announcement; leave it blank")}
        trouble = went_on(work, posted) if posted is not None else ""
        return {"": trouble} if trouble else {}

    def _voiding_trouble(self, work: Work, notice: Notice) -> str:
        """Check that this person may declare this notice void."""
        return place_trouble(work.session, work.actor, notice.place_id) or level_trouble(
            work.actor, notice.place.level, notice.number
        )

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

    def effect(self, work: Work) -> str:
        """The consequence for the cases that rest on the notice."""
        posted, announced = posted_by(work.session, self.notice), announced_by(work.session, self.notice)
        cases = announced or (stopping(work, posted).suspended if posted is not None else [])
        if not cases:
            return ""
        return _(EFFECTS[self.follows]).format(count=len(cases))

    def run(self, work: Work) -> Change:
        notice, reason = work.session.get_one(Notice, self.notice), self.reason.strip()
        posted, announced = posted_by(work.session, notice.id), announced_by(work.session, notice.id)
        summary = _("Notice {number} declared void: {reason}").format(number=notice.number, reason=reason)
        declare_void(work, notice, reason)
        if posted is not None and (count := len(suspend(work, posted, reason).suspended)):
            words = _n("{count} case is suspended", "{count} cases are suspended", count)
            summary += _("; ") + words.format(count=count)
        elif self.follows is Follows.AGAIN:
            number = announce_again(work, announced).number
            summary += _("; ") + _("announced again: {number}").format(number=number)
        elif self.follows is Follows.BACK:
            take_back(work, announced, reason)
            words = _n("{count} announcement taken back", "{count} announcements taken back", len(announced))
            summary += _("; ") + words.format(count=len(announced))
        work.session.flush()
        return Change(TOUCHES, summary, id=notice.id)


def posted_by(session: Session, notice: int) -> Disclosure | None:
    """The disclosure that posts, or posted, its list by a notice."""
    return session.scalar(select(Disclosure).where(Disclosure.notice_id == notice))


def went_on(work: Work, disclosure: Disclosure) -> str:
    """Check that no case went on from the list of a closed disclosure; its notice would stay valid."""
    under_way = (CaseState.OPEN, CaseState.APPROVED, CaseState.DONE)
    for case in find_cases(work.session, disclosed_cases(disclosure)):
        last = last_step(case)
        latest = last is not None and last.disclosure_id == disclosure.id
        if latest or case.state not in under_way or not rests_on(work, case, disclosure):
            continue
        words = _("Case {number} ({subject}) went on from this list; return it for changes first")
        if case.state is not CaseState.OPEN:
            words = _("Case {number} ({subject}) was approved after this disclosure; its notice stays valid")
        return words.format(number=case.id, subject=case.subject)
    return ""
