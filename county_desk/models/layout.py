"""The columns of the forms that senders use, and what was decided about them."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept


class FormLayout(Kept):
    """One version of a form: the titles of a list as a sender's sheets have them.

    `kind` is the kind of list, `texts` its titles in order and spelling. `meanings` maps a title to the
    standard title that a person gave it; "" skips it. Unit and year follow where they matter, as in
    人均纯收入(万元)(2016年). `place_id` is the sender, None for files of several villages.
    """

    __tablename__ = "layout"
    __table_args__ = (Index("ix_layout_kind_place_id", "kind", "place_id"),)

    kind: Mapped[str]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    texts: Mapped[list[Any]]
    meanings: Mapped[dict[str, Any]]
    first_used: Mapped[date]
    last_used: Mapped[date]
