"""Returns: the figures of a period, frozen when they were sent upward."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from county_desk.fields import Count, Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_
from county_desk.text_kinds import Reason


class Return(Kept):
    """One frozen edition of a return. A corrected return is a new edition with a reason."""

    __table_args__ = (UniqueConstraint("name", "period", "edition"),)

    name: Mapped[str] = column(N_("Return"), Text(width=8))
    period: Mapped[str] = column(N_("Period"), Text(width=10))
    edition: Mapped[int] = column(N_("Edition"), Count())
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[int] = link("user", N_("Frozen by"))
    figures: Mapped[dict[str, Any]]
    digest: Mapped[str]
    anchor: Mapped[str]
    reason: Mapped[str] = column(N_("Reason"), Reason(), help=N_("For a corrected edition"), default="")


RETURN = RecordKind(Return, N_("Return"), (Return.name, Return.period))
