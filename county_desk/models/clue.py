"""Clues: signs that a household may fall into poverty, from the first notice to the end."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.fields import Term
from county_desk.models.base import Kept
from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.models.sounding import NAMED
from county_desk.shapes import Shape
from county_desk.text import N_


class ClueSource(Term):
    """How a clue came to the office: the three ways of the national guide, the hotline, and others."""

    HOUSEHOLD = "household", N_("The household itself")
    ROUND = "round", N_("Round of an official")
    DEPARTMENT = "department", N_("Warning of a department")
    HOTLINE = "hotline", N_("Hotline 12317")
    SIGNAL = "signal", N_("Signal of the register")
    OTHER = "other", N_("Another way")


class ClueUrgency(Term):
    """How soon a clue has to be looked into."""

    HIGH = "1", N_("1: at once")
    MIDDLE = "2", N_("2: soon")
    LOW = "3", N_("3: as usual")


class ClueState(Term):
    """The next thing for a clue, or how it ended."""

    NEW = "new", N_("To dispatch"), Shape.UNDERWAY
    AGAIN = "again", N_("Found again"), Shape.WATCH
    DISPATCHED = "dispatched", N_("To verify"), Shape.UNDERWAY
    VERIFIED = "verified", N_("Verified"), Shape.WATCH
    CASE = "case", N_("Case opened"), Shape.FINE
    DISMISSED = "dismissed", N_("Dismissed"), Shape.NONE


OPEN = (ClueState.NEW, ClueState.AGAIN, ClueState.DISPATCHED, ClueState.VERIFIED)


class Clue(Kept):
    """One clue. `risks` are words of the national list with “、” between them, as ledgers keep them.

    `household_id` is None while the household is not on record; `head` and `group_name` then name it.
    `earlier_id` is the dismissed clue of the same household that this one brings back.
    """

    __tablename__ = "clue"
    __table_args__ = (Index("ix_clue_state_village_id", "state", "village_id"),)

    village_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    head: Mapped[str] = mapped_column(info=NAMED)
    group_name: Mapped[str] = mapped_column(default="")
    source: Mapped[ClueSource]
    risks: Mapped[str]
    found_on: Mapped[date]
    urgency: Mapped[ClueUrgency]
    words: Mapped[str] = mapped_column(default="")
    state: Mapped[ClueState] = mapped_column(default=ClueState.NEW)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("clue.id"))
    assigned_to: Mapped[str | None]
    due_on: Mapped[date | None]
    verified_on: Mapped[date | None]
    visitors: Mapped[str | None]
    authorised: Mapped[bool | None]
    finding: Mapped[str | None]
    ended_on: Mapped[date | None]
    reason: Mapped[str | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)

    village: Mapped[Place] = relationship()
    household: Mapped[Household | None] = relationship()
