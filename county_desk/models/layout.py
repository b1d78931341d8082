"""The columns of the forms that senders use, and what was decided about them."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept


class FormLayout(Kept):
    """One layout of one list as a sender's sheets have it: one version of a form.

    `kind` is what the sheet lists, `texts` are its titles in their order, as they stand. `meanings` gives a
    title what it means ("" for one to pass over), where a person had to say so: a standard title, with the
    unit of the figures and the year for which it was said where these matter, as in 人均纯收入(万元)(2016年).
    `place_id` is the sender, None for files of several villages.
    """

    __tablename__ = "layout"
    __table_args__ = (Index("ix_layout_kind_place_id", "kind", "place_id"),)

    kind: Mapped[str]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    texts: Mapped[list[Any]]
    meanings: Mapped[dict[str, Any]]
    first_used: Mapped[date]
    last_used: Mapped[date]
