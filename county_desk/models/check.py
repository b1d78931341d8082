"""How the county takes the checks of the catalogue."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept


class CheckSetting(Kept):
    """One check of the catalogue that the county takes otherwise for the figures of a year, and why.

    `number` is that of the catalogue (D07), `level` is error, warning or off.
    """

    __tablename__ = "check_setting"
    __table_args__ = (Index("ix_check_setting_year_number", "year", "number"),)

    number: Mapped[str]
    year: Mapped[int]
    level: Mapped[str]
    reason: Mapped[str]
    set_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
