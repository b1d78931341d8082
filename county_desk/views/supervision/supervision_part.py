"""The frame of each page of supervision: one row of the navigation, and its tabs."""

from typing import ClassVar

from county_desk.models.inspection import InspectedHousehold, InspectionFinding, InspectionRound
from county_desk.models.misconduct import Appraisal, MisconductReport
from county_desk.text import N_
from county_desk.views.acts_page import ActsPage
from county_desk.views.page import NavRow
from county_desk.views.widgets.icons import Icon

SUPERVISION = NavRow(
    "supervision",
    N_("Supervision"),
    Icon.SHOW,
    N_("Parts of supervision"),
)


class SupervisionPart[R](ActsPage[R]):
    """One part of supervision: its list, and beside it the current row with its acts."""

    nav: ClassVar = SUPERVISION
    watches: ClassVar = frozenset(
        {InspectionRound, InspectedHousehold, InspectionFinding, MisconductReport, Appraisal}
    )
