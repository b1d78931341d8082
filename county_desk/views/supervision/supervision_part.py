"""The frame of each page of supervision: its lists and their acts."""

from typing import ClassVar

from county_desk.models.inspection import InspectedHousehold, InspectionFinding, InspectionRound
from county_desk.models.misconduct import Appraisal, MisconductReport
from county_desk.views.acts_page import ActsPage


class SupervisionPart[R](ActsPage[R]):
    """One part of supervision: its list, and beside it the current row with its acts."""

    watches: ClassVar = frozenset(
        {InspectionRound, InspectedHousehold, InspectionFinding, MisconductReport, Appraisal}
    )
