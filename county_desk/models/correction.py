"""Corrections that the county made to cells of delivered files."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from county_desk.fields import Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class Correction(Kept):
    """One cell that the county corrected while it took a file in.

    `text` replaces the sender's `was`. `kind`, `record` and `field` name the column that the cell became,
    and `value` is what the column then held, in the form of the history.
    """

    __table_args__ = (Index("ix_correction_kind_record", "kind", "record"),)

    batch_id: Mapped[int] = link("batch", N_("Batch"), index=True)
    sheet: Mapped[str] = column(N_("Sheet"), Text())
    cell: Mapped[str] = column(N_("Cell"), Text())
    title: Mapped[str] = column(N_("Title of the column"), Text())
    was: Mapped[str] = column(N_("As delivered"), Text())
    text: Mapped[str] = column(N_("As corrected"), Text())
    kind: Mapped[str]
    record: Mapped[int]
    field: Mapped[str]
    value: Mapped[str]


CORRECTION = RecordKind(Correction, N_("Corrected cell"))
