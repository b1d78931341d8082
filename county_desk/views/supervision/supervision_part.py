"""The frame of each page of supervision: one row of the navigation, and its tabs."""

from typing import ClassVar

from county_desk.models.inspection import InspectedHousehold, InspectionFinding, InspectionRound
from county_desk.models.misconduct import Appraisal, MisconductReport
from county_desk.models.user import Permission
from county_desk.text import N_
from county_desk.views.acts_page import ActsPage
from county_desk.views.page import NavRow
from county_desk.views.types import Desk
from county_desk.views.widgets.icons import Icon

SUPERVISION = NavRow(
    "supervision",
    N_("Supervision"),
    Icon.SHOW,
    N_("Parts of supervision"),
    {
        "inspections": N_("Inspections"),
        "inspected_households": N_("Field sheets"),
        "findings": N_("Findings"),
        "evaluations": N_("Evaluations"),
        "appraisals": N_("Appraisals"),
        "complaints": N_("Misconduct"),
    },
)


class SupervisionPart[R](ActsPage[R]):
    """One part of supervision: its list, and beside it the current row with its acts."""

    nav: ClassVar = SUPERVISION
    watches: ClassVar = frozenset(
        {InspectionRound, InspectedHousehold, InspectionFinding, MisconductReport, Appraisal}
    )

    @classmethod
    def tabs_of(cls, desk: Desk) -> list[tuple[str, str]]:
        """Return every part; reports of misconduct need the right to supervise."""
        hidden = set() if desk.actor.role.may(Permission.SUPERVISE) else {"complaints"}
        return [(key, title) for key, title in super().tabs_of(desk) if key not in hidden]
