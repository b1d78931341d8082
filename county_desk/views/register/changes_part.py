"""The frame of the pages of changes: those that stand, and those that wait for the window of the year."""

from typing import ClassVar

from county_desk.text import N_
from county_desk.views.acts_page import ActsPage


class ChangesPart[R](ActsPage[R]):
    """One part of the changes of households."""

    headed: ClassVar = False
    empty_way: ClassVar = (N_("To the registry"), "registry", None)
