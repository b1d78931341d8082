"""The frame of each page of supervision: one row of the navigation, and its tabs."""

from collections.abc import Mapping
from typing import ClassVar

from county_desk.models.inspection import InspectedHousehold, InspectionFinding, InspectionRound
from county_desk.text import N_
from county_desk.views.acts_page import ActsPage
from county_desk.views.page import NavRow
from county_desk.views.widgets.icons import Icon

SUPERVISION = NavRow("supervision", N_("Supervision"), Icon.SHOW)
PARTS: Mapping[str, str] = {
    "inspections": N_("Inspections"),
    "inspected_households": N_("Field sheets"),
    "findings": N_("Findings"),
}


class SupervisionPart[R](ActsPage[R]):
    """One part of supervision: its list, and beside it the current row with its acts."""

    nav: ClassVar = SUPERVISION
    siblings: ClassVar = PARTS
    siblings_title: ClassVar = N_("Parts of supervision")
    watches: ClassVar = frozenset({InspectionRound, InspectedHousehold, InspectionFinding})
