"""Signals of monitoring that the register gave, each until it is no longer so."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, relationship

from county_desk.fields import Day, Text, Year
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.household import Household
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class FoundSignal(Kept):
    """One hit of a check that is a signal. `number` is that of the check, which has its sentence.

    `values` are the case and the figures of the sentence as JSON; other figures make a new signal. `words` is
    the sentence that early records kept in the language of the day, "" since. `gone_on` is the day
    on which it was looked for and not found any more. `clue_id` is the clue that was made of it.
    """

    __tablename__ = "signal"
    __table_args__ = (Index("ix_signal_year_number", "year", "number"),)

    number: Mapped[str] = column(N_("Check"), Text())
    year: Mapped[int] = column(N_("Year"), Year())
    household_id: Mapped[int] = link("household", N_("Household"), of="households", index=True)
    member_id: Mapped[int | None] = link("member", N_("Member"))
    found_on: Mapped[date] = column(N_("Found on"), Day())
    words: Mapped[str] = column(N_("In words"), Text(), default="")
    values: Mapped[str]
    gone_on: Mapped[date | None] = column(N_("No longer so since"), Day())
    dismissed_on: Mapped[date | None] = column(N_("Dismissed on"), Day())
    dismissed_by: Mapped[int | None] = link("user", N_("Dismissed by"))
    reason: Mapped[str | None] = column(N_("Reason"), Text(lines=2, width=40), needed=N_("Give the reason"))
    clue_id: Mapped[int | None] = link("clue", N_("Clue"), of="clues", index=True)

    household: Mapped[Household] = relationship()


FOUND_SIGNAL = RecordKind(
    FoundSignal,
    N_("Signal"),
    (Household.head, FoundSignal.found_on),
    about=(FoundSignal.household_id, FoundSignal.member_id),
)
