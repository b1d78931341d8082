"""The frame of the pages of changes: those that stand, and those that wait for the window of the year."""

from typing import ClassVar

from county_desk.text import N_
from county_desk.views.acts_page import ActsPage
from county_desk.views.page import LOOK_UP, NavRow
from county_desk.views.widgets.icons import Icon


class ChangesPart[R](ActsPage[R]):
    """One part of the changes of households."""

    nav: ClassVar = NavRow(
        "changes_nav",
        N_("Changes of households"),
        Icon.EXCHANGE,
        N_("Parts of the changes"),
    )
    group: ClassVar = LOOK_UP
    headed: ClassVar = False
    empty_way: ClassVar = (N_("To the registry"), "registry", None)
