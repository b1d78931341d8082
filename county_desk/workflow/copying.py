"""Copies of notices: each print and each saved file of an issued paper is counted."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.fields import Choice, Numbers
from county_desk.models.notice import Notice
from county_desk.models.user import Permission
from county_desk.reveal_ways import CopyWay
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.gate.law import ANY_RECORD

NAMED = 5  # notices that a summary names before it counts them


class CopyNotices(Command):
    """Copies of issued notices were printed or saved; the papers themselves stay as they are."""

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Print or save notices"), N_("Printed or saved notices"), "notice")
    law: ClassVar = ANY_RECORD  # a notice hangs for everybody to read
    listed: ClassVar = False

    notices: Annotated[tuple[int, ...], Ask(Numbers(), N_("Notices"), of="notices")]
    way: Annotated[CopyWay, Ask(Choice(terms=CopyWay), N_("Way"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        return {} if self.notices else {"notices": _("Choose a notice")}

    def run(self, work: Work) -> Change:
        """Count one more copy of each notice."""
        notices = _notices(work, self.notices)
        for notice in notices:
            notice.copies, notice.copied_on = (notice.copies or 0) + 1, work.today
        named = [
            _("{number}, copy {copy}").format(number=notice.number, copy=notice.copies)
            for notice in notices[:NAMED]
        ]
        if more := len(notices) - NAMED:
            named += [_n("{count} more", "{count} more", more).format(count=more)] if more > 0 else []
        words = _n("Notice {way}: {notices}", "Notices {way}: {notices}", len(notices))
        summary = words.format(way=_(self.way.label), notices=_("; ").join(named))
        return Change(summary)


def _notices(work: Work, numbers: Sequence[int]) -> list[Notice]:
    return list(work.session.scalars(select(Notice).where(Notice.id.in_(numbers)).order_by(Notice.id)))
