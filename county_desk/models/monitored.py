"""Households that are watched lest they fall back, as the ledgers of monitoring list them."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept
from county_desk.models.sounding import NAMED, SORTED


class Monitored(Kept):
    """One household of a ledger of monitoring. `facts` are all its columns by standard Chinese title.

    `household_id` is the household on record, where there is one; `identified` and `removed` are written
    as the ledger writes them (a month has no day), and `removed` is blank while the risk stands.
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
