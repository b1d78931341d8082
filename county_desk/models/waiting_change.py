"""Changes of households that wait for the window of the year in which they are entered."""

from datetime import date

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.fields import Choice, Day, Term, Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.household import Household
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class WaitingAct(Term):
    """The act that waits; the values are the names of the commands."""

    JOIN = "JoinMember", N_("A person joins the household")
    LEAVE = "LeaveMember", N_("A person leaves the household")
    HEAD = "ChangeHead", N_("Change the head of a household")
    SPLIT = "SplitHousehold", N_("Split a household")
    MERGE = "MergeHouseholds", N_("Merge two households")
    MOVE = "MoveHousehold", N_("Move a household within the county")
    END = "EndHousehold", N_("The whole household is gone")


class WaitingChange(Kept):
    """One change as it was asked for: its act and the fields of it.

    `entered_on` is None while it waits. One that was given up is withdrawn, and `reason` says why.
    """

    household_id: Mapped[int] = link("household", N_("Household"), index=True)
    act: Mapped[WaitingAct] = column(N_("What waits"), Choice(terms=WaitingAct, width=20))
    asked: Mapped[dict[str, object]] = mapped_column(JSON(none_as_null=True))
    happened_on: Mapped[date] = column(N_("Happened on"), Day())
    recorded_on: Mapped[date] = column(N_("Recorded on"), Day())
    recorded_by: Mapped[int] = link("user", N_("Recorded by"))
    opens_on: Mapped[date | None] = column(N_("Window opens on"), Day())
    entered_on: Mapped[date | None] = column(N_("Entered on"), Day())
    reason: Mapped[str | None] = column(N_("Reason"), Text(lines=2, width=40))


WAITING_CHANGE = RecordKind(
    WaitingChange,
    N_("Waiting change"),
    (Household.head, WaitingChange.happened_on),
    about=(WaitingChange.household_id,),
)
