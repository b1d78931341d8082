"""Notices: a paper that was issued, with the number and the facts that it froze."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.models.base import Kept
from county_desk.models.place import Place
from county_desk.models.sounding import NAMED


class Notice(Kept):
    """One issued notice. `facts` is all that the paper says; `anchor` is the seal of the history before it.

    `copies` counts the prints and the saved files, `copied_on` is the day of the last one.

    The paper is made from `facts` alone, so the same notice always gives the same bytes.
    """

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("place_id", "year", "serial"),)

    kind: Mapped[str]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True, info=NAMED)
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    facts: Mapped[dict[str, Any]]
    digest: Mapped[str]
    anchor: Mapped[str]
    voided_on: Mapped[date | None]
    void_reason: Mapped[str] = mapped_column(default="")
    copies: Mapped[int | None] = mapped_column(default=None)
    copied_on: Mapped[date | None] = mapped_column(default=None)

    place: Mapped[Place] = relationship()
