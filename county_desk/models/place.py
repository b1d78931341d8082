"""Places from province to village. The official code of a place changes; the place does not."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.fields import Choice, Code, Day, Term, Text
from county_desk.models.base import Base, Kept, term_column
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED, SORTED
from county_desk.text import N_
from county_desk.text_kinds import OfficeTelephone, Published


class PlaceLevel(Term):
    """The rank of a place."""

    PROVINCE = "province", N_("Province")
    PREFECTURE = "prefecture", N_("Prefecture")
    COUNTY = "county", N_("County")
    TOWNSHIP = "township", N_("Township")
    VILLAGE = "village", N_("Village")


class Place(Kept):
    """One place and the office that issues papers there.

    `name` is the usual name (柳湾村) and `short` the short form of rosters (柳湾). `office` is the issuer
    under a notice (柳湾村村民委员会). `agency_code` is the prefix of its document numbers (青扶办).
    """

    __table_args__ = (
        UniqueConstraint("parent_id", "name"),
        Index("ix_place_level_name", "level", "name"),
        Index("ix_place_name_sort", "name_sort"),  # a list in the order of villages begins with them
    )

    level: Mapped[PlaceLevel] = column(
        N_("Level"), Choice(terms=PlaceLevel), type_=term_column(PlaceLevel, "level")
    )
    parent_id: Mapped[int | None] = link("place", N_("Belongs to"))
    name: Mapped[str] = column(N_("Name of the place"), Text(width=14), info=NAMED)
    short: Mapped[str] = column(N_("Short name"), Text(width=10), info=SORTED)
    office: Mapped[str] = column(N_("Issuing office"), Published(width=24), default="", info=SORTED)
    contact: Mapped[str] = column(N_("Contact person"), Published(), default="", info=SORTED)
    telephone: Mapped[str] = column(N_("Telephone for objections"), OfficeTelephone(), default="")
    address: Mapped[str] = column(N_("Address for objections"), Published(width=30), default="")
    agency_code: Mapped[str | None] = column(
        N_("Agency code"), Text(width=10), help=N_("Before its document numbers, as 青政办"), default=None
    )

    parent: Mapped["Place | None"] = relationship(remote_side="Place.id")
    codes: Mapped[list["PlaceCode"]] = relationship(back_populates="place", order_by="PlaceCode.since")


PLACE = RecordKind(Place, N_("Place"), (Place.name,))


class PlaceCode(Base):
    """The official code of a place for a time. A code can pass to another place later."""

    __table_args__ = (
        UniqueConstraint("code", "since"),
        CheckConstraint("until IS NULL OR until > since", name="runs_forward"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = link("place", N_("Place"), index=True)
    code: Mapped[str] = column(N_("Code"), Code(width=14))
    since: Mapped[date] = column(N_("Valid from"), Day())
    until: Mapped[date | None] = column(N_("Valid until"), Day())

    place: Mapped[Place] = relationship(back_populates="codes")


PLACE_CODE = RecordKind(PlaceCode, N_("Official code of a place"), (Place.name,), about=(PlaceCode.place_id,))
