"""Signals of monitoring that the register gave, each until it is no longer so."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.models.base import Kept
from county_desk.models.household import Household


class FoundSignal(Kept):
    """One hit of a check that is a signal. `number` is that of the check, which has its sentence.

    `values` are the case and the figures of the sentence as JSON; other figures make a new signal. `words` is
    the sentence that early records kept in the language of the day, "" since. `gone_on` is the day
    on which it was looked for and not found any more. `clue_id` is the clue that was made of it.
    """

    __tablename__ = "signal"
    __table_args__ = (Index("ix_signal_year_number", "year", "number"),)

    number: Mapped[str]
    year: Mapped[int]
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    found_on: Mapped[date]
    words: Mapped[str] = mapped_column(default="")
    values: Mapped[str]
    gone_on: Mapped[date | None]
    dismissed_on: Mapped[date | None]
    dismissed_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str | None]
    clue_id: Mapped[int | None] = mapped_column(ForeignKey("clue.id"), index=True)

    household: Mapped[Household] = relationship()
