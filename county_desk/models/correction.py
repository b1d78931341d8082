"""Corrections that the county made to cells of delivered files."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept


class Correction(Kept):
    """One cell that the county corrected while it took a file in.

    `text` replaces the sender's `was`. `kind`, `record` and `field` name the column that the cell became,
    and `value` is what the column then held, in the form of the history.
    """

    __tablename__ = "correction"
    __table_args__ = (Index("ix_correction_kind_record", "kind", "record"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    sheet: Mapped[str]
    cell: Mapped[str]
    title: Mapped[str]
    was: Mapped[str]
    text: Mapped[str]
    kind: Mapped[str]
    record: Mapped[int]
    field: Mapped[str]
    value: Mapped[str]
