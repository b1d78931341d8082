"""Notices after they were issued: what a paper says again, and declaring one void."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy.orm import Session

from county_desk.fields import Record, Text
from county_desk.models.notice import Notice
from county_desk.models.notice_facts import NoticeFacts
from county_desk.models.user import Permission
from county_desk.text import N_, _
from county_desk.workflow.casework import place_trouble
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work


def facts_of(session: Session, number: int) -> NoticeFacts | None:
    """What an issued notice says; None when there is no such notice."""
    notice = session.get(Notice, number)
    return NoticeFacts.from_plain(notice.facts) if notice else None


def void_since(session: Session, number: int) -> date | None:
    """The day on which a notice was declared void; None when it stands."""
    notice = session.get(Notice, number)
    return notice.voided_on if notice else None


@dataclass(frozen=True, kw_only=True)
class VoidNotice(Command):
    """Declare an issued notice void; its number is never used again."""

    permission: ClassVar = Permission.DISCLOSE
    title: ClassVar = N_("Declare a notice void")
    final: ClassVar = ON_RECORD

    notice: Annotated[int, Ask(Record(), N_("Notice"), of="notices")]
    reason: Annotated[str, Ask(Text(width=40), N_("Reason"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        notice = work.session.get(Notice, self.notice)
        if notice is None:
            return {"notice": _("There is no notice {number}").format(number=self.notice)}
        if notice.voided_on is not None:
            return {"": _("This notice is void since {day}").format(day=notice.voided_on)}
        if trouble := place_trouble(work.session, work.actor, notice.place_id):
            return {"": trouble}
        return {} if self.reason.strip() else {"reason": _("Give the reason")}

    def run(self, work: Work) -> Change:
        notice = work.session.get_one(Notice, self.notice)
        notice.voided_on, notice.void_reason = work.today, self.reason.strip()
        summary = _("Notice {number} declared void: {reason}").format(
            number=notice.number, reason=notice.void_reason
        )
        return Change(frozenset({Notice}), summary, id=notice.id)
