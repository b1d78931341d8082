"""Returns: the figures of a period, frozen when they were sent upward."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept


class Return(Kept):
    """One frozen edition of a return. A corrected return is a new edition with a reason."""

    __tablename__ = "return"
    __table_args__ = (UniqueConstraint("name", "period", "edition"),)

    name: Mapped[str]
    period: Mapped[str]
    edition: Mapped[int]
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    figures: Mapped[dict[str, Any]]
    digest: Mapped[str]
    anchor: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
