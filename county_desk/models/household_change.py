"""Changes of households: births, arrivals, departures and deaths, and splits, mergers and moves."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from county_desk.day_laws import HAPPENED
from county_desk.fields import Choice, Count, Day, Term, Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.household import Household
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class ChangeKind(Term):
    """A kind of change; arrivals and departures follow the codes of the national system."""

    BIRTH = "birth", N_("Birth")
    MARRIED_IN = "married_in", N_("Marriage into the household")
    CAME_IN = "came_in", N_("Other arrival")
    DEATH = "death", N_("Death")
    MARRIED_OUT = "married_out", N_("Marriage out of the household")
    ABROAD = "abroad", N_("Settled abroad")
    PRISON = "prison", N_("In prison")
    LEFT = "left", N_("Other departure")
    NEW_HEAD = "new_head", N_("Change of head")
    SPLIT_OFF = "split_off", N_("Members split off")
    SPLIT_NEW = "split_new", N_("Made by a split")
    MERGED_IN = "merged_in", N_("Another household merged in")
    MERGED_AWAY = "merged_away", N_("Merged into another household")
    MOVED = "moved", N_("Moved within the county")
    MOVED_AWAY = "moved_away", N_("Moved out of the county")
    ENDED = "ended", N_("Whole household gone")


COMING = (ChangeKind.BIRTH, ChangeKind.MARRIED_IN, ChangeKind.CAME_IN)
LEAVING = (
    ChangeKind.DEATH,
    ChangeKind.MARRIED_OUT,
    ChangeKind.ABROAD,
    ChangeKind.PRISON,
    ChangeKind.LEFT,
)
ENDING = (*LEAVING, ChangeKind.MOVED_AWAY)  # how a whole household goes


class HouseholdChange(Kept):
    """One change of one household, and of one person where it is about one.

    `persons` is the number of members after the change, `by` how many more or fewer they became. A move
    names the village before; a split or a merger names the other household.
    """

    __table_args__ = (Index("ix_household_change_household_id_happened_on", "household_id", "happened_on"),)

    household_id: Mapped[int] = link("household", N_("Household"), of="households")
    member_id: Mapped[int | None] = link("member", N_("Member"), of="members", index=True)
    other_id: Mapped[int | None] = link("household", N_("The other household"))
    village_before: Mapped[int | None] = link("place", N_("Village before"))
    kind: Mapped[ChangeKind] = column(N_("Kind of change"), Choice(terms=ChangeKind, width=16))
    happened_on: Mapped[date] = column(N_("Happened on"), Day(), law=HAPPENED)
    recorded_on: Mapped[date] = column(N_("Recorded on"), Day())
    recorded_by: Mapped[int] = link("user", N_("Recorded by"))
    persons: Mapped[int] = column(N_("Members"), Count())
    by: Mapped[int] = column(N_("More or fewer members"), Count())
    evidence: Mapped[str] = column(
        N_("Evidence"),
        Text(width=40),
        help=N_("The paper that proves it, such as a certificate"),
        needed=N_("Name the paper that proves it"),
    )


HOUSEHOLD_CHANGE = RecordKind(
    HouseholdChange,
    N_("Change of a household"),
    (Household.head, HouseholdChange.happened_on),
    about=(HouseholdChange.household_id, HouseholdChange.member_id),
)
