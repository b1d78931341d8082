"""The columns of the forms that senders use, and the decisions about them."""

from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from county_desk.fields import Day
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class FormLayout(Kept):
    """One version of a form: the titles of a list as a sender's sheets have them.

    `kind` is the kind of list, `texts` its titles in order and spelling. `meanings` maps a title to the
    standard title that a person gave it; "" skips it. Unit and year follow where they matter, as in
    人均纯收入(万元)(2016年). `place_id` is the sender, None for files of several villages.
    """

    __tablename__ = "layout"
    __table_args__ = (Index("ix_layout_kind_place_id", "kind", "place_id"),)

    kind: Mapped[str]
    place_id: Mapped[int | None] = link("place", N_("Place"))
    texts: Mapped[list[Any]]
    meanings: Mapped[dict[str, Any]]
    first_used: Mapped[date] = column(N_("First used"), Day())
    last_used: Mapped[date] = column(N_("Last used"), Day())


FORM_LAYOUT = RecordKind(FormLayout, N_("Form of a sender"))
