"""Monitored households: those of the ledgers, and those that the desk announced."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.fields import Term
from county_desk.models.base import Kept
from county_desk.models.sounding import NAMED, SORTED
from county_desk.text import N_


class RemovalWay(Term):
    """How a risk went, or that there was none; the values are the words of the ledgers."""

    HELP = "帮扶消除", N_("Removed by help")
    ITSELF = "自然消除", N_("Gone by itself")
    MISTAKE = "识别不准", N_("Wrongly monitored")


class Intensity(Term):
    """How closely a monitored household is visited."""

    KEY = "key", N_("Key watch")
    REGULAR = "regular", N_("Regular watch")
    OBSERVATION = "observation", N_("Observation")


class Monitored(Kept):
    """One monitored household. `facts` are all its columns by standard Chinese title.

    `household_id` is the household on record, where there is one; `identified` and `removed` are written
    as the ledger writes them (a month has no day), and `removed` is blank while the risk stands.
    `entered_on` and `released_on` are the days of the announcements, and `entry_case_id` and
    `release_case_id` their cases. `visited_on` is the last visit, `visit_due_on` the last day for the next
    one. Each risk has a measure until `measures_due_on`. None where only a ledger lists the household.
    """

    __tablename__ = "monitored"

    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    village_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    number: Mapped[str] = mapped_column(default="", index=True)
    head: Mapped[str] = mapped_column(info=NAMED)
    id_number: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="", info=SORTED)
    risks: Mapped[str] = mapped_column(default="")
    identified: Mapped[str] = mapped_column(default="")
    removed: Mapped[str] = mapped_column(default="")
    facts: Mapped[dict[str, Any]]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True)
    entered_on: Mapped[date | None]
    entry_case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    released_on: Mapped[date | None]
    release_case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    way: Mapped[RemovalWay | None]
    intensity: Mapped[Intensity | None]
    visited_on: Mapped[date | None]
    visit_due_on: Mapped[date | None]
    measures_due_on: Mapped[date | None]
