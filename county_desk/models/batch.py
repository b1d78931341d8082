"""Batches: one delivered file taken in as one act."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept
from county_desk.models.sounding import NAMED


class Batch(Kept):
    """One file that was taken in: which, by whom, what became of each row, and whether it was undone.

    `report` says what became of its rows: those with problems whole, the others by number; `digest` is the
    SHA-256 of the file, under which the file itself is kept as an `Original`. An `opening` batch took
    households in as they stood in an existing register; a second person confirms it.
    """

    __tablename__ = "batch"

    file_name: Mapped[str] = mapped_column(info=NAMED)
    digest: Mapped[str] = mapped_column(index=True)
    year: Mapped[int]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    taken_at: Mapped[datetime]
    taken_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    counts: Mapped[dict[str, Any]]
    report: Mapped[dict[str, Any]]
    undone_on: Mapped[date | None]
    opening: Mapped[bool | None]  # None, never False: batches of older registers have no other value
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    confirmed_on: Mapped[date | None]
