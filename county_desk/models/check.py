"""How the county takes the checks of the catalogue."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from county_desk.day_laws import COMING_YEAR
from county_desk.fields import Code, Text, Year
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class CheckSetting(Kept):
    """One check of the catalogue that the county takes otherwise for the figures of a year, and why.

    `number` is that of the catalogue (D07), `level` is error, warning or off.
    """

    __table_args__ = (Index("ix_check_setting_year_number", "year", "number"),)

    number: Mapped[str] = column(N_("Check"), Text())
    year: Mapped[int] = column(N_("Year"), Year(), law=COMING_YEAR)
    level: Mapped[str] = column(N_("Level of the check"), Code())
    reason: Mapped[str] = column(
        N_("Reason"),
        Text(width=40),
        help=N_("Name the document or the finding"),
        needed=N_("Say why the county takes this check so"),
    )
    set_by: Mapped[int] = link("user", N_("Set by"))


CHECK_SETTING = RecordKind(CheckSetting, N_("Setting of a check"), (CheckSetting.number, CheckSetting.year))
