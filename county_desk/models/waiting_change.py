"""Changes of households that wait for the window of the year in which they are entered."""

from datetime import date

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.fields import Term
from county_desk.models.base import Kept
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

    __tablename__ = "waiting_change"

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    act: Mapped[WaitingAct]
    asked: Mapped[dict[str, object]] = mapped_column(JSON(none_as_null=True))
    happened_on: Mapped[date]
    recorded_on: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    opens_on: Mapped[date | None]
    entered_on: Mapped[date | None]
    reason: Mapped[str | None]
