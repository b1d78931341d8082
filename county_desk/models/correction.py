"""What the county put into a cell of a delivered file in the sender's stead."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept


class Correction(Kept):
    """One cell that the county corrected while it took a file in.

    `text` stands where the sender had `was`. `kind`, `record` and `field` say which column of which record
    it became, and `value` what that column then held, as the history writes it.
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
