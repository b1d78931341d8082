"""Rulings on two records that may be one person."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept


class DuplicateRuling(Kept):
    """One ruling: two members are the same person or not, why, and which record goes on.

    `before` keeps what the ruling changed as it stood, so that the ruling can be taken back.
    """

    __tablename__ = "duplicate_ruling"
    __table_args__ = (
        CheckConstraint("one_id < other_id", name="in_order"),
        CheckConstraint("same = (survivor_id IS NOT NULL)", name="one_survives"),
    )

    one_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    same: Mapped[bool]
    survivor_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    reason: Mapped[str]
    settled_on: Mapped[date]
    settled_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    before: Mapped[dict[str, Any] | None]
