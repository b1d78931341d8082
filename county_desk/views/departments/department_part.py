"""The frame of each page about other departments: its lists and their acts."""

from typing import ClassVar

from county_desk.models.department import DepartmentList, DepartmentRequest, HitDecision
from county_desk.views.acts_page import ActsPage


class DepartmentPart[R](ActsPage[R]):
    """One part: its list, and beside it the current row with its acts."""

    watches: ClassVar = frozenset({DepartmentRequest, DepartmentList, HitDecision})
