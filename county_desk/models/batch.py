"""Batches: one delivered file taken in as one act."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from county_desk.fields import Day, Text, Year, YesNo
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED
from county_desk.text import N_


class Batch(Kept):
    """One file that was taken in: which, by whom, what became of each row, and whether it was undone.

    `report` says what became of its rows: those with problems whole, the others by number; `digest` is the
    SHA-256 of the file, under which the file itself is kept as an `Original`. An `opening` batch took
    households in as they stood in an existing register; a second person confirms it.
    """

    file_name: Mapped[str] = column(N_("File"), Text(width=30), info=NAMED)
    digest: Mapped[str] = mapped_column(index=True)
    year: Mapped[int] = column(N_("Year"), Year())
    place_id: Mapped[int | None] = link("place", N_("Place"), index=True)
    taken_at: Mapped[datetime]
    taken_by: Mapped[int] = link("user", N_("Taken in by"))
    counts: Mapped[dict[str, Any]]
    report: Mapped[dict[str, Any]]
    undone_on: Mapped[date | None] = column(N_("Undone on"), Day())
    # None, never False: batches of older registers have no other value
    opening: Mapped[bool | None] = column(N_("Opening balance"), YesNo())
    confirmed_by: Mapped[int | None] = link("user", N_("Confirmed by"))
    confirmed_on: Mapped[date | None] = column(N_("Confirmed on"), Day())

    def withdraw(self, day: date) -> None:
        """Undo the batch; it stays on record."""
        self.undone_on = day


BATCH = RecordKind(Batch, N_("Batch"), (Batch.file_name,))
