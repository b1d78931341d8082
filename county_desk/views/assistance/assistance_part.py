"""The frame of the pages of assistance, its money and its helpers."""

from typing import ClassVar

from county_desk.views.acts_page import ActsPage


class AssistancePart[R](ActsPage[R]):
    """A page around one list of assistance: needs, measures, projects, money and helpers."""

    headed: ClassVar = False
