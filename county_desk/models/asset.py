"""Assets that projects built, and their yearly income with the shares of villages and households."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.models.base import Kept
from county_desk.models.place import Place
from county_desk.models.project import Project
from county_desk.models.sounding import NAMED


class Asset(Kept):
    """One asset of a place. `value` is yuan, `keeper` the unit that looks after it."""

    __tablename__ = "asset"
    __table_args__ = (CheckConstraint("value > 0", name="value_positive"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    title: Mapped[str] = mapped_column(info=NAMED)
    value: Mapped[Decimal]
    built_on: Mapped[date]
    keeper: Mapped[str]
    document: Mapped[str | None]

    project: Mapped[Project] = relationship()
    place: Mapped[Place] = relationship()


class AssetYear(Kept):
    """The income of one asset in a year, in yuan, and how it was shared."""

    __tablename__ = "asset_year"

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    year: Mapped[int]
    income: Mapped[Decimal]
    village_share: Mapped[Decimal]
    household_share: Mapped[Decimal]
    households: Mapped[int]

    asset: Mapped[Asset] = relationship()
