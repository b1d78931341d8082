"""Assets that projects built, and their yearly income with the shares of villages and households."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, relationship

from county_desk.day_laws import PAST, PAST_YEAR
from county_desk.fields import Count, Day, Money, Text, Year
from county_desk.models.base import Kept
from county_desk.models.declared import FILL, column, link
from county_desk.models.place import Place
from county_desk.models.project import Project
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED
from county_desk.text import N_
from county_desk.text_kinds import Published


class Asset(Kept):
    """One asset of a place. `value` is yuan, `keeper` the unit that looks after it."""

    __table_args__ = (CheckConstraint("value > 0", name="value_positive"),)

    project_id: Mapped[int] = link("project", N_("Project"), of="projects", index=True)
    place_id: Mapped[int] = link("place", N_("Place"), of="places", index=True)
    title: Mapped[str] = column(N_("Asset"), Published(width=30), needed=FILL, info=NAMED)
    value: Mapped[Decimal] = column(N_("Value (yuan)"), Money())
    built_on: Mapped[date] = column(N_("Built on"), Day(), law=PAST, after=("project.approved_on",))
    keeper: Mapped[str] = column(N_("Looked after by"), Published(width=24), needed=FILL)
    document: Mapped[str | None] = column(N_("Document of the owner"), Text(width=24))

    project: Mapped[Project] = relationship()
    place: Mapped[Place] = relationship()


ASSET = RecordKind(Asset, N_("Asset"), (Asset.title,), about=(Asset.place_id,))


class AssetYear(Kept):
    """The income of one asset in a year, in yuan, and how it was shared."""

    asset_id: Mapped[int] = link("asset", N_("Asset"), of="assets", index=True)
    year: Mapped[int] = column(N_("Year"), Year(), law=PAST_YEAR)
    income: Mapped[Decimal] = column(N_("Income of the year (yuan)"), Money())
    village_share: Mapped[Decimal] = column(N_("Share of the village (yuan)"), Money())
    household_share: Mapped[Decimal] = column(N_("Share of households (yuan)"), Money())
    households: Mapped[int] = column(N_("Households with a share"), Count())

    asset: Mapped[Asset] = relationship()


ASSET_YEAR = RecordKind(AssetYear, N_("Year of an asset"), (Asset.title, AssetYear.year))
