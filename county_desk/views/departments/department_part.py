"""The frame of each page about other departments: one row of the navigation, and its tabs."""

from typing import ClassVar

from county_desk.models.department import DepartmentList, DepartmentRequest, HitDecision
from county_desk.text import N_
from county_desk.views.acts_page import ActsPage
from county_desk.views.page import NavRow
from county_desk.views.widgets.icons import Icon

DEPARTMENTS = NavRow(
    "departments",
    N_("Comparison with departments"),
    Icon.EXCHANGE,
    N_("Parts of the comparison with departments"),
)


class DepartmentPart[R](ActsPage[R]):
    """One part: its list, and beside it the current row with its acts."""

    nav: ClassVar = DEPARTMENTS
    watches: ClassVar = frozenset({DepartmentRequest, DepartmentList, HitDecision})
