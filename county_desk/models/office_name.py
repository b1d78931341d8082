"""The names under which an office signs, each from its first day on."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from county_desk.day_laws import IN_FORCE
from county_desk.fields import Day, Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, dated_back_column, link
from county_desk.models.place import Place
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_
from county_desk.text_kinds import Published


class OfficeName(Kept):
    """A name of the office of a place; its last day is the day before the next name begins.

    `leading_group` is the group that decides, which only the county has. A blank leaves that name as it was.
    """

    __table_args__ = (Index("ix_office_name_place_id_since", "place_id", "since"),)

    place_id: Mapped[int] = link("place", N_("Place"), of="places")
    since: Mapped[date] = column(N_("In force from"), Day(), law=IN_FORCE)
    office: Mapped[str] = column(N_("Issuing office"), Published(width=24), help=N_("Blank: as before"))
    agency_code: Mapped[str] = column(
        N_("Agency code"), Text(width=10), help=N_("Blank: as before; a new office has its own")
    )
    leading_group: Mapped[str] = column(
        N_("Deciding group"), Published(width=30), help=N_("Of the county alone; blank: as before")
    )
    reference: Mapped[str] = column(
        N_("Document"), Text(width=40), needed=N_("Name the document by which the name was changed")
    )
    entered_by: Mapped[int] = link("user", N_("Entered by"))
    dated_back: Mapped[str | None] = dated_back_column()


OFFICE_NAME = RecordKind(OfficeName, N_("Name of an office"), (Place.name,), about=(OfficeName.place_id,))
