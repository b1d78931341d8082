"""The names under which an office signs, each from its first day on."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept


class OfficeName(Kept):
    """A name of the office of a place; its last day is the day before the next name begins.

    `leading_group` is the group that decides, which only the county has. A blank leaves that name as it was.
    """

    __tablename__ = "office_name"
    __table_args__ = (Index("ix_office_name_place_id_since", "place_id", "since"),)

    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    since: Mapped[date]
    office: Mapped[str]
    agency_code: Mapped[str]
    leading_group: Mapped[str]
    reference: Mapped[str]
    entered_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
