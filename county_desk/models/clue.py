"""Clues: signs that a household may fall into poverty, from the first notice to the end."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.day_laws import DONE, DUE
from county_desk.facts.kinds import SeveralWords
from county_desk.facts.word_lists import RISK
from county_desk.fields import Choice, Day, Term, Text, YesNo
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED
from county_desk.shapes import Shape
from county_desk.text import N_
from county_desk.text_kinds import PersonName, Published


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

    __table_args__ = (Index("ix_clue_state_village_id", "state", "village_id"),)

    village_id: Mapped[int] = link("place", N_("Village"), of="villages", index=True)
    household_id: Mapped[int | None] = link("household", N_("Household"), of="households", index=True)
    head: Mapped[str] = column(N_("Head of household"), PersonName(), info=NAMED)
    group_name: Mapped[str] = column(N_("Villager group"), Published(width=8), default="")
    source: Mapped[ClueSource] = column(N_("Source of the clue"), Choice(terms=ClueSource))
    risks: Mapped[str] = column(
        N_("Risks"),
        SeveralWords(title=RISK),
        help=N_("One or more"),
        needed=N_("Name at least one risk; income alone is none"),
    )
    found_on: Mapped[date] = column(N_("Found on"), Day(), law=DONE)
    urgency: Mapped[ClueUrgency] = column(N_("Urgency"), Choice(terms=ClueUrgency))
    words: Mapped[str] = column(N_("What was noticed"), Text(lines=3, width=40), default="")
    state: Mapped[ClueState] = column(N_("State"), Choice(terms=ClueState), default=ClueState.NEW)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    earlier_id: Mapped[int | None] = link("clue", N_("Brings back clue"))
    assigned_to: Mapped[str | None] = column(
        N_("Dispatched to"), PersonName(), needed=N_("Name the person who goes")
    )
    due_on: Mapped[date | None] = column(N_("To be verified by"), Day(), law=DUE, after=("clue.found_on",))
    verified_on: Mapped[date | None] = column(N_("Visited on"), Day(), law=DONE, after=("clue.found_on",))
    visitors: Mapped[str | None] = column(N_("Visitors"), Text(width=30, staff=True))
    authorised: Mapped[bool | None] = column(N_("Authorisation signed"), YesNo())
    finding: Mapped[str | None] = column(
        N_("What was found"), Text(lines=3, width=40), needed=N_("Enter the findings of the visit")
    )
    ended_on: Mapped[date | None] = column(N_("Ended on"), Day())
    reason: Mapped[str | None] = column(N_("Reason"), Text(lines=2, width=40), needed=N_("Give the reason"))
    case_id: Mapped[int | None] = link("case", N_("Case"), index=True)

    village: Mapped[Place] = relationship()
    household: Mapped[Household | None] = relationship()


CLUE = RecordKind(Clue, N_("Clue"), (Clue.head, Clue.found_on), about=(Clue.household_id,))
