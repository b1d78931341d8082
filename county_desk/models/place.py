"""Places from province to village. The official code of a place changes; the place does not."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.fields import Term
from county_desk.models.base import Base, Kept, term_column
from county_desk.models.sounding import NAMED, SORTED
from county_desk.text import N_


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

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("parent_id", "name"),
        Index("ix_place_level_name", "level", "name"),
        Index("ix_place_name_sort", "name_sort"),  # a list in the order of villages begins with them
    )

    level: Mapped[PlaceLevel] = mapped_column(term_column(PlaceLevel, "level"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    name: Mapped[str] = mapped_column(info=NAMED)
    short: Mapped[str] = mapped_column(info=SORTED)
    office: Mapped[str] = mapped_column(default="", info=SORTED)
    contact: Mapped[str] = mapped_column(default="", info=SORTED)
    telephone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    agency_code: Mapped[str | None] = mapped_column(default=None)

    parent: Mapped["Place | None"] = relationship(remote_side="Place.id")
    codes: Mapped[list["PlaceCode"]] = relationship(back_populates="place", order_by="PlaceCode.since")


class PlaceCode(Base):
    """The official code of a place for a time. A code can pass to another place later."""

    __tablename__ = "place_code"
    __table_args__ = (
        UniqueConstraint("code", "since"),
        CheckConstraint("until IS NULL OR until > since", name="runs_forward"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    code: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]

    place: Mapped[Place] = relationship(back_populates="codes")
