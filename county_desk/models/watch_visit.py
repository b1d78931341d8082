"""Visits to monitored households, planned by how closely each is watched."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.models.base import Kept
from county_desk.models.monitored import Monitored


class WatchVisit(Kept):
    """One visit to a monitored household. `found` are the words of the visitors.

    `new_risk` is None where the visitors did not look for one.
    """

    __tablename__ = "watch_visit"

    monitored_id: Mapped[int] = mapped_column(ForeignKey("monitored.id"), index=True)
    visited_on: Mapped[date]
    visitors: Mapped[str]
    found: Mapped[str]
    new_risk: Mapped[bool | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    monitored: Mapped[Monitored] = relationship()
