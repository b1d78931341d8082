"""Notices: a paper that was issued, with the number and the facts that it froze."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from county_desk.fields import Code, Count, Day, Tally, Text, Year
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.place import Place
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED
from county_desk.text import N_
from county_desk.text_kinds import Published


class Notice(Kept):
    """One issued notice. `facts` is all that the paper says; `anchor` is the seal of the history before it.

    `copies` counts the prints and the saved files, `copied_on` is the day of the last one.

    The paper is made from `facts` alone, so the same notice always gives the same bytes.
    """

    __table_args__ = (UniqueConstraint("place_id", "year", "serial"),)

    kind: Mapped[str] = column(N_("Kind of notice"), Code())
    place_id: Mapped[int] = link("place", N_("Place"))
    year: Mapped[int] = column(N_("Year"), Year())
    serial: Mapped[int] = column(N_("Serial number"), Count())
    number: Mapped[str] = column(N_("Number"), Text(width=20), unique=True, info=NAMED)
    issued_on: Mapped[date] = column(N_("Issued on"), Day())
    issued_at: Mapped[datetime]
    issued_by: Mapped[int] = link("user", N_("Issued by"))
    facts: Mapped[dict[str, Any]]
    digest: Mapped[str]
    anchor: Mapped[str]
    voided_on: Mapped[date | None] = column(N_("Void since"), Day())
    void_reason: Mapped[str] = column(
        N_("Reason for declaring it void"), Published(width=40), needed=N_("Give the reason"), default=""
    )
    copies: Mapped[int | None] = column(N_("Copies"), Tally(width=6), default=None)
    copied_on: Mapped[date | None] = column(N_("Last copy on"), Day(), default=None)

    place: Mapped[Place] = relationship()


NOTICE = RecordKind(Notice, N_("Notice"), (Notice.number,), about=(Notice.place_id,))
